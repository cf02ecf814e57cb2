"""Ticking guests at the door, on a phone whose network comes and goes."""

from __future__ import annotations

from dataclasses import asdict
from importlib.resources import files

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.views.decorators.http import require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of, public
from khuyencong.accounts.rules.policy import Action
from khuyencong.conferences.actions.guests import check_in
from khuyencong.conferences.models import Conference
from khuyencong.conferences.queries.page import guest_counts, guests_of
from khuyencong.conferences.views.reach import conference_for
from khuyencong.conferences.views.ticking import is_script, marks_of


@require_safe
@acts(Action.CHECK_IN)
def view_door(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Show the list for the door, or answer its script with who is there now."""
    conference = conference_for(request, conference_id, Action.CHECK_IN)
    if "application/json" in request.headers.get("Accept", "") and "so-lieu" in request.GET:
        return _told(conference)
    facts = {"conference": conference, "guests": list(guests_of(conference)), "counts": guest_counts(conference)}
    return render(request, "conferences/view_door.html", facts)


@require_POST
@acts(Action.CHECK_IN)
def check_in_guests(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Tick guests as there, or undo it."""
    conference = conference_for(request, conference_id, Action.CHECK_IN)
    at = now()
    check_in(actor=person_of(request), conference=conference, marks=marks_of(request, at), at=at)
    return _told(conference) if is_script(request) else redirect("conferences:view_door", conference_id)


def _told(conference: Conference) -> JsonResponse:
    """Answer with everybody's state, so that two phones at two doors see the same."""
    states = {
        str(key): formats.time_format(timezone.localtime(arrived_at), "H:i") if arrived_at else ""
        for key, arrived_at in guests_of(conference).values_list("pk", "arrived_at")
    }
    return JsonResponse({"states": states, "counts": asdict(guest_counts(conference))})


@require_safe
@public
def conference_worker(request: HttpRequest) -> HttpResponse:
    """Give the script that lets the pages of the day open without a network; it stands over conferences alone."""
    script = files("khuyencong.ui").joinpath("static/ui/field-worker.js").read_text(encoding="utf-8")
    answer = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer
