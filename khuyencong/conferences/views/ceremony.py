"""Screens of the ceremony: the calls and who received, the reader's script, slides, the stack of certificates."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.conferences.actions import ceremony as actions
from khuyencong.conferences.forms.guests import PhotoForm
from khuyencong.conferences.models import Conference
from khuyencong.conferences.queries.page import outcome_counts, photos_by_presentation, product_photos, turns_of
from khuyencong.conferences.rules import script
from khuyencong.conferences.views.reach import conference_for, presentation_for
from khuyencong.conferences.views.ticking import is_script, marks_of
from khuyencong.documents.actions import attach_file


@require_safe
@acts(Action.VIEW_CONFERENCE)
def view_ceremony(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Show the calls with who received, or answer the script with how all stand."""
    conference = conference_for(request, conference_id, Action.VIEW_CONFERENCE)
    if "application/json" in request.headers.get("Accept", "") and "so-lieu" in request.GET:
        return _told(conference)
    photos = photos_by_presentation(conference)
    facts = {
        "conference": conference,
        "turns": [
            (
                turn,
                [(row, photos.get(row.pk, [])) for row in turn.rows],
                all(row.outcome != "waiting" for row in turn.rows),
            )
            for turn in turns_of(conference)
        ],
        "counts": outcome_counts(conference),
        "form": PhotoForm(),
    }
    return render(request, "conferences/view_ceremony.html", facts)


@require_POST
@acts(Action.ARRANGE_CEREMONY)
def arrange_ceremony(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Make the order of the calls from the decision."""
    conference = conference_for(request, conference_id, Action.ARRANGE_CEREMONY)
    number = actions.arrange_ceremony(actor=person_of(request), conference=conference, at=now())
    messages.success(request, _("Đã lập thứ tự trao cho %(number)s giấy chứng nhận.") % {"number": number})
    return redirect("conferences:view_ceremony", conference_id)


@require_POST
@acts(Action.HAND_OVER)
def hand_over(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Tick who received."""
    conference = conference_for(request, conference_id, Action.HAND_OVER)
    at = now()
    actions.hand_over(actor=person_of(request), conference=conference, marks=marks_of(request, at), at=at)
    return _told(conference) if is_script(request) else redirect("conferences:view_ceremony", conference_id)


def _told(conference: Conference) -> JsonResponse:
    rows = conference.presentations.values_list("pk", "outcome", "receiver")
    states = {str(key): outcome for key, outcome, _receiver in rows}
    names = {str(key): receiver for key, _outcome, receiver in rows if receiver}
    return JsonResponse({"states": states, "names": names, "counts": outcome_counts(conference)})


@require_safe
@acts(Action.VIEW_CONFERENCE)
def view_script(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Show the reader's script, to be read from paper or a screen."""
    conference = conference_for(request, conference_id, Action.VIEW_CONFERENCE)
    calls = [turn.call for turn in turns_of(conference)]
    names = [name for call in calls for name in (call.establishment, *call.products)]
    facts = {
        "conference": conference,
        "opening": script.opening(calls),
        "calls": [
            (call, script.of_call(call, following)) for call, following in zip(calls, [*calls[1:], None], strict=True)
        ],
        "closing": script.closing(),
        "unknown": script.unknown_abbreviations(names),
    }
    return render(request, "conferences/view_script.html", facts)


@require_safe
@acts(Action.VIEW_CONFERENCE)
def view_slides(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Show the slides for the stage, full screen."""
    conference = conference_for(request, conference_id, Action.VIEW_CONFERENCE)
    turns = turns_of(conference)
    photos = product_photos(turns)
    slides = [(turn, [(row, photos.get(row.certificate.product_id)) for row in turn.rows]) for turn in turns]
    return render(request, "conferences/view_slides.html", {"conference": conference, "slides": slides})


@require_safe
@acts(Action.VIEW_CONFERENCE)
def view_stack(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Show in which order the certificates lie on the table, the first on top."""
    conference = conference_for(request, conference_id, Action.VIEW_CONFERENCE)
    return render(request, "conferences/view_stack.html", {"conference": conference, "turns": turns_of(conference)})


@require_POST
@acts(Action.ATTACH_FILE)
def attach_photo(request: HttpRequest, presentation_id: int) -> HttpResponse:
    """Put a photograph to the handing over of one certificate."""
    presentation = presentation_for(request, presentation_id, Action.ATTACH_FILE)
    file = request.FILES.get("photo")
    if file is None:
        messages.error(request, _("Hãy chọn một ảnh."))
        return redirect("conferences:view_ceremony", presentation.conference_id)
    attach_file(
        actor=person_of(request),
        owner=presentation,
        data=file.read(),
        name=file.name or "anh.jpg",
        kind="photo",
        purpose="photo",
        office=presentation.conference.office,
        at=now(),
    )  # fmt: skip — one file
    messages.success(request, _("Đã thêm ảnh trao giấy."))
    return redirect("conferences:view_ceremony", presentation.conference_id)
