"""The text of a report, written from its figures, amounts in words too; Vietnamese only. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from khuyencong.reporting.rules.indicators import Indicator
from khuyencong.reporting.rules.sheet import Cell, rate
from khuyencong.vietnamese.money import words
from khuyencong.vietnamese.numbers import format_decimal
from khuyencong.vietnamese.spelling import in_words

NO_DATA = "chưa có số liệu trong hệ thống"


def number(value: Fraction) -> str:
    """Write a figure: 1.250, or with two decimals where it is not whole."""
    return format_decimal(value, 0 if value.denominator == 1 else 2)


def told(value: Fraction, one: Indicator) -> str:
    """Write a figure with its unit, and in words where it is whole and not negative."""
    plain = f"{number(value)} {one.unit}"
    if value.denominator != 1 or value < 0:
        return plain
    said = words(int(value)) if one.is_money else f"{in_words(int(value))} {one.unit}"
    return f"{plain} (bằng chữ: {said[0].lower()}{said[1:]})"


def sentence(one: Indicator, cells: Mapping[str, Cell], period: str) -> str:
    """Write one sentence of an indicator from the cells of its row in all."""
    now = cells["period"]
    if now.value is None:
        return f"{one.label}: {NO_DATA}."
    parts = [f"{one.label} trong {period}: {told(now.value, one)}"]
    so_far = cells["to_date"].value
    if so_far is not None and so_far != now.value:
        parts.append(f"lũy kế từ đầu năm {number(so_far)} {one.unit}")
    plan = cells["plan"].value if "plan" in cells else None
    if (share := rate(so_far, plan)) is not None:
        parts.append(f"bằng {format_decimal(share)} % kế hoạch năm")
    parts.append(compared(now.value, cells["last_period"].value))
    return "; ".join(part for part in parts if part) + "."


def compared(now: Fraction, before: Fraction | None) -> str:
    """Say how a figure stands to that of a year ago."""
    if before is None or before == now == 0:
        return ""
    if before == now:
        return "bằng cùng kỳ năm trước"
    if not before:
        return "cùng kỳ năm trước không có"
    change = rate(abs(now - before), abs(before))
    assert change is not None
    return f"{'tăng' if now > before else 'giảm'} {format_decimal(change)} % so với cùng kỳ năm trước"


def narrative(indicators: Sequence[Indicator], rows: Mapping[str, Mapping[str, Cell]], period: str) -> tuple[str, ...]:
    """Write the sentences of the indicators in their order."""
    return tuple(sentence(one, rows[one.code], period) for one in indicators)
