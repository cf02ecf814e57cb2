"""Compares the headings of an office with expected columns, and asks where two could be meant. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.fuzz import ratio

from khuyencong.kernel.words import gettext_noop as _
from khuyencong.vietnamese.folding import clean, fold
from khuyencong.workbooks.rules.columns import Column, Schema
from khuyencong.workbooks.rules.findings import Candidate, Question, say
from khuyencong.workbooks.rules.sheets import letter
from khuyencong.workbooks.rules.vocabulary import USUAL

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


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which heading is which column, which were not used, and what could not be told.

    ``score`` adds up how sure the assigned headings are, to compare rows that could be the header.
    """

    headings: Mapping[str, Heading]
    ignored: tuple[Heading, ...]
    questions: tuple[Question, ...]
    score: int


def assign(sheet: str, headings: Sequence[Heading], schema: Schema, answers: Mapping[str, str]) -> Assignment:
    """Assign headings to columns, surest first; remembered answers go before everything.

    ``answers`` maps the id of a heading to the key of a column, or to an empty text where the
    heading is to be left out.
    """
    known = {column.key for column in schema.columns}
    answered: dict[str, Heading] = {}
    for heading in headings:
        key = answers.get(heading.heading_id, "")
        if key in known:
            answered.setdefault(key, heading)
    columns = [column for column in schema.columns if column.key not in answered]
    matching = _Matching(
        [*columns, *_others(schema)], [heading for heading in headings if heading.heading_id not in answers]
    )
    taken = matching.run()
    matched = {column.key: taken[column.key] for column in columns if column.key in taken}
    questions = [matching.question(sheet, column, matched) for column in columns if column.key not in matched]
    found = answered | matched
    used = {heading.column for heading in found.values()}
    return Assignment(
        headings=found,
        ignored=tuple(heading for heading in headings if heading.column not in used),
        questions=tuple(question for question in questions if question),
        score=100 * len(answered) + sum(matching.scores[key, heading.column] for key, heading in matched.items()),
    )


@lru_cache(maxsize=64)
def _others(schema: Schema) -> tuple[Column, ...]:
    """Return the usual columns that this import does not read.

    They take their own headings, so that "Mã số thuế" is not taken for the code of an entry where
    nobody asks for tax codes. A usual column that shares a name with an expected one is that one.
    """
    read = {whole(name) for column in schema.columns for name in (*column.names, column.label)}
    return tuple(
        Column(f"other {key}", key, names)
        for key, names in USUAL.items()
        if all(key != column.key for column in schema.columns) and not any(whole(name) in read for name in names)
    )


class _Matching:
    """One run over the columns and headings that no answer has settled."""

    def __init__(self, columns: Sequence[Column], headings: Sequence[Heading]) -> None:
        self.columns = columns
        self.headings = headings
        self.scores = {
            (column.key, heading.column): likeness(heading, column) for column in columns for heading in headings
        }
        self.matched: dict[str, Heading] = {}
        self.taken: set[int] = set()
        self.doubtful: set[str] = set()

    def run(self) -> dict[str, Heading]:
        """Give each column its heading, surest pair first."""
        pairs = [
            (self.scores[column.key, heading.column], column, heading)
            for column in self.columns
            for heading in self.headings
            if self.scores[column.key, heading.column] >= SURE
        ]
        for score, column, heading in sorted(pairs, key=lambda pair: -pair[0]):
            if heading.column in self.taken or column.key in self.matched or column.key in self.doubtful:
                continue
            if self._has_rival(column, heading, score):
                self.doubtful.add(column.key)
            else:
                self.matched[column.key] = heading
                self.taken.add(heading.column)
        return self.matched

    def _has_rival(self, column: Column, heading: Heading, score: int) -> bool:
        least = score if score >= EXACT else max(score - MARGIN, SURE)
        return any(
            other is not heading
            and other.column not in self.taken
            and self.scores[column.key, other.column] >= least
            and self._wanted_elsewhere(column, other) <= self.scores[column.key, other.column]
            for other in self.headings
        )

    def _wanted_elsewhere(self, column: Column, heading: Heading) -> int:
        return max(
            (
                self.scores[rest.key, heading.column]
                for rest in self.columns
                if rest is not column and rest.key not in self.matched
            ),
            default=0,
        )

    def question(self, sheet: str, column: Column, matched: Mapping[str, Heading]) -> Question | None:
        """Ask for a column: among headings that come near, and for a required one among all that are left."""
        used = {heading.column for heading in matched.values()}
        near = [
            heading
            for heading in self.headings
            if heading.column not in self.taken and self.scores[column.key, heading.column] >= LIKELY
        ]
        near.sort(key=lambda heading: -self.scores[column.key, heading.column])
        left = [heading for heading in self.headings if heading.column not in used] if column.required else []
        offered = near or left
        if not offered:
            return None
        sentence = (
            _("Trang “%(sheet)s”: có hơn một cột có thể là “%(label)s”. Hãy chọn cột đúng.")
            if len(near) > 1
            else _("Trang “%(sheet)s”: chưa rõ cột nào là “%(label)s”. Hãy chọn cột đúng.")
        )
        return Question(
            sheet=sheet,
            column=column.key,
            label=column.label,
            heading=near[0].text if near else "",
            candidates=tuple(Candidate(heading.letter, heading.text, heading.heading_id) for heading in offered),
            required=column.required,
            message=say(sentence, sheet=sheet, label=column.label),
        )
