"""Folding, cleaning and telling words alike."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.vietnamese.folding import clean, fold, same_word

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
VIETNAMESE = st.text(alphabet=LETTERS + LETTERS.upper() + " 0123456789-,.", max_size=40)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Đặng Thị Ngọc Ánh", "dang thi ngoc anh"),
        ("ĐỒNG THÁP", "dong thap"),
        ("Ðồng Tháp", "dong thap"),
        ("hòa", "hoa"),
        ("hoà", "hoa"),
        ("  Cơ sở\u00a0 bánh\ttráng\n", "co so banh trang"),
        ("bánh\u200btráng", "banhtrang"),
        ("Số 5/2A – “Út Lợi”", "so 5/2a – “ut loi”"),
        ("", ""),
        ("Ω Щ", "ω щ"),
    ],
)
def test_fold_gives_the_searchable_form(typed, folded):
    assert fold(typed) == folded


@pytest.mark.parametrize("letter", LETTERS)
def test_fold_leaves_ascii_of_every_letter_in_both_compositions_and_cases(letter):
    folded = {fold(unicodedata.normalize(form, case)) for form in ("NFC", "NFD") for case in (letter, letter.upper())}

    assert len(folded) == 1
    assert folded.pop().isascii()


@given(VIETNAMESE)
def test_fold_is_the_same_for_both_compositions_and_stays(text):
    folded = fold(text)

    assert fold(unicodedata.normalize("NFD", text)) == folded
    assert fold(folded) == folded
    assert fold(text.upper()) == folded


@given(VIETNAMESE)
def test_clean_composes_and_squeezes_and_stays(text):
    cleaned = clean(unicodedata.normalize("NFD", f" {text} \u00a0"))

    assert cleaned == " ".join(unicodedata.normalize("NFC", text).split())
    assert clean(cleaned) == cleaned


def test_clean_keeps_tone_placement_and_drops_what_nobody_sees():
    assert clean("\ufeffhoà  bình\u200b") == "hoà bình"


@pytest.mark.parametrize(
    ("first", "second"),
    [("hòa", "hoà"), ("thủy", "thuỷ"), ("Quý", "qúy"), ("HÒA BÌNH", "hoà  bình"), ("Đá", "Ðá"), ("toàn", "tòan")],
)
def test_same_word_ignores_placement_case_and_composition(first, second):
    assert same_word(first, second)
    assert same_word(unicodedata.normalize("NFD", first), second)


@pytest.mark.parametrize(("first", "second"), [("hòa", "hoa"), ("hòa", "hóa"), ("đa", "da"), ("ma mà", "mà ma")])
def test_same_word_tells_apart_different_words(first, second):
    assert not same_word(first, second)
