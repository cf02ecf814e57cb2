"""The ranking as a file: places, exact fractions, and what was decided."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator

import xlsxwriter
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from khuyencong.selection.models import Round
from khuyencong.selection.queries import RankingRow, ranking_rows
from khuyencong.ui.listing.export import XLSX_TYPE, neutral
from khuyencong.ui.templatetags.words import half_up


def ranking_file(round_: Round, group: str, kind: str) -> HttpResponseBase:
    """Answer with the whole ranking, or that of a group, as CSV or as a workbook."""
    heads, rows = _heads(round_), [_values(row) for row in ranking_rows(round_, group)]
    name = f"xep-hang-{round_.code}{'-' + group if group else ''}.{kind}"
    return _csv(name, heads, rows) if kind == "csv" else _xlsx(name, heads, rows)


def _heads(round_: Round) -> list[str]:
    roots = round_.criteria.filter(parent_code="", group="").order_by("order").values_list("label", flat=True)
    return [
        _("Hạng"),
        _("Hạng trong nhóm"),
        _("Mã số"),
        _("Nhóm"),
        _("Sản phẩm"),
        _("Cơ sở"),
        _("Số phiếu"),
        _("Điểm bình quân"),
        _("Phân số chính xác"),
        _("Đạt điểm"),
        _("Trạng thái"),
        *roots,
    ]  # fmt: skip — one row of headings


def _values(row: RankingRow) -> list[object]:
    one = row.dossier
    return [
        row.rank or "",
        row.group_rank or "",
        one.entry_code,
        one.group,
        one.product_name,
        one.establishment_name,
        one.sheets,
        "" if row.mean is None else half_up(row.mean, 2),
        "" if row.mean is None else str(row.mean),
        _("có") if row.reaches_threshold else _("không"),
        _(one.state_label),
        *(half_up(mean, 2) for mean in row.criteria),
    ]  # fmt: skip — one row of a file


def _csv(name: str, heads: list[str], rows: list[list[object]]) -> HttpResponse:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for line in _all(heads, rows):
        writer.writerow([neutral(value) for value in line])
    answer = HttpResponse("\ufeff" + buffer.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _all(heads: list[str], rows: list[list[object]]) -> Iterator[list[object]]:
    yield list(heads)
    yield from rows


def _xlsx(name: str, heads: list[str], rows: list[list[object]]) -> FileResponse:
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 — the response closes it
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    )
    sheet = book.add_worksheet("Xep hang")
    head = book.add_format({"bold": True, "bg_color": "#DCEBE6", "border": 1, "text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 0)
    sheet.set_column(4, 5, 36)
    for number, line in enumerate(_all(heads, rows)):
        for place, value in enumerate(line):
            if isinstance(value, str):
                sheet.write_string(number, place, value, head if number == 0 else None)
            else:
                sheet.write(number, place, value)
    book.close()
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX_TYPE)
