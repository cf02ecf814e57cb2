"""How figures of reports are written on screen."""

from __future__ import annotations

from fractions import Fraction

from django import template
from django.utils.translation import gettext as _

from khuyencong.reporting.rules.sheet import Cell, SheetRow
from khuyencong.ui.templatetags.words import NOTHING, so

register = template.Library()


@register.filter
def figure(value: Fraction | None) -> str:
    """Write an exact figure, with two decimals where it is not whole."""
    return NOTHING if value is None else so(value)


@register.filter
def cell_of(row: SheetRow, column: str) -> Cell | None:
    """Return the cell of a column, if the row has one."""
    return row.cells.get(column)


@register.filter
def missing(cell: Cell) -> str:
    """Say that there is no figure: nothing to divide by, or no records in the system."""
    return NOTHING if cell.is_undefined else _("chưa có số liệu trong hệ thống")
