"""Words, colors and addresses of the selection's screens."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.selection.models import Round
from khuyencong.selection.rules.scorecard_life import SCORECARD_LIFE
from khuyencong.selection.rules.scoring import write_points

register = template.Library()

ROUND_TONES = {
    "preparing": "neutral",
    "collecting": "info",
    "scoring": "warn",
    "sealed": "info",
    "decided": "good",
    "closed": "neutral",
    "cancelled": "bad",
}  # fmt: skip — a table of colors
DOSSIER_TONES = {
    "draft": "neutral",
    "submitted": "warn",
    "needs_supplement": "bad",
    "accepted": "good",
    "recognised": "good",
    "rejected": "bad",
    "withdrawn": "neutral",
    "not_recognised": "neutral",
}  # fmt: skip — a table of colors
CARD_TONES = {"draft": "warn", "submitted": "good", "returned": "bad", "recused": "neutral"}

TABS: tuple[tuple[str, str, Action], ...] = (
    ("view_round", gettext_noop("Tổng quan"), Action.VIEW_ROUND),
    ("view_rubric", gettext_noop("Khung điểm"), Action.VIEW_ROUND),
    ("view_dossiers", gettext_noop("Hồ sơ"), Action.VIEW_DOSSIER),
    ("view_jury", gettext_noop("Ban giám khảo"), Action.VIEW_JURY),
    ("view_own_dossiers", gettext_noop("Chấm điểm của tôi"), Action.SAVE_SCORECARD),
    ("view_scores", gettext_noop("Phiếu chấm"), Action.VIEW_SCORES),
    ("view_ranking", gettext_noop("Xếp hạng"), Action.VIEW_RANKING),
    ("view_council", gettext_noop("Hội đồng"), Action.VIEW_COUNCIL),
    ("view_issuing", gettext_noop("Giấy chứng nhận"), Action.VIEW_REGISTER),
)


@register.inclusion_tag("selection/_round_tabs.html", takes_context=True)
def round_tabs(context: Context, round_: Round, current: str) -> dict[str, Any]:
    """Show the parts of a round that the reader may see."""
    person = context["request"].user
    listed = [
        {"url": reverse(f"selection:{name}", args=[round_.pk]), "label": _(label), "current": name == current}
        for name, label, action in TABS
        if refusal(person, action, round_) is None
    ]
    return {"listed": listed}


@register.filter
def points(hundredths: int | None) -> str:
    """Write hundredths of a point: 3650 → 36,5."""
    return "" if hundredths is None else write_points(hundredths)


@register.filter
def state_words(thing: Any) -> str:
    """Name the state of a round, a dossier or a sheet in the reader's language."""
    return _(thing.state_label)


@register.filter
def round_tone(thing: Any) -> str:
    """Return the color of a round's state."""
    return ROUND_TONES[thing.state]


@register.filter
def dossier_tone(thing: Any) -> str:
    """Return the color of a dossier's state."""
    return DOSSIER_TONES[thing.state]


@register.filter
def card_tone(state: str | None) -> str:
    """Return the color of a sheet's state."""
    return CARD_TONES.get(state or "", "neutral")


@register.filter
def card_words(state: str) -> str:
    """Name the state of a sheet in the reader's language."""
    return _(SCORECARD_LIFE.label(state))


@register.filter
def group_words(groups: str) -> str:
    """Name the groups that a juror scores."""
    return ", ".join(code for code in groups.split(",") if code) or _("mọi nhóm")


@register.simple_tag
def import_address(schema: str, round_: Round) -> str:
    """Return where a workbook for this round is dropped in, or nothing where no such screen is installed."""
    try:
        return reverse("workbooks:check_import", args=[f"selection.{schema}", round_.pk])
    except NoReverseMatch:
        return ""
