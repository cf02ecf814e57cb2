"""The two rounds as offices keep them are understood in full, and the planted faults are all found."""

import io
import json
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from khuyencong.workbooks.adapters.reading import read_workbook
from khuyencong.workbooks.rules.checks import empty_without_excuse, is_untouched, stated_total, unknown_values
from khuyencong.workbooks.rules.understanding import understand
from tests.workbooks import bad_files
from tests.workbooks.schemas import ENTRIES, SCORES

ROOT = Path(__file__).resolve().parent.parent.parent
ROUND_2016 = ROOT / "khuyencong" / "demonstration" / "data" / "round-2016"
ROUND_2023 = ROOT / "tests" / "examples" / "round-2023-as-kept"
FAULTS = ROOT / "tests" / "examples" / "round-2016"
POINTS = ("1", "2", "3", "4")


def understood(path, schema):
    return understand(read_workbook(path.read_bytes(), path.name), schema)


@pytest.mark.parametrize(("folder", "entries", "establishments"), [(ROUND_2016, 36, 22), (ROUND_2023, 90, 60)])
def test_a_list_of_entries_is_understood_in_full(folder, entries, establishments):
    result = understood(folder / "entries.xlsx", ENTRIES)

    (table,) = result.tables
    assert (result.faults, result.questions, result.notices) == ([], [], [])
    assert len(table.rows) == entries
    assert len({row.values["tax_code"] for row in table.rows}) == establishments
    assert len({row.values["establishment_name"] for row in table.rows}) == establishments
    assert len(table.columns) == len(ENTRIES.columns)
    assert stated_total(table) == ""
    assert all(row.values[column.key] is not None for row in table.rows for column in ENTRIES.columns)


def test_the_group_title_above_a_row_goes_with_it():
    table = understood(ROUND_2016 / "entries.xlsx", ENTRIES).tables[0]

    assert {(row.values["group"], row.group_title) for row in table.rows} == {
        ("A", "Nhóm sản phẩm thủ công mỹ nghệ"),
        ("B", "Nhóm sản phẩm chế biến nông, lâm, thủy sản và thực phẩm"),
        ("C", "Nhóm sản phẩm về thiết bị, máy móc, dụng cụ và phụ tùng cơ khí"),
        ("D", "Nhóm các sản phẩm khác"),
    }


def test_repairs_of_the_kept_round_are_all_told():
    result = understood(ROUND_2023 / "entries.xlsx", ENTRIES)

    repaired = {(one.row, one.column): (one.before, one.after) for one in result.repairs}
    rows = {row.number: row.values for row in result.tables[0].rows}
    assert repaired[16, "O"] == ("8.038 triệu", "8038000000")
    assert repaired[62, "K"] == ("86998734694", "086998734694")
    assert repaired[17, "D"] == ("Nhóm sản phẩm thủ công mỹ nghệ", "A")
    assert rows[14]["revenue"] == 2_394_000_000
    assert rows[15]["tax_code"] == "1599527748"
    assert (15, "K") not in repaired


@pytest.mark.parametrize(("folder", "entries", "repairs"), [(ROUND_2016, 36, 0), (ROUND_2023, 90, 540)])
def test_score_sheets_are_understood_in_full(folder, entries, repairs):
    result = understood(folder / "scores.xlsx", SCORES)

    assert result.faults == []
    assert [len(table.rows) for table in result.tables] == [entries] * 9
    assert [table.titled("Họ và tên giám khảo") for table in result.tables] == [
        f"Giám khảo 0{seat} (mẫu)" for seat in range(1, 10)
    ]
    untouched = [
        (table.sheet, row.values["note"]) for table in result.tables for row in table.rows if is_untouched(row, POINTS)
    ]
    assert untouched == [("Giám khảo 03", "Không chấm: có người liên quan")]
    assert len(result.repairs) == repairs


def test_scores_are_exact():
    table = understood(ROUND_2023 / "scores.xlsx", SCORES).tables[0]

    row = next(row for row in table.rows if row.number == 17)

    assert [row.values[key] for key in POINTS] == [Fraction(43, 2), Fraction(41, 2), Fraction(11, 2), Fraction(11, 2)]


def all_faults(data):
    result = understand(read_workbook(data, "scores-bad.xlsx"), SCORES)
    known = {row.values["entry_code"] for row in understood(ROUND_2016 / "entries.xlsx", ENTRIES).tables[0].rows}
    faults = list(result.faults)
    for table in result.tables:
        faults += unknown_values(table, "entry_code", known, "kỳ này")
        told = {(fault.sheet, fault.row, fault.column) for fault in faults}
        excused = {row.number for row in table.rows if row.values["note"]}
        faults += empty_without_excuse(table, POINTS, told, excused=excused)
    return sorted((fault.sheet, fault.row, fault.column, str(fault.value)) for fault in faults)


def test_every_planted_fault_is_found_and_no_other():
    listed = json.loads((FAULTS / "scores-bad.faults.json").read_text())
    planted = sorted((fault["sheet"], fault["row"], fault["column"], fault["value"]) for fault in listed)
    data = (FAULTS / "scores-bad.xlsx").read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(data))
    emptied = ("Giám khảo 06", 9, "G", "None")
    book[emptied[0]]["G9"].value = None

    # The list names an empty cell that the file itself has filled with 9.5; it is emptied here.
    assert all_faults(data) == [fault for fault in planted if fault != emptied]
    assert all_faults(bad_files.saved(book)) == planted


def test_a_score_workbook_is_not_taken_for_a_list_of_entries():
    result = understood(ROUND_2016 / "scores.xlsx", ENTRIES)

    assert "đây không phải là danh sách trích ngang" in " ".join(fault.message for fault in result.faults)
