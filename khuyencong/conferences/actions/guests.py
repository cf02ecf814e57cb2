"""The list of guests: gathered from the registers, typed in, answered for, ticked at the door."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.conferences.actions.conferences import refuse_ended
from khuyencong.conferences.models import Conference, Guest
from khuyencong.conferences.queries.awards import awards_of
from khuyencong.conferences.rules.lists import STAND_IN, answer_refusal
from khuyencong.conferences.rules.marks import MOST_AT_ONCE, Mark, that_hold
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.registry.models import Establishment
from khuyencong.selection.models import CouncilMember, Juror
from khuyencong.vietnamese.folding import fold

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
TOKEN_LETTERS = 20
ARRIVED, LEFT = "arrived", "undone"


@dataclass(frozen=True, slots=True)
class GuestFacts:
    """What is known of a guest."""

    name: str = ""
    title: str = ""
    organisation: str = ""
    honorific: str = ""
    role: str = "delegate"
    rank: int = 500
    email: str = ""
    phone: str = ""
    establishment: Establishment | None = None
    from_office: Office | None = None


def add_guest(*, actor: Person, conference: Conference, facts: GuestFacts, at: datetime) -> Guest:
    """Put somebody on the list.

    :raises Refusal: without a name and an organisation, for an establishment that is on the list, after the end.
    """
    with deed(actor, Action.ADD_GUEST, on=conference, at=at) as record:
        refuse_ended(conference)
        (guest,) = _add(conference, [facts])
        record.note(guest=guest.number, role=guest.role)
        record.personal(name=str(guest))
    return guest


def gather_guests(*, actor: Person, conference: Conference, sources: Iterable[str], at: datetime) -> int:
    """Put on the list who is missing from the registers, and return how many were added.

    ``sources``: ``receivers`` (establishments whose certificates are handed over), ``council`` and ``jury`` of the
    rounds, ``offices`` (communes and centres beneath the province's committee). Constant queries.

    :raises Refusal: after the end of the conference.
    """
    with deed(actor, Action.GATHER_GUESTS, on=conference, at=at) as record:
        refuse_ended(conference)
        wanted = [facts for source in sources if source in GATHERERS for facts in GATHERERS[source](conference)]
        listed = list(conference.guests.filter(is_listed=True))
        makers = {one.establishment_id for one in listed}
        offices = {one.from_office_id for one in listed if one.from_office_id}
        names = {one.folded for one in listed}
        fresh: dict[str, GuestFacts] = {}
        for facts in wanted:
            if facts.establishment and facts.establishment.pk in makers:
                continue
            if facts.from_office and facts.from_office.pk in offices:
                continue
            if (key := _folded(facts)) not in names:
                fresh.setdefault(key, facts)
        added = _add(conference, list(fresh.values()))
        record.note(added=len(added))
    return len(added)


def _receivers(conference: Conference) -> list[GuestFacts]:
    keys = {one.award.establishment for one in awards_of(conference)}
    makers = Establishment.objects.filter(pk__in=keys).order_by("sort_key", "pk")
    return [
        GuestFacts(
            name=one.representative,
            organisation=one.name,
            role="receiver",
            rank=400,
            phone=one.phone,
            establishment=one,
        )
        for one in makers
    ]


def _council(conference: Conference) -> list[GuestFacts]:
    members = CouncilMember.objects.filter(round__in=conference.rounds.all(), has_left=False).order_by("pk")
    return [
        GuestFacts(one.name, one.title, one.organisation, role="jury", rank=100 + place)
        for place, one in enumerate(members)
    ]  # fmt: skip — one line each


def _jury(conference: Conference) -> list[GuestFacts]:
    jurors = Juror.objects.filter(round__in=conference.rounds.all(), state="active").order_by(
        "-is_head", "seat_no", "pk"
    )
    return [GuestFacts(one.name, one.title, one.organisation, role="jury", rank=200, phone=one.phone) for one in jurors]


def _offices(conference: Conference) -> list[GuestFacts]:
    around = Office.objects.filter(province_code=conference.office.province_code).exclude(pk=conference.office_id)
    return [
        GuestFacts(
            organisation=one.name,
            role="leader" if one.kind == "committee" else "delegate",
            rank=10 if one.kind == "committee" else 300,
            from_office=one,
        )  # fmt: skip — one line each
        for one in around.order_by("path")
    ]


GATHERERS = {"receivers": _receivers, "council": _council, "jury": _jury, "offices": _offices}


def edit_guest(*, actor: Person, guest: Guest, facts: GuestFacts, at: datetime) -> Guest:
    """Change what is known of a guest.

    :raises Refusal: as :func:`add_guest`.
    """
    with deed(actor, Action.EDIT_GUEST, on=guest, at=at) as record:
        refuse_ended(guest.conference)
        _fill(guest, facts)
        _save(guest)
        record.note(guest=guest.number, role=guest.role)
        record.personal(name=str(guest))
    return guest


def remove_guest(*, actor: Person, guest: Guest, at: datetime) -> None:
    """Take somebody off the list; the seat becomes free and the code of the invitation no longer works.

    :raises Refusal: for somebody who has arrived, or after the end.
    """
    with deed(actor, Action.REMOVE_GUEST, on=guest, at=at) as record:
        refuse_ended(guest.conference)
        if guest.arrived_at is not None:
            raise Refusal(
                "conferences.guest_is_there",
                _("%(guest)s đã được điểm danh, không bỏ khỏi danh sách được."),
                guest=str(guest),
            )  # fmt: skip — one refusal
        guest.is_listed, guest.seat_row, guest.seat_place, guest.is_seat_fixed = False, None, None, False
        guest.save(update_fields=["is_listed", "seat_row", "seat_place", "is_seat_fixed"])
        record.note(guest=guest.number)


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What a guest answers."""

    answer: str
    stand_in: str = ""
    note: str = ""


def record_answer(*, actor: Person, guest: Guest, facts: AnswerFacts, at: datetime) -> None:
    """Write down what a guest said by telephone or letter.

    :raises Refusal: after the end; without the name of whoever comes instead.
    """
    with deed(actor, Action.RECORD_ANSWER, on=guest, at=at) as record:
        _answer(guest, facts, at)
        record.note(guest=guest.number, answer=guest.answer)


def answer_invitation(*, token: str, facts: AnswerFacts, at: datetime) -> Guest:
    """Take the answer of whoever holds the invitation; the last answer holds.

    The holder is no user: the code of the invitation is the key, and only the answer's own columns change.

    :raises Refusal: for an unknown code; after the end; without the name of whoever comes instead.
    """
    with transaction.atomic():
        guest = (
            Guest.objects.select_for_update(of=("self",))
            .select_related("conference__office")
            .filter(token=token, is_listed=True)
            .first()
        )
        if guest is None:
            raise Refusal("conferences.no_such_invitation", _("Không có giấy mời nào mang mã này."))
        _answer(guest, facts, at)
    return guest


def _answer(guest: Guest, facts: AnswerFacts, at: datetime) -> None:
    demand(answer_refusal(guest.conference.state, facts.answer, facts.stand_in))
    guest.answer, guest.answered_at = facts.answer, at
    guest.stand_in = facts.stand_in.strip()[:200] if facts.answer == STAND_IN else ""
    guest.answer_note = facts.note.strip()[:500]
    guest.save(update_fields=["answer", "answered_at", "stand_in", "answer_note"])


def check_in(
    *, actor: Person, conference: Conference, marks: Sequence[Mark], at: datetime
) -> dict[int, datetime | None]:
    """Tick guests as there, or undo it; marks may come late and twice. Returns since when each marked guest is there.

    Of two marks of one guest the later made one holds, whichever phone it comes from. Constant queries.

    :raises Refusal: before the day's conference is announced, after its end, or for too many marks at once.
    """
    with deed(actor, Action.CHECK_IN, on=conference, at=at) as record:
        refuse_ended(conference)
        refuse_too_many(marks)
        asked = {mark.target for mark in marks}
        guests = {one.pk: one for one in conference.guests.filter(is_listed=True, pk__in=asked)}
        hold = that_hold(marks, {key: one.arrival_marked_at for key, one in guests.items()}, now=at)
        for key, mark in hold.items():
            guests[key].arrived_at = mark.made_at if mark.value == ARRIVED else None
            guests[key].arrival_marked_at = mark.made_at
        Guest.objects.bulk_update([guests[key] for key in hold], ["arrived_at", "arrival_marked_at"])
        record.note(arrived=[guests[key].number for key, one in hold.items() if one.value == ARRIVED])
        record.note(undone=[guests[key].number for key, one in hold.items() if one.value != ARRIVED])
    return {key: one.arrived_at for key, one in guests.items()}


def refuse_too_many(marks: Sequence[Mark]) -> None:
    """Go on only with as many marks as one sending may hold.

    :raises Refusal: for more.
    """
    if len(marks) > MOST_AT_ONCE:
        raise Refusal("conferences.too_many_marks", _("Mỗi lần chỉ gửi được %(most)s lượt ghi."), most=MOST_AT_ONCE)


def _add(conference: Conference, wanted: Sequence[GuestFacts]) -> list[Guest]:
    first = conference.last_guest_number + 1
    guests = []
    for number, facts in enumerate(wanted, start=first):
        guest = Guest(conference=conference, number=number, token=_token())
        _fill(guest, facts)
        guests.append(guest)
    try:
        with transaction.atomic():
            Guest.objects.bulk_create(guests)
    except IntegrityError as error:
        raise _refused(error) from error
    Conference.objects.filter(pk=conference.pk).update(last_guest_number=F("last_guest_number") + len(guests))
    conference.last_guest_number += len(guests)
    return guests


def _fill(guest: Guest, facts: GuestFacts) -> None:
    for name in ("name", "title", "organisation", "honorific", "email", "phone"):
        setattr(guest, name, " ".join(getattr(facts, name).split()))
    guest.role, guest.rank = facts.role, facts.rank
    guest.establishment, guest.from_office = facts.establishment, facts.from_office
    guest.folded = _folded(facts)
    if not guest.name and not guest.organisation:
        raise Refusal("conferences.guest_unnamed", _("Hãy ghi họ tên hoặc đơn vị của khách."))


def _save(guest: Guest) -> None:
    try:
        with transaction.atomic():
            guest.save()
    except IntegrityError as error:
        raise _refused(error) from error


def _refused(error: IntegrityError) -> Refusal:
    return Refusal("conferences.guest_listed", _("Cơ sở này đã có trong danh sách khách của hội nghị."))


def _folded(facts: GuestFacts) -> str:
    return fold(f"{facts.name} {facts.organisation}")[:700]


def _token() -> str:
    return "".join(secrets.choice(ALPHABET) for _letter in range(TOKEN_LETTERS))
