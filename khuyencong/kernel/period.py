"""Spans of days with an exclusive end, so that spans in a row neither gap nor overlap. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Period:
    """From a first day up to, but without, an end day; no end day means still running.

    :raises ValueError: where the end is not after the first day.
    """

    start: date
    until: date | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until <= self.start:
            raise ValueError(f"{self.until} is not after {self.start}")

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.until is None or day < self.until)

    def overlaps(self, other: Period) -> bool:
        """Tell whether any day lies in both."""
        return (other.until is None or self.start < other.until) and (self.until is None or other.start < self.until)


def gaps(periods: Sequence[Period]) -> list[tuple[date, date]]:
    """Return the stretches, end exclusive, that lie between the sorted periods and in none of them."""
    found = []
    ordered = sorted(periods, key=lambda period: period.start)
    for earlier, later in pairwise(ordered):
        if earlier.until is not None and earlier.until < later.start:
            found.append((earlier.until, later.start))
    return found
