"""Marks cells of one workbook in a process of its own, under limits, and prints the workbook.

Run by path with ``python -I -S``; it imports nothing of the package. Arguments: the folder of the
library, then the limits as JSON. On standard input come one line of JSON with the marks and the
words, and behind it the workbook. Where the JSON carries sheets, they are written anew instead.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from typing import Any

AUTHOR = "Khuyến công"
COLORS = {"fault": "FFFFC7CE", "repair": "FFFFEB9C"}
MOST_COMMENTS = 5000

Job = dict[str, Any]


def main() -> None:
    """Take limits first, then mark."""
    limits: dict[str, int] = json.loads(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.path.append(sys.argv[1])
    job: Job = json.loads(sys.stdin.buffer.readline())
    sys.stdout.buffer.write(marked(job, sys.stdin.buffer.read()))
    sys.stdout.buffer.flush()


def marked(job: Job, data: bytes) -> bytes:
    """Return the workbook with its marks and a first sheet that lists them."""
    import openpyxl

    if "sheets" in job:
        book = written(job["sheets"])
    else:
        book = openpyxl.load_workbook(io.BytesIO(data), keep_links=False)
        if job["words"]["sheet"] in book.sheetnames:
            del book[job["words"]["sheet"]]
        for sheet in book.worksheets:
            forget_marks(sheet)
    for mark in job["marks"][:MOST_COMMENTS]:
        put(book, mark)
    list_marks(book, job)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def written(sheets: list[Job]) -> Any:
    """Write sheets of texts and numbers; no text becomes a formula."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for facts in sheets:
        sheet = book.create_sheet(facts["name"])
        for row, cells in enumerate(facts["rows"], 1):
            for column, value in enumerate(cells, 1):
                if value is not None:
                    plain(sheet.cell(row, column), value)
    return book


def plain(cell: Any, value: object) -> None:
    """Write a value; what begins like a formula stays text."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in {"=", "+", "-", "@"}


def forget_marks(sheet: Any) -> None:
    """Take away the marks of an earlier round: comments of ours, and their color."""
    from openpyxl.styles import PatternFill

    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.comment is not None and cell.comment.author == AUTHOR:
                cell.comment = None
                if cell.fill.fgColor.rgb in COLORS.values():
                    cell.fill = PatternFill()


def put(book: Any, mark: Job) -> None:
    """Color one cell and say in a comment what is wrong there, or what was put right."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    if mark["sheet"] not in book.sheetnames or not mark["column"]:
        return
    sheet = book[mark["sheet"]]
    cell = sheet[f"{mark['column']}{mark['row']}"]
    for area in sheet.merged_cells.ranges:
        if cell.coordinate in area:
            cell = sheet.cell(area.min_row, area.min_col)
    said = mark["message"]
    if cell.comment is not None and cell.comment.author == AUTHOR:
        said = f"{cell.comment.text}\n{said}"
    elif mark["kind"] == "fault" or cell.fill.fill_type is None:
        cell.fill = PatternFill("solid", fgColor=COLORS[mark["kind"]])
    cell.comment = Comment(said, AUTHOR, width=320, height=120)


def list_marks(book: Any, job: Job) -> None:
    """Add the first sheet, which lists all faults with a link to each cell, then the repairs."""
    from openpyxl.styles import Alignment, Font, PatternFill

    words = job["words"]
    sheet = book.create_sheet(words["sheet"], 0)
    sheet.append([words["title"]])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append([words["lead"]])
    sheet.append([])
    sheet.append(words["heads"])
    for cell in sheet[4]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFDDEBF7")
    for row, mark in enumerate(job["marks"], 5):
        values = (words[mark["kind"]], mark["sheet"], f"{mark['column']}{mark['row']}", mark["value"], mark["message"])
        for column, value in enumerate(values, 1):
            plain(sheet.cell(row, column), value)
            sheet.cell(row, column).alignment = Alignment(wrap_text=True, vertical="top")
        if mark["sheet"] in book.sheetnames and mark["column"]:
            quoted = mark["sheet"].replace("'", "''")
            sheet.cell(row, 3).hyperlink = f"#'{quoted}'!{mark['column']}{mark['row']}"
            sheet.cell(row, 3).font = Font(color="FF0563C1", underline="single")
    for letter, width in zip("ABCDE", (12, 24, 10, 32, 90), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A5"
    book.active = 0
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet


if __name__ == "__main__":
    main()
