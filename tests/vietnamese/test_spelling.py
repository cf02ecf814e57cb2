"""Numbers in words, against a second speller, and back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.vietnamese.spelling import LIMIT, in_words, read_words
from khuyencong.vietnamese.unreadable import Unreadable
from tests.vietnamese.second_speller import spell

COUNTS = st.one_of(
    st.integers(-(LIMIT - 1), LIMIT - 1),
    st.integers(-2000, 2000),
    st.tuples(st.integers(1, 999), st.integers(0, 15)).map(lambda pair: pair[0] * 10 ** pair[1]),
    st.tuples(st.integers(0, 10**6), st.integers(0, 10**4)).map(lambda pair: pair[0] * 10**9 + pair[1]),
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (55, "năm mươi lăm"),
        (101, "một trăm linh một"),
        (111, "một trăm mười một"),
        (300, "ba trăm"),
        (1001, "một nghìn không trăm linh một"),
        (1005, "một nghìn không trăm linh năm"),
        (1010, "một nghìn không trăm mười"),
        (105_000, "một trăm linh năm nghìn"),
        (1_000_000, "một triệu"),
        (1_000_005, "một triệu không trăm linh năm"),
        (2_000_001, "hai triệu không trăm linh một"),
        (1_250_000, "một triệu hai trăm năm mươi nghìn"),
        (12_000_000_015, "mười hai tỷ không trăm mười lăm"),
        (1_000_000_000_000, "một nghìn tỷ"),
        (1_234_567_890, "một tỷ hai trăm ba mươi tư triệu năm trăm sáu mươi bảy nghìn tám trăm chín mươi"),
        (-5, "âm năm"),
    ],
)
def test_in_words_spells_known_numbers(number, words):
    assert in_words(number) == words
    assert spell(number) == words
    assert read_words(words) == number


@given(COUNTS)
def test_in_words_agrees_with_a_second_speller_and_is_read_back(number):
    words = in_words(number)

    assert words == spell(number)
    assert read_words(words) == number
    assert read_words(unicodedata.normalize("NFD", words.upper())) == number


def test_every_small_number_agrees_with_the_second_speller():
    assert [in_words(number) for number in range(20_000)] == [spell(number) for number in range(20_000)]


def test_in_words_stops_at_the_limit():
    with pytest.raises(ValueError):
        in_words(LIMIT)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("một ngàn không trăm lẻ một", 1001),
        ("một trăm linh tư", 104),
        ("hai tỉ", 2 * 10**9),
        ("hai mươi nhăm", 25),
        ("bẩy mươi", 70),
        ("hai mươi bốn", 24),
    ],
)
def test_read_words_knows_the_variants(words, number):
    assert read_words(words) == number


@pytest.mark.parametrize(
    "words",
    ["", "âm", "abc", "một hai", "trăm", "một trăm linh", "mười mười", "hai mươi ba bốn", "một nghìn hai triệu",
     "một mươi", "không mươi", "hai ba mươi", "nghìn", "một tỷ một hai", "một trăm hai trăm", "linh năm"],
)  # fmt: skip
def test_read_words_refuses_what_is_no_number(words):
    with pytest.raises(Unreadable) as caught:
        read_words(words)

    assert str(caught.value) == f"Không đọc được số bằng chữ “{words}”."
