"""What the children do, called here in the same process, so that every way out is seen to be taken."""

import io
import json
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from openpyxl.comments import Comment

from khuyencong.workbooks.adapters import marking_child, reading_child
from khuyencong.workbooks.adapters.limits import Limits
from tests.workbooks import bad_files
from tests.workbooks.test_marking import office_workbook

WORDS = {"sheet": "Lỗi", "title": "T", "lead": "L", "heads": list("abcde"), "fault": "Lỗi", "repair": "Sửa"}


def limits(**changed):
    return json.loads(Limits(**changed).for_child())


def read(data, capsys, **changed):
    kept = limits(**changed)
    reading_child.write(data, reading_child.scan(data, kept), kept)
    return json.loads(capsys.readouterr().out)


def exit_of(work):
    with pytest.raises(SystemExit) as caught:
        work()
    return caught.value.code


def test_a_workbook_is_read_with_the_marks_of_each_sheet(capsys):
    data = bad_files.packed(
        '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1" t="e"><v>#N/A</v></c></row><row r="2" hidden="1"><c r="A2"><v>1</v></c></row>'
    )

    (sheet,) = read(data, capsys)

    assert (sheet["formulas"], sheet["errors"], sheet["hidden"]) == ([[1, 1]], [[1, 2, "#N/A"]], 1)
    assert sheet["rows"][1][0] == 1


def test_hidden_sheets_are_named_only(capsys):
    book = openpyxl.Workbook()
    book.create_sheet("Nháp").sheet_state = "hidden"
    book["Nháp"]["A1"] = 5

    assert [(sheet["visible"], sheet["rows"]) for sheet in read(bad_files.saved(book), capsys)] == [
        (True, []),
        (False, []),
    ]


def test_a_sheet_may_stand_under_an_absolute_path(capsys):
    data = bad_files.packed('<row r="1"><c r="A1"><f>1+1</f></c></row>')
    parts = {"xl/_rels/workbook.xml.rels": b'<Relationship Id="r" Target="/xl/worksheets/sheet1.xml"/>'}
    parts["xl/workbook.xml"] = b'<sheet name="x" r:id="r"/>'

    assert reading_child.in_order(parts, {"xl/worksheets/sheet1.xml": {"hidden": 1}}) == [{"hidden": 1}]
    assert read(data, capsys)[0]["formulas"] == [[1, 1]]


@pytest.mark.parametrize(
    ("make", "changed", "code"),
    [
        (bad_files.far_corners, {}, reading_child.TOO_MANY_CELLS),
        (lambda: bad_files.expansion(3), {"unpacked": 1 << 20}, reading_child.TOO_LARGE),
        (bad_files.entities, {}, reading_child.ENTITIES),
        (lambda: bad_files.packed("", prologue="\x00\x00"), {}, reading_child.NOT_A_WORKBOOK),
        (lambda: bad_files.workbook(("T", [["x" * 300]])), {"output": 100}, reading_child.TOO_LARGE),
    ],
)
def test_a_child_ends_with_the_reason(make, changed, code, capsys):
    assert exit_of(lambda: read(make(), capsys, **changed)) == code


def test_a_library_that_says_no_ends_the_child():
    assert exit_of(lambda: reading_child.write(b"PK nothing", [], limits())) == reading_child.NOT_A_WORKBOOK


def test_cells_beyond_the_limit_end_the_child():
    data = bad_files.workbook(("T", [list(range(20))] * 20))

    assert exit_of(lambda: reading_child.write(data, [], limits(cells=100))) == reading_child.TOO_MANY_CELLS


def test_days_and_times_stay_told_apart_from_text():
    assert reading_child.plain(datetime(2026, 6, 5, 10)) == {"at": "2026-06-05T10:00:00"}
    assert reading_child.plain(date(2026, 6, 5)) == {"on": "2026-06-05"}
    assert reading_child.plain(time(3, 4)) == {"time": "03:04:00"}
    assert reading_child.plain(timedelta(hours=30)) == "1 day, 6:00:00"
    with pytest.raises(TypeError):
        reading_child.plain(object())


def mark(**changed):
    return {"kind": "fault", "sheet": "Danh sách", "row": 3, "column": "B", "value": "x", "message": "Sai."} | changed


def marked(data, *marks, **more):
    job = {"words": WORDS, "marks": list(marks), **more}
    return openpyxl.load_workbook(io.BytesIO(marking_child.marked(job, data)))


def test_marks_of_strange_places_are_listed_only():
    book = marked(office_workbook(), mark(sheet="Không có"), mark(column=""), mark(row=6, column="C"))

    assert [cell.value for cell in book["Lỗi"]["C"][4:]] == ["B3", "3", "C6"]
    assert book["Danh sách"]["C5"].comment.text == "Sai."


def test_a_repair_leaves_a_color_of_the_office_and_two_marks_share_a_comment():
    data = marking_child.marked({"words": WORDS, "marks": [mark()]}, office_workbook())
    again = openpyxl.load_workbook(io.BytesIO(data))
    again["Danh sách"]["D3"].comment = Comment("của tôi", "Ai đó")
    again["Danh sách"]["E9"].fill = openpyxl.styles.PatternFill("solid", fgColor="FF00FF00")

    book = marked(bad_files.saved(again), mark(), mark(message="Lại sai."), mark(kind="repair", row=9, column="E"))

    sheet = book["Danh sách"]
    assert (sheet["B3"].comment.text, sheet["D3"].comment.text) == ("Sai.\nLại sai.", "của tôi")
    assert sheet["E9"].fill.fgColor.rgb == "FF00FF00"


def test_sheets_of_text_are_written_anew_without_formulas():
    book = marked(b"", mark(sheet="CSV", row=1, column="A"), sheets=[{"name": "CSV", "rows": [["=1+1", None, 5]]}])

    cells = book["CSV"][1]
    assert [(cell.value, cell.data_type) for cell in cells] == [("=1+1", "s"), (None, "n"), (5, "n")]
