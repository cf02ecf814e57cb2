"""A list pasted from a table, with or without names of columns."""

from datetime import date
from decimal import Decimal

import pytest

from khuyencong.programme.rules.contents import Fact
from khuyencong.programme.rules.work.lists import MOST_ROWS, grid_of, read_rows, text_of

COLUMNS = (
    Fact("name", "Họ và tên", "text", "", "t", required=True, choices=()),
    Fact("sex", "Giới tính", "choice", "", "t", required=True, choices=(("nam", "Nam"), ("nu", "Nữ"))),
    Fact("poor", "Hộ nghèo", "flag", "", "t", required=False, choices=()),
    Fact("born", "Ngày sinh", "date", "", "t", required=False, choices=()),
    Fact("age", "Tuổi", "whole", "", "t", required=False, choices=()),
    Fact("pay", "Tiền", "money", "", "t", required=False, choices=()),
    Fact("used", "Tiêu hao", "number", "", "t", required=False, choices=()),
)


def test_named_columns_are_found_in_any_order():
    rows, faults = read_rows([["giới tính", "GHI CHÚ", "Họ  và tên"], ["nữ", "x", " Thạch  Thị A "]], COLUMNS)

    assert (rows, faults) == ([{"sex": "nu", "name": "Thạch Thị A"}], [])


def test_without_names_columns_stand_in_the_order_of_the_norm():
    line = ["Lê B", "nam", "không", date(1990, 2, 1), 36, "1,5 triệu", Decimal("12.50")]

    rows, faults = read_rows([line, [None, "", " "]], COLUMNS)

    assert faults == []
    assert rows == [
        {
            "name": "Lê B", "sex": "nam", "poor": False, "born": "1990-02-01", "age": 36, "pay": 1_500_000,
            "used": "12.5",
        }
    ]  # fmt: skip  # one row


def test_short_lines_leave_the_rest_out():
    assert read_rows([["Lê B", "nữ"]], COLUMNS) == ([{"name": "Lê B", "sex": "nu"}], [])


@pytest.mark.parametrize(
    ("place", "text", "told"),
    [
        (1, "khác", "Dòng 1, Giới tính: không đọc được “khác” (Nam; Nữ)."),
        (2, "có lẽ", "Dòng 1, Hộ nghèo: không đọc được “có lẽ” (ghi “x” hoặc để trống)."),
        (3, "hôm qua", "Dòng 1, Ngày sinh: không đọc được “hôm qua” (ngày/tháng/năm)."),
        (4, "1,5", "Dòng 1, Tuổi: không đọc được “1,5” (cần một số)."),
        (5, "nhiều", "Dòng 1, Tiền: không đọc được “nhiều” (cần một số)."),
        (6, "ít", "Dòng 1, Tiêu hao: không đọc được “ít” (cần một số)."),
    ],
)
def test_cell_that_cannot_be_read_is_told_with_its_place(place, text, told):
    line = ["Lê B", "nam", "", "", "", "", ""]
    line[place] = text

    assert [str(no) for no in read_rows([line], COLUMNS)[1]] == [told]


def test_list_without_lines_or_with_too_many_is_refused():
    assert [no.code for no in read_rows([["", None]], COLUMNS)[1]] == ["programme.list_empty"]
    assert [no.code for no in read_rows([["a", "nam"]] * (MOST_ROWS + 1), COLUMNS)[1]] == ["programme.list_too_long"]


def test_text_is_cut_at_tabs_else_at_semicolons():
    assert grid_of("a;b\tc\nd\te") == [["a;b", "c"], ["d", "e"]]
    assert grid_of("a;b") == [["a", "b"]]


def test_list_that_is_written_reads_back_the_same():
    rows = [
        {
            "name": "Lê B",
            "sex": "nam",
            "poor": False,
            "born": "1990-02-01",
            "age": 36,
            "pay": 1_500_000,
            "used": "1.125",
        },
        {"name": "Thạch A", "sex": "nu", "poor": True},
    ]

    assert read_rows(grid_of(text_of(rows, COLUMNS)), COLUMNS) == (rows, [])
    assert text_of([], COLUMNS) == ""
