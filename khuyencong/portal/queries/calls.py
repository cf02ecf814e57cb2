"""What is open now, and the days that everybody may keep."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from khuyencong.law.norms import national_book
from khuyencong.portal.queries.results import open_rounds
from khuyencong.programme.rules.deadlines import Deadline, year_deadlines
from khuyencong.programme.rules.work.calendar_feed import Entry

REGISTERING = frozenset({"registration"})
"""Days of the norm programme.project_deadlines that concern whoever wants to be supported."""


def registration_days(today: date) -> list[Deadline]:
    """Return the days until which projects may be registered, of the plans of this year and the next, not yet over."""
    found: list[Deadline] = []
    for year in (today.year, today.year + 1):
        norms = national_book().at(date(year, 1, 1))
        found += [one for one in year_deadlines(year, today=today, norms=norms) if one.code in REGISTERING]
    return [one for one in found if one.due_on >= today]


def public_days(today: date, address: str) -> Iterable[Entry]:
    """Return the entries of the public calendar: rounds that take entries, and registration of projects."""
    for round_ in open_rounds():
        if round_.closes_on is not None:
            title = f"Hạn nhận hồ sơ: {round_.name}"
            yield Entry(f"round-{round_.code}@khuyencong", round_.closes_on, title, round_.office.name, address)
    for day in registration_days(today):
        yield Entry(f"{day.code}-{day.due_on:%Y}@khuyencong", day.due_on, day.label, day.source, address)
