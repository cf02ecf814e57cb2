"""The office gets its own workbook back, with every faulty cell marked and its looks kept."""

import io

import openpyxl
import pytest
from openpyxl.styles import Font

from khuyencong.workbooks.adapters.marking import mark_findings
from khuyencong.workbooks.adapters.reading import read_workbook
from khuyencong.workbooks.rules.findings import Fault, Repair
from khuyencong.workbooks.rules.understanding import understand
from tests.workbooks import bad_files
from tests.workbooks.schemas import ENTRIES

FAULTS = [
    Fault("Danh sách", 3, "B", "=1+1", "Mã này không có.", "TT 26/2014/TT-BCT"),
    Fault("Danh sách", 3, "B", "=1+1", "Mã lặp lại."),
    Fault("Danh sách", 5, "C", None, "Còn trống."),
]
REPAIRS = [Repair("Danh sách", 4, "C", "Chả ", "Chả", "Đã bỏ dấu cách thừa.")]


def office_workbook():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    sheet["A1"] = "DANH SÁCH"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["D3"] = "=SUM(E3:F3)"
    sheet.column_dimensions["B"].width = 33
    sheet.merge_cells("C5:C6")
    return bad_files.saved(book)


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def test_faulty_cells_are_colored_and_say_what_is_wrong():
    sheet = opened(mark_findings(office_workbook(), "t.xlsx", FAULTS, REPAIRS))["Danh sách"]

    assert sheet["B3"].fill.fgColor.rgb == "FFFFC7CE"
    assert sheet["B3"].comment.text == "Mã này không có. (TT 26/2014/TT-BCT)\nMã lặp lại."
    assert (sheet["C5"].comment.text, sheet["C4"].fill.fgColor.rgb) == ("Còn trống.", "FFFFEB9C")


def test_looks_and_formulas_are_kept():
    sheet = opened(mark_findings(office_workbook(), "t.xlsx", FAULTS))["Danh sách"]

    assert (sheet["A1"].font.size, sheet["D3"].value, sheet.column_dimensions["B"].width) == (16, "=SUM(E3:F3)", 33)


def test_the_first_sheet_lists_all_with_links_and_runs_no_formula():
    book = opened(mark_findings(office_workbook(), "t.xlsx", FAULTS, REPAIRS))
    sheet = book.worksheets[0]

    assert (sheet.title, book.active.title) == ("Lỗi cần sửa", "Lỗi cần sửa")
    assert [cell.value for cell in sheet[5]] == [
        "Lỗi",
        "Danh sách",
        "B3",
        "=1+1",
        "Mã này không có. (TT 26/2014/TT-BCT)",
    ]
    assert (sheet["D5"].data_type, sheet["C5"].hyperlink.location or sheet["C5"].hyperlink.target) == (
        "s",
        "#'Danh sách'!B3",
    )
    assert next(cell.value for cell in sheet[8]) == "Đã tự sửa"


def test_marks_of_an_earlier_round_are_taken_away():
    once = mark_findings(office_workbook(), "t.xlsx", FAULTS)

    book = opened(mark_findings(once, "t.xlsx", FAULTS[2:]))

    assert book.sheetnames == ["Lỗi cần sửa", "Danh sách"]
    assert (book["Danh sách"]["B3"].comment, book["Danh sách"]["B3"].fill.fill_type) == (None, None)


def test_a_marked_workbook_can_be_sent_back_as_it_is():
    rows = [["TT", "Mã số", "Tên sản phẩm", "Tên cơ sở"], [1, "A01", "Chả", "Cơ sở"]]
    marked = mark_findings(bad_files.workbook(("Danh sách", rows)), "t.xlsx", FAULTS)

    result = understand(read_workbook(marked, "t.xlsx"), ENTRIES)

    assert (result.faults, result.row_count) == ([], 1)


@pytest.mark.parametrize("text", ["Mã;Tên\nA01;=2+2\n", "Mã\tTên\nA01\t=2+2\n"])
def test_csv_comes_back_as_a_workbook(text):
    book = opened(mark_findings(text.encode(), "t.csv", [Fault("CSV", 2, "A", "A01", "Mã này không có.")]))

    sheet = book["CSV"]
    assert (sheet["A2"].comment.text, sheet["B2"].value, sheet["B2"].data_type) == ("Mã này không có.", "=2+2", "s")
