"""Who sits where: the most honored in the middle of the front row, whoever is called up together side by side. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FRONT_ROLES = ("presider", "leader", "speaker", "jury")
"""They sit by rank from the first row on; behind them who is called up, in the order of the calls; then all others."""

Seat = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Seated:
    """What the plan of seats needs of one guest; ``turn`` is the call of the ceremony, or None."""

    guest: int
    role: str
    rank: int
    number: int
    turn: int | None = None


def seat_label(row: int, place: int) -> str:
    """Write a seat as it stands on the chair: ``A1``, ``AB12``; rows from the stage, places from the left."""
    letters = ""
    while row:
        row, letter = divmod(row - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{place}"


def read_seat(text: str) -> Seat | None:
    """Read a seat as written by :func:`seat_label`, in any case and with spaces, or return None."""
    bare = "".join(text.split()).upper()
    letters = bare.rstrip("0123456789")
    digits = bare[len(letters) :]
    if not letters or not digits or len(letters) > 2 or not letters.isascii() or not letters.isalpha():
        return None
    row = 0
    for letter in letters:
        row = row * 26 + ord(letter) - 64
    return (row, int(digits)) if int(digits) else None


def places_of_row(seats: int) -> list[int]:
    """Return the places of a row from its middle outward, the left one of two first."""
    middle = (seats + 1) // 2
    return sorted(range(1, seats + 1), key=lambda place: (abs(2 * place - seats - 1), place != middle, place))


def plan(guests: Iterable[Seated], *, rows: int, seats: int, taken: Iterable[Seat] = ()) -> dict[int, Seat]:
    """Give each guest a seat; ``taken`` seats stay as they are. Whoever finds none is missing in the answer.

    Guests of the front fill rows from the middle; everybody behind them fills rows from the left, so that a
    row called to the stage goes up in order. They begin in a row of their own where the hall has one.
    """
    ordered = sorted(guests, key=_order)
    front = [one for one in ordered if one.role in FRONT_ROLES]
    behind = [one for one in ordered if one.role not in FRONT_ROLES]
    blocked = set(taken)
    found = _fill(front, _seats(range(1, rows + 1), places_of_row(seats)), blocked)
    used = max((row for row, _place in found.values()), default=0)
    wanted = range(used + 1, rows + 1)
    left_to_right = list(range(1, seats + 1))
    found |= _fill(behind, [*_seats(wanted, left_to_right), *_seats(range(1, used + 1), left_to_right)], blocked)
    return found


def _order(one: Seated) -> tuple[int, int, int, int]:
    if one.role in FRONT_ROLES:
        return (0, one.rank, FRONT_ROLES.index(one.role), one.number)
    return (1, one.turn, 0, one.number) if one.turn is not None else (2, one.rank, 0, one.number)


def _seats(rows: Iterable[int], places: Sequence[int]) -> list[Seat]:
    return [(row, place) for row in rows for place in places]


def _fill(guests: Sequence[Seated], seats: Sequence[Seat], blocked: set[Seat]) -> dict[int, Seat]:
    free = [seat for seat in seats if seat not in blocked]
    found = {one.guest: seat for one, seat in zip(guests, free, strict=False)}
    blocked.update(found.values())
    return found
