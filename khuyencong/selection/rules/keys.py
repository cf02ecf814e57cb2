"""Exact whole-number keys, so that a database can order fractions without ever rounding them. Pure.

A mean of ``n`` sheets is ``total / n``. With ``SCALE``, a common multiple of every possible ``n``, the key
``total * SCALE / n`` is a whole number; two means are equal exactly where their keys are equal.
"""

from collections.abc import Sequence
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
