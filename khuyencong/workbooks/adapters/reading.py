"""Reads workbooks of strangers safely: looks first, then parses in a child process under limits."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.workbooks.adapters import csv_reading, sniffing
from khuyencong.workbooks.adapters.children import run_child
from khuyencong.workbooks.adapters.limits import LIMITS, Limits
from khuyencong.workbooks.adapters.reading_child import (
    ENCRYPTED,
    ENTITIES,
    NOT_A_WORKBOOK,
    TOO_LARGE,
    TOO_MANY_CELLS,
)
from khuyencong.workbooks.rules.findings import say
from khuyencong.workbooks.rules.sheets import Area, Cell, Sheet, Workbook, without_controls

CHILD: Final = Path(__file__).with_name("reading_child.py")
_CONTROL: Final = re.compile(rb"\\u00[01]")
"""How the child prints signs that no keyboard writes and no database wants, NUL among them."""


def read_workbook(data: bytes, name: str, limits: Limits = LIMITS) -> Workbook:
    """Read a workbook or CSV file; formulas count with their stored value, macros are never run.

    :raises Refusal: where the file is empty, encrypted, damaged, of another kind than its name
        says, or would grow beyond the limits.
    """
    found = sniffing.sniff(data, name, limits)
    if found.is_text:
        return csv_reading.read_csv(data, name, limits)
    printed = _run(data, limits)
    tidy = without_controls if _CONTROL.search(printed) else str
    sheets = _decode(printed)
    visible = tuple(_sheet(facts, tidy) for facts in sheets if facts["visible"])
    hidden = [facts["name"] for facts in sheets if not facts["visible"]]
    notices = [*found.notices, *(_hidden_sheet(sheet) for sheet in hidden)]
    notices += [_hidden_rows(sheet) for sheet in visible if sheet.hidden_rows]
    return Workbook(name, visible, tuple(notices), typed=True)


def _hidden_sheet(name: str) -> str:
    return say(_("Trang “%(sheet)s” đang bị ẩn nên không được đọc."), sheet=name)


def _hidden_rows(sheet: Sheet) -> str:
    return say(
        _("Trang “%(sheet)s” có %(count)s dòng đang bị ẩn; các dòng này vẫn được đọc."),
        sheet=sheet.name,
        count=sheet.hidden_rows,
    )


def _run(data: bytes, limits: Limits) -> bytes:
    status, printed = run_child(CHILD, "python_calamine", data, limits)
    if status:
        raise _refusal(status)
    return printed


def _refusal(status: int) -> Refusal:
    if status == ENCRYPTED:
        return sniffing.encrypted()
    if status == ENTITIES:
        return Refusal(
            "workbooks.entities",
            _(
                "Tệp có khai báo DOCTYPE lạ bên trong nên không được đọc, để giữ an toàn. "
                "Hãy mở bằng Excel rồi lưu thành tệp mới."
            ),
        )
    if status == TOO_MANY_CELLS:
        return sniffing.too_many_cells()
    if status == NOT_A_WORKBOOK:
        return sniffing.damaged()
    if status == TOO_LARGE or status < 0:
        return sniffing.too_large_when_unpacked()
    return sniffing.damaged()


def _decode(printed: bytes) -> list[dict[str, Any]]:
    decoded: list[dict[str, Any]] = json.loads(printed, parse_float=_number, parse_constant=str, object_hook=_moment)
    return decoded


def _number(text: str) -> int | Decimal:
    """Take a stored number as the fifteen digits that a spreadsheet shows of it."""
    if text.endswith(".0") and len(text) <= 17:
        return int(text[:-2])
    exact = Decimal(format(Decimal(text), ".15g"))
    return int(exact) if exact == exact.to_integral_value() else exact.normalize()


def _moment(facts: dict[str, Any]) -> object:
    if len(facts) != 1:
        return facts
    ((key, value),) = facts.items()
    if key == "on":
        return date.fromisoformat(value)
    if key == "at":
        moment = datetime.fromisoformat(value)
        return moment.date() if moment.time() == time.min else moment
    return time.fromisoformat(value) if key == "time" else facts


def _sheet(facts: Mapping[str, Any], tidy: Callable[[str], str]) -> Sheet:
    rows: list[list[Cell]] = facts["rows"]
    for cells in rows:
        for index, cell in enumerate(cells):
            if isinstance(cell, str):
                cells[index] = tidy(cell) or None
    return Sheet(
        name=facts["name"],
        rows=rows,
        merged=tuple(
            Area(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in facts["merged"]
        ),
        formulas=frozenset((row, column) for row, column in facts.get("formulas", ())),
        errors={(row, column): text for row, column, text in facts.get("errors", ())},
        hidden_rows=facts.get("hidden", 0),
    )
