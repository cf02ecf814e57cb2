"""Whole đồng: add, compare, share, split; never a float. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

LIMIT = 10**15
"""Amounts at or beyond this many đồng are slips of the hand, not money of a province."""


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in whole đồng, which may be negative as a difference.

    :raises ValueError: for a bool or any type but int, or an amount at or beyond ``LIMIT``.
    """

    dong: int

    def __post_init__(self) -> None:
        if isinstance(self.dong, bool) or not isinstance(self.dong, int):
            raise ValueError(f"not whole đồng: {self.dong!r}")  # noqa: TRY004 — a slip in data, told like the others
        if abs(self.dong) >= LIMIT:
            raise ValueError(f"beyond the limit of {LIMIT} đồng: {self.dong}")

    @classmethod
    def million(cls, text: str) -> Money:
        """Read an amount written in triệu đồng with a decimal point, as official forms do.

        :raises ValueError: where it is not a whole number of đồng.
        """
        exact = Decimal(text) * 1_000_000
        if exact != exact.to_integral_value():
            raise ValueError(f"not whole đồng: {text} triệu")
        return cls(int(exact))

    def __add__(self, other: Money) -> Money:
        return Money(self.dong + other.dong)

    def __sub__(self, other: Money) -> Money:
        return Money(self.dong - other.dong)

    def __neg__(self) -> Money:
        return Money(-self.dong)

    def __bool__(self) -> bool:
        return self.dong != 0

    def share(self, rate: Fraction) -> Money:
        """Return the part at a rate, rounded toward zero so that support never exceeds its rate.

        Rounding: ours, until an instrument says otherwise; the same amount with the sign turned
        gives the same part with the sign turned.
        """
        exact = abs(self.dong) * rate
        part = exact.numerator // exact.denominator
        return Money(part if self.dong >= 0 else -part)

    def split(self, weights: Sequence[int]) -> list[Money]:
        """Split by whole weights with the largest remainder, earlier parts first where equal.

        The parts always sum to the whole.

        :raises ValueError: without a positive weight, or with a negative one.
        """
        total = sum(weights)
        if total <= 0 or min(weights) < 0:
            raise ValueError("weights must be zero or more, and at least one positive")
        sign, whole = (1, self.dong) if self.dong >= 0 else (-1, -self.dong)
        parts = [whole * weight // total for weight in weights]
        order = sorted(range(len(weights)), key=lambda i: (-(whole * weights[i] % total), i))
        for index in order[: whole - sum(parts)]:
            parts[index] += 1
        return [Money(sign * part) for part in parts]

    def __str__(self) -> str:
        return f"{self.dong:,}".replace(",", ".")
