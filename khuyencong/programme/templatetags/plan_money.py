"""How plan money and states are written on the screens of programmes and plans."""

from __future__ import annotations

from fractions import Fraction

from django import template
from django.utils.translation import gettext as _

from khuyencong.kernel.money import Money
from khuyencong.programme.models import Plan, PlanVersion, Programme
from khuyencong.programme.rules.plan_life import PLAN_VERSION_LIFE
from khuyencong.programme.rules.plans.lines import KINDS
from khuyencong.programme.rules.streams import SOURCE_LABELS, STREAM_LABELS, Source, Stream
from khuyencong.ui.templatetags.words import NOTHING, half_up, so

register = template.Library()

VERSION_TONES = {
    "draft": "neutral",
    "submitted": "warn",
    "approved": "good",
    "superseded": "neutral",
    "rejected": "bad",
}  # fmt: skip — a table of colors
PROGRAMME_TONES = {"draft": "neutral", "approved": "good", "ended": "neutral"}


@register.filter
def trieu(value: Money | int | None) -> str:
    """Write an amount in millions, rounded half up to one decimal: 1.250,5 triệu."""
    if value is None:
        return NOTHING
    whole = value.dong if isinstance(value, Money) else value
    rounded = half_up(Fraction(whole, 1_000_000), 1)
    return _("%(amount)s triệu") % {"amount": so(rounded, 0 if rounded == rounded.to_integral_value() else 1)}


@register.filter
def millions(value: int) -> str:
    """Write đồng as millions, exactly and without the unit: 1.250,5; nothing is left empty, as in official tables."""
    if not value:
        return ""
    places = next(places for places in range(7) if value * 10**places % 1_000_000 == 0)
    return so(Fraction(value, 1_000_000), places)


@register.filter
def stream_words(code: str) -> str:
    """Name a stream."""
    return _(STREAM_LABELS[Stream(code)])


@register.filter
def source_words(code: str) -> str:
    """Name a source of money."""
    return _(SOURCE_LABELS[Source(code)])


@register.filter
def line_kind_words(code: str) -> str:
    """Name the kind of a line."""
    return _(KINDS[code])


@register.filter
def version_words(version: PlanVersion) -> str:
    """Name the state of a version."""
    return _(PLAN_VERSION_LIFE.label(version.state))


@register.filter
def version_tone(version: PlanVersion) -> str:
    """Return the color of a version's state."""
    return VERSION_TONES[version.state]


@register.filter
def programme_tone(programme: Programme) -> str:
    """Return the color of a programme's state."""
    return PROGRAMME_TONES[programme.state]


@register.filter
def plan_words(plan: Plan) -> str:
    """Say that a plan's year is locked, or nothing."""
    return _("Đã khóa sổ") if plan.locked_at is not None else ""


@register.filter
def from_foot(height: int, chart: int) -> int:
    """Return where a column that stands on the foot of a chart begins."""
    return chart - height
