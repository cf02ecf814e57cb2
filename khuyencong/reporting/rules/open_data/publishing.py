"""Makes the row that goes out: by the table alone, masked, and looked at once more. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.reporting.rules.open_data.leaks import leak_in, without_leaks
from khuyencong.reporting.rules.open_data.marks import NUMBERS, Dataset, Field, Kind, Mark, Row

ORGANISATION = re.compile(r"\d{10}|\d{13}")
SOURCE = "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15"
Value = str | int | bool | None
Published = dict[str, Value]


def published(dataset: Dataset, row: Row, jurors: Collection[str] = ()) -> Published:
    """Return what goes out of a row: the fields of the table that may, in its order.

    :raises Refusal: where personal data stands in it all the same. Source: Luật 91/2025/QH15.
    """
    out = {field.name: _value(field, row[field.name]) for field in dataset.shown}
    for field in dataset.shown:
        if (found := _leak(field, out[field.name], jurors)) is not None:
            raise Refusal(
                "reporting.open_data_leak",
                _(
                    "Đã dừng xuất dữ liệu mở: bộ “%(dataset)s”, bản ghi %(record)s, mục “%(field)s” có %(what)s. "
                    "Hãy sửa bản ghi gốc rồi xuất lại."
                ),
                source=SOURCE,
                dataset=dataset.title_vi,
                record=str(out[dataset.fields[0].name]),
                field=field.vi,
                what=found,
            )
    return out


def _value(field: Field, value: object) -> Value:
    plain = _plain(value)
    if field.mark is Mark.PUBLISH or plain is None:
        return plain
    if field.kind is Kind.ORGANISATION_CODE:
        return str(plain) if ORGANISATION.fullmatch(str(plain)) else None
    return without_leaks(str(plain))


def _plain(value: object) -> Value:
    """Return a value as JSON carries it; a missing text is nothing, a moment is told in UTC to the second."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) or None


def _leak(field: Field, value: Value, jurors: Collection[str]) -> str | None:
    if not isinstance(value, str) or field.kind in NUMBERS:
        return None
    if field.kind is Kind.ORGANISATION_CODE and ORGANISATION.fullmatch(value):
        return None
    return leak_in(value, jurors)
