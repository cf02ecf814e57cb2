"""Amounts as offices type them."""

import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.kernel.money import LIMIT
from khuyencong.vietnamese.money import read_dong, words
from khuyencong.vietnamese.numbers import format_decimal
from khuyencong.vietnamese.unreadable import Unreadable


@pytest.mark.parametrize(
    ("typed", "dong"),
    [
        ("1.250.000", 1_250_000),
        ("1,250,000", 1_250_000),
        ("1250000", 1_250_000),
        ("1\u00a0250\u00a0000 ₫", 1_250_000),
        ("1.250.000đ", 1_250_000),
        ("1.250.000 VNĐ", 1_250_000),
        ("VND 1.250.000", 1_250_000),
        ("1.250.000,00 đồng", 1_250_000),
        ("1.250.000 đồng chẵn.", 1_250_000),
        ("35.000", 35_000),
        ("0", 0),
        ("1,2 tỷ", 1_200_000_000),
        ("1.2 tỷ", 1_200_000_000),
        ("1,2 tỉ đồng", 1_200_000_000),
        ("850 triệu", 850_000_000),
        ("850tr", 850_000_000),
        ("850 TRIỆU ĐỒNG", 850_000_000),
        ("12 trđ", 12_000_000),
        ("12 tr.đ", 12_000_000),
        ("12,5 trđ", 12_500_000),
        ("8.038 triệu", 8_038_000_000),
        ("1.250 nghìn đồng", 1_250_000),
        ("35 ngàn", 35_000),
        ("35k", 35_000),
        ("1 tỷ 250 triệu", 1_250_000_000),
        ("1 tỷ, 250 triệu đồng", 1_250_000_000),
        ("1 tỷ và 250 triệu", 1_250_000_000),
        ("1 tỷ 250 triệu 500 nghìn", 1_250_500_000),
        ("2 tỷ rưỡi", 2_500_000_000),
        ("một tỷ hai trăm triệu đồng", 1_200_000_000),
    ],
)
def test_read_dong_reads_every_way_offices_type(typed, dong):
    assert read_dong(typed) == dong
    assert read_dong(unicodedata.normalize("NFD", f"  {typed}\u00a0")) == dong


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "Ô trống, cần một số tiền."),
        ("-5.000", "“-5.000” là số âm; số tiền không được âm."),
        ("1,5", "“1,5” lẻ dưới một đồng; số tiền là số nguyên đồng."),
        ("1.000.000 tỷ", "“1.000.000 tỷ” quá lớn, hãy kiểm tra lại đơn vị."),
        ("chưa rõ", "Không đọc được số bằng chữ “chua ro”."),
        ("1.25.000", "“1.25.000” đặt dấu không đều; viết 1.250.000 hoặc 1.250.000,5."),
        ("1,2.3 tỷ", "“1,2.3” đặt dấu không đều; viết 1.250.000 hoặc 1.250.000,5."),
    ],
)
def test_read_dong_refuses_with_the_reason(typed, reason):
    with pytest.raises(Unreadable) as caught:
        read_dong(typed)

    assert str(caught.value) == reason


@pytest.mark.parametrize(
    "typed",
    ["đồng", "1 tỷ 2", "1 triệu 2 tỷ", "khoảng 5 triệu", "5 triệu/năm", "rưỡi 5", "5 rưỡi", "5 triệu rưỡi 3", "triệu 5",
     "10 USD"],
)  # fmt: skip
def test_read_dong_refuses_what_is_not_certain(typed):
    with pytest.raises(Unreadable) as caught:
        read_dong(typed)

    assert str(caught.value) == (
        f"Không đọc được số tiền “{typed}”; viết 1.250.000, 850 triệu, 1,2 tỷ hoặc 1 tỷ 250 triệu."
    )


@given(st.integers(0, LIMIT - 1))
def test_an_amount_written_either_way_is_read_back(dong):
    written = f"{dong:,}".replace(",", ".")

    assert read_dong(written) == dong
    assert read_dong(f"{written} đồng") == dong
    assert read_dong(words(dong)) == dong


@given(st.integers(1, 999), st.integers(1, 999), st.integers(0, 999))
def test_parts_add_up(billions, millions, thousands):
    dong = billions * 10**9 + millions * 10**6 + thousands * 10**3

    assert read_dong(f"{billions} tỷ {millions} triệu {thousands} nghìn") == dong
    assert read_dong(f"{format_decimal(billions + Fraction(millions, 1000), 3)} tỷ") == dong - thousands * 10**3


def test_words_open_with_a_capital_and_end_with_the_currency():
    assert words(1_200_000_000) == "Một tỷ hai trăm triệu đồng"
    assert words(0) == "Không đồng"
    assert words(-5) == "Âm năm đồng"
