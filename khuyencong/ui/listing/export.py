"""Lists as files: CSV in a stream, workbooks in bounded memory; no cell can become a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import xlsxwriter
from django.db.models import QuerySet
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language, override

from khuyencong.kernel.money import Money
from khuyencong.ui.templatetags.words import half_up

if TYPE_CHECKING:
    from khuyencong.ui.listing.declaration import Column

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Also the wide signs of East Asian keyboards, which some spreadsheets take for the narrow ones."""
CHUNK = 2000
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLE_LIMIT = 31
TITLE_FORBIDS = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def plain(value: Any) -> Any:
    """Reduce a value to what a file holds: text, whole number, decimal, day or local moment."""
    if value is None:
        return ""
    if isinstance(value, Money):
        return value.dong
    if isinstance(value, Fraction):
        return half_up(value, 2)
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    if isinstance(value, bool) or not isinstance(value, int | Decimal | float | dt.date):
        return str(value)
    return value


def neutral(value: Any) -> Any:
    """Keep a text that looks like a formula from being one when a spreadsheet opens the CSV."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    if isinstance(value, dt.datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    return value


def values(columns: Iterable[Column], rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """Yield the plain values row by row, without keeping the rows."""
    chosen = list(columns)
    for row in rows.iterator(chunk_size=CHUNK):
        yield [plain(column.read(row)) for column in chosen]


def as_csv(name: str, columns: list[Column], rows: QuerySet[Any]) -> StreamingHttpResponse:
    """Answer with a CSV file that Excel opens with its accents right."""
    lines = csv_lines(columns, rows, language=get_language())
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def csv_lines(columns: list[Column], rows: QuerySet[Any], *, language: str) -> Iterator[bytes]:
    """Yield the file line by line, in the reader's language: the request is over when the lines are asked for."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield "\ufeff".encode()
    with override(language):
        for line in _with_heads(columns, rows):
            writer.writerow([neutral(value) for value in line])
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()


def _with_heads(columns: list[Column], rows: QuerySet[Any]) -> Iterator[list[Any]]:
    yield [str(column.label) for column in columns]
    yield from values(columns, rows)


def as_xlsx(
    name: str,
    title: str,
    columns: list[Column],
    rows: QuerySet[Any],
    *,
    tell: Callable[[int], None] = lambda _done: None,
) -> FileResponse:
    """Answer with a workbook: bold headings that stay in view, days as days, texts as texts.

    ``tell`` is called with the number of rows written, once every few thousand.
    """
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 — the response closes it
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    )
    sheet = book.add_worksheet(title.translate(TITLE_FORBIDS)[:TITLE_LIMIT].strip() or "Sheet1")
    head = book.add_format({"bold": True, "bg_color": "#DCEBE6", "border": 1, "text_wrap": True, "valign": "top"})
    styles = {
        dt.datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
        dt.date: book.add_format({"num_format": "dd/mm/yyyy"}),
        int: book.add_format({"num_format": "#,##0"}),
        Decimal: book.add_format({"num_format": "#,##0.00"}),
    }
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, 14 if column.is_number else 28)
        sheet.write_string(0, place, str(column.label), head)
    for number, line in enumerate(values(columns, rows), start=1):
        if number % CHUNK == 0:
            tell(number)
        for place, value in enumerate(line):
            if isinstance(value, str):
                sheet.write_string(number, place, value)
            else:
                sheet.write(number, place, value, styles.get(type(value)))
    book.close()
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX_TYPE)
