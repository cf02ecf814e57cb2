"""Compares the headings of an office with the names of expected columns. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.fuzz import ratio

from khuyencong.vietnamese.folding import clean, fold
from khuyencong.workbooks.rules.columns import Column
from khuyencong.workbooks.rules.sheets import letter

EXACT: Final = 98
"""At or above this a heading is the name itself, but for what stands in brackets."""

SURE: Final = 62
"""At or above this a heading is taken without asking, where no other heading comes near."""

LIKELY: Final = 45
"""At or above this a heading is offered in a question."""

MARGIN: Final = 8
"""Two headings within this many points of each other cannot be told apart: ask."""

_BRACKETS: Final = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_SIGNS: Final = re.compile(r"[^a-z0-9%]+")
_SLIP: Final = 88


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of one column, its lines from the top down joined by a dash."""

    column: int
    lines: tuple[str, ...]
    turn: int = 1

    @property
    def text(self) -> str:
        """The heading as it is shown."""
        return " – ".join(self.lines)

    @property
    def heading_id(self) -> str:
        """What a remembered answer names: folded, with the turn where a heading comes again."""
        folded = fold(self.text)
        return folded if self.turn == 1 else f"{folded} #{self.turn}"

    @property
    def letter(self) -> str:
        """The letters of the column."""
        return letter(self.column)


def number_turns(headings: Iterable[Heading]) -> list[Heading]:
    """Give headings of the same words their turn, from the left."""
    seen: dict[str, int] = {}
    numbered = []
    for heading in headings:
        words = fold(heading.text)
        seen[words] = seen.get(words, 0) + 1
        numbered.append(Heading(heading.column, heading.lines, seen[words]))
    return numbered


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """Return the comparable words of a heading: folded, without brackets and signs."""
    return _SIGNS.sub(" ", fold(_BRACKETS.sub(" ", text))).strip()


@lru_cache(maxsize=4096)
def whole(text: str) -> str:
    """Return the comparable words of a heading with what stands in its brackets."""
    return _SIGNS.sub(" ", fold(text)).strip()


def likeness(heading: Heading, column: Column) -> int:
    """Return how surely a heading names a column, from 0 to 100.

    A heading of several lines is compared as a whole, and by its lowest line with a little less.
    """
    joined = _best(" ".join(heading.lines), column.names)
    if len(heading.lines) == 1:
        return joined
    return max(joined, _best(heading.lines[-1], column.names) - 6)


def _best(text: str, names: tuple[str, ...]) -> int:
    return max((_one(text, name) for name in names), default=0)


@lru_cache(maxsize=65536)
def _one(text: str, name: str) -> int:
    base, full, wanted = normal(text), whole(text), whole(name)
    if full == wanted:
        return 100
    if not base:
        return 0
    if base == wanted:
        return EXACT
    if _within(wanted, base):
        return 60 + 35 * len(wanted) // len(base)
    if " " in base and _within(base, wanted):
        return 40 + 30 * len(base) // len(wanted)
    return _slip(base, wanted)


def _slip(base: str, wanted: str) -> int:
    likeness_of_letters = int(ratio(base, wanted))
    return likeness_of_letters - 20 if likeness_of_letters >= _SLIP and len(wanted) >= 6 else 0


def _within(part: str, text: str) -> bool:
    return f" {part} " in f" {text} "


_UNITS: Final = {
    "dong": 1, "vnd": 1, "d": 1, "vn dong": 1,
    "nghin dong": 10**3, "ngan dong": 10**3, "1 000 dong": 10**3, "1000 dong": 10**3, "1000d": 10**3, "1 000d": 10**3,
    "trieu dong": 10**6, "trieu": 10**6, "tr dong": 10**6, "trd": 10**6, "tr d": 10**6,
    "ty dong": 10**9, "ti dong": 10**9, "ty": 10**9, "ti": 10**9,
}  # fmt: skip  # a table reads better as a table
_UNIT_LEAD: Final = re.compile(r"^(?:don vi tinh|don vi|dvt|tinh bang)\s+")


def unit_of(heading: Heading) -> int:
    """Return how many đồng one unit of the column means by its heading, 1 where nothing is said."""
    for line in reversed(heading.lines):
        for found in _BRACKETS.finditer(clean(line)):
            words = _UNIT_LEAD.sub("", whole(found[1] or found[2] or "").removesuffix(" nam").strip())
            if words in _UNITS:
                return _UNITS[words]
    return 1


_MAXIMUM: Final = re.compile(r"(?:toi da|max)\s+([0-9]+)")


def maximum_of(heading: Heading) -> int | None:
    """Return the most points that a heading allows, as in "(tối đa 40)"."""
    found = _MAXIMUM.search(whole(heading.text))
    return int(found[1]) if found else None
