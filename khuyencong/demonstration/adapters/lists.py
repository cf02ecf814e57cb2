"""Writes an office's list as a workbook, under the head that such lists carry."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter

HEAD = ("UBND TỈNH VĨNH LONG", "SỞ CÔNG THƯƠNG")
FIRST_ROW = 6


def write_list(title: str, headings: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """Return the workbook; the same list always gives the same cells."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách trích ngang")
        for place, line in enumerate(HEAD):
            sheet.write_string(place, 0, line)
        sheet.write_string(3, 0, title)
        sheet.write_string(4, 0, "(Dữ liệu mẫu: tên cơ sở, mã số thuế, người đại diện không có thật)")
        sheet.write_row(FIRST_ROW, 0, headings, book.add_format({"bold": True, "text_wrap": True}))
        for number, row in enumerate(rows, start=FIRST_ROW + 1):
            sheet.write_row(number, 0, row)
        sheet.set_column(2, 6, 28)
    return file.getvalue()
