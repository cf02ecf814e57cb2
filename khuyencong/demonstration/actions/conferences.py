"""The conference of 2016 from its guests to its conclusions, and the one of this year half prepared."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from khuyencong.accounts.models import Office
from khuyencong.conferences.actions import conclusions, guests
from khuyencong.conferences.actions import conferences as actions
from khuyencong.conferences.actions.ceremony import arrange_ceremony, hand_over
from khuyencong.conferences.actions.seats import arrange_seats
from khuyencong.conferences.models import Conference
from khuyencong.conferences.rules.marks import Mark
from khuyencong.demonstration.actions.steps import person
from khuyencong.demonstration.rules import conferences as told
from khuyencong.programme.models import Programme
from khuyencong.selection.models import Round


def seed_conferences(*, at: datetime) -> None:
    """Make both conferences where they are missing; each is made whole, in one go or by a later run."""
    past = _conference(_facts_2016(), at)
    if past.state == "planning":
        _prepare(past, ("receivers", "council"), at)
        actions.announce_conference(actor=person("thuky"), conference=past, at=at)
    if past.state == "open":
        _ready(past, at)
        actions.start_conference(actor=person("thuky"), conference=past, at=at)
    if past.state == "running":
        _hold(past, at)
        actions.close_conference(actor=person("thuky"), conference=past, at=at)
    coming = _conference(_facts_coming(timezone.localtime(at).date()), at)
    if not coming.guests.exists():
        _prepare(coming, ("receivers", "council", "jury", "offices"), at)
        _ready(coming, at)
        _some_answers(coming, at)


def _facts_2016() -> actions.ConferenceFacts:
    return actions.ConferenceFacts(
        code=told.CODE_2016,
        name=told.NAME_2016,
        year=2016,
        held_on=date(2016, 8, 16),
        starts_at=time(8, 0),
        place=told.PLACE,
        presider=told.PRESIDER,
        programme=Programme.objects.filter(code="KC-2020").first(),
        rounds=list(Round.objects.filter(code="BC-2016")),
        seat_rows=6,
        seats_per_row=10,
        done_contents="\n".join(told.DONE_2016),
        next_contents="\n".join(told.NEXT_2016),
        source=told.ARTICLE,
    )  # fmt: skip — facts read better in a block


def _facts_coming(today: date) -> actions.ConferenceFacts:
    year = today.year
    return actions.ConferenceFacts(
        code=f"HN-{year}",
        name=f"Hội nghị tổng kết công tác khuyến công và Lễ trao Giấy chứng nhận năm {year} (mẫu)",
        year=year,
        held_on=today + timedelta(days=24),
        starts_at=time(8, 0),
        place=told.PLACE,
        presider=told.PRESIDER,
        programme=Programme.objects.filter(first_year__lte=year, last_year__gte=year).first(),
        rounds=list(Round.objects.filter(code=f"BC-{year - 1}")),
        seat_rows=6,
        seats_per_row=10,
    )  # fmt: skip — facts read better in a block


def _conference(facts: actions.ConferenceFacts, at: datetime) -> Conference:
    found = Conference.objects.filter(code=facts.code).first()
    office = Office.objects.get(code="sct-vinh-long")
    return found or actions.open_conference(actor=person("thuky"), office=office, facts=facts, at=at)


def _prepare(conference: Conference, sources: tuple[str, ...], at: datetime) -> None:
    secretary = person("thuky")
    items = [
        actions.ItemFacts(starts_at, text, minutes, kind, speaker)
        for starts_at, minutes, kind, text, speaker in told.AGENDA
    ]
    actions.edit_agenda(actor=secretary, conference=conference, items=items, at=at)
    for honorific, name, title, organisation, role, rank in told.GUESTS:
        facts = guests.GuestFacts(name, title, organisation, honorific, role, rank)
        guests.add_guest(actor=secretary, conference=conference, facts=facts, at=at)
    guests.gather_guests(actor=secretary, conference=conference, sources=sources, at=at)


def _ready(conference: Conference, at: datetime) -> None:
    arrange_ceremony(actor=person("thuky"), conference=conference, at=at)
    arrange_seats(actor=person("thuky"), conference=conference, at=at)


def _some_answers(conference: Conference, at: datetime) -> None:
    answers = (("yes", ""), ("yes", ""), ("no", ""), ("stand_in", told.PROXY))
    for guest, (answer, stand_in) in zip(conference.guests.order_by("number"), answers, strict=False):
        facts = guests.AnswerFacts(answer, stand_in)
        guests.record_answer(actor=person("thuky"), guest=guest, facts=facts, at=at)


def _hold(conference: Conference, at: datetime) -> None:
    secretary = person("thuky")
    there = [Mark(key, guests.ARRIVED, at) for key in conference.guests.values_list("pk", flat=True)]
    guests.check_in(actor=secretary, conference=conference, marks=there, at=at)
    keys = list(conference.presentations.order_by("place").values_list("pk", flat=True))
    marks = [Mark(key, "received", at) for key in keys[:-1]] + [Mark(keys[-1], "proxy", at, told.PROXY)]
    hand_over(actor=secretary, conference=conference, marks=marks, at=at)
    centre = Office.objects.get(code="ttkc-vinh-long")
    for number, text in enumerate(told.TASKS_2016, start=1):
        facts = conclusions.ConclusionFacts(text, centre, person("chuyenvien"), date(2016, 12, 31))
        made = conclusions.record_conclusion(actor=secretary, conference=conference, facts=facts, at=at)
        report = "Đã đưa vào kế hoạch hằng năm (số liệu mẫu)."
        conclusions.report_conclusion(actor=person("chuyenvien"), conclusion=made, text=report, at=at)
        if number < len(told.TASKS_2016):
            conclusions.close_conclusion(actor=person("giamdoc"), conclusion=made, text="", at=at)
