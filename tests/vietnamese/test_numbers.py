"""Numbers as typed, by the five rules, and written back."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.vietnamese.numbers import format_decimal, is_nfc, plain_decimal, read_number, read_whole
from khuyencong.vietnamese.unreadable import Unreadable


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", 0),
        ("36", 36),
        (" 36 ", 36),
        ("+5", 5),
        ("-5", -5),
        ("\u22125,5", Fraction(-11, 2)),
        ("36,5", Fraction(73, 2)),
        ("36.5", Fraction(73, 2)),
        ("0,125", Fraction(1, 8)),
        ("0.125", Fraction(1, 8)),
        ("1.25", Fraction(5, 4)),
        ("1.250", 1250),
        ("1,250", Fraction(5, 4)),
        ("1234.567", Fraction(1234567, 1000)),
        ("1.250.000", 1250000),
        ("1,250,000", 1250000),
        ("1 250 000", 1250000),
        ("1\u00a0250\u202f000", 1250000),
        ("1.250.000,50", Fraction(2500001, 2)),
        ("1,250,000.50", Fraction(2500001, 2)),
        ("1 250 000,5", Fraction(2500001, 2)),
        ("1 250.5", Fraction(2501, 2)),
        ("007", 7),
    ],
)
def test_read_number_follows_the_rules(typed, number):
    assert read_number(typed) == number


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "Ô trống, cần một số."),
        ("\u00a0", "Ô trống, cần một số."),
        ("abc", "“abc” không phải là số."),
        ("5 m2", "“5 m2” không phải là số."),
        ("1..5", "“1..5” không phải là số."),
        ("٣", "“٣” không phải là số."),
        ("1E+09", "“1E+09” không phải là số."),
        ("1" * 41, "“" + "1" * 40 + "” không phải là số."),
        ("1.25.000", "“1.25.000” đặt dấu không đều; viết 1.250.000 hoặc 1.250.000,5."),
        ("0.250.000", "“0.250.000” đặt dấu không đều; viết 1.250.000 hoặc 1.250.000,5."),
        ("1.250,000,5", "“1.250,000,5” đặt dấu không đều; viết 1.250.000 hoặc 1.250.000,5."),
        ("1.250 000", "“1.250 000” đặt dấu không đều; viết 1.250.000 hoặc 1.250.000,5."),
        ("1 250.000.000", "“1 250.000.000” đặt dấu không đều; viết 1.250.000 hoặc 1.250.000,5."),
        ("12 34", "“12 34” đặt dấu không đều; viết 1.250.000 hoặc 1.250.000,5."),
    ],
)
def test_read_number_refuses_what_is_not_certain(typed, reason):
    with pytest.raises(Unreadable) as caught:
        read_number(typed)

    assert str(caught.value) == reason


def test_read_whole_takes_whole_numbers_only():
    assert read_whole("36,0") == 36
    with pytest.raises(ValueError) as caught:
        read_whole("1,250")
    assert str(caught.value) == (
        "“1,250” là số lẻ (1,25), cần số nguyên; dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần thập phân."
    )


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_a_written_number_is_read_back(units, places):
    number = Fraction(units, 10**places)
    if places == 3 and abs(number) < 1000:
        return  # "1.250" is the documented exception of rule 5 for the plain form

    assert read_number(format_decimal(number, places)) == number
    assert read_number(plain_decimal(number, places)) == number


@given(st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**4), st.integers(0, 4))
def test_rounding_is_half_away_from_zero(number, places):
    exact = Decimal(number.numerator * 10**places * 10**12 // number.denominator).scaleb(-12)
    expected = exact.quantize(Decimal(1), rounding=ROUND_HALF_UP).scaleb(-places)
    half = (abs(number) * 10**places * 2).denominator == 1
    if number < 0 and not half and (exact * 2) % 1 == 0:
        return  # the decimal comparison lost the remainder

    assert Decimal(plain_decimal(number, places)) == expected


@pytest.mark.parametrize(
    ("number", "places", "written", "plain"),
    [
        (Fraction(2579, 31), 2, "83,19", "83.19"),
        (Fraction(84), 2, "84,00", "84.00"),
        (Fraction(1, 200), 2, "0,01", "0.01"),
        (Fraction(-1, 200), 2, "-0,01", "-0.01"),
        (Fraction(-1, 1000), 2, "0,00", "0.00"),
        (Fraction(2500001, 2), 1, "1.250.000,5", "1250000.5"),
        (Fraction(5, 2), 0, "3", "3"),
    ],
)
def test_numbers_are_written_with_comma_or_point(number, places, written, plain):
    assert format_decimal(number, places) == written
    assert plain_decimal(number, places) == plain


def test_is_nfc_tells_composed_text():
    assert is_nfc("triệu")
    assert not is_nfc("trie\u0323\u0302u")
