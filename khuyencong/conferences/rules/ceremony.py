"""The order of a ceremony, made from what was decided: who is called when, and how the certificates lie. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LEVEL_ORDER = ("commune", "province", "region", "nation")
"""The ceremony rises: higher levels are called later. No law; the practice of the office, who may re-arrange."""


@dataclass(frozen=True, slots=True)
class Award:
    """One certificate to hand over; ``rank_key`` orders products as the decision ranked them, the best first."""

    certificate: int
    establishment: int
    level: str
    group: str
    rank_key: str
    entry_code: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where an award stands: the call, and its place in the stack, both from 1."""

    award: Award
    turn: int
    place: int


def arrange(awards: Iterable[Award]) -> list[Place]:
    """Put the awards in order: by level, by group, by rank; one establishment comes once a level.

    Its products stay together, in the group and at the rank of its best one.
    """
    calls: dict[tuple[str, int], list[Award]] = {}
    for award in sorted(awards, key=_order):
        calls.setdefault((award.level, award.establishment), []).append(award)
    found: list[Place] = []
    for turn, together in enumerate(calls.values(), start=1):
        found += [Place(award, turn, len(found) + number) for number, award in enumerate(together, start=1)]
    return found


def _order(award: Award) -> tuple[int, str, str, str, int]:
    return (LEVEL_ORDER.index(award.level), award.group, award.rank_key, award.entry_code, award.certificate)
