"""A report as drawn: sections, rows and cells with exact values, the records behind a cell, and its seal. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

Value = Fraction | None
DIVIDED_BY_NOTHING = "Số để so sánh bằng không nên không có tỷ lệ."
"""Why a rate has no value."""


@dataclass(frozen=True, slots=True)
class Record:
    """One thing behind a cell: its key ("programme.transfer:…"), what it adds, its day, and a line that names it."""

    key: str
    value: Fraction
    day: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure; without a value it says why. ``opens``: records stand behind it."""

    value: Value = None
    why: str = ""
    opens: bool = False

    @property
    def is_undefined(self) -> bool:
        """Whether there is no value only because something is divided by nothing."""
        return self.why == DIVIDED_BY_NOTHING


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """One column; ``over`` and ``under`` name the columns whose rate in percent it is."""

    code: str
    label: str
    unit: str = ""
    over: str = ""
    under: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row; ``adds`` names the rows of its section that it sums, ``depth`` how far it is set in."""

    code: str
    label: str
    unit: str
    cells: Mapping[str, Cell]
    depth: int = 0
    adds: tuple[str, ...] = ()
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One table of the report."""

    code: str
    title: str
    columns: tuple[ColumnHead, ...]
    rows: tuple[SheetRow, ...]
    head: str = "Chỉ tiêu"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole report."""

    code: str
    title: str
    period: str
    period_label: str
    office: str
    sections: tuple[Section, ...]
    narrative: tuple[str, ...] = ()
    in_millions: bool = False
    notes: tuple[str, ...] = field(default=())

    def cells(self) -> Iterator[tuple[str, Section, SheetRow, ColumnHead, Cell]]:
        """Yield every cell under its address: section/row/column."""
        for section in self.sections:
            for row in section.rows:
                for column in section.columns:
                    if column.code in row.cells:
                        yield address(section.code, row.code, column.code), section, row, column, row.cells[column.code]


def address(section: str, row: str, column: str) -> str:
    """Return the address of a cell in its report."""
    return f"{section}/{row}/{column}"


def rate(over: Value, under: Value, times: int = 100) -> Value:
    """Return a rate exactly, or None where a part is missing or nothing stands below."""
    return None if over is None or not under else times * over / under


def text_of(value: Value) -> str:
    """Write an exact value as it is stored: "12", "1/3", "" for none."""
    return "" if value is None else str(value)


def value_of(text: str) -> Value:
    """Read an exact value back."""
    return Fraction(text) if text else None


def total_of(records: Sequence[Record]) -> Fraction:
    """Return the sum of what the records add."""
    return sum((one.value for one in records), Fraction(0))


def plain(sheet: Sheet) -> dict[str, Any]:
    """Return the report as plain data that JSON keeps, values as exact text."""
    return {
        "code": sheet.code, "title": sheet.title, "period": sheet.period, "period_label": sheet.period_label,
        "office": sheet.office, "in_millions": sheet.in_millions, "narrative": list(sheet.narrative),
        "notes": list(sheet.notes), "sections": [_plain_section(section) for section in sheet.sections],
    }  # fmt: skip  # a table


def _plain_section(section: Section) -> dict[str, Any]:
    return {
        "code": section.code, "title": section.title, "head": section.head, "note": section.note,
        "columns": [[one.code, one.label, one.unit, one.over, one.under] for one in section.columns],
        "rows": [
            {"code": row.code, "label": row.label, "unit": row.unit, "depth": row.depth, "adds": list(row.adds),
             "is_head": row.is_head,
             "cells": {code: [text_of(cell.value), cell.why, cell.opens] for code, cell in row.cells.items()}}
            for row in section.rows
        ],
    }  # fmt: skip  # a table


def from_plain(facts: Mapping[str, Any]) -> Sheet:
    """Read a report back from plain data."""
    sections = tuple(
        Section(
            one["code"],
            one["title"],
            tuple(ColumnHead(*column) for column in one["columns"]),
            tuple(_row(row) for row in one["rows"]),
            one["head"],
            one["note"],
        )
        for one in facts["sections"]
    )
    return Sheet(
        facts["code"], facts["title"], facts["period"], facts["period_label"], facts["office"], sections,
        tuple(facts["narrative"]), facts["in_millions"], tuple(facts["notes"]),
    )  # fmt: skip  # one thing


def _row(raw: Mapping[str, Any]) -> SheetRow:
    cells = {code: Cell(value_of(text), why, opens) for code, (text, why, opens) in raw["cells"].items()}
    return SheetRow(raw["code"], raw["label"], raw["unit"], cells, raw["depth"], tuple(raw["adds"]), raw["is_head"])


def seal(facts: Mapping[str, Any], records: Mapping[str, Sequence[Sequence[str]]]) -> str:
    """Return the SHA-256 of the report's plain data and of every record behind every cell, whatever their order."""
    whole = {"facts": facts, "records": {cell: sorted(map(list, listed)) for cell, listed in records.items()}}
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
