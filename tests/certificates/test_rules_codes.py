"""Codes and serials: made, typed, mistyped."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from khuyencong.certificates.rules.codes import (
    LENGTH,
    RANDOM_BYTES,
    SIGNS,
    from_base32,
    grouped,
    make_code,
    read_code,
    to_base32,
)
from khuyencong.certificates.rules.serials import read_serial, serial, series_of
from khuyencong.kernel.refusal import Refusal

randomness = st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES)


@given(randomness)
def test_a_code_is_read_as_it_was_made(random):
    code = make_code(random)

    assert len(code) == LENGTH
    assert read_code(code) == read_code(grouped(code).lower()) == code


@given(randomness, st.integers(0, LENGTH - 2), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_noticed(random, place, sign):
    code = make_code(random)
    # The weights are taken modulo 31, so that the first and the last sign of the alphabet look alike.
    assume(sign != code[place] and {sign, code[place]} != {SIGNS[0], SIGNS[31]})

    with pytest.raises(Refusal) as no:
        read_code(code[:place] + sign + code[place + 1 :])

    assert no.value.code == "certificates.mistyped_code"


@given(randomness, st.integers(0, LENGTH - 3))
def test_two_neighbours_swapped_are_noticed(random, place):
    code = make_code(random)
    first, second = code[place], code[place + 1]
    assume(first != second and {first, second} != {SIGNS[0], SIGNS[31]})

    with pytest.raises(Refusal):
        read_code(code[:place] + second + first + code[place + 2 :])


@pytest.mark.parametrize("text", ["", "0" * 15, "0" * 17, "U" * 16, "ă" * 16])
def test_what_has_another_shape_is_no_code(text):
    with pytest.raises(Refusal) as no:
        read_code(text)

    assert no.value.code == "certificates.not_a_code"


def test_a_code_needs_its_randomness():
    with pytest.raises(ValueError, match="10 random bytes"):
        make_code(b"")


@given(st.binary(max_size=120))
def test_base_32_gives_back_what_it_took(data):
    assert from_base32(to_base32(data)) == data


@pytest.mark.parametrize("text", ["!", "z", "ZZ"])
def test_base_32_has_one_form_only(text):
    with pytest.raises(ValueError, match=r"base 32|left over"):
        from_base32(text)


@pytest.mark.parametrize(("number", "printed"), [(1, "01"), (9, "09"), (10, "10"), (1234, "1234")])
def test_serials_below_ten_are_padded(number, printed):
    assert serial("GCN-X", 2026, number) == f"{printed}/2026/GCN-X"


@given(st.integers(1, 9_999_999), st.integers(2000, 2200))
def test_a_serial_is_read_as_it_is_printed(number, year):
    assert read_serial(f" {serial('GCN-SCT-VINH-LONG', year, number).lower()} ") == ("GCN-SCT-VINH-LONG", year, number)


@pytest.mark.parametrize("text", ["", "05", "05/16/GCN", "x/2026/GCN", "05/2026/"])
def test_what_has_another_shape_is_no_serial(text):
    with pytest.raises(Refusal) as no:
        read_serial(text)

    assert no.value.code == "certificates.not_a_serial"


def test_offices_have_their_own_series():
    assert series_of("sct-vinh-long") == "GCN-SCT-VINH-LONG"
