"""Reads text with separators as offices export it: several encodings, several separators."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator
from typing import Final

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.workbooks.adapters import sniffing
from khuyencong.workbooks.adapters.limits import Limits
from khuyencong.workbooks.rules.findings import say
from khuyencong.workbooks.rules.sheets import Cell, Sheet, Workbook, without_controls

DELIMITERS: Final = (";", "\t", ",", "|")
LONGEST_CELL: Final = 32_767
SHEET: Final = "CSV"
"""The one sheet of a CSV file has no name of its own."""


def read_csv(data: bytes, name: str, limits: Limits) -> Workbook:
    """Read text with separators; its cells are texts, and say nothing about their type.

    :raises Refusal: where the text cannot be decoded, or has more cells than allowed.
    """
    text, notice = _decode(data, name)
    text = without_controls(text)
    delimiter, start = _delimiter(text)
    rows = list(_rows(text[start:], delimiter, limits, skipped=text[:start].count("\n")))
    return Workbook(name, (Sheet(SHEET, rows),), (notice,) if notice else (), typed=False)


def _decode(data: bytes, name: str) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(data, "utf-16", name), ""
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        text = unicodedata.normalize("NFC", _strictly(data, "cp1258", name))
        return text, say(
            _("Tệp dùng bảng mã cũ Windows-1258; chữ đã được đổi sang Unicode, hãy xem lại dấu tiếng Việt.")
        )


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Refusal(
            "workbooks.unknown_encoding",
            _("Không đọc được bảng mã chữ của tệp “%(name)s”. Hãy lưu lại dạng CSV UTF-8 hoặc .xlsx rồi gửi lại."),
            name=name,
        ) from None


def _delimiter(text: str) -> tuple[str, int]:
    """Return the separator, and where the rows begin behind a line ``sep=;``."""
    first, _newline, _rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.rstrip("\r")) == 5:
        return first[4], len(first) + 1
    lines = [line for line in text[:65536].splitlines()[:60] if line.strip()]
    return max(DELIMITERS, key=lambda sign: (_columns(lines, sign), -DELIMITERS.index(sign))), 0


def _columns(lines: list[str], sign: str) -> int:
    """Count the lines that this separator cuts into the same number of columns, times that number."""
    counts = [len(row) for row in csv.reader(lines, delimiter=sign)]
    cut = [count for count in counts if count > 1]
    if not cut:
        return 0
    usual = max(set(cut), key=lambda count: (cut.count(count), count))
    return cut.count(usual) * (usual - 1)


def _rows(text: str, delimiter: str, limits: Limits, *, skipped: int) -> Iterator[list[Cell]]:
    left = limits.cells
    csv.field_size_limit(4 * LONGEST_CELL)
    yield from ([] for _line in range(skipped))
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            left -= max(len(row), 1)
            if left < 0:
                raise sniffing.too_many_cells()
            yield [cell or None for cell in row]
    except csv.Error:
        raise sniffing.damaged() from None
