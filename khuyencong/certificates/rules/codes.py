"""Verification codes: 15 random signs and one that tells slips of the hand apart from unknown codes. Pure.

Signs are Crockford's base 32: no I, L, O or U, so that a code read from paper cannot be mistyped by look.
75 random bits cannot be counted through; with the signed payload of the QR code an address holds 587.
"""

from __future__ import annotations

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
RANDOM_BYTES = 10
_VALUES = {sign: value for value, sign in enumerate(SIGNS)} | {"O": 0, "I": 1, "L": 1}


def make_code(randomness: bytes) -> str:
    """Return the code made of ten random bytes, of which 75 bits are used."""
    if len(randomness) != RANDOM_BYTES:
        raise ValueError(f"{RANDOM_BYTES} random bytes are needed")
    number = int.from_bytes(randomness, "big") >> 5
    body = [number >> (5 * place) & 31 for place in reversed(range(LENGTH - 1))]
    return "".join(SIGNS[value] for value in [*body, _check(body)])


def read_code(text: str) -> str:
    """Return the code as stored: capitals, without spaces and hyphens, look-alikes put right.

    :raises Refusal: where it cannot be a code of ours.
    """
    typed = "".join(text.split()).replace("-", "").upper()
    if len(typed) != LENGTH or any(sign not in _VALUES for sign in typed):
        raise Refusal(
            "certificates.not_a_code",
            _("“%(text)s” không phải là mã kiểm tra; mã gồm 16 chữ và số, in dưới mã QR."),
            text=text[:40],
        )
    values = [_VALUES[sign] for sign in typed]
    if _check(values[:-1]) != values[-1]:
        raise Refusal(
            "certificates.mistyped_code",
            _("Mã “%(text)s” gõ chưa đúng một ký tự nào đó; hãy so lại với mã in trên giấy."),
            text=grouped(typed),
        )
    return "".join(SIGNS[value] for value in values)


def grouped(code: str) -> str:
    """Return the code in groups of four, as people read it."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _check(values: list[int]) -> int:
    """Return a sign that changes with any one sign and with any two neighbours swapped (weights modulo 31)."""
    return sum(weight * value for weight, value in enumerate(values, start=1)) % 31


def to_base32(data: bytes) -> str:
    """Return bytes in the signs of codes, which QR readers take in their compact mode."""
    number, length = int.from_bytes(data, "big"), (len(data) * 8 + 4) // 5
    return "".join(SIGNS[number >> (5 * place) & 31] for place in reversed(range(length)))


def from_base32(text: str) -> bytes:
    """Return the bytes that ``to_base32`` wrote.

    :raises ValueError: where the text is not their one form.
    """
    number = 0
    for sign in text:
        if sign not in SIGNS:
            raise ValueError(f"not base 32: {sign!r}")
        number = number << 5 | SIGNS.index(sign)
    length = len(text) * 5 // 8
    if number >> (8 * length):
        raise ValueError("bits are left over")
    return number.to_bytes(length, "big")
