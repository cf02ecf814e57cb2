"""Seats: planned by protocol, then put right by hand."""

from __future__ import annotations

from datetime import datetime

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.conferences.actions.conferences import refuse_ended
from khuyencong.conferences.models import Conference, Guest
from khuyencong.conferences.rules.lists import Hall
from khuyencong.conferences.rules.seating import Seat, Seated, plan, read_seat
from khuyencong.kernel.refusal import demand

SEAT = ["seat_row", "seat_place", "is_seat_fixed"]


def arrange_seats(*, actor: Person, conference: Conference, at: datetime) -> int:
    """Give everybody a seat who did not say no; seats given by hand stay. Returns how many found none.

    Constant queries, whatever the number of guests.

    :raises Refusal: after the end of the conference.
    """
    with deed(actor, Action.ARRANGE_SEATS, on=conference, at=at) as record:
        refuse_ended(conference)
        guests = list(conference.guests.filter(is_listed=True))
        turns = dict(conference.presentations.order_by("-turn").values_list("establishment_id", "turn"))
        taken = {(one.seat_row or 0, one.seat_place or 0) for one in guests if one.is_seat_fixed}
        moved = [one for one in guests if not one.is_seat_fixed]
        wanted = [
            Seated(one.pk, one.role, one.rank, one.number, turns.get(one.establishment_id or 0))
            for one in moved
            if one.answer != "no"
        ]
        seats = plan(wanted, rows=conference.seat_rows, seats=conference.seats_per_row, taken=taken)
        conference.guests.filter(pk__in=[one.pk for one in moved]).update(seat_row=None, seat_place=None)
        for one in moved:
            one.seat_row, one.seat_place = seats.get(one.pk, (None, None))
        Guest.objects.bulk_update(moved, ["seat_row", "seat_place"])
        record.note(seated=len(seats), fixed=len(taken))
    return len(wanted) - len(seats)


def move_guest(*, actor: Person, guest: Guest, seat: str, at: datetime) -> Guest | None:
    """Put a guest on a seat and keep it; whoever sat there takes the old seat and is returned. Empty: any seat again.

    :raises Refusal: for a seat that the hall does not have, or after the end.
    """
    with deed(actor, Action.MOVE_GUEST, on=guest, at=at) as record:
        conference = guest.conference
        refuse_ended(conference)
        wanted = _wanted(conference, seat)
        before = (guest.seat_row, guest.seat_place)
        _put(guest, None, fixed=False)
        other = None
        if wanted is not None:
            other = conference.guests.filter(is_listed=True, seat_row=wanted[0], seat_place=wanted[1]).first()
            if other is not None:
                _put(other, None, fixed=False)
            _put(guest, wanted, fixed=True)
            if other is not None and before[0] and before[1]:
                _put(other, (before[0], before[1]), fixed=True)
        record.note(guest=guest.number, seat=guest.seat, other=other.number if other else None)
    return other


def _wanted(conference: Conference, seat: str) -> Seat | None:
    if not seat.strip():
        return None
    found = read_seat(seat)
    demand(Hall(conference.seat_rows, conference.seats_per_row).refuse_outside(found, seat))
    return found


def _put(guest: Guest, seat: Seat | None, *, fixed: bool) -> None:
    guest.seat_row, guest.seat_place = seat or (None, None)
    guest.is_seat_fixed = fixed
    guest.save(update_fields=SEAT)
