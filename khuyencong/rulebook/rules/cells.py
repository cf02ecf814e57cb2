"""Reads and writes the cells of a norm's table as people type them, one by one or pasted from a workbook. Pure."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, Final

from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.shapes import COLUMN_LABELS, WHOLE_UNITS, Unit, say_value
from khuyencong.vietnamese.dates import read_date
from khuyencong.vietnamese.folding import clean, fold
from khuyencong.vietnamese.money import read_dong
from khuyencong.vietnamese.numbers import read_whole
from khuyencong.vietnamese.unreadable import Unreadable

_PARTING: Final = re.compile(r"[;,\s]+")
_ANCHOR: Final = re.compile(r";\s*(?=[0-9]+\s*:)")  # the words of an anchor may hold a semicolon themselves
_YES: Final = frozenset({"1", "co", "x", "yes", "true"})
_NO: Final = frozenset({"0", "khong", "no", "false"})


def _pieces(text: str) -> list[str]:
    return [piece for piece in _PARTING.split(text) if piece]


def _anchors(text: str) -> list[dict[str, Any]]:
    pairs = [part.partition(":") for part in _ANCHOR.split(text) if part.strip()]
    return [{"points": read_whole(points), "text": clean(words)} for points, _colon, words in pairs]


def _flag(text: str) -> bool:
    if fold(text) in _YES | _NO:
        return fold(text) in _YES
    raise Unreadable(_("“%(text)s” phải là có hoặc không."), text=clean(text))


READERS: Final[dict[str, Callable[[str], Any]]] = {
    **dict.fromkeys(WHOLE_UNITS, read_whole),
    Unit.DONG: read_dong,
    Unit.TEXT: clean,
    Unit.NUMBERS: lambda text: [read_whole(piece) for piece in _pieces(text)],
    Unit.CODES: _pieces,
    Unit.FLAG: _flag,
    "whole": read_whole,
    "code": clean,
    "date": read_date,
    "anchors": _anchors,
}

Choices = Mapping[str, Mapping[str, str]]
"""For a column that takes one of some codes: the label of each code."""


@dataclass(frozen=True, slots=True)
class CellFault:
    """A pasted cell that could not be read: where it stands, and why."""

    row: int
    column: str
    why: Unreadable


@dataclass(slots=True)
class Pasted:
    """What was read of a pasted table, with every fault."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)


def write_pasted(rows: Iterable[Mapping[str, Any]], columns: Iterable[str], choices: Choices) -> str:
    """Write a table as tab-separated lines under its heads, as a workbook gives and takes them."""
    names = list(columns)
    heads = "\t".join(COLUMN_LABELS[column] for column in names)
    lines = ["\t".join(_said(row.get(column), choices.get(column, {})) for column in names) for row in rows]
    return "\n".join([heads, *lines])


def read_pasted(text: str, kinds: Mapping[str, str], choices: Choices) -> Pasted:
    """Read tab-separated lines; a first line of heads says which column is which, else they stand in order.

    Heads and codes of choices may be given by code or by label, with or without tone marks. Empty cells and
    empty lines are left out.
    """
    lines = [line for line in csv.reader(text.splitlines(), delimiter="\t") if any(cell.strip() for cell in line)]
    columns = list(kinds)
    if lines and (heads := _heads(lines[0], columns)):
        columns, lines = heads, lines[1:]
    found = Pasted()
    for number, line in enumerate(lines, start=1):
        row: dict[str, Any] = {}
        for column, cell in zip_longest(columns, line[: len(columns) + 1], fillvalue=""):
            if not cell.strip():
                continue
            try:
                row[column] = _read(cell, column, kinds, choices)
            except Unreadable as why:
                found.faults.append(CellFault(number, column, why))
        found.rows.append(row)
    return found


def _read(cell: str, column: str, kinds: Mapping[str, str], choices: Choices) -> Any:
    if not column:
        raise Unreadable(_("“%(text)s” nằm ngoài các cột của bảng."), text=clean(cell)[:40])
    return read_choice(cell, choices[column]) if column in choices else READERS[kinds[column]](cell)


def _heads(line: list[str], columns: list[str]) -> list[str]:
    known = {fold(name): column for column in columns for name in (COLUMN_LABELS[column], column)}
    heads = [known.get(fold(cell), "") for cell in line]
    return heads if all(heads) and len(set(heads)) == len(heads) else []


def read_choice(text: str, choices: Mapping[str, str]) -> str:
    """Return the code of a choice given by code or label.

    :raises Unreadable: for anything else.
    """
    known = {fold(name): code for code, label in choices.items() for name in (label, code)}
    if (code := known.get(fold(text))) is None:
        raise Unreadable(_("“%(text)s” không có trong danh mục."), text=clean(text))
    return code


def _said(value: Any, choices: Mapping[str, str]) -> str:
    if value is None:
        return ""
    said = choices.get(value, value) if isinstance(value, str) else say_value(value)
    return said.replace("\t", " ").replace("\n", " ")
