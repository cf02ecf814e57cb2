"""The payload of the QR code: small, signed, and bound to its code."""

from datetime import date

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.certificates.rules.codes import from_base32, to_base32
from khuyencong.certificates.rules.tokens import PREFIX, Token, address, read_scanned, seal, unseal
from khuyencong.kernel.refusal import Refusal

CODE = "0000000000000000"
TOKEN = Token(
    key=b"abcd",
    series="GCN-SCT-VINH-LONG",
    number=5,
    year=2026,
    issued_on=date(2026, 11, 20),
    valid_until=date(2028, 12, 31),
    digest=b"0123456789",
)


def sign(data):
    """Stand in for a signature: the ends of what was signed."""
    return (data[:32] + data[-32:]).ljust(64, b".")


def check(_name, signature, data):
    return signature == sign(data)


def test_a_token_says_what_was_sealed():
    assert unseal(CODE, seal(CODE, TOKEN, sign), check) == TOKEN


def test_a_token_is_bound_to_its_code():
    sealed = seal(CODE, TOKEN, sign)

    assert PREFIX.endswith(b"\x00")
    assert unseal("0000000000000001", sealed, lambda _name, signature, data: CODE.encode() in data) is None


@given(st.text(alphabet="0123456789ABCDEFGHJKMNPQRSTVWXYZ!", max_size=200))
def test_rubbish_is_no_token(text):
    assert unseal(CODE, text, check) is None


def test_a_token_of_another_version_is_none():
    sealed = seal(CODE, TOKEN, sign)

    assert unseal(CODE, "2" + sealed[1:], lambda *_: True) is None


def test_a_token_of_another_version_or_of_another_length_is_not_read():
    body = from_base32(seal(CODE, TOKEN, sign))[:-64]

    for changed in (b"\x02" + body[1:], body + b"X"):
        sealed = to_base32(changed + sign(PREFIX + CODE.encode() + changed))
        assert unseal(CODE, sealed, lambda *_: True) is None


def test_the_whole_address_stays_a_code_that_phones_read_from_paper():
    longest = Token(b"abcd", "GCN-SCT-" + "X" * 32, 9_999_999, 2026, TOKEN.issued_on, TOKEN.valid_until, b"0" * 10)

    scanned = address("https://khuyencong.mottinhnaodo.gov.vn", CODE, seal(CODE, longest, sign))

    assert scanned == scanned.upper()
    assert segno.make_qr(scanned, error="m", boost_error=False).version <= 10


def test_a_host_with_a_path_keeps_its_letters():
    assert address("https://x.vn/khuyencong", CODE, "ABC") == f"https://x.vn/khuyencong/k/{CODE}/ABC"


@pytest.mark.parametrize(
    ("text", "token"),
    [
        (CODE, ""),
        ("0000-0000-0000-0000", ""),
        (f"https://x.vn/k/{CODE}", ""),
        (f"https://x.vn/k/{CODE}/", ""),
        (f"HTTPS://X.VN/K/{CODE}/ABC", "ABC"),
        (f" {CODE}/abc ", "ABC"),
    ],
)
def test_what_was_scanned_is_taken_apart(text, token):
    scanned = read_scanned(text)

    assert (scanned.code, scanned.token) == (CODE, token)


@pytest.mark.parametrize("text", ["", "https://x.vn/", "https://x.vn/k/abc", "0000-0000-0000-0001", "0" * 20])
def test_what_holds_no_code_is_refused(text):
    with pytest.raises(Refusal) as no:
        read_scanned(text)

    assert no.value.code in {"certificates.not_a_code", "certificates.mistyped_code"}
