"""Whole numbers in Vietnamese words, and words back to numbers. Pure.

Wording: "linh" before a lone unit (một trăm linh năm), "mốt", "tư" and "lăm" after "mươi", "lăm" after
"mười", "không trăm" in every group after the first, "nghìn" and "tỷ". The reader also knows "lẻ",
"ngàn", "tỉ", "nhăm" and "bẩy".
"""

from __future__ import annotations

from typing import Final

from khuyencong.kernel.words import gettext_noop as _
from khuyencong.vietnamese.folding import clean, fold
from khuyencong.vietnamese.unreadable import Unreadable

LIMIT: Final = 10**18
_BILLION: Final = 10**9
_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS: Final = {1: "mốt", 4: "tư", 5: "lăm"}
_GROUPS: Final = ((10**6, "triệu"), (10**3, "nghìn"), (1, ""))


def in_words(number: int) -> str:
    """Write a whole number in small letters: ``một nghìn không trăm linh năm``.

    :raises ValueError: at or beyond a billion billions, which no office counts.
    """
    if abs(number) >= LIMIT:
        raise ValueError(f"beyond the limit of {LIMIT}: {number}")
    if number == 0:
        return _DIGITS[0]
    words = _billions(abs(number))
    return " ".join(["âm", *words] if number < 0 else words)


def _billions(number: int) -> list[str]:
    high, low = divmod(number, _BILLION)
    words = [*_below_billion(high, leading=True), "tỷ"] if high else []
    return words + _below_billion(low, leading=not high)


def _below_billion(number: int, *, leading: bool) -> list[str]:
    words: list[str] = []
    for size, name in _GROUPS:
        group = number // size % 1000
        if group:
            words += _group(group, full=not leading)
            words += [name] if name else []
            leading = False
    return words


def _group(group: int, *, full: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    spoken = full or hundreds > 0
    words = [_DIGITS[hundreds], "trăm"] if spoken else []
    tens, units = divmod(rest, 10)
    if tens == 0:
        return words if units == 0 else [*words, *(["linh"] if spoken else []), _DIGITS[units]]
    if tens == 1:
        return [*words, "mười", *_unit(units, {5: "lăm"})]
    return [*words, _DIGITS[tens], "mươi", *_unit(units, _AFTER_TENS)]


def _unit(units: int, special: dict[int, str]) -> list[str]:
    return [special.get(units, _DIGITS[units])] if units else []


_SPOKEN: Final = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5,
    "sau": 6, "bay": 7, "tam": 8, "chin": 9,
}  # fmt: skip  # a table reads better as a table
_SIZES: Final = {"nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "ty": _BILLION, "ti": _BILLION}


def read_words(text: str) -> int:
    """Read a whole number written in words, as ``in_words`` writes it or with the usual variants.

    :raises Unreadable: with the reason in Vietnamese.
    """
    words = fold(text).split()
    negative = words[:1] == ["am"]
    try:
        number = _read_billions(words[1:] if negative else words)
    except (LookupError, ValueError):
        raise Unreadable(_("Không đọc được số bằng chữ “%(text)s”."), text=clean(text)) from None
    return -number if negative else number


def _read_billions(words: list[str]) -> int:
    for place in range(len(words) - 1, -1, -1):
        if _SIZES.get(words[place]) == _BILLION:
            low = words[place + 1 :]
            return _read_sized(words[:place]) * _BILLION + (_read_sized(low) if low else 0)
    return _read_sized(words)


def _read_sized(words: list[str]) -> int:
    """Read below a billion: groups with falling sizes."""
    total, group, last = 0, list[str](), _BILLION
    for word in words:
        size = _SIZES.get(word)
        if size is None:
            group.append(word)
            continue
        if size >= last:
            raise ValueError(word)
        total += _read_group(group) * size
        group, last = [], size
    if group or last == _BILLION:
        total += _read_group(group)
    return total


def _read_group(words: list[str]) -> int:
    hundreds = 0
    if "tram" in words:
        place = words.index("tram")
        (hundred,) = words[:place]
        hundreds, words = _SPOKEN[hundred], words[place + 1 :]
        if not words:
            return hundreds * 100
        if words[0] in {"linh", "le"}:
            (unit,) = words[1:]
            return hundreds * 100 + _SPOKEN[unit]
    return hundreds * 100 + _read_tens(words)


def _read_tens(words: list[str]) -> int:
    if "muoi" not in words:
        (unit,) = words
        return _SPOKEN[unit]
    place = words.index("muoi")
    tens = _SPOKEN[words[0]] if place == 1 else 1
    if place > 1 or tens == 0 or (place == 1 and tens == 1):
        raise ValueError(words)
    rest = words[place + 1 :]
    if not rest:
        return tens * 10
    (unit,) = rest
    return tens * 10 + _SPOKEN[unit]
