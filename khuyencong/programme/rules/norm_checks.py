"""Whether a value that an office proposes for a norm can be used by the rules that will ask for it. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.book import Certainty
from khuyencong.programme.rules.contents import FACT_KINDS
from khuyencong.programme.rules.deadlines import YEARS
from khuyencong.programme.rules.streams import Stream
from khuyencong.programme.rules.support import CEILING_SPANS, INVOICE_WINDOWS

Rows = list[dict[str, Any]]
NO_LEAP_YEAR: Final = 2001


def _told(sentence: str, **values: str | int) -> Refusal:
    return Refusal("programme.unusable_norm", sentence, source="", **values)


def _levels(rows: Rows) -> Iterator[Refusal]:
    yield from _twice(rows, "content")
    for number, row in enumerate(rows, start=1):
        for column in ("certainty", "rate_certainty"):
            if row.get(column, Certainty.SEEN) not in list(Certainty):
                yield _told(_("Dòng %(row)s: không có mức chắc chắn “%(given)s”."), row=number, given=row[column])


def _deadlines(rows: Rows) -> Iterator[Refusal]:
    yield from _twice(rows, "code")
    for number, row in enumerate(rows, start=1):
        if row["year"] not in YEARS:
            yield _told(_("Dòng %(row)s: năm phải là before, same hoặc after."), row=number)
        if not _is_day_of_every_year(row["month"], row["day"]):
            yield _told(_("Dòng %(row)s: ngày, tháng không có trong lịch mọi năm."), row=number)
        yield from _streams(number, row)


def _is_day_of_every_year(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(NO_LEAP_YEAR, month)[1]


def _contents(rows: Rows) -> Iterator[Refusal]:
    yield from _twice(rows, "code")
    for number, row in enumerate(rows, start=1):
        yield from _streams(number, row)


def _facts(rows: Rows) -> Iterator[Refusal]:
    for number, row in enumerate(rows, start=1):
        if row["kind"] not in FACT_KINDS:
            yield _told(
                _("Dòng %(row)s: không có loại “%(given)s”; các loại: %(kinds)s."),
                row=number,
                given=row["kind"],
                kinds=", ".join(FACT_KINDS),
            )
        if (row["kind"] == "choice") != bool(row.get("choices")):
            yield _told(_("Dòng %(row)s: chỉ loại choice có các lựa chọn, và phải có."), row=number)


def _months(months: list[int]) -> Iterator[Refusal]:
    if not all(1 <= month <= 600 for month in months):
        yield _told(_("Số tháng phải từ 1 đến 600."))


def _one_of(known: tuple[str, ...]) -> Callable[[str], Iterator[Refusal]]:
    def check(value: str) -> Iterator[Refusal]:
        if value not in known:
            yield _told(
                _("“%(given)s” không dùng được; chọn một trong: %(known)s."), given=value, known=", ".join(known)
            )

    return check


def _twice(rows: Rows, column: str) -> Iterator[Refusal]:
    for given, count in Counter(row[column] for row in rows).items():
        if count > 1:
            yield _told(_("“%(given)s” đứng ở hai dòng; mỗi mã một dòng."), given=given)


def _streams(number: int, row: Mapping[str, Any]) -> Iterator[Refusal]:
    if not set(row["streams"]) <= set(Stream):
        yield _told(_("Dòng %(row)s: nguồn phải là national, local hoặc cả hai."), row=number)


CHECKS: Final[dict[str, Callable[[Any], Iterator[Refusal]]]] = {
    "funding.levels": _levels,
    "funding.local_levels": _levels,
    "funding.ceiling_span": _one_of(CEILING_SPANS),
    "funding.invoice_window": _one_of(INVOICE_WINDOWS),
    "programme.project_deadlines": _deadlines,
    "programme.budget_deadlines": _deadlines,
    "programme.follow_up_months": _months,
    "programme.contents": _contents,
    "programme.content_facts": _facts,
}


def value_refusals(key: str, value: Any) -> list[Refusal]:
    """Return everything that makes a proposed value useless to the rules; ``value`` has the shape of its norm."""
    return list(CHECKS[key](value)) if key in CHECKS else []
