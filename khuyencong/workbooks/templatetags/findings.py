"""Tells findings that were kept as plain data in the reader's language."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

register = template.Library()

LINES = {
    "group": gettext_noop("tên nhóm"),
    "total": gettext_noop("dòng tổng cộng"),
    "header": gettext_noop("tiêu đề lặp lại"),
    "numbers": gettext_noop("dòng đánh số cột"),
    "footer": gettext_noop("cuối bảng, chữ ký"),
}
TONES = {"checked": "info", "confirmed": "good", "undone": "neutral"}


@register.filter
def told(words: Any) -> str:
    """Say a kept sentence; its values may be sentences or labels themselves."""
    if not isinstance(words, dict):
        return _(words) if words else ""
    values = {name: told(value) if isinstance(value, dict | str) else value for name, value in words["values"].items()}
    return _(words["id"]) % values if values else _(words["id"])


@register.filter
def line_kind(why: str) -> str:
    """Say why a row was not read."""
    return _(LINES[why])


@register.filter
def run_tone(state: str) -> str:
    """Return the color of a run's state."""
    return TONES[state]
