"""A report as an Excel workbook: head and title as on paper, sums and rates as formulas that give the same figures."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from khuyencong.documents.rules.papers.paper import Letterhead
from khuyencong.reporting.rules.narrative import NO_DATA
from khuyencong.reporting.rules.sheet import Cell, ColumnHead, Section, Sheet, SheetRow
from khuyencong.ui.templatetags.words import half_up

FIXED = 3
"""Columns before the figures: number, indicator, unit."""
FONT: dict[str, Any] = {"font_name": "Times New Roman", "font_size": 11}
STATE, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


@dataclass
class _Pen:
    """The workbook while it is written: where the next row goes, and formats by what they are made of."""

    book: Any
    sheet: Any
    width: int
    row: int = 0
    formats: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def style(self, **facts: Any) -> Any:
        key = tuple(sorted(facts.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({**FONT, **facts})
        return self.formats[key]

    def across(self, text: str, **facts: Any) -> None:
        """Write a line over the whole width."""
        self.sheet.merge_range(self.row, 0, self.row, self.width - 1, text, self.style(text_wrap=True, **facts))
        self.row += 1


def workbook(report: Sheet, letterhead: Letterhead, signers: tuple[str, ...], signer_name: str = "") -> bytes:
    """Return the report as an .xlsx file on one landscape page wide."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    sheet = book.add_worksheet(f"{report.code} {report.period}")
    width = FIXED + max((len(section.columns) for section in report.sections), default=1)
    pen = _Pen(book, sheet, max(width, FIXED + 3))
    _lay_out(sheet, pen.width)
    _head(pen, report, letterhead)
    for text in report.narrative:
        pen.across(f"- {text}", valign="top")
        sheet.set_row(pen.row - 1, 15 * (1 + len(text) // 110))
    for number, section in enumerate(report.sections, start=1):
        _section(pen, section, number, report.in_millions)
    for note in report.notes:
        pen.across(note, italic=True)
    _foot(pen, signers, signer_name)
    book.close()
    return file.getvalue()


def _lay_out(sheet: Any, width: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 46)
    sheet.set_column(2, 2, 12)
    sheet.set_column(FIXED, width - 1, 18)


def _head(pen: _Pen, report: Sheet, letterhead: Letterhead) -> None:
    left, right = pen.style(align="center"), pen.style(align="center", bold=True)
    half = pen.width // 2
    rows = ((letterhead.superior, STATE), (letterhead.agency, MOTTO))
    for number, (mine, states) in enumerate(rows):
        pen.sheet.merge_range(pen.row, 0, pen.row, half - 1, mine, right if number else left)
        pen.sheet.merge_range(pen.row, half, pen.row, pen.width - 1, states, right)
        pen.row += 1
    pen.row += 1
    pen.across(report.title.upper(), bold=True, align="center", font_size=14)
    pen.across(f"Kỳ báo cáo: {report.period_label} – {report.office}", align="center", italic=True)
    pen.row += 1


def _section(pen: _Pen, section: Section, number: int, in_millions: bool) -> None:
    pen.row += 1
    pen.across(f"{number}. {section.title}", bold=True)
    head = pen.style(bold=True, align="center", valign="vcenter", border=1, text_wrap=True, bg_color="#DCEBE6")
    labels = ["TT", section.head, "Đơn vị tính", *(_heading(one, in_millions) for one in section.columns)]
    for place, label in enumerate(labels):
        pen.sheet.write_string(pen.row, place, label, head)
    pen.sheet.set_row(pen.row, 45)
    pen.row += 1
    if not section.rows:
        pen.across("(Không có)", border=1, italic=True)
    places = {row.code: pen.row + offset for offset, row in enumerate(section.rows)}
    counted = 0
    for row in section.rows:
        counted += row.depth == 0 and not row.is_head
        _row(pen, section, row, places, counted, in_millions)
    if section.note:
        pen.across(section.note, italic=True)


def _heading(column: ColumnHead, in_millions: bool) -> str:
    unit = "triệu đồng" if in_millions and column.unit == "đồng" else column.unit
    return f"{column.label} ({unit})" if unit and "(%)" not in column.label else column.label


def _row(pen: _Pen, section: Section, row: SheetRow, places: dict[str, int], number: int, in_millions: bool) -> None:  # noqa: PLR0917 — the parts of one row
    strong = row.is_head or row.depth == 0
    text = pen.style(border=1, bold=strong, text_wrap=True, valign="vcenter", indent=row.depth)
    pen.sheet.write_string(pen.row, 0, str(number) if row.depth == 0 and not row.is_head else "", text)
    pen.sheet.write_string(pen.row, 1, row.label, text)
    pen.sheet.write_string(pen.row, 2, "triệu đồng" if in_millions and row.unit == "đồng" else row.unit, text)
    for place, column in enumerate(section.columns, start=FIXED):
        money = "đồng" in {row.unit, column.unit} and not column.over
        cell = row.cells.get(column.code)
        _cell(pen, place, cell, _formula(section, row, column, places, place), (strong, money and in_millions))
    pen.row += 1


def _cell(pen: _Pen, place: int, cell: Cell | None, formula: str, looks: tuple[bool, bool]) -> None:
    strong, in_millions = looks
    if cell is None:
        pen.sheet.write_blank(pen.row, place, None, pen.style(border=1, bg_color="#EEEEEE"))
        return
    if cell.value is None:
        told = pen.style(border=1, italic=True, align="center", text_wrap=True, font_size=9)
        pen.sheet.write_string(pen.row, place, "–" if cell.is_undefined else NO_DATA, told)
        return
    style = pen.style(border=1, bold=strong, num_format=_number_format(cell.value, in_millions), valign="vcenter")
    value = _figure(cell.value)
    if formula:
        pen.sheet.write_formula(pen.row, place, formula, style, value)
    else:
        pen.sheet.write_number(pen.row, place, value, style)


def _number_format(value: Fraction, in_millions: bool) -> str:
    if in_millions:
        return "#,##0.000,,"
    return "#,##0" if value.denominator == 1 else "#,##0.00"


def _figure(value: Fraction) -> Any:
    return int(value) if value.denominator == 1 else half_up(value, 6)


def _formula(section: Section, row: SheetRow, column: ColumnHead, places: dict[str, int], place: int) -> str:
    """Return the formula of a sum or of a rate whose parts stand in the table, or nothing."""
    at = places[row.code]
    if column.over:
        columns = {one.code: number for number, one in enumerate(section.columns, start=FIXED)}
        over, under = (xl_rowcol_to_cell(at, columns[code]) for code in (column.over, column.under))
        return f'=IF({under}=0,"",100*{over}/{under})'
    if row.adds and all(code in places for code in row.adds):
        return "=" + "+".join(xl_rowcol_to_cell(places[code], place) for code in row.adds)
    return ""


def _foot(pen: _Pen, signers: tuple[str, ...], name: str) -> None:
    pen.row += 1
    first = max(FIXED, pen.width - 3)
    for text in (*signers, "", "", name):
        style = pen.style(bold=True, align="center")
        pen.sheet.merge_range(pen.row, first, pen.row, pen.width - 1, text, style)
        pen.row += 1
