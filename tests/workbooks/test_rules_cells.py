"""Cells are read exactly, certain repairs are told, and everything else is a fault with a sentence."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.vietnamese.unreadable import Unreadable
from khuyencong.workbooks.rules.cells import reader
from khuyencong.workbooks.rules.columns import Column, Kind
from tests.workbooks.schemas import GROUPS


def read(kind, cell, *, unit=1, typed=True, **more):
    return reader(Column("key", "Cột", (), kind, **more), unit=unit, typed=typed)(cell)


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (Kind.TEXT, "Chả lụa", "Chả lụa"),
        (Kind.TEXT, 13857, "13857"),
        (Kind.TEXT, Decimal("36.5"), "36,5"),
        (Kind.CODE, "A01", "A01"),
        (Kind.CODE, 101, "101"),
        (Kind.TAX_CODE, "1599564482", "1599564482"),
        (Kind.TAX_CODE, 1599564482, "1599564482"),
        (Kind.TAX_CODE, "1599564482-001", "1599564482-001"),
        (Kind.TAX_CODE, "086948347706", "086948347706"),
        (Kind.PHONE, "0270 3783038", "02703783038"),
        (Kind.PHONE, "0270.3708940", "02703708940"),
        (Kind.PHONE, "0270 3783038 - 0909123456", "0270 3783038 - 0909123456"),
        (Kind.PHONE, "1900 1234", "19001234"),
        (Kind.MONEY, 4_026_000_000, 4_026_000_000),
        (Kind.WHOLE, 50, 50),
        (Kind.WHOLE, Decimal("50.0"), 50),
        (Kind.POINTS, Decimal("36.5"), Fraction(73, 2)),
        (Kind.POINTS, 0, Fraction(0)),
        (Kind.DATE, date(2026, 6, 5), date(2026, 6, 5)),
        (Kind.DATE, datetime(2026, 6, 5, 10, 30), date(2026, 6, 5)),
        (Kind.DATE, "05/06/2026", date(2026, 6, 5)),
        (Kind.DATE, "ngày 5 tháng 6 năm 2026", date(2026, 6, 5)),
        (Kind.CHOICE, "a", "A"),
    ],
)
def test_a_cell_is_read_without_news(kind, cell, value):
    assert read(kind, cell, maximum=40 if kind is Kind.POINTS else None, choices=GROUPS) == (value, "")


@pytest.mark.parametrize(
    ("kind", "cell", "value", "told"),
    [
        (Kind.TEXT, "Cha\u0309 lu\u0323a", "Chả lụa", "dấu rời (NFD)"),
        (Kind.TEXT, "  Chả   lụa\u00a0", "Chả lụa", "dấu cách thừa"),
        (Kind.TEXT, " Cha\u0309", "Chả", "dấu liền và bỏ dấu cách"),
        (Kind.CODE, "a 01", "A01", "dấu cách trong mã"),
        (Kind.CODE, "b01", "B01", "viết hoa"),
        (Kind.TAX_CODE, 159956448, "0159956448", "mã số thuế"),
        (Kind.TAX_CODE, 86948347706, "086948347706", "số định danh"),
        (Kind.TAX_CODE, "1599 564 482", "1599564482", "dấu cách"),
        (Kind.PHONE, 909123456, "0909123456", "Đã thêm lại số 0"),
        (Kind.PHONE, "+84 909 123 456", "0909123456", "+84"),
        (Kind.MONEY, "2.394.000.000", 2_394_000_000, "gõ như chữ"),
        (Kind.MONEY, "8.038 triệu", 8_038_000_000, "gõ như chữ"),
        (Kind.MONEY, "1,2 tỷ", 1_200_000_000, "gõ như chữ"),
        (Kind.WHOLE, "1.250", 1250, "gõ như chữ"),
        (Kind.POINTS, "18,0", Fraction(18), "gõ như chữ"),
        (Kind.POINTS, "36.5", Fraction(73, 2), "gõ như chữ"),
        (Kind.CHOICE, "Nhóm sản phẩm thủ công mỹ nghệ", "A", "thành mã A"),
    ],
)
def test_a_certain_repair_is_told(kind, cell, value, told):
    found, repair = read(kind, cell, choices=GROUPS)

    assert found == value
    assert told in repair


@pytest.mark.parametrize(
    ("kind", "cell", "told"),
    [
        (Kind.TAX_CODE, "12345", "10 chữ số"),
        (Kind.TAX_CODE, 12345678901234567, "15 chữ số"),
        (Kind.PHONE, "không có", "số điện thoại"),
        (Kind.MONEY, "5 nhiều", "số tiền"),
        (Kind.MONEY, -5, "số âm"),
        (Kind.MONEY, Decimal("0.5"), "dưới một đồng"),
        (Kind.MONEY, 10**16, "quá lớn"),
        (Kind.WHOLE, Decimal("50.5"), "số nguyên"),
        (Kind.WHOLE, True, "không phải là số"),
        (Kind.POINTS, 41, "tối đa 40"),
        (Kind.POINTS, -1, "số âm"),
        (Kind.POINTS, "ba mươi", "không phải là số"),
        (Kind.POINTS, Decimal("33.333"), "hai chữ số lẻ"),
        (Kind.DATE, "13/13/2026", "13/13/2026"),
        (Kind.DATE, 46178, "ngày/tháng/năm"),
        (Kind.CHOICE, "E", "chọn một trong: A"),
    ],
)
def test_an_unreadable_cell_is_a_fault_with_a_sentence(kind, cell, told):
    with pytest.raises(Unreadable) as caught:
        read(kind, cell, maximum=40, choices=GROUPS)

    assert told in str(caught.value)


def test_money_counts_in_the_unit_of_its_heading_unless_the_cell_names_one():
    assert read(Kind.MONEY, 850, unit=10**6) == (850_000_000, "")
    assert read(Kind.MONEY, Decimal("1.5"), unit=10**9) == (1_500_000_000, "")
    assert read(Kind.MONEY, "850", unit=10**6)[0] == 850_000_000
    assert read(Kind.MONEY, "2 tỷ", unit=10**6)[0] == 2_000_000_000


def test_numbers_as_text_are_no_news_in_files_that_know_text_only():
    assert read(Kind.POINTS, "18,5", typed=False) == (Fraction(37, 2), "")
    assert read(Kind.MONEY, "1.000", typed=False) == (1000, "")


def test_a_column_may_bring_its_own_reader():
    assert read(Kind.TEXT, "x", read=lambda cell: (f"<{cell}>", "đã sửa")) == ("<x>", "đã sửa")


@given(st.integers(0, 4000))
def test_every_hundredth_of_points_is_read_the_same_from_number_and_text(hundredths):
    exact = Fraction(hundredths, 100)
    text = f"{hundredths // 100},{hundredths % 100:02d}"

    assert read(Kind.POINTS, Decimal(hundredths) / 100, maximum=40)[0] == exact
    assert read(Kind.POINTS, text, maximum=40)[0] == exact
