"""What a norm's value must look like: a closed list of units, and named columns for tables. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.faults import NormFault


class Unit(StrEnum):
    """The closed list of units."""

    DONG = "dong"
    PERCENT = "percent"
    POINTS = "points"
    PEOPLE = "people"
    PIECES = "pieces"
    YEARS = "years"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    FLAG = "flag"
    TEXT = "text"
    NUMBERS = "numbers"
    CODES = "codes"
    ROWS = "rows"


WHOLE_UNITS: Final = (
    Unit.DONG, Unit.PERCENT, Unit.POINTS, Unit.PEOPLE, Unit.PIECES, Unit.YEARS, Unit.DAYS, Unit.WORKING_DAYS,
)  # fmt: skip  # a list reads better as a list

UNIT_LABELS: Final = {
    Unit.DONG: _("đồng"),
    Unit.PERCENT: _("%"),
    Unit.POINTS: _("điểm"),
    Unit.PEOPLE: _("người"),
    Unit.PIECES: _("cái"),
    Unit.YEARS: _("năm"),
    Unit.DAYS: _("ngày"),
    Unit.WORKING_DAYS: _("ngày làm việc"),
    Unit.FLAG: _("có hoặc không"),
    Unit.TEXT: _("chữ"),
    Unit.NUMBERS: _("dãy số"),
    Unit.CODES: _("dãy mã"),
    Unit.ROWS: _("bảng"),
}


COLUMN_LABELS: Final = {
    "anchors": _("Mốc điểm"),
    "ceiling": _("Mức tối đa (đồng)"),
    "certainty": _("Mức chắc chắn"),
    "choices": _("Các lựa chọn"),
    "clause": _("Điều khoản"),
    "code": _("Mã"),
    "content": _("Nội dung khuyến công"),
    "copies": _("Số bản"),
    "day": _("Ngày"),
    "fact": _("Mã chi tiết"),
    "group": _("Nhóm"),
    "groups": _("Nhóm sản phẩm"),
    "guidance": _("Hướng dẫn chấm"),
    "kind": _("Loại"),
    "label": _("Nội dung"),
    "levels": _("Cấp"),
    "lower": _("Cấp dưới"),
    "maximum": _("Điểm tối đa"),
    "month": _("Tháng"),
    "name": _("Tên"),
    "note": _("Ghi chú"),
    "number": _("Số thứ tự"),
    "on": _("Ngày"),
    "organiser": _("Nơi tổ chức"),
    "parent": _("Thuộc tiêu chí"),
    "per": _("Tính cho"),
    "progress_percent": _("Khối lượng phải đạt (%)"),
    "province_code": _("Mã tỉnh"),
    "rate_certainty": _("Mức chắc chắn của tỷ lệ"),
    "rate_per_mille": _("Tỷ lệ (‰)"),
    "rate_percent": _("Tỷ lệ tối đa (%)"),
    "region": _("Khu vực"),
    "required": _("Bắt buộc"),
    "role": _("Vai trò"),
    "signer": _("Người ký"),
    "stage": _("Giai đoạn"),
    "streams": _("Nguồn"),
    "table": _("Bảng kê"),
    "unit": _("Đơn vị tính"),
    "year": _("Năm"),
}


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_share(value: object) -> bool:
    return _is_whole(value) and isinstance(value, int) and value <= 100


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_code(value: object) -> bool:
    return isinstance(value, str) and bool(value) and not any(sign.isspace() for sign in value)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_date(value: object) -> bool:
    return isinstance(value, date)


def _all(check: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and bool(value) and all(check(item) for item in value)


def _is_anchor(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == {"points", "text"}
        and _is_whole(value["points"])
        and _is_text(value["text"])
    )


_CHECKS: Final[dict[str, Callable[[object], bool]]] = {
    **dict.fromkeys(WHOLE_UNITS, _is_whole),
    Unit.PERCENT: _is_share,
    Unit.POINTS: _is_share,
    Unit.FLAG: _is_flag,
    Unit.TEXT: _is_text,
    Unit.NUMBERS: _all(_is_whole),
    Unit.CODES: _all(_is_code),
    "whole": _is_whole,
    "code": _is_code,
    "date": _is_date,
    "anchors": _all(_is_anchor),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """The form of one norm's values; ``columns`` and ``optional`` name the columns of a table.

    ``may_be_empty`` is for a table that has no row of its own nationally, because each office lays its own over it.

    :raises NormFault: for a column or its kind that is not listed, or columns or emptiness without a table.
    """

    unit: Unit
    columns: Mapping[str, str] = field(default_factory=dict)
    optional: Mapping[str, str] = field(default_factory=dict)
    may_be_empty: bool = False

    def __post_init__(self) -> None:
        kinds = {*self.columns.values(), *self.optional.values()}
        if unknown := kinds - _CHECKS.keys():
            raise NormFault(_("loại cột không có trong danh sách: %(kinds)s"), kinds=", ".join(sorted(unknown)))
        if unnamed := {*self.columns, *self.optional} - COLUMN_LABELS.keys():
            raise NormFault(_("cột chưa có tên: %(columns)s"), columns=", ".join(sorted(unnamed)))
        if (self.unit is Unit.ROWS) != bool(self.columns):
            raise NormFault(_("chỉ bảng mới có cột, và bảng phải có cột"))
        if self.may_be_empty and self.unit is not Unit.ROWS:
            raise NormFault(_("chỉ bảng mới được để trống"))

    def check(self, value: object) -> None:
        """Go on only with a value of this shape.

        :raises NormFault: with the row and column of the first fault.
        """
        if self.unit is not Unit.ROWS:
            if not _CHECKS[self.unit](value):
                raise NormFault(_("giá trị không đúng đơn vị “%(unit)s”"), unit=UNIT_LABELS[self.unit])
            return
        if not isinstance(value, list) or (not value and not self.may_be_empty):
            raise NormFault(_("bảng phải có ít nhất một dòng"))
        for number, row in enumerate(value, start=1):
            self._check_row(number, row)

    def _check_row(self, number: int, row: object) -> None:
        if not isinstance(row, dict):
            raise NormFault(_("dòng %(number)s không phải là dòng của bảng"), number=number)
        for column in (*row, *self.columns):
            if column not in {**self.columns, **self.optional}:
                raise NormFault(_("dòng %(number)s có cột lạ “%(column)s”"), number=number, column=column)
            if column not in row:
                raise NormFault(_("dòng %(number)s thiếu cột “%(column)s”"), number=number, column=column)
            kind = self.columns.get(column) or self.optional[column]
            if not _CHECKS[kind](row[column]):
                raise NormFault(_("dòng %(number)s, cột “%(column)s” sai"), number=number, column=column)

    def from_json(self, value: Any) -> Any:
        """Return a value as it comes from a JSON store, with days in tables made dates again.

        :raises NormFault: where it then does not have this shape.
        """
        if self.unit is Unit.ROWS and isinstance(value, list):
            value = [self._row_from_json(row) if isinstance(row, dict) else row for row in value]
        self.check(value)
        return value

    def _row_from_json(self, row: dict[str, Any]) -> dict[str, Any]:
        kinds = {**self.columns, **self.optional}
        return {column: _day(item) if kinds.get(column) == "date" else item for column, item in row.items()}


def _day(item: Any) -> Any:
    try:
        return date.fromisoformat(item)
    except (TypeError, ValueError):
        return item


def to_json(value: Any) -> Any:
    """Return a norm's value for a JSON store: days as ISO text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_json(item) for item in value]
    return value


def say_value(value: Any) -> str:
    """Return a norm's value, or one cell of its table, in Vietnamese words and signs."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    if isinstance(value, dict):
        return ": ".join(say_value(item) for item in value.values())
    if isinstance(value, list):
        return ("; " if value and isinstance(value[0], dict) else ", ").join(say_value(item) for item in value)
    return str(value)
