"""Folding for search, cleaning for storage, and telling whether two spellings are one word. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_STROKED: Final = "đĐðÐɖƉ"
"""đ as typed, and the two look-alikes that old keyboards and fonts leave behind."""

STROKES: Final = {ord(letter): "đ" for letter in _STROKED}
"""Translate table from every small or capital look-alike to đ."""

_INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_LETTERS: Final = (range(0x00C0, 0x0250), range(0x1E00, 0x1F00), range(0x2126, 0x212C))
_MARKS: Final = range(0x0300, 0x0370)
_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
_WORD: Final = re.compile(r"\w+")


def _bare(letter: str) -> str:
    decomposed = unicodedata.normalize("NFD", letter.lower())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _folding_table() -> dict[int, str]:
    table = {code: chr(code).lower() for code in range(0x80)}  # a missing key costs an exception each time
    table |= {code: _bare(chr(code)) for span in _LETTERS for code in span}
    table |= {ord(letter): "d" for letter in _STROKED}
    table |= dict.fromkeys(_MARKS, "")
    table |= {ord(sign): "" for sign in _INVISIBLE}
    return table


_FOLD: Final = _folding_table()
_CLEAN: Final = dict.fromkeys(map(ord, _INVISIBLE), "")


def fold(text: str) -> str:
    """Return the text for search: lower case, without marks, đ as d, single spaces.

    Composition (NFC or NFD) and tone placement (hòa, hoà) make no difference.
    """
    folded = unicodedata.normalize("NFC", text).translate(_FOLD)
    if not folded.isascii():
        folded = folded.lower()
    return " ".join(folded.split())


def clean(text: str) -> str:
    """Return the text for storage: NFC, single spaces, nothing invisible; tone placement as typed."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_CLEAN)).split())


def same_word(first: str, second: str) -> bool:
    """Tell whether two spellings differ only in case, composition, spaces or place of the tone mark.

    ``hòa`` and ``hoà`` are one word; ``hòa`` and ``hoa`` are two.
    """
    return _toned_key(first) == _toned_key(second)


def _toned_key(text: str) -> str:
    return _WORD.sub(_tones_last, clean(text).lower().translate(STROKES))


def _tones_last(word: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFD", word.group())
    letters = "".join(sign for sign in decomposed if sign not in _TONES)
    return letters + "".join(sorted(sign for sign in decomposed if sign in _TONES))
