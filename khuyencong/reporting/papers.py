"""A report as an official paper: the text in its body, the tables in a landscape annex; and as a file of any format."""

from __future__ import annotations

from datetime import date, datetime

from khuyencong.accounts.models import Office
from khuyencong.documents.adapters.typeset.docx import render_docx
from khuyencong.documents.adapters.typeset.pdf import render_pdf
from khuyencong.documents.rules.papers.paper import (
    Align,
    Annex,
    Block,
    Column,
    Form,
    Heading,
    HeadingLevel,
    Issue,
    Letterhead,
    Paper,
    Paragraph,
    Points,
    Signature,
    Table,
)
from khuyencong.reporting.adapters.workbook import workbook
from khuyencong.reporting.models import Report
from khuyencong.reporting.queries.reports import sheet_of
from khuyencong.reporting.rules.forms import FormFacts
from khuyencong.reporting.rules.narrative import NO_DATA, number
from khuyencong.reporting.rules.sheet import Cell, ColumnHead, Section, Sheet, SheetRow
from khuyencong.vietnamese.numbers import format_decimal

MILLION = 1_000_000
PLACES_OF_DONG = 6


def letterhead_of_office(office: Office) -> Letterhead:
    """Return the head of an office's papers from what is known of the office itself."""
    superior = office.parent.name.upper() if office.parent else ""
    symbol = "".join(part[0] for part in office.name.upper().split() if part[0].isalpha())
    return Letterhead(superior, office.name.upper(), "", symbol)


def report_paper(sheet: Sheet, form: FormFacts, letterhead: Letterhead) -> Paper:
    """Return the words of a report: a sentence for each figure of the text, every table as annex."""
    return Paper(
        form=Form.NAMED,
        name="BÁO CÁO",
        abbreviation="BC",
        abstract=f"{sheet.title} {sheet.period_label}",
        letterhead=letterhead,
        body=tuple(_body(sheet)),
        signatures=(Signature(form.signers, form.signer_name),),
        addressees=form.addressees,
        recipients=form.recipients,
        annexes=(Annex(f"{sheet.title} {sheet.period_label}", tuple(_tables(sheet)), is_landscape=True),),
    )


def _body(sheet: Sheet) -> list[Block]:
    found: list[Block] = [
        Paragraph(f"{sheet.office} báo cáo {sheet.title[0].lower()}{sheet.title[1:]} {sheet.period_label} như sau:")
    ]
    if sheet.narrative:
        found.append(Points(sheet.narrative))
    found.append(Paragraph("Số liệu chi tiết tại phụ lục kèm theo."))
    return found + [Paragraph(note, is_italic=True) for note in sheet.notes]


def _tables(sheet: Sheet) -> list[Block]:
    found: list[Block] = []
    for order, section in enumerate(sheet.sections, start=1):
        found += [Heading(HeadingLevel.CLAUSE, f"{order}.", section.title), _table(section, sheet.in_millions)]
    return found


def _table(section: Section, in_millions: bool) -> Table:
    heads = [Column("TT", 4, Align.CENTER), Column(section.head, 32), Column("Đơn vị tính", 10, Align.CENTER)]
    columns = (*heads, *(Column(_label(one, in_millions), 14, Align.RIGHT) for one in section.columns))
    rows, strong, order = [], set(), 0
    for place, row in enumerate(section.rows):
        is_main = row.depth == 0 and not row.is_head
        order += is_main
        if row.depth == 0:
            strong.add(place)
        unit = "triệu đồng" if in_millions and row.unit == "đồng" else row.unit
        figures = (told_cell(row, column, in_millions) for column in section.columns)
        rows.append((str(order) if is_main else "", f"{'– ' * row.depth}{row.label}", unit, *figures))
    return Table(columns, tuple(rows), frozenset(strong))


def _label(column: ColumnHead, in_millions: bool) -> str:
    unit = "triệu đồng" if in_millions and column.unit == "đồng" else column.unit
    return f"{column.label} ({unit})" if unit and "(%)" not in column.label else column.label


def told_cell(row: SheetRow, column: ColumnHead, in_millions: bool) -> str:
    """Write a figure as it stands in a table: money exactly, in đồng or in millions."""
    cell = row.cells.get(column.code)
    if cell is None:
        return ""
    money = "đồng" in {row.unit, column.unit} and not column.over
    return _figure(cell, money and in_millions)


def _figure(cell: Cell, in_millions: bool) -> str:
    if cell.value is None:
        return "–" if cell.is_undefined else NO_DATA
    if not in_millions:
        return number(cell.value)
    value = cell.value / MILLION
    places = next((one for one in range(PLACES_OF_DONG) if (value * 10**one).denominator == 1), PLACES_OF_DONG)
    return format_decimal(value, places)


def file_of(kind: str, sheet: Sheet, form: FormFacts, office: Office, at: datetime) -> bytes:
    """Return the report as a file: xlsx, docx or pdf, without number and day as long as it is not issued."""
    letterhead = letterhead_of_office(office)
    if kind == "xlsx":
        return workbook(sheet, letterhead, form.signers, form.signer_name)
    paper = report_paper(sheet, form, letterhead)
    return render_docx(paper, Issue()) if kind == "docx" else render_pdf(paper, Issue(), at=at)


def load_report(named: str) -> Report | None:
    """Find a report by its id."""
    return Report.objects.select_related("office__parent").filter(pk=int(named)).first() if named.isdigit() else None


def paper_of(report: Report, _day: date) -> Paper:
    """Return the words of a report, as frozen or as of today while it is a draft."""
    return report_paper(sheet_of(report), report.form, letterhead_of_office(report.office))
