"""A workbook as it was read: sheets of exact cells with their addresses. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

Cell = str | int | Decimal | bool | date | time | None
Place = tuple[int, int]
"""Row and column, both counted from 1 as on the screen."""


@dataclass(frozen=True, slots=True)
class Area:
    """A merged rectangle of cells, all four edges included, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: ``rows[0][0]`` is cell A1; a formula counts with the value stored beside it.

    ``formulas`` lists formulas that carry no stored value, ``errors`` what spreadsheets call
    errors (``#REF!``), both by place.
    """

    name: str
    rows: list[list[Cell]]
    merged: tuple[Area, ...] = ()
    formulas: frozenset[Place] = frozenset()
    errors: Mapping[Place, str] = field(default_factory=dict)
    hidden_rows: int = 0

    def cell(self, row: int, column: int) -> Cell:
        """Return the value at a place; outside of what was written it is None."""
        if row > len(self.rows):
            return None
        cells = self.rows[row - 1]
        return cells[column - 1] if column <= len(cells) else None


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that was read; ``typed`` is False where every cell is text, as in CSV."""

    name: str
    sheets: tuple[Sheet, ...]
    notices: tuple[str, ...] = ()
    typed: bool = True


def letter(column: int) -> str:
    """Return the letters of a column, 1 being A."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def number_of(letters: str) -> int:
    """Return the number of a column, A being 1."""
    column = 0
    for sign in letters:
        column = column * 26 + ord(sign) - ord("A") + 1
    return column


def shown(cell: Cell) -> str:
    """Return a cell as its reader would see it, with a decimal comma and day before month."""
    if type(cell) is int or isinstance(cell, str):
        return str(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ĐÚNG" if cell else "SAI"
    if isinstance(cell, Decimal):
        return format(cell, "f").replace(".", ",")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return str(cell)  # a time of day


def without_controls(text: str) -> str:
    """Return a text without signs that nobody can see or type, NUL among them; line breaks and tabs stay."""
    return text.translate(_CONTROLS)


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell holds nothing that a reader could see."""
    return cell is None or (isinstance(cell, str) and not cell.strip(_UNSEEN))


_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])
_UNSEEN = " \t\r\n\v\f\u00a0\u200b\u200c\u200d\ufeff\u2060"
