"""Open a conference, change it, and take it through its life."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.conferences.models import AgendaItem, Conference
from khuyencong.conferences.rules.lives import BEFORE_END, CONFERENCE_LIFE
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.models import Programme
from khuyencong.selection.models import Round


@dataclass(frozen=True, slots=True)
class ConferenceFacts:
    """What a conference is opened or changed with."""

    code: str
    name: str
    year: int
    held_on: date
    starts_at: time
    place: str
    presider: str = ""
    programme: Programme | None = None
    rounds: Sequence[Round] = field(default_factory=tuple)
    seat_rows: int = 8
    seats_per_row: int = 12
    done_contents: str = ""
    next_contents: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """One line of the programme of the day."""

    starts_at: time
    text: str
    minutes: int = 10
    kind: str = "other"
    speaker: str = ""


FIELDS = (
    "code",
    "name",
    "year",
    "held_on",
    "starts_at",
    "place",
    "presider",
    "programme",
    "seat_rows",
    "seats_per_row",
    "done_contents",
    "next_contents",
    "source",
)  # fmt: skip — a list of fields


def open_conference(*, actor: Person, office: Office, facts: ConferenceFacts, at: datetime) -> Conference:
    """Begin to prepare a conference.

    :raises Refusal: for a code already used, or a round of another office.
    """
    with deed(actor, Action.OPEN_CONFERENCE, office=office, at=at) as record:
        conference = Conference(office=office)
        _write(conference, facts)
        record.on(conference)
        record.note(code=conference.code, held_on=facts.held_on)
    return conference


def edit_conference(*, actor: Person, conference: Conference, facts: ConferenceFacts, at: datetime) -> Conference:
    """Change what is known of a conference until it ends.

    :raises Refusal: after the end; for a code already used, or a round of another office.
    """
    with deed(actor, Action.EDIT_CONFERENCE, on=conference, at=at) as record:
        conference.state = CONFERENCE_LIFE.after(conference.state, "edit_conference")
        _write(conference, facts)
        record.note(code=conference.code, held_on=facts.held_on, rounds=[one.code for one in facts.rounds])
    return conference


def edit_agenda(*, actor: Person, conference: Conference, items: Sequence[ItemFacts], at: datetime) -> None:
    """Write the programme of the day anew.

    :raises Refusal: after the end of the conference.
    """
    with deed(actor, Action.EDIT_AGENDA, on=conference, at=at) as record:
        refuse_ended(conference)
        conference.agenda.all().delete()
        AgendaItem.objects.bulk_create(
            AgendaItem(
                conference=conference,
                starts_at=one.starts_at,
                minutes=one.minutes,
                kind=one.kind,
                text=one.text.strip(),
                speaker=one.speaker.strip(),
            )
            for one in items
        )
        record.note(items=len(items))


def announce_conference(*, actor: Person, conference: Conference, at: datetime) -> None:
    """Say that guests are being invited and may answer."""
    _step(actor, conference, Action.ANNOUNCE_CONFERENCE, at)


def start_conference(*, actor: Person, conference: Conference, at: datetime) -> None:
    """Say that the conference has begun."""
    _step(actor, conference, Action.START_CONFERENCE, at)


def close_conference(*, actor: Person, conference: Conference, at: datetime) -> None:
    """Say that the conference is over; what was ticked stays as it is."""
    _step(actor, conference, Action.CLOSE_CONFERENCE, at)


def cancel_conference(*, actor: Person, conference: Conference, reason: str, at: datetime) -> None:
    """Call a conference off.

    :raises Refusal: without a reason, or once it has begun.
    """
    with deed(actor, Action.CANCEL_CONFERENCE, on=conference, at=at) as record:
        state = CONFERENCE_LIFE.after(conference.state, "cancel_conference")
        if not reason.strip():
            raise Refusal("conferences.reason_missing", _("Hãy ghi lý do hủy hội nghị."))
        conference.state, conference.cancelled_reason = state, reason.strip()
        conference.save(update_fields=["state", "cancelled_reason"])
        record.note(state=state)
        record.personal(reason=reason)


def edit_press_note(*, actor: Person, conference: Conference, text: str, at: datetime) -> None:
    """Keep the press note as a person wrote it; an empty text brings the draft from the books back."""
    with deed(actor, Action.EDIT_PRESS_NOTE, on=conference, at=at) as record:
        conference.press_text = text.strip()
        conference.save(update_fields=["press_text"])
        record.note(letters=len(conference.press_text))


def refuse_ended(conference: Conference) -> None:
    """Go on only while the conference can still change.

    :raises Refusal: after its end.
    """
    if conference.state not in BEFORE_END:
        raise Refusal(
            "conferences.ended",
            _("Hội nghị “%(name)s” đã kết thúc hoặc đã hủy nên không sửa được nữa."),
            name=conference.name,
        )


def _step(actor: Person, conference: Conference, action: Action, at: datetime) -> None:
    with deed(actor, action, on=conference, at=at) as record:
        conference.state = CONFERENCE_LIFE.after(conference.state, action.value.partition(".")[2])
        conference.save(update_fields=["state"])
        record.note(state=conference.state)


def _write(conference: Conference, facts: ConferenceFacts) -> None:
    for name in FIELDS:
        value = getattr(facts, name)
        setattr(conference, name, value.strip() if isinstance(value, str) else value)
    strangers = [one.name for one in facts.rounds if one.office_id != conference.office_id]
    if strangers:
        raise Refusal(
            "conferences.round_of_another_office",
            _("Kỳ “%(round)s” là của cơ quan khác, không trao ở hội nghị này được."),
            round=strangers[0],
        )
    try:
        with transaction.atomic():
            conference.save()
    except IntegrityError as error:
        raise Refusal(
            "conferences.code_taken", _("Đã có hội nghị mang mã “%(conference)s”."), conference=conference.code
        ) from error
    conference.rounds.set(facts.rounds)
