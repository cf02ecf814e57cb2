"""Strange files are refused with a sentence, quickly; good ones are read with exact addresses."""

import unicodedata
from datetime import date, datetime, time
from decimal import Decimal

import openpyxl
import pytest

from khuyencong.kernel.refusal import Refusal
from khuyencong.workbooks.adapters.limits import Limits
from khuyencong.workbooks.adapters.reading import read_workbook
from tests.bench.clock import cpu_now
from tests.workbooks import bad_files


def refusal_of(data, name="danh-sach.xlsx", **limits):
    started = cpu_now()
    with pytest.raises(Refusal) as caught:
        read_workbook(data, name, Limits(**limits))
    assert cpu_now() - started < 10
    assert str(caught.value).endswith((".", "đủ."))
    return caught.value.code


@pytest.mark.parametrize(
    ("make", "name", "code"),
    [
        (bytes, "danh-sach.xlsx", "workbooks.empty_file"),
        (bad_files.encrypted, "danh-sach.xlsx", "workbooks.encrypted"),
        (bad_files.old_workbook, "danh-sach.xlsx", "workbooks.wrong_extension"),
        (lambda: bad_files.workbook(("T", [["a"]])), "danh-sach.xls", "workbooks.wrong_extension"),
        (lambda: bad_files.workbook(("T", [["a"]])), "danh-sach.csv", "workbooks.wrong_extension"),
        ("Mã;Tên\nA01;Chả".encode, "danh-sach.xlsx", "workbooks.wrong_extension"),
        (lambda: b"<html><table><tr><td>A01</td></tr></table>", "danh-sach.xls", "workbooks.not_a_workbook"),
        (lambda: b"%PDF-1.7 ...", "danh-sach.xlsx", "workbooks.not_a_workbook"),
        (lambda: b"\x01\x00\x02\x00garbage" * 9, "danh-sach.xlsx", "workbooks.not_a_workbook"),
        (lambda: b"PK\x03\x04 torn in the middle", "danh-sach.xlsx", "workbooks.not_a_workbook"),
        (lambda: bad_files.workbook(("T", [["a"]]))[:900], "danh-sach.xlsx", "workbooks.not_a_workbook"),
        (lambda: bad_files.packed("<row r='1'><c r='A1'><v>1</v>"), "danh-sach.xlsx", "workbooks.not_a_workbook"),
        (lambda: bad_files.archive("word/document.xml"), "to-trinh.docx", "workbooks.not_a_workbook"),
        (lambda: bad_files.archive("ppt/presentation.xml"), "bia.pptx", "workbooks.not_a_workbook"),
        (lambda: bad_files.archive("xl/workbook.bin"), "danh-sach.xlsb", "workbooks.not_a_workbook"),
        (lambda: bad_files.archive("anh.jpg"), "danh-sach.zip", "workbooks.not_a_workbook"),
        (lambda: bad_files.archive("[Content_Types].xml"), "danh-sach.xlsx", "workbooks.not_a_workbook"),
        (bad_files.locked_archive, "danh-sach.xlsx", "workbooks.encrypted"),
        (lambda: bad_files.compound("WordDocument"), "to-trinh.doc", "workbooks.not_a_workbook"),
        (lambda: bad_files.compound("Gì đó"), "danh-sach.xls", "workbooks.not_a_workbook"),
        (lambda: bad_files.compound("Workbook", "_VBA_PROJECT"), "danh-sach.xls", "workbooks.not_a_workbook"),
        (lambda: b"<?xml version='1.0'?><Workbook/>", "danh-sach.xls", "workbooks.not_a_workbook"),
        (lambda: b"\xff\xfe\x00", "danh-sach.csv", "workbooks.unknown_encoding"),
        (bad_files.far_corners, "danh-sach.xlsx", "workbooks.too_many_cells"),
        (bad_files.expansion, "danh-sach.xlsx", "workbooks.too_large_when_unpacked"),
        (bad_files.lying_expansion, "danh-sach.xlsx", "workbooks.not_a_workbook"),
        (bad_files.entities, "danh-sach.xlsx", "workbooks.entities"),
    ],
)
def test_a_strange_file_is_refused_with_a_sentence(make, name, code):
    assert refusal_of(make(), name) == code


def test_a_file_beyond_the_allowed_size_is_refused():
    assert refusal_of(bad_files.workbook(("T", [["a"]])), file=100) == "workbooks.file_too_large"


def test_a_reader_that_takes_too_long_is_stopped():
    assert refusal_of(bad_files.empty_rows(400_000), wait=0.01) == "workbooks.too_slow"


def test_a_reader_that_asks_for_too_much_memory_is_stopped():
    data = bad_files.packed(
        "".join(f'<row r="{n}">{bad_files.cell(f"A{n}", "x" * 200)}</row>' for n in range(1, 200_000))
    )

    assert refusal_of(data, memory=160 * 1024 * 1024) == "workbooks.too_large_when_unpacked"


def test_the_far_corners_fit_into_five_kilobytes():
    assert len(bad_files.far_corners()) < 5 * 1024


@pytest.mark.parametrize("styled", [False, True])
def test_a_million_empty_rows_are_trimmed_quickly(styled):
    data = bad_files.empty_rows(styled=styled)
    started = cpu_now()

    sheet = read_workbook(data, "danh-sach.xlsx").sheets[0]

    assert len(sheet.rows) == 3
    assert cpu_now() - started < 10


