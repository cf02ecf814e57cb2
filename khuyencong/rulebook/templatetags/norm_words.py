"""Says norms on a screen: values, tables, units, certainty."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khuyencong.law.norms import CERTAINTY_LABELS, Certainty, Norm
from khuyencong.law.shapes import COLUMN_LABELS, UNIT_LABELS, WHOLE_UNITS, Unit, say_value
from khuyencong.rulebook.models import LocalNorm
from khuyencong.rulebook.queries import as_norm

register = template.Library()
TONES = {
    Certainty.SEEN: "good",
    Certainty.KNOWN: "info",
    Certainty.DERIVED: "info",
    Certainty.UNSURE: "warn",
    Certainty.PROPOSAL: "neutral",
    Certainty.LOCAL: "good",
}


@register.filter
def local(row: LocalNorm) -> Norm:
    """Return an office's own norm in the form of the national ones."""
    return as_norm(row)


@register.filter
def is_table(norm: Norm) -> bool:
    """Tell whether the value is a table with rows to show."""
    return norm.unit == Unit.ROWS and bool(norm.value)


@register.filter
def value_words(norm: Norm) -> str:
    """Say a value with its unit; of a table only the number of rows."""
    if norm.value is None:
        return _("trở lại quy định chung")
    if norm.value == []:
        return _("chưa có dòng nào")
    if norm.unit == Unit.ROWS:
        return ngettext("bảng %(count)s dòng", "bảng %(count)s dòng", len(norm.value)) % {"count": len(norm.value)}
    words = say_value(norm.value)
    words = _(words) if words and norm.unit in {Unit.FLAG, Unit.TEXT} else words
    return f"{words} {_(UNIT_LABELS[Unit(norm.unit)])}" if norm.unit in WHOLE_UNITS else words


@register.filter
def table_heads(norm: Norm) -> list[str]:
    """Return the heads of a table."""
    return [_(COLUMN_LABELS[column]) for column in _columns(norm)]


@register.filter
def table_rows(norm: Norm) -> list[list[tuple[str, str]]]:
    """Return the rows of a table as pairs of head and cell."""
    columns = _columns(norm)
    return [
        [(_(COLUMN_LABELS[column]), _cell(column, row.get(column, ""))) for column in columns] for row in norm.value
    ]


@register.filter
def certainty_words(code: str) -> str:
    """Say how sure a value is."""
    return _(CERTAINTY_LABELS[Certainty(code)])


@register.filter
def certainty_tone(code: str) -> str:
    """Return the tone of a certainty's badge."""
    return TONES[Certainty(code)]


def _columns(norm: Norm) -> list[str]:
    return list(dict.fromkeys(column for row in norm.value for column in row))


def _cell(column: str, value: Any) -> str:
    if column == "certainty" and value:
        return certainty_words(value)
    return _(value) if isinstance(value, str) and value else say_value(value)
