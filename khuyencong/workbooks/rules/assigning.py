"""Gives each expected column its heading, and asks where two could be meant. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from khuyencong.kernel.words import gettext_noop as _
from khuyencong.workbooks.rules.columns import Column, Schema
from khuyencong.workbooks.rules.findings import Candidate, Question, say
from khuyencong.workbooks.rules.headings import EXACT, LIKELY, MARGIN, SURE, Heading, likeness, whole
from khuyencong.workbooks.rules.vocabulary import USUAL


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


@cache
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
