"""Small rules: addresses, how cells are shown, units and limits in headings, checks that owners share."""

from datetime import date, time
from decimal import Decimal

import pytest

from khuyencong.workbooks.rules.checks import empty_without_excuse, is_untouched, stated_total, unknown_values
from khuyencong.workbooks.rules.columns import Column
from khuyencong.workbooks.rules.headings import Heading, likeness, maximum_of, number_turns, unit_of
from khuyencong.workbooks.rules.import_life import IMPORT_LIFE
from khuyencong.workbooks.rules.sheets import Sheet, is_blank, letter, number_of, shown
from khuyencong.workbooks.rules.understanding import understand
from tests.workbooks.test_rules_understanding import HEAD, SMALL, book, entry


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_columns_have_letters(column, letters):
    assert (letter(column), number_of(letters)) == (letters, column)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (True, "ĐÚNG"),
        (False, "SAI"),
        (Decimal("36.50"), "36,50"),
        (date(2026, 6, 5), "05/06/2026"),
        (7, "7"),
        ("x", "x"),
        (time(7, 30), "07:30:00"),
    ],
)
def test_cells_are_shown_as_their_reader_sees_them(cell, text):
    assert shown(cell) == text


def test_a_place_outside_of_what_was_written_is_empty():
    sheet = Sheet("T", [["a"]])

    assert (sheet.cell(1, 1), sheet.cell(1, 2), sheet.cell(9, 1)) == ("a", None, None)


def test_what_nobody_sees_is_blank():
    assert [is_blank(cell) for cell in (None, "", " \u00a0\u200b", "x", 0)] == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Doanh thu", 1),
        ("Doanh thu (đồng)", 1),
        ("Doanh thu (triệu đồng)", 10**6),
        ("Doanh thu (ĐVT: triệu đồng)", 10**6),
        ("Doanh thu [tỷ đồng]", 10**9),
        ("Doanh thu (1.000 đồng)", 1000),
        ("Doanh thu (Tr.đ)", 10**6),
        ("Doanh thu (năm 2015)", 1),
    ],
)
def test_units_stand_in_brackets(text, unit):
    assert unit_of(Heading(1, (text,))) == unit


def test_a_maximum_stands_in_brackets():
    assert [
        maximum_of(Heading(1, (text,)))
        for text in ("Tiêu chí 1 (tối đa 40)", "Tiêu chí 1 - Tối đa: 10 điểm", "Tiêu chí")
    ] == [40, 10, None]


def test_headings_of_the_same_words_have_turns():
    ids = [
        heading.heading_id
        for heading in number_turns([Heading(1, ("Địa chỉ",)), Heading(2, ("ĐỊA CHỈ",)), Heading(3, ("Tên",))])
    ]

    assert ids == ["dia chi", "dia chi #2", "ten"]


def test_a_heading_of_brackets_only_names_nothing():
    assert likeness(Heading(1, ("(1)",)), Column("x", "X", ("tên sản phẩm",))) == 0


def table(*rows):
    return understand(book(HEAD, *rows), SMALL).tables[0]


def test_unknown_values_are_told_with_where_they_should_be():
    faults = list(unknown_values(table(entry(1), entry(2)), "entry_code", {"A01"}, "kỳ này"))

    assert [(fault.row, fault.value, "kỳ này" in fault.message) for fault in faults] == [(3, "A02", True)]


def test_empty_cells_need_an_excuse_and_are_told_once():
    found = table(entry(1, revenue=None), entry(2, revenue=None), entry(3, revenue=None), entry(4))

    faults = list(empty_without_excuse(found, ["revenue", "missing"], {("Trang 1", 3, "E")}, excused={4}))

    assert [(fault.row, fault.column) for fault in faults] == [(2, "E")]
    assert [is_untouched(row, ["revenue"]) for row in found.rows] == [True, True, True, False]


def test_a_stated_total_is_compared():
    same, other = table(entry(1), ["Tổng cộng: 1 sản phẩm"]), table(entry(1), ["Tổng cộng: 36 sản phẩm"])
    silent = table(entry(1), [None, "Cộng"], ["", "NGƯỜI LẬP BIỂU"])

    assert (stated_total(same), stated_total(silent)) == ("", "")
    assert "đọc được 1 dòng dữ liệu" in stated_total(other)


def test_what_stands_behind_a_title_is_found_or_empty():
    found = understand(book(["Họ và tên giám khảo: Lê A"], ["Ngày 5"], HEAD, entry(1)), SMALL).tables[0]

    assert (found.titled("giám khảo"), found.titled("hội đồng")) == ("Lê A", "")


def test_the_life_of_an_import_has_no_dead_end():
    assert (IMPORT_LIFE.unreachable(), IMPORT_LIFE.dead_ends()) == (frozenset(), frozenset())


@pytest.mark.parametrize(
    ("state", "verb", "after"),
    [
        ("checked", "check_import", "checked"),
        ("checked", "confirm_import", "confirmed"),
        ("confirmed", "undo_import", "undone"),
    ],
)
def test_the_life_of_an_import(state, verb, after):
    assert IMPORT_LIFE.after(state, verb) == after
    assert IMPORT_LIFE.verbs("undone") == ()