def test_cells_keep_their_addresses_and_exact_values():
    book = openpyxl.Workbook()
    book.active["C4"] = "Mã"
    book.active["D4"] = 36.5
    book.active["E4"] = 1599527748
    book.active["F4"] = date(2026, 6, 5)
    book.active["G4"] = 0.1 + 0.2
    book.active["H4"] = "=SUM(D4:E4)"
    book.active.merge_cells("C6:E7")

    sheet = read_workbook(bad_files.saved(book), "t.xlsx").sheets[0]

    assert sheet.rows[3] == [None, None, "Mã", Decimal("36.5"), 1599527748, date(2026, 6, 5), Decimal("0.3")]
    assert sheet.formulas == {(4, 8)}
    assert (sheet.merged[0].top, sheet.merged[0].left, sheet.merged[0].bottom, sheet.merged[0].right) == (6, 3, 7, 5)


def test_a_stored_value_of_a_formula_is_read_and_an_error_is_told_apart():
    data = bad_files.packed(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c><c r="D1"><f t="shared" si="0"/></c><c r="E1"><v>5</v></c></row>'
    )

    sheet = read_workbook(data, "t.xlsx").sheets[0]

    assert (sheet.cell(1, 1), sheet.cell(1, 5)) == (2, 5)
    assert sheet.errors == {(1, 2): "#DIV/0!"}
    assert sheet.formulas == {(1, 4)}


def test_marks_belong_to_their_sheet_whatever_the_order_of_parts():
    book = openpyxl.Workbook()
    book.active.title = "Một"
    book.create_sheet("Hai")["B2"] = "=1+1"
    book.move_sheet("Hai", -1)

    sheets = read_workbook(bad_files.saved(book), "t.xlsx").sheets

    assert [(sheet.name, sheet.formulas) for sheet in sheets] == [("Hai", {(2, 2)}), ("Một", frozenset())]


def test_macros_and_links_are_told_and_never_run():
    data = bad_files.packed(
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        more=[("xl/vbaProject.bin", b"macro"), ("xl/externalLinks/externalLink1.xml", b"<x/>")],
    )

    notices = read_workbook(data, "t.xlsm").notices

    assert ["macro" in notice for notice in notices] == [True, False]
    assert "liên kết" in notices[1]


def test_hidden_sheets_are_left_out_and_hidden_rows_are_told():
    book = openpyxl.Workbook()
    book.active.title = "Danh sách"
    book.active["A1"] = "x"
    book.active["A2"] = "y"
    book.active.row_dimensions[2].hidden = True
    book.create_sheet("Nháp").sheet_state = "hidden"

    read = read_workbook(bad_files.saved(book), "t.xlsx")

    assert [sheet.name for sheet in read.sheets] == ["Danh sách"]
    assert [str(notice) for notice in read.notices] == [
        "Trang “Nháp” đang bị ẩn nên không được đọc.",
        "Trang “Danh sách” có 1 dòng đang bị ẩn; các dòng này vẫn được đọc.",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_is_read_in_usual_encodings_and_separators(encoding, delimiter):
    text = f'Mã số{delimiter}Tên sản phẩm\r\nA01{delimiter}"Chả lụa{delimiter} đặc biệt"\r\n'

    read = read_workbook(text.encode(encoding), "danh-sach.csv")

    assert read.sheets[0].rows == [["Mã số", "Tên sản phẩm"], ["A01", f"Chả lụa{delimiter} đặc biệt"]]
    assert not read.typed


def test_csv_of_old_windows_is_read_and_told():
    read = read_workbook(old_windows("Mã;Tên\nA01;Chiếu cói"), "cu.csv")

    assert read.sheets[0].rows == [["Mã", "Tên"], ["A01", "Chiếu cói"]]
    assert "Windows-1258" in read.notices[0]


def test_a_workbook_of_libreoffice_is_read():
    sheet = read_workbook(bad_files.open_document([["Mã", "Tên"], ["A01", "Chả"]]), "danh-sach.ods").sheets[0]

    assert (sheet.name, sheet.rows) == ("Trang 1", [["Mã", "Tên"], ["A01", "Chả"]])


def test_a_file_without_a_suffix_is_told_by_its_content():
    assert read_workbook("Mã;Tên".encode(), "danh-sach").sheets[0].rows == [["Mã", "Tên"]]


def test_times_are_read():
    book = openpyxl.Workbook()
    book.active["A1"] = time(10, 30)
    book.active["B1"] = datetime(2026, 6, 5, 10, 30)

    assert read_workbook(bad_files.saved(book), "t.xlsx").sheets[0].rows == [
        [time(10, 30), datetime(2026, 6, 5, 10, 30)]
    ]


def test_csv_keeps_row_numbers_behind_a_separator_line():
    assert read_workbook(b"sep=;\na;b\n", "t.csv").sheets[0].rows == [[], ["a", "b"]]


def test_signs_that_nobody_can_type_are_left_out():
    packed = bad_files.packed(f'<row r="1">{bad_files.cell("A1", "a_x0000_b_x0007_á&#x1F600;")}</row>')

    assert read_workbook(packed, "t.xlsx").sheets[0].rows == [["abá😀"]]
    assert read_workbook(b"a;b\n" * 40_000 + b"x\x00y;z\n", "t.csv").sheets[0].rows[-1] == ["xy", "z"]


def test_csv_with_too_many_cells_is_refused():
    assert refusal_of(b"a;b\n" * 60, "t.csv", cells=100) == "workbooks.too_many_cells"


def old_windows(text):
    """Encode as Windows-1258 does: letters whole, tones behind them."""
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    encoded = b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        encoded += (bare + "".join(part for part in parts if part in tones)).encode("cp1258")
    return encoded
