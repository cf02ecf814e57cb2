"""What an import tells its reader: faults, repairs and questions, each with a finished sentence. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


class Said(str):
    """A finished Vietnamese sentence that still knows its message id and values, for translation."""

    __slots__ = ("sentence", "values")
    sentence: str
    values: Mapping[str, object]


def say(sentence: str, **values: object) -> Said:
    """Fill the places of a message id and keep both."""
    said = Said(sentence % values if values else sentence)
    said.sentence = sentence
    said.values = values
    return said


@dataclass(frozen=True, slots=True)
class Fault:
    """Something the office must put right, by sheet, row and column letters.

    ``value`` is the cell as written, None where the cell is empty.
    """

    sheet: str
    row: int
    column: str
    value: str | None
    message: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """Something that was certain and was put right on reading; the office's file stays as it is."""

    sheet: str
    row: int
    column: str
    before: str
    after: str
    message: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column of the sheet that could be meant; ``heading_id`` is what an answer names."""

    letter: str
    heading: str
    heading_id: str


@dataclass(frozen=True, slots=True)
class Question:
    """Which of these columns is meant; ``column`` is the key asked for, ``label`` its name.

    A question about a required column blocks the import until it is answered.
    """

    sheet: str
    column: str
    label: str
    heading: str
    candidates: tuple[Candidate, ...]
    required: bool
    message: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that carries no entry, and why: blank rows are not listed."""

    row: int
    why: str
    text: str
