"""What becomes of two records that are made one, and of the one that is parted again. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Values = Mapping[str, object]


@dataclass(frozen=True)
class Line:
    """One field of a preview: both values, and whether the survivor takes the other's."""

    name: str
    kept: object
    other: object
    taken: bool

    @property
    def differs(self) -> bool:
        """Both say something, and not the same."""
        return not _empty(self.kept) and not _empty(self.other) and self.kept != self.other


@dataclass(frozen=True)
class ProductMoves:
    """Products that go over as they are, and those that become one with a product of the same name."""

    moved: tuple[int, ...]
    joined: tuple[tuple[int, int], ...]


def lines(kept: Values, other: Values, taken: frozenset[str], follows: Mapping[str, str]) -> tuple[Line, ...]:
    """List every field: a gap of the survivor is always filled, a contradiction only where it was chosen.

    ``follows`` names fields that go only with another, as the kind of a tax code goes with the code.
    """
    found: dict[str, bool] = {}
    for name in sorted(kept, key=lambda name: name in follows):
        value, leader = kept[name], follows.get(name)
        if leader is not None and found[leader]:
            found[name] = other[name] != value
        elif leader is not None and kept[leader] != other[leader]:
            found[name] = False
        else:
            found[name] = not _empty(other[name]) and other[name] != value and (_empty(value) or name in taken)
    return tuple(Line(name, value, other[name], found[name]) for name, value in kept.items())


def moves(kept: Mapping[str, int], other: Mapping[str, int]) -> ProductMoves:
    """Decide for each product of the merged record, by folded name, whether it moves or joins."""
    moved = tuple(pk for name, pk in other.items() if name not in kept)
    joined = tuple((pk, kept[name]) for name, pk in other.items() if name in kept)
    return ProductMoves(moved, joined)


def restored(changes: Mapping[str, tuple[object, object]], now: Values) -> tuple[dict[str, object], list[str]]:
    """Return the fields to set back, and the names of those that were edited since and stay."""
    back = {name: before for name, (before, after) in changes.items() if now[name] == after}
    return back, sorted(name for name in changes if name not in back)


def _empty(value: object) -> bool:
    return value is None or value == ""
