"""Finds the header of a table under titles, also where it has several lines of merged cells. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from khuyencong.workbooks.rules.columns import Schema
from khuyencong.workbooks.rules.headings import EXACT, Assignment, Heading, assign, likeness, number_turns
from khuyencong.workbooks.rules.sheets import Area, Sheet, is_blank, shown

DEEPEST: Final = 60
"""Titles do not take more rows than this above a table."""

WIDEST: Final = 256
LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of a header, from ``top`` to ``bottom``, and what its headings were taken for."""

    top: int
    bottom: int
    headings: tuple[Heading, ...]
    assignment: Assignment

    def rank(self, schema: Schema) -> tuple[int, int, int, int]:
        """Order candidates: required columns found, then how sure all are, then fewer and higher rows."""
        required = sum(column.key in self.assignment.headings for column in schema.required())
        return required, self.assignment.score, self.top - self.bottom, -self.top


def find_header(sheet: Sheet, schema: Schema, answers: Mapping[str, str]) -> Header | None:
    """Return the row or rows that name the columns, or None where no row looks like a header.

    A header names at least two expected columns, one of them required where any is.
    """
    best: Header | None = None
    for top in range(1, min(DEEPEST, len(sheet.rows)) + 1):
        for header in _candidates(sheet, top, schema, answers):
            if best is None or header.rank(schema) > best.rank(schema):
                best = header
        if best is not None and _is_complete(best, schema):
            break
    return best if best is not None and _is_header(best, schema) else None


def _is_complete(header: Header, schema: Schema) -> bool:
    found = header.assignment.headings
    needed = schema.required() or schema.columns
    return all(column.key in found and likeness(found[column.key], column) >= EXACT for column in needed)


def _is_header(header: Header, schema: Schema) -> bool:
    found = set(header.assignment.headings)
    doubtful = {
        question.column for question in header.assignment.questions if len(question.candidates) > 1 and question.heading
    }
    required = {column.key for column in schema.required()}
    return len(found | doubtful) >= min(2, len(schema.columns)) and (not required or bool(found & required))


def guess_header(sheet: Sheet, schema: Schema, answers: Mapping[str, str]) -> Header | None:
    """Return the row that looks like a header whatever its words say, so that a person can be asked.

    It is the first row of three or more words above a row that is filled about as well.
    """
    for top in range(1, min(DEEPEST, len(sheet.rows) - 1) + 1):
        texts = _texts(sheet, top)
        below = sum(not is_blank(cell) for cell in sheet.rows[top][:WIDEST])
        if len(texts) >= 3 and 5 * below >= 3 * len(texts):
            headings = tuple(number_turns(Heading(column, (text,)) for column, text in sorted(texts.items())))
            return Header(top, top, headings, assign(sheet.name, headings, schema, answers))
    return None


def _candidates(sheet: Sheet, top: int, schema: Schema, answers: Mapping[str, str]) -> list[Header]:
    lines = {column: [text] for column, text in _texts(sheet, top).items()}
    if len(lines) < 2:
        return []
    found = []
    bottom = top
    while True:
        headings = tuple(number_turns(Heading(column, tuple(texts)) for column, texts in sorted(lines.items())))
        found.append(Header(top, bottom, headings, assign(sheet.name, headings, schema, answers)))
        below = _next_line(sheet, top, bottom)
        if not below or bottom - top + 1 >= LINES:
            return found
        bottom += 1
        lines |= {column: [*lines.get(parent, []), text] for column, (parent, text) in below.items()}


def _texts(sheet: Sheet, row: int) -> dict[int, str]:
    """Return the heading-like cells of a row; a row with long prose or numbers only has none."""
    cells = sheet.rows[row - 1][:WIDEST]
    return {column: shown(cell) for column, cell in enumerate(cells, 1) if isinstance(cell, str) and not is_blank(cell)}


def _next_line(sheet: Sheet, top: int, bottom: int) -> dict[int, tuple[int, str]]:
    """Return the cells of the row below that divide a heading above: column to (its parent, text).

    It is a further line of the header only where every cell of it stands under a heading that is
    merged over several columns, or followed by empty ones.
    """
    row = bottom + 1
    if row > len(sheet.rows):
        return {}
    filled = [column for column, cell in enumerate(sheet.rows[row - 1][:WIDEST], 1) if not is_blank(cell)]
    texts = _texts(sheet, row)
    parents = _parents(sheet, top, bottom)
    if not filled or len(texts) < len(filled) or any(column not in parents for column in filled):
        return {}
    return {column: (parents[column], texts[column]) for column in filled}


def _parents(sheet: Sheet, top: int, bottom: int) -> dict[int, int]:
    """Return, for each column that a heading of the last line spans, the first column of the span."""
    spans: dict[int, int] = {}
    areas = [area for area in sheet.merged if top <= area.bottom == bottom and area.right > area.left]
    for area in areas:
        spans |= dict.fromkeys(range(area.left, area.right + 1), area.left)
    if areas or sheet.merged:
        return spans
    return _gaps(sheet, bottom)


def _gaps(sheet: Sheet, row: int) -> dict[int, int]:
    """Return the spans of a row without merged cells: a heading and the empty cells behind it."""
    spans: dict[int, int] = {}
    cells = sheet.rows[row - 1][:WIDEST]
    width = max((len(cells), *(len(more) for more in sheet.rows[row : row + 1])))
    parent = 0
    for column in range(1, min(width, WIDEST) + 1):
        if not is_blank(sheet.cell(row, column)):
            parent = column
        elif parent:
            spans |= {parent: parent, column: parent}
    return spans


def covering(sheet: Sheet) -> dict[tuple[int, int], Area]:
    """Return the merged area of every cell that one covers downwards, but for its first row."""
    return {
        (row, area.left): area
        for area in sheet.merged
        if area.bottom > area.top and area.left == area.right
        for row in range(area.top + 1, area.bottom + 1)
    }
