"""Conferences with guests and conclusions, by the verbs of their context."""

from datetime import date, time

from khuyencong.conferences.actions.conclusions import ConclusionFacts, record_conclusion
from khuyencong.conferences.actions.conferences import ConferenceFacts, open_conference
from khuyencong.conferences.actions.guests import GuestFacts, add_guest


def conference_facts(**changes):
    """Return the facts of a conference four weeks ahead."""
    facts = {
        "code": "HN-MAU",
        "name": "Hội nghị mẫu",
        "year": 2026,
        "held_on": date(2026, 12, 18),
        "starts_at": time(8, 0),
        "place": "Hội trường mẫu",
        "seat_rows": 4,
        "seats_per_row": 5,
    }
    return ConferenceFacts(**{**facts, **changes})


def make_conference(cast, at, **changes):
    """Return a conference being prepared."""
    facts = conference_facts(**changes)
    return open_conference(actor=cast.thuky, office=cast.office(), facts=facts, at=at)


def invite(cast, conference, at, name="Mai Khách (mẫu)", **facts):
    """Return a guest on the list."""
    return add_guest(actor=cast.thuky, conference=conference, facts=GuestFacts(name=name, **facts), at=at)


def conclude(cast, conference, at, text="Việc mẫu", **facts):
    """Return a task that the conference gave the officer."""
    wanted = {"owner_office": cast.office(), "owner": cast.chuyenvien, "due_on": date(2027, 1, 31), **facts}
    return record_conclusion(actor=cast.thuky, conference=conference, facts=ConclusionFacts(text, **wanted), at=at)
