"""Screens of the hall: the plan of seats, changes by hand, name cards to print."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.conferences.actions import seats as actions
from khuyencong.conferences.forms.guests import SeatForm
from khuyencong.conferences.models import Conference, Guest
from khuyencong.conferences.queries.page import guests_of
from khuyencong.conferences.rules.seating import seat_label
from khuyencong.conferences.views.reach import conference_for, tried


@require_safe
@acts(Action.VIEW_GUESTS)
def view_seats(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Show the hall with who sits where, and who has no seat."""
    conference = conference_for(request, conference_id, Action.VIEW_GUESTS)
    return _page(request, conference, SeatForm(guests=guests_of(conference)))


def _page(request: HttpRequest, conference: Conference, form: SeatForm) -> HttpResponse:
    guests = list(guests_of(conference))
    sitting = {(one.seat_row, one.seat_place): one for one in guests if one.seat_row}
    hall = [
        (
            seat_label(row, 1).rstrip("1"),
            [(seat_label(row, place), sitting.get((row, place))) for place in range(1, conference.seats_per_row + 1)],
        )
        for row in range(1, conference.seat_rows + 1)
    ]
    facts = {
        "conference": conference,
        "hall": hall,
        "columns": range(1, conference.seats_per_row + 1),
        "standing": [one for one in guests if not one.seat_row and one.answer != "no"],
        "form": form,
    }
    return render(request, "conferences/view_seats.html", facts, status=422 if form.errors else 200)


@require_POST
@acts(Action.ARRANGE_SEATS)
def arrange_seats(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Plan the seats anew."""
    conference = conference_for(request, conference_id, Action.ARRANGE_SEATS)
    left = actions.arrange_seats(actor=person_of(request), conference=conference, at=now())
    if left:
        told = _("Đã xếp chỗ; hội trường thiếu %(number)s ghế, hãy thêm hàng hoặc ghế.") % {"number": left}
        messages.warning(request, told)
    else:
        messages.success(request, _("Đã xếp chỗ cho mọi khách."))
    return redirect("conferences:view_seats", conference_id)


@require_POST
@acts(Action.MOVE_GUEST)
def move_guest(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Put a guest on a seat; whoever sits there changes places."""
    conference = conference_for(request, conference_id, Action.MOVE_GUEST)
    form = SeatForm(request.POST, guests=guests_of(conference).select_related("conference"))
    others: list[Guest | None] = []

    def act() -> None:
        guest, seat = form.cleaned_data["guest"], form.cleaned_data["seat"]
        others.append(actions.move_guest(actor=person_of(request), guest=guest, seat=seat, at=now()))

    if not form.is_valid() or not tried(form, act):
        return _page(request, conference, form)
    if others[0] is not None and not others[0].seat:
        told = _("Đã đổi chỗ; %(guest)s hiện chưa có ghế.") % {"guest": others[0]}
        messages.warning(request, told)
    else:
        messages.success(request, _("Đã đổi chỗ."))
    return redirect("conferences:view_seats", conference_id)


@require_safe
@acts(Action.VIEW_GUESTS)
def view_name_cards(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Show the name cards for the tables, to be printed and folded."""
    conference = conference_for(request, conference_id, Action.VIEW_GUESTS)
    guests = guests_of(conference).exclude(answer="no").order_by("seat_row", "seat_place", "rank", "number")
    return render(request, "conferences/view_name_cards.html", {"conference": conference, "guests": guests})
