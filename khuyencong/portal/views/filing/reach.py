"""Fetching what an address names, asking the policy first, and trying an act on a form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from django import forms
from django.db.models import Model
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from khuyencong.accounts.guards import person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.ui.templatetags.words import cited, sentence

Answer = TypeVar("Answer")
Thing = TypeVar("Thing", bound=Model)
form_or_get = require_http_methods(["GET", "HEAD", "POST"])


def today() -> date:
    """Return the day in Vietnam."""
    return timezone.localdate()


def thing_for(request: HttpRequest, model: type[Thing], pk: int, action: Action, *related: str) -> Thing:
    """Return the thing that an address names.

    :raises Refusal: where the reader may not do the act on it.
    """
    thing = get_object_or_404(model._default_manager.select_related(*related), pk=pk)
    demand(refusal(person_of(request), action, thing))  # type: ignore[arg-type]  # every model here is guarded
    return thing


def tried(form: forms.Form, act: Callable[[], Answer]) -> Answer | None:
    """Do an act; where it is refused, put the reasons at the head of the form and return nothing.

    A missing right is no matter of what was typed, and goes its way to the door.
    """
    try:
        return act()
    except Refusals as several:
        refusals = several.refusals
    except Refusal as one:
        if one.code in ("accounts.no_right", "accounts.out_of_reach"):
            raise
        refusals = [one]
    for no in refusals:
        form.add_error(None, f"{sentence(no)} ({cited(no.source)})" if no.source else sentence(no))
    return None
