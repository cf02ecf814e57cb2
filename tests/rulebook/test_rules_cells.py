"""Tables typed or pasted from a workbook."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.law.norms import national_book
from khuyencong.rulebook.rules.cells import READERS, read_choice, read_pasted, write_pasted
from khuyencong.vietnamese.unreadable import Unreadable

KINDS = {"content": "code", "rate_percent": "percent", "ceiling": "dong", "per": "text", "required": "flag"}
CHOICES = {"content": {"machinery": "Ứng dụng máy móc", "trademark": "Nhãn hiệu"}}


def faults_of(text):
    return [(one.row, one.column, str(one.why)) for one in read_pasted(text, KINDS, CHOICES).faults]


def test_lines_without_heads_are_read_in_the_order_of_the_columns():
    found = read_pasted("machinery\t50\t300.000.000\tcơ sở\tcó\n\nnhan hieu\t50\t35 triệu\tnhãn hiệu", KINDS, CHOICES)

    assert found.faults == []
    assert found.rows == [
        {"content": "machinery", "rate_percent": 50, "ceiling": 300_000_000, "per": "cơ sở", "required": True},
        {"content": "trademark", "rate_percent": 50, "ceiling": 35_000_000, "per": "nhãn hiệu"},
    ]


def test_heads_say_which_column_is_which_by_label_or_code():
    text = "Tính cho\tmuc toi da (dong)\tcontent\ncơ sở\t300 triệu\tỨng dụng máy móc\n"

    assert read_pasted(text, KINDS, CHOICES).rows == [{"per": "cơ sở", "ceiling": 300_000_000, "content": "machinery"}]


def test_a_cell_that_a_workbook_put_in_quotes_is_whole():
    assert read_pasted('machinery\t50\t1\t"cơ sở\tmới"', KINDS, CHOICES).rows[0]["per"] == "cơ sở mới"


def test_every_fault_is_told_with_its_row_and_column():
    assert faults_of("máy\tnhiều\t1,5\tcơ sở\tchưa\tthừa\nmachinery\t50\t-1\tcơ sở") == [
        (1, "content", "“máy” không có trong danh mục."),
        (1, "rate_percent", "“nhiều” không phải là số."),
        (1, "ceiling", "“1,5” lẻ dưới một đồng; số tiền là số nguyên đồng."),
        (1, "required", "“chưa” phải là có hoặc không."),
        (1, "", "“thừa” nằm ngoài các cột của bảng."),
        (2, "ceiling", "“-1” là số âm; số tiền không được âm."),
    ]


def test_nothing_pasted_is_no_row():
    assert read_pasted(" \n\t\n", KINDS, CHOICES).rows == []


def test_a_first_line_that_names_a_column_twice_is_data():
    assert faults_of("content\tcontent") != []


@pytest.mark.parametrize(
    "key", ["funding.levels", "programme.content_facts", "calendar.dated_days", "selection.subcriteria"]
)
def test_a_table_goes_to_a_workbook_and_back(key):
    norm = national_book().history[key][-1]
    shape = national_book().definitions[key].shape
    kinds = {**shape.columns, **shape.optional}

    found = read_pasted(write_pasted(norm.value, kinds, {}), kinds, {})

    assert found.faults == []
    assert found.rows == norm.value


def test_labels_of_choices_are_written_and_read():
    rows = [{"content": "machinery", "rate_percent": 50, "ceiling": 1, "per": "cơ sở", "required": False}]
    text = write_pasted(rows, KINDS, CHOICES)

    assert text.splitlines()[1] == "Ứng dụng máy móc\t50\t1\tcơ sở\tkhông"
    assert read_pasted(text, KINDS, CHOICES).rows == rows


def test_a_choice_is_given_by_code_or_label_only():
    assert read_choice("ung dung may moc", CHOICES["content"]) == "machinery"
    with pytest.raises(Unreadable):
        read_choice("may", CHOICES["content"])


@pytest.mark.parametrize(("typed", "read"), [("1", True), ("Có", True), ("x", True), ("0", False), ("không", False)])
def test_yes_and_no_are_read_as_people_write_them(typed, read):
    assert READERS["flag"](typed) is read


@given(st.text(max_size=200))
def test_whatever_is_pasted_is_read_or_told_but_never_breaks(text):
    found = read_pasted(text, KINDS, CHOICES)

    assert all(set(row) <= set(KINDS) for row in found.rows)
