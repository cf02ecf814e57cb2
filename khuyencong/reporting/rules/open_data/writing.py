"""Rows as lines of CSV and JSON, the same bytes for the same rows. Pure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from khuyencong.reporting.rules.open_data.marks import Dataset
from khuyencong.reporting.rules.open_data.publishing import Published, Value

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(dataset: Dataset, rows: Iterable[Published]) -> Iterator[str]:
    """Yield a heading and the rows; a text that a spreadsheet would run as a formula gets a quote before it."""
    yield _line([field.name for field in dataset.shown], first=True)
    for row in rows:
        yield _line([_cell(row[field.name]) for field in dataset.shown])


def json_lines(rows: Iterable[Published]) -> Iterator[str]:
    """Yield one JSON list, a row a line, so that it can be read and written row by row."""
    before = "["
    for row in rows:
        yield f"{before}\n{json.dumps(row, ensure_ascii=False)}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return f"'{value}" if value.startswith(FORMULA) else value


def _line(cells: list[str], *, first: bool = False) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return ("\ufeff" if first else "") + written.getvalue()
