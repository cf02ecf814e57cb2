"""From counting sheets to a ranking, in exact fractions and in whole-number keys that a database can order. Pure.

A mean of ``n`` sheets is ``total / n``. With ``SCALE``, a common multiple of every possible ``n``, the key
``total * SCALE / n`` is a whole number; two means are equal exactly where their keys are equal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

LARGEST_JURY = 35
"""The largest odd jury whose keys stay within 64 bits."""

SCALE = lcm(*range(1, LARGEST_JURY + 1))
FULL_HUNDREDTHS = 10_000
"""A hundred points, in hundredths of a point."""

WIDTH = 19
_TOP = 10**WIDTH - 1
UNSCORED = "z"
"""The ranking key of a dossier without a counting sheet: after every digit in any collation."""


def mean_key(total_hundredths: int, sheets: int) -> int:
    """Return the whole number that stands for the mean of the sheets.

    :raises ValueError: without a sheet, or with more sheets than the largest jury.
    """
    if not 1 <= sheets <= LARGEST_JURY:
        raise ValueError(f"a mean of {sheets} sheets has no exact key")
    return total_hundredths * (SCALE // sheets)


def threshold_key(threshold_hundredths: int) -> int:
    """Return the smallest key that reaches the threshold."""
    return threshold_hundredths * SCALE


def points_of(key: int) -> Fraction:
    """Return the exact points that a key stands for."""
    return Fraction(key, SCALE * 100)


def ranking_key(mean: int, criteria: Sequence[int], vote: int) -> str:
    """Return one text whose ascending order is the order of the ranking, best first.

    Fixed-width digits sort the same in every collation. ``criteria`` are the keys of the criteria that
    part a tie, in the order of the tie rule; ``vote`` is the council's vote, zero where none was taken.
    """
    return "".join(f"{_TOP - number:0{WIDTH}d}" for number in (mean, *criteria, vote))


@dataclass(frozen=True, slots=True)
class Entry:
    """One dossier with the sheets that count; each sheet holds hundredths of a point per main criterion."""

    code: str
    group: str
    sheets: tuple[tuple[int, ...], ...]
    vote: int = 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A dossier's place; ``rank`` is None where no sheet counts yet. Points are exact."""

    code: str
    group: str
    rank: int | None
    group_rank: int | None
    sheets: int
    mean: Fraction | None
    criteria: tuple[Fraction, ...]
    reaches_threshold: bool


def criterion_means(sheets: Sequence[Sequence[int]]) -> tuple[Fraction, ...]:
    """Return the plain mean of every main criterion, in points."""
    if not sheets:
        return ()
    return tuple(Fraction(sum(column), 100 * len(sheets)) for column in zip(*sheets, strict=True))


def rank(entries: Iterable[Entry], *, threshold: Fraction, tie_order: Sequence[int] = (0, 1, 2)) -> list[Ranked]:
    """Rank the dossiers of one round, best first: plain mean over the sheets that count, unrounded.

    Equal means are parted by the main criteria at ``tie_order`` (positions from zero), then by the council's
    vote; what is still equal shares a rank, and the next rank is skipped. Dossiers without a counting sheet
    come last, without a rank. The order of the entries and of their sheets does not matter.
    Source: TT 26/2014/TT-BCT, Art. 17.1 (mean, threshold); the tie rule is a decision of the round.
    """
    measured = [(entry, criterion_means(entry.sheets)) for entry in entries]
    scored = [(_merit(entry, means, tie_order), entry, means) for entry, means in measured if means]
    scored.sort(key=lambda row: (tuple(-part for part in row[0]), row[1].code))
    overall = _Places()
    by_group: dict[str, _Places] = {}
    ranked = [
        Ranked(
            code=entry.code,
            group=entry.group,
            rank=overall.take(merit),
            group_rank=by_group.setdefault(entry.group, _Places()).take(merit),
            sheets=len(entry.sheets),
            mean=merit[0],
            criteria=means,
            reaches_threshold=merit[0] >= threshold,
        )
        for merit, entry, means in scored
    ]
    waiting = sorted((entry for entry, means in measured if not means), key=lambda entry: entry.code)
    return ranked + [Ranked(entry.code, entry.group, None, None, 0, None, (), False) for entry in waiting]


class _Places:
    """Hands out places to merits that arrive best first; equal merits share a place."""

    def __init__(self) -> None:
        self.seen = 0
        self.place = 0
        self.last: tuple[Fraction, ...] | None = None

    def take(self, merit: tuple[Fraction, ...]) -> int:
        self.seen += 1
        if merit != self.last:
            self.place, self.last = self.seen, merit
        return self.place


def _merit(entry: Entry, means: tuple[Fraction, ...], tie_order: Sequence[int]) -> tuple[Fraction, ...]:
    parted = tuple(means[place] for place in tie_order if place < len(means))
    return (sum(means, Fraction(0)), *parted, Fraction(entry.vote))


def tied(ranked: Iterable[Ranked]) -> list[tuple[str, ...]]:
    """Return the entry codes that share a rank, one tuple per shared rank, for the council to vote on."""
    places: dict[int, list[str]] = {}
    for row in ranked:
        if row.rank is not None:
            places.setdefault(row.rank, []).append(row.code)
    return [tuple(codes) for _rank, codes in sorted(places.items()) if len(codes) > 1]
