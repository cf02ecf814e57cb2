"""Make and end the secret address under which a person's calendar program reads deadlines."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.programme.models import CalendarFeed


def fingerprint(secret: str) -> str:
    """Return what is kept of a secret: a long random one needs no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_calendar_address(*, actor: Person, at: datetime) -> str:
    """Make a new secret address and end the one before; the secret is told this once."""
    secret = secrets.token_hex(20)
    with deed(actor, Action.VIEW_OWN_ACCOUNT, at=at) as record:
        Person.objects.select_for_update(no_key=True).get(pk=actor.pk)  # two clicks at once, one after the other
        CalendarFeed.objects.filter(person=actor, ended_at=None).update(ended_at=at)
        feed = CalendarFeed.objects.create(person=actor, fingerprint=fingerprint(secret), made_at=at)
        record.note(calendar=feed.pk)
    return secret


def end_calendar_address(*, actor: Person, at: datetime) -> int:
    """End the person's address; return how many were live."""
    with deed(actor, Action.VIEW_OWN_ACCOUNT, at=at) as record:
        ended = CalendarFeed.objects.filter(person=actor, ended_at=None).update(ended_at=at)
        record.note(calendars_ended=ended)
    return ended
