"""Make the offices and people of the demonstration; safe to repeat."""

from __future__ import annotations

from datetime import datetime

from khuyencong.accounts.actions.offices import ensure_office
from khuyencong.accounts.actions.passwords import draw_password
from khuyencong.accounts.actions.people import create_first_person
from khuyencong.accounts.models import Office, Person
from khuyencong.demonstration.rules.cast import CAST, NEIGHBOUR, NEIGHBOUR_OFFICES, OFFICES, Character


def seed_offices(*, neighbour: bool) -> dict[str, Office]:
    """Make the offices that are missing and return all by code; the neighbour's too where it is wanted."""
    made: dict[str, Office] = {}
    for facts in (*OFFICES, *(NEIGHBOUR_OFFICES if neighbour else ())):
        made[facts.code] = ensure_office(
            code=facts.code,
            kind=facts.kind,
            name=facts.name,
            province_code=facts.province_code,
            parent=made.get(facts.parent),
        )
    return made


def seed_cast(*, at: datetime, passwords: dict[str, str], neighbour: bool = False) -> dict[str, str]:
    """Make the people that are missing; return every password known: given, kept or newly drawn.

    These passwords need no change at the first log-in, unlike those that an administrator gives: the
    demonstration is to be tried at once, by several people with the same name.
    """
    offices, known = seed_offices(neighbour=neighbour), dict(passwords)
    present = set(Person.objects.values_list("username", flat=True))
    for character in (*CAST, *([NEIGHBOUR] if neighbour else [])):
        if character.username not in present:
            known[character.username] = known.get(character.username) or draw_password()
            _seed_person(character, offices, known[character.username], at)
    return known


def _seed_person(character: Character, offices: dict[str, Office], password: str, at: datetime) -> None:
    create_first_person(
        username=character.username,
        full_name=character.full_name,
        title=character.title,
        password=password,
        office=offices[character.office],
        role=character.role,
        at=at,
    )
