"""A list pasted from a table or read from a workbook, as rows of a content's list. Pure.

The first line may name the columns in the words of the norm; without names the columns stand in the norm's order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.rules.contents import Fact
from khuyencong.vietnamese.dates import read_date
from khuyencong.vietnamese.folding import fold
from khuyencong.vietnamese.money import read_dong
from khuyencong.vietnamese.numbers import plain_decimal, read_number, read_whole

MOST_ROWS: Final = 2000
YES: Final = frozenset({"x", "co", "1", "yes", "true", "dung", "v"})
NO: Final = frozenset({"", "khong", "0", "no", "false", "chua"})
Grid = Sequence[Sequence[object]]


def read_rows(grid: Grid, columns: Sequence[Fact]) -> tuple[list[dict[str, Any]], list[Refusal]]:
    """Return the rows that a grid holds, and every cell that cannot be read."""
    lines = [[_text(cell) for cell in line] for line in grid]
    lines = [line for line in lines if any(line)]
    if not lines:
        return [], [Refusal("programme.list_empty", _("Bảng kê chưa có dòng nào."))]
    if len(lines) > MOST_ROWS:
        words = _("Bảng kê có %(count)s dòng, nhiều nhất %(most)s dòng.")
        return [], [Refusal("programme.list_too_long", words, count=str(len(lines)), most=str(MOST_ROWS))]
    places = _places(lines[0], columns)
    body = lines[1:] if places else lines
    order = places or dict(enumerate(columns))
    rows: list[dict[str, Any]] = []
    faults: list[Refusal] = []
    for number, line in enumerate(body, start=1):
        row, wrong = _row(line, order, number)
        rows.append(row)
        faults += wrong
    return rows, faults


def text_of(rows: Sequence[Mapping[str, Any]], columns: Sequence[Fact]) -> str:
    """Return a list as a spreadsheet would copy it, with the names of its columns; read back it is the same."""
    if not rows:
        return ""
    lines = [
        [fact.label for fact in columns],
        *([_written(row.get(fact.code), fact) for fact in columns] for row in rows),
    ]
    return "\n".join("\t".join(line) for line in lines)


def _written(value: Any, fact: Fact) -> str:
    if value is None:
        return ""
    if fact.kind == "flag":
        return "x" if value else "0"
    if fact.kind == "choice":
        return dict(fact.choices).get(str(value), str(value))
    if fact.kind == "date":
        return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
    return str(value).replace(".", ",") if fact.kind == "number" else str(value)


def completion_refusal(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], columns: Sequence[Fact]
) -> Refusal | None:
    """Refuse a list that changes what was accepted: later it is only completed (jobs found, figures measured)."""
    required = [fact.code for fact in columns if fact.required]
    if [[row.get(code) for code in required] for row in before] == [
        [row.get(code) for code in required] for row in after
    ]:
        return None
    return Refusal(
        "programme.list_is_accepted",
        _("Bảng kê đã được nghiệm thu: chỉ ghi thêm được các cột khác, giữ nguyên từng dòng và các cột %(columns)s."),
        columns=", ".join(fact.label for fact in columns if fact.required),
    )


def grid_of(text: str) -> list[list[str]]:
    """Return the cells of a text as spreadsheets copy it: lines, with tabs between; else semicolons."""
    sign = "\t" if "\t" in text else ";"
    return [line.split(sign) for line in text.splitlines()]


def _text(cell: object) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else " ".join(str(cell).split())


def _places(head: Sequence[str], columns: Sequence[Fact]) -> dict[int, Fact]:
    """Return which column stands where, if the line names at least half of those required."""
    named = {fold(fact.label): fact for fact in columns} | {fact.code: fact for fact in columns}
    found = {place: named[fold(cell)] for place, cell in enumerate(head) if fold(cell) in named}
    required = [fact for fact in columns if fact.required]
    known = sum(fact in found.values() for fact in required)
    return found if found and 2 * known >= len(required) else {}


def _row(line: Sequence[str], order: dict[int, Fact], number: int) -> tuple[dict[str, Any], list[Refusal]]:
    row: dict[str, Any] = {}
    faults = []
    for place, fact in order.items():
        text = line[place] if place < len(line) else ""
        try:
            value = _READERS[fact.kind](text, fact) if text or fact.kind == "flag" else None
        except ValueError:
            faults.append(_unreadable(number, fact, text))
            continue
        if value is not None:
            row[fact.code] = value
    return row, faults


def _unreadable(number: int, fact: Fact, text: str) -> Refusal:
    hints = {
        "choice": "; ".join(label for _code, label in fact.choices),
        "flag": _("ghi “x” hoặc để trống"),
        "date": _("ngày/tháng/năm"),
    }
    return Refusal(
        "programme.cell_unreadable",
        _("Dòng %(row)s, %(column)s: không đọc được “%(text)s” (%(hint)s)."),
        row=str(number),
        column=fact.label,
        text=text[:60],
        hint=hints.get(fact.kind, _("cần một số")),
    )


def _flag(text: str, _fact: Fact) -> bool | None:
    word = fold(text)
    if word in YES:
        return True
    if word in NO:
        return False if word else None
    raise ValueError(text)


def _choice(text: str, fact: Fact) -> str:
    word = fold(text)
    for code, label in fact.choices:
        if word in {fold(code), fold(label)}:
            return code
    raise ValueError(text)


_READERS: Final[dict[str, Callable[[str, Fact], Any]]] = {
    "text": lambda text, _fact: text,
    "whole": lambda text, _fact: read_whole(text),
    "money": lambda text, _fact: read_dong(text),
    "number": lambda text, _fact: plain_decimal(read_number(text), 6).rstrip("0").rstrip("."),
    "date": lambda text, _fact: read_date(text).isoformat(),
    "flag": _flag,
    "choice": _choice,
}
