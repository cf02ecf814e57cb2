"""Reads the rows of places from data/*.csv."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "data"
Row = dict[str, str]


def read_rows(name: str) -> list[Row]:
    """Read one file of places."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def day(text: str) -> date | None:
    """Read a day of a file; nothing written is no day."""
    return date.fromisoformat(text) if text else None
