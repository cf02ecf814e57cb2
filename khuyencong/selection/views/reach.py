"""Fetching what an address names, and asking the policy about it before anything else."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from khuyencong.accounts.guards import person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.lifecycle import Lifecycle
from khuyencong.kernel.refusal import demand
from khuyencong.selection.models import Dossier, Juror, Round
from khuyencong.selection.rules.round_life import RUBRIC_OPEN_STATES


def today() -> date:
    """Return the day in Vietnam."""
    return timezone.localdate()


def round_for(request: HttpRequest, round_id: int, action: Action) -> Round:
    """Return the round.

    :raises Refusal: where the reader may not do the act on it.
    """
    round_ = get_object_or_404(Round.objects.select_related("office"), pk=round_id)
    demand(refusal(person_of(request), action, round_))
    return round_


def dossier_for(request: HttpRequest, dossier_id: int, action: Action) -> Dossier:
    """Return the dossier.

    :raises Refusal: where the reader may not do the act on it.
    """
    known = Dossier.objects.select_related("round__office", "product", "establishment")
    dossier = get_object_or_404(known, pk=dossier_id)
    demand(refusal(person_of(request), action, dossier))
    return dossier


def seat_of(request: HttpRequest, round_: Round) -> Juror | None:
    """Return the reader's seat in the jury of the round."""
    return (
        Juror.objects.select_related("round__office")
        .filter(round=round_, person=person_of(request), state="active")
        .first()
    )


def frame(round_: Round, tab: str) -> dict[str, object]:
    """Return what the frame of a round's page needs."""
    return {
        "round": round_,
        "tab": tab,
        "rubric_open": round_.state in RUBRIC_OPEN_STATES,
        "is_over": round_.state in {"decided", "closed"},
    }


def possible(life: Lifecycle, state: str) -> dict[str, bool]:
    """Return the verbs that the state allows, for templates."""
    return dict.fromkeys(life.verbs(state), True)
