"""Tells entries from group titles, totals, repeated headers and signatures. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from khuyencong.vietnamese.folding import clean, fold
from khuyencong.workbooks.rules.sheets import Area, Cell, Sheet, is_blank, shown


class Line(StrEnum):
    """What a row is."""

    ENTRY = "entry"
    BLANK = "blank"
    GROUP = "group"
    TOTAL = "total"
    HEADER = "header"
    NUMBERS = "numbers"
    FOOTER = "footer"


_ROMAN: Final = re.compile(r"[ivxlc]{1,6}[.)]?|[a-z][.)]?|[0-9]{1,2}(?:\.[0-9]{1,2}){1,2}\.?")
_GROUP: Final = re.compile(
    r"(?:[ivx]+|[a-h])\s*[.)/:-]\s*\w|(?:[0-9]+[ .)/:-]*)?"
    r"(?:nhom|phan|muc|linh vuc|nganh|loai|huyen|thi xa|thanh pho|tp|xa|phuong|dac khu|tinh|nguon"
    r"|khuyen cong (?:quoc gia|dia phuong)|de an (?:diem|nhom|thuong))\b"
)
_TOTAL: Final = re.compile(
    r"(?:tong cong|tong so|cong nhom|tong|cong)(?:\s*[:(/0-9].*|\s+(?:cong|nhom|so|chung|diem|toan)\b.*)?"
)
_BALANCE: Final = re.compile(r"(?:so du|du (?:dau|cuoi|no|co)|opening balance|closing balance)\b")
"""Balances stand above and below the movements of a statement, and are none."""

_FOOTER: Final = re.compile(
    r"(?:nguoi lap|lap bieu|thu truong|giam doc|pho giam doc|chu tich|tm\.|kt\.|tl\.|t/m|k/t|thu ky|ke toan"
    r"|xac nhan|noi nhan|ky ten|\(?ky,|nguoi kiem|nguoi tong hop|giam khao\b|truong ban|ghi chu:|luu y"
    r"|.{0,40}\bngay\b.{0,12}\bthang\b.{0,12}\bnam\b)"
)
_NUMBERS: Final = re.compile(r"\(?([0-9]{1,2}|[a-z])\)?(?:\s*=.*)?")
_CODE: Final = re.compile(r"[a-z]{0,4}[ ./-]?[0-9]{1,5}[a-z]?")


@dataclass(frozen=True, slots=True)
class Frame:
    """What the header says about the table: its columns, and which of them every entry needs."""

    header: Mapping[int, str]
    required: frozenset[int]
    wide: Mapping[int, Area]
    probe: int
    furthest: int


def frame(sheet: Sheet, headings: Mapping[int, str], required: frozenset[int], mapped: frozenset[int]) -> Frame:
    """Build the frame of a table; ``headings`` are the texts of the header by column."""
    least = max(2, len(headings) // 2)
    wide = {area.top: area for area in sheet.merged if area.right - area.left + 1 >= least}
    probe = min(required or mapped, default=min(headings))
    folded = {column: fold(text) for column, text in headings.items()}
    return Frame(folded, required, wide, probe, max({probe, *required}))


def tell(cells: list[Cell], number: int, table: Frame, *, closed: bool) -> Line:
    """Return what a row is; ``closed`` says that a total or a signature stands above it."""
    if _is_plain_entry(cells, table):
        return Line.ENTRY
    filled = {column: cell for column, cell in enumerate(cells, 1) if column in table.header and not is_blank(cell)}
    if not filled:
        return Line.BLANK
    missing = sum(column not in filled for column in table.required)
    return _odd(filled, number, table, missing=missing, closed=closed)


def _is_plain_entry(cells: list[Cell], table: Frame) -> bool:
    """Tell by a few cells only, since nearly every row of a long list comes by here."""
    if len(cells) - cells.count(None) <= 3 or len(cells) < table.furthest:
        return False
    if isinstance(cells[0], str) and _ROMAN.fullmatch(fold(cells[0])):
        return False
    if is_blank(cells[table.probe - 1]) or any(is_blank(cells[column - 1]) for column in table.required):
        return False
    text = fold(shown(cells[table.probe - 1]))
    return text not in table.header[table.probe] and not (_NUMBERS.fullmatch(text) or _TOTAL.fullmatch(text))


def _odd(filled: Mapping[int, Cell], number: int, table: Frame, *, missing: int, closed: bool) -> Line:
    texts = {column: fold(shown(cell)) for column, cell in filled.items()}
    if _repeats_header(texts, table):
        return Line.HEADER
    if _counts_columns(texts):
        return Line.NUMBERS
    if _sums_all(filled, texts):
        return Line.TOTAL
    if _sums_a_group(filled, texts):
        return Line.GROUP
    if 2 * missing >= len(table.required) > 0 or len(filled) <= 2:
        return _sparse(texts, number, table, closed=closed)
    return Line.ENTRY


def _sums_all(filled: Mapping[int, Cell], texts: Mapping[int, str]) -> bool:
    """Tell whether the only words of a row say that it sums up."""
    words = [texts[column] for column, cell in filled.items() if isinstance(cell, str)]
    return len(words) == 1 and bool(_TOTAL.fullmatch(words[0]))


def _sums_a_group(filled: Mapping[int, Cell], texts: Mapping[int, str]) -> bool:
    """Tell whether a row with a Roman number or a letter has one title and nothing but sums of its group beside it."""
    first, *rest = filled
    words = [column for column in rest if isinstance(filled[column], str)]
    return (
        bool(_ROMAN.fullmatch(texts[first]))
        and len(words) == 1
        and len(rest) > 1
        and not _CODE.fullmatch(texts[words[0]])
        and not _TOTAL.fullmatch(texts[words[0]])
    )


def _sparse(texts: Mapping[int, str], number: int, table: Frame, *, closed: bool) -> Line:
    words = list(texts.values())
    if any(_TOTAL.fullmatch(text) for text in words):
        return Line.TOTAL
    if any(_BALANCE.match(text) for text in words):
        return Line.GROUP
    if len(words) <= 3 and _is_group(texts, number, table):
        return Line.GROUP
    if any(_FOOTER.match(text) for text in words) or (closed and not _has_code(texts, table)):
        return Line.FOOTER
    return Line.ENTRY


def _is_group(texts: Mapping[int, str], number: int, table: Frame) -> bool:
    first, *rest = texts.values()
    long = [text for text in texts.values() if not text.isdigit() and not _ROMAN.fullmatch(text)]
    if len(table.header) < 4 or len(long) != 1 or _CODE.fullmatch(long[0]) or _FOOTER.match(long[0]):
        return False
    if rest:
        return bool(_ROMAN.fullmatch(first)) or (number in table.wide and len(rest) == 1)
    return number in table.wide or bool(_GROUP.match(long[0]))


def _has_code(texts: Mapping[int, str], table: Frame) -> bool:
    return any(column in table.required and _CODE.fullmatch(text) for column, text in texts.items())


def _repeats_header(texts: Mapping[int, str], table: Frame) -> bool:
    same = sum(bool(text) and text in table.header[column] for column, text in texts.items() if len(text) > 1)
    return same >= 2 and 2 * same > len(texts)


def _counts_columns(texts: Mapping[int, str]) -> bool:
    """Tell whether a row only numbers the columns: (1) (2) (3), or A B 1 2 3."""
    found = [_NUMBERS.fullmatch(text) for text in texts.values()]
    if len(texts) < 3 or not all(found):
        return False
    numbers = [int(match[1]) for match in found if match and match[1].isdigit()]
    letters = [match[1] for match in found if match and not match[1].isdigit()]
    in_order = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True
    return in_order and letters == sorted(letters) and (not numbers or numbers[0] <= 2)


def title(cells: list[Cell]) -> str:
    """Return the words of a group row: its longest cell."""
    return max((clean(shown(cell)) for cell in cells if not is_blank(cell)), key=len, default="")


def line_text(cells: list[Cell]) -> str:
    """Return all that a row says, for the list of skipped rows."""
    return " | ".join(clean(shown(cell)) for cell in cells if not is_blank(cell))
