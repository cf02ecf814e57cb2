"""Fetching what an address names, and asking the policy about it before anything else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from khuyencong.accounts.guards import person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.conferences.models import Conclusion, Conference, Guest, Presentation
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.ui.templatetags.words import sentence


def today() -> date:
    """Return the day in Vietnam."""
    return timezone.localdate()


def conference_for(request: HttpRequest, conference_id: int, action: Action) -> Conference:
    """Return the conference.

    :raises Refusal: where the reader may not do the act on it.
    """
    conference = get_object_or_404(Conference.objects.select_related("office", "programme"), pk=conference_id)
    demand(refusal(person_of(request), action, conference))
    return conference


def guest_for(request: HttpRequest, guest_id: int, action: Action) -> Guest:
    """Return the guest, who must be on the list.

    :raises Refusal: where the reader may not do the act on it.
    """
    known = Guest.objects.select_related("conference__office", "establishment", "from_office")
    guest = get_object_or_404(known, pk=guest_id, is_listed=True)
    demand(refusal(person_of(request), action, guest))
    return guest


def presentation_for(request: HttpRequest, presentation_id: int, action: Action) -> Presentation:
    """Return one certificate of a ceremony.

    :raises Refusal: where the reader may not do the act on it.
    """
    known = Presentation.objects.select_related("conference__office", "certificate")
    presentation = get_object_or_404(known, pk=presentation_id)
    demand(refusal(person_of(request), action, presentation))
    return presentation


def conclusion_for(request: HttpRequest, conclusion_id: int, action: Action) -> Conclusion:
    """Return the conclusion.

    :raises Refusal: where the reader may not do the act on it.
    """
    conclusion = get_object_or_404(Conclusion.objects.select_related("conference__office"), pk=conclusion_id)
    demand(refusal(person_of(request), action, conclusion))
    return conclusion


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, or nothing where a page is only asked for."""
    return request.POST if request.method == "POST" else None


def tried(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do an act; where it is refused, put the reasons at the head of the form and return False.

    A missing right is no matter of what was typed, and goes its way to the door.
    """
    try:
        act()
    except Refusals as several:
        refusals = several.refusals
    except Refusal as one:
        if one.code.startswith("accounts."):
            raise
        refusals = [one]
    else:
        return True
    for no in refusals:
        form.add_error(None, sentence(no))
    return False


def form_page(
    request: HttpRequest, conference: Conference | None, form: forms.Form, *, title: str, label: str, back: str
) -> HttpResponse:
    """Show the form of one act."""
    facts = {"conference": conference, "form": form, "title": title, "label": label, "back": back}
    return render(request, "conferences/form.html", facts, status=422 if form.errors else 200)
