"""Our layout of QR codes equals segno's, module by module; where segno adds a needless word, an outside reader judges."""

import subprocess

import pytest
import segno
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PIL import Image

from khuyencong.certificates.adapters.modules import SIGNS, _length, _version, rows

TEXT = "HTTPS://X.VN/K/" + "0123456789ABCDEFGHJKMNPQRSTVWXYZ" * 70


def by_segno(text):
    code = segno.make_qr(text, error="m", mask=3, boost_error=False)
    return [bytes(48 + module for module in row) for row in code.matrix]


def fills_a_word_with_its_end(text):
    version = _version(text)
    return version is not None and _length(text, version) % 8 == 4


@settings(max_examples=60)
@given(st.text(alphabet=SIGNS, min_size=179, max_size=420).filter(lambda text: not text.isdigit()))
def test_any_text_of_capitals_is_laid_out_as_segno_does(text):
    assume(not fills_a_word_with_its_end(text))

    assert rows(text) == by_segno(text)


@pytest.mark.parametrize("length", [*range(180, 315), 366, 419, 668, 1500])
def test_every_length_up_to_a_size_and_over_it(length, tmp_path):
    text = TEXT[:length]

    if fills_a_word_with_its_end(text):
        assert read_by_others(text, tmp_path) == text
    else:
        assert rows(text) == by_segno(text)


@pytest.mark.parametrize("text", ["https://x.vn/khuyencong/k/ABC/" + "a" * 150, "Đặng" * 40, "ABC" * 900])
def test_other_signs_and_longer_texts_are_left_to_segno(text):
    assert rows(text) == by_segno(text)


def test_the_outside_reader_notices_a_code_that_says_something_else(tmp_path):
    assert read_by_others(TEXT[:200], tmp_path) != TEXT[:199]


def read_by_others(text, folder):
    lines = rows(text)
    side = len(lines) + 8
    picture = Image.new("L", (side, side), 255)
    for number, row in enumerate(lines):
        for place, module in enumerate(row):
            picture.putpixel((place + 4, number + 4), 0 if module == 49 else 255)
    path = folder / "code.png"
    picture.resize((side * 4, side * 4), Image.Resampling.NEAREST).save(path)
    read = subprocess.run(["zbarimg", "-q", "--raw", path], check=True, capture_output=True, text=True)
    return read.stdout.strip()
