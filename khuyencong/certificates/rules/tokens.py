"""The signed payload inside the QR code, which is checked with the office's public key alone. Pure.

The address is ``https://HOST/K/CODE/TOKEN`` in capitals, which QR codes hold in 5.5 bits a sign. The token
is version, name of the key, number, year, first and last day, digest of product and maker, series,
then the Ed25519 signature over a fixed prefix, the code and all of these.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from khuyencong.certificates.rules.codes import LENGTH, from_base32, read_code, to_base32

VERSION = 1
PREFIX = b"khuyencong certificate 1\x00"
SIGNATURE = 64
_HEAD = struct.Struct(">B4sIHHH10sB")
_FIRST_DAY = date(2000, 1, 1)
_ADDRESS = re.compile(r"(?:.*/k/)?([0-9a-z -]{16,24})(?:/([0-9a-z]+))?/?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """What the QR code says by itself."""

    key: bytes
    series: str
    number: int
    year: int
    issued_on: date
    valid_until: date
    digest: bytes


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was typed or scanned: the code, and the token where there was one."""

    code: str
    token: str


def seal(code: str, token: Token, sign: Callable[[bytes], bytes]) -> str:
    """Return the token as text, signed together with the code it belongs to."""
    body = _encode(token)
    return to_base32(body + sign(PREFIX + code.encode() + body))


def unseal(code: str, text: str, verify: Callable[[bytes, bytes, bytes], bool]) -> Token | None:
    """Return the token of a code, or ``None`` where it is not signed by a key we know.

    ``verify`` takes the name of the key, the signature and the signed bytes.
    """
    try:
        data = from_base32(text.upper())
        token = _decode(data[:-SIGNATURE])
    except (ValueError, struct.error):
        return None
    signed = PREFIX + code.encode() + data[:-SIGNATURE]
    return token if verify(token.key, data[-SIGNATURE:], signed) else None


def address(base: str, code: str, token: str) -> str:
    """Return the address in the QR code, in capitals where the host has no path of its own."""
    plain = f"{base}/k/{code}/{token}"
    return plain.upper() if base.count("/") == 2 else plain


def read_scanned(text: str) -> Scanned:
    """Read a typed code, a short address or everything a QR code says.

    :raises Refusal: where there is no code of ours in it.
    """
    found = _ADDRESS.fullmatch(text.strip())
    if found is None or len(found[1].replace("-", "").replace(" ", "")) != LENGTH:
        return Scanned(read_code(text), "")
    return Scanned(read_code(found[1]), (found[2] or "").upper())


def _encode(token: Token) -> bytes:
    series = token.series.encode()
    first, last = ((day - _FIRST_DAY).days for day in (token.issued_on, token.valid_until))
    return _HEAD.pack(VERSION, token.key, token.number, token.year, first, last, token.digest, len(series)) + series


def _decode(body: bytes) -> Token:
    version, key, number, year, first, last, digest, length = _HEAD.unpack(body[: _HEAD.size])
    series = body[_HEAD.size :]
    if version != VERSION or length != len(series):
        raise ValueError("not a token of this version")
    issued_on, valid_until = (_FIRST_DAY + timedelta(days=days) for days in (first, last))
    return Token(key, series.decode(), number, year, issued_on, valid_until, digest)
