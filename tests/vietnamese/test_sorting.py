"""Vietnamese alphabetical order, against a second comparison written from the rule."""

import functools
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from khuyencong.vietnamese.sorting import sort_key
from tests.vietnamese.test_folding import VIETNAMESE

ORDER = " ,-.0123456789" + "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]


def parts(letter):
    tone = next((mark for mark in unicodedata.normalize("NFD", letter) if mark in TONES), "")
    rest = "".join(sign for sign in unicodedata.normalize("NFD", letter.lower()) if not tone or sign != tone)
    return ORDER.index(unicodedata.normalize("NFC", rest)), TONES.index(tone), letter != letter.lower()


def compare(first, second):
    rows = [[parts(letter) for letter in " ".join(text.split())] for text in (first, second)]
    for level in range(3):
        left, right = ([row[level] for row in text] for text in rows)
        if left != right:
            return -1 if left < right else 1
    return 0


@given(st.lists(VIETNAMESE, max_size=12))
def test_sort_key_orders_like_a_letter_by_letter_comparison(texts):
    by_key = sorted(texts, key=sort_key)
    by_rule = sorted(texts, key=functools.cmp_to_key(compare))

    assert [sort_key(text) for text in by_key] == [sort_key(text) for text in by_rule]


@given(VIETNAMESE, VIETNAMESE)
def test_sort_keys_are_equal_only_for_equal_text(first, second):
    assert (sort_key(first) == sort_key(second)) == (" ".join(first.split()) == " ".join(second.split()))


@given(VIETNAMESE)
def test_sort_key_is_printable_ascii_and_ignores_composition(text):
    assert sort_key(text).isascii()
    assert sort_key(text).isprintable()
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(text)


def test_sort_key_puts_known_names_in_order():
    expected = [
        "", "- gạch", "3 miền", "an", "An", "An Duy", "ang", "àng", "ảng", "ãng", "áng", "ạng", "ăn", "ân",
        "Dũng", "đan", "Ðan Phượng", "Đức", "jazz", "Phú", "Phù Cát", "ý", "zê", "α", "щ",
    ]  # fmt: skip

    shuffled = sorted(expected, key=len)

    assert sorted(shuffled, key=sort_key) == expected
