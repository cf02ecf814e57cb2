"""Asks the policy from a template: hides a button, or explains it."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.utils.translation import gettext as _

from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import POLICY, Action
from khuyencong.kernel.refusal import Refusal

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: Context, action: str, thing: Any = None) -> Refusal | None:
    """Return nothing where the reader may do the act on the thing, else the refusal to show.

    Use: ``{% may "selection.open_round" as no %}{% if not no %}<a …>{% endif %}``.
    """
    return refusal(context["request"].user, Action(action), thing)


@register.filter
def act_label(action: str) -> str:
    """Return the label of an act."""
    return _(POLICY[Action(action)].label) if action in set(Action) else action
