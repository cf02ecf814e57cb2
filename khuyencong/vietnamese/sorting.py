"""Vietnamese alphabetical order as a text key that any database can compare byte by byte. Pure.

Order: letters of the whole text first (a ă â b c d đ e ê …), then tones (ngang, huyền, hỏi, ngã, sắc,
nặng), then small before capital letters. A space comes before every sign, signs before digits, digits
before letters, other alphabets last.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from khuyencong.vietnamese.folding import STROKES, clean

_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES: Final = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}

# Every weight is printable ASCII: " " parts the levels, "!" is a space, '"' opens a sign,
# digits stand for themselves, letters run from "A" on, "~" opens another alphabet.
_LETTER_WEIGHTS: Final = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}


def sort_key(text: str) -> str:
    """Return the key; keys in byte order (SQLite BINARY, PostgreSQL "C") are texts in Vietnamese order."""
    typed = clean(text)
    tones = typed.translate(_TONE).rstrip("0")
    cases = typed.translate(_CASE).rstrip("0")
    return f"{typed.translate(_LETTER)} {tones} {cases}".rstrip()


class _Weights(dict[int, str]):
    """A translate table that works out one level of a letter's weight on first sight."""

    def __init__(self, level: int) -> None:
        super().__init__()
        self.level = level

    def __missing__(self, code: int) -> str:
        self[code] = weight = _weigh(chr(code))[self.level]
        return weight


def _weigh(letter: str) -> tuple[str, str, str]:
    small = letter.lower()
    case = "0" if small == letter else "1"
    small = small.translate(STROKES)
    tone = "0"
    kept = []
    for sign in unicodedata.normalize("NFD", small):
        if sign in _TONES:
            tone = _TONES[sign]
        else:
            kept.append(sign)
    base = unicodedata.normalize("NFC", "".join(kept))
    return _primary(base), tone, case


def _primary(base: str) -> str:
    if base in _LETTER_WEIGHTS:
        return _LETTER_WEIGHTS[base]
    if base == " ":
        return "!"
    if base.isdecimal() and base.isascii():
        return base
    return ("~" if base[:1].isalpha() else '"') + base


_LETTER: Final = _Weights(0)
_TONE: Final = _Weights(1)
_CASE: Final = _Weights(2)
