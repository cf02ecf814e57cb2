"""What the holder of an invitation sees: the day, the place, and three answers. The code is the only key."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khuyencong.accounts.guards import limit, now, person_of, public
from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.certificates.adapters.qr import svg
from khuyencong.conferences.actions.guests import answer_invitation
from khuyencong.conferences.forms.guests import AnswerForm
from khuyencong.conferences.models import Guest
from khuyencong.conferences.papers.addresses import invitation_address
from khuyencong.conferences.queries.visibility import guest_of_token
from khuyencong.conferences.views.reach import tried, typed

form_or_get = require_http_methods(["GET", "HEAD", "POST"])
MOST_AN_HOUR, HOUR = 120, 3600


@form_or_get
@public
def view_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation and take its answer; staff at the door find the button to tick the guest here."""
    limit(request, "conferences.invitation", most=MOST_AN_HOUR, seconds=HOUR)
    guest = _guest(token)
    form = AnswerForm(typed(request), initial={"answer": guest.answer, "stand_in": guest.stand_in})

    def act() -> None:
        answer_invitation(token=token, facts=form.facts(), at=now())

    if request.method == "POST" and form.is_valid() and tried(form, act):
        messages.success(request, _("Đã nhận trả lời. Cảm ơn Quý vị."))
        return redirect("conferences:view_invitation", token)
    facts = {
        "guest": guest,
        "conference": guest.conference,
        "agenda": guest.conference.agenda.order_by("starts_at", "pk"),
        "form": form,
        "at_door": isinstance(request.user, Person)
        and refusal(person_of(request), Action.CHECK_IN, guest.conference) is None,
    }
    answer = render(request, "conferences/view_invitation.html", facts, status=422 if form.errors else 200)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
@public
def invitation_code(request: HttpRequest, token: str) -> HttpResponse:
    """Draw the QR code of an invitation."""
    limit(request, "conferences.invitation", most=MOST_AN_HOUR, seconds=HOUR)
    answer = HttpResponse(svg(invitation_address(_guest(token))), content_type="image/svg+xml")
    answer["Cache-Control"] = "private, no-store"
    return answer


def _guest(token: str) -> Guest:
    guest = guest_of_token(token)
    if guest is None:
        raise Http404
    return guest
