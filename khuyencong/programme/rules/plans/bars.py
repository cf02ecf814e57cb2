"""Stacked bars of plan money, in thousandths of their width. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from khuyencong.kernel.words import gettext_noop as _

WIDTH = 1000
PARTS: tuple[tuple[str, str], ...] = (
    ("settled", _("Đã quyết toán")),
    ("paid", _("Đã thanh toán")),
    ("advanced", _("Tạm ứng")),
    ("contracted", _("Đã ký hợp đồng")),
    ("reserved", _("Giữ cho đề án")),
    ("returned", _("Đã hoàn trả")),
    ("assigned", _("Còn được bố trí")),
    ("cancelled", _("Đã hủy")),
    ("carried_over", _("Chuyển năm sau")),
    ("unassigned", _("Chưa giao")),
)
"""Parts of a bar from the left: from money that is gone to money that has not come."""


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a bar."""

    code: str
    label: str
    amount: int
    x: int
    width: int


def bar(amounts: Mapping[str, int], whole: int) -> list[Part]:
    """Return the pieces of a bar whose full width stands for ``whole``; pieces of nothing are left out."""
    full = max(whole, sum(max(amount, 0) for amount in amounts.values()), 1)
    found, done = [], 0
    for code, label in PARTS:
        amount = max(amounts.get(code, 0), 0)
        start, done = done, done + amount
        if amount:
            left = start * WIDTH // full
            found.append(Part(code, label, amount, left, max(done * WIDTH // full - left, 1)))
    return found


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a chart over months: heights of what was spent and promised, from the foot upwards."""

    label: str
    x: int
    width: int
    spent: int
    committed: int
    assigned: int


def columns(rows: Sequence[tuple[str, int, int, int]], height: int) -> list[Column]:
    """Return the columns of (label, assigned, committed, spent), the highest as tall as the chart."""
    most = max((max(row[1:]) for row in rows), default=0) or 1
    step = WIDTH // max(len(rows), 1)
    return [
        Column(
            label,
            number * step + step // 6,
            step - step // 3,
            max(spent, 0) * height // most,
            max(committed, 0) * height // most,
            max(assigned, 0) * height // most,
        )
        for number, (label, assigned, committed, spent) in enumerate(rows)
    ]
