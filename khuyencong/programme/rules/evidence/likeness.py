"""Fingerprints of pictures that stay alike when a picture is saved anew, shrunk or trimmed; and distances. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

SIDE: Final = 32
"""Pictures are compared as grids of this many gray points a side."""
BITS: Final = 64
NEAR_BITS: Final = 6
"""Fingerprints that differ in at most so many bits are of the same or a very similar picture."""
SLOTS: Final = 4
PIECE_BITS: Final = BITS // SLOTS
FLAT: Final = 12
"""A picture whose grays span less than this shows nothing, and is like nothing."""
_STEP: Final = Decimal("0.99879545620517239271477160475910069")
"""The cosine of a sixty-fourth of half a turn."""
_SCALE: Final = 1 << 14

Grid = Sequence[Sequence[int]]


def fingerprint(grid: Grid) -> int | None:
    """Return the signs of the 64 slowest waves of a gray grid, against their median; None for a flat picture."""
    points = [point for row in grid for point in row]
    if max(points) - min(points) < FLAT:
        return None
    waves = _waves(grid)
    middle = sorted(waves)[BITS // 2]
    return sum(1 << place for place, wave in enumerate(waves) if wave > middle)


def _waves(grid: Grid) -> list[int]:
    table = _cosines()
    rows = [[_dot(row, table[v]) for row in grid] for v in range(11)]
    return [_dot(rows[v], table[u]) for u, v in _slowest()]


def _dot(first: Sequence[int], second: Sequence[int]) -> int:
    return sum(one * other for one, other in zip(first, second, strict=True))


@lru_cache(maxsize=1)
def _slowest() -> tuple[tuple[int, int], ...]:
    """Return the waves by how slow they are, without the mean of the picture."""
    waves = sorted(
        ((u, v) for u in range(11) for v in range(11) if 0 < u + v <= 10), key=lambda wave: (sum(wave), wave)
    )
    return tuple(waves[:BITS])


@lru_cache(maxsize=1)
def _cosines() -> tuple[tuple[int, ...], ...]:
    """Return whole cosines of each wave at the middle of each point."""
    steps = [Decimal(1), _STEP]
    while len(steps) < 4 * SIDE:
        steps.append(2 * _STEP * steps[-1] - steps[-2])
    whole = [int((step * _SCALE).to_integral_value()) for step in steps]
    return tuple(tuple(whole[(2 * x + 1) * u % (4 * SIDE)] for x in range(SIDE)) for u in range(11))


def apart(first: int, second: int) -> int:
    """Return in how many bits two fingerprints differ."""
    return (first ^ second).bit_count()


def pieces(print_: int) -> list[int]:
    """Return the four pieces of sixteen bits, the lowest first, under which a fingerprint is shelved."""
    mask = (1 << PIECE_BITS) - 1
    return [print_ >> (PIECE_BITS * slot) & mask for slot in range(SLOTS)]


def around(piece: int) -> list[int]:
    """Return a piece and all that differ from it in one bit.

    Six bits over four pieces leave one piece with at most one bit, so nothing within six bits is missed.
    """
    return [piece, *(piece ^ (1 << bit) for bit in range(PIECE_BITS))]


def written(print_: int) -> str:
    """Return a fingerprint as it is kept: sixteen hexadecimal digits."""
    return f"{print_:016x}"


_METRES_PER_DEGREE: Final = Fraction(40_030_173, 360)
"""Of a great circle of a sphere with the mean radius of the Earth."""
_RADIANS_PER_DEGREE: Final = Fraction(355, 113 * 180)


def metres_between(first: tuple[Decimal, Decimal], second: tuple[Decimal, Decimal]) -> int:
    """Return how far two places (latitude, longitude in degrees) are apart, in metres; fit for one country."""
    (lat1, long1), (lat2, long2) = first, second
    north = (Fraction(lat1) - Fraction(lat2)) * _METRES_PER_DEGREE
    middle = (Fraction(lat1) + Fraction(lat2)) / 2 * _RADIANS_PER_DEGREE
    shrink = 1 - middle**2 / 2 + middle**4 / 24 - middle**6 / 720
    east = (Fraction(long1) - Fraction(long2)) * _METRES_PER_DEGREE * shrink
    return math.isqrt(int(north**2 + east**2))
