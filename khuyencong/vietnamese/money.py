"""Amounts in đồng as offices type them, and amounts in words for papers. Pure."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from khuyencong.kernel.money import LIMIT
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.vietnamese.folding import clean, fold
from khuyencong.vietnamese.numbers import read_number
from khuyencong.vietnamese.spelling import in_words, read_words
from khuyencong.vietnamese.unreadable import Unreadable

_SIZES: Final = {
    "ty": 10**9, "ti": 10**9,
    "trieu": 10**6, "tr": 10**6,
    "nghin": 10**3, "ngan": 10**3, "ng": 10**3, "n": 10**3, "k": 10**3,
}  # fmt: skip  # a table reads better as a table
_CURRENCY: Final = r"(?:dong|vnd|d|₫)"
_CURRENCY_FIRST: Final = re.compile(r"(?:vnd|₫)\s*(?=[0-9])")
_CURRENCY_LAST: Final = re.compile(rf"\s*\.?\s*{_CURRENCY}\s*(?:chan)?\.?$")
_PART: Final = re.compile(r"([0-9][0-9., ]*?)\s*(ty|ti|trieu|tr|nghin|ngan|ng|n|k)(?![a-z])\s*(?:,|va\b)?\s*")
_HALF: Final = re.compile(r"ruoi\s*")


def read_dong(text: str) -> int:
    """Read an amount in whole đồng: ``1.250.000``, ``1,2 tỷ``, ``8.038 triệu``, ``1 tỷ 250 triệu``, or in words.

    Each number is read by the rules of ``numbers``; so "8.038 triệu" is 8 038 million.

    :raises Unreadable: with the reason in Vietnamese; also below zero, for parts of a đồng, and for
        a number without unit after a part with one ("1 tỷ 2").
    """
    typed = clean(text)
    if not typed:
        raise Unreadable(_("Ô trống, cần một số tiền."))
    bare = _CURRENCY_LAST.sub("", _CURRENCY_FIRST.sub("", fold(typed)), count=1).strip()
    amount = _read(bare, typed)
    if amount < 0:
        raise Unreadable(_("“%(text)s” là số âm; số tiền không được âm."), text=typed)
    if amount.denominator != 1:
        raise Unreadable(_("“%(text)s” lẻ dưới một đồng; số tiền là số nguyên đồng."), text=typed)
    if amount >= LIMIT:
        raise Unreadable(_("“%(text)s” quá lớn, hãy kiểm tra lại đơn vị."), text=typed)
    return amount.numerator


def _read(bare: str, typed: str) -> Fraction:
    if not any(sign.isdigit() for sign in bare):
        return Fraction(read_words(bare) if bare else _refuse(typed))
    if not any(sign.isalpha() for sign in bare):
        return read_number(bare)
    return _read_parts(bare, typed)


def _read_parts(bare: str, typed: str) -> Fraction:
    total, last, place = Fraction(0), LIMIT, 0
    while place < len(bare):
        part = _PART.match(bare, place)
        half = _HALF.fullmatch(bare, place)
        if part and _SIZES[part[2]] < last:
            last = _SIZES[part[2]]
            total += read_number(part[1]) * last
            place = part.end()
        elif half and last < LIMIT:
            return total + Fraction(last, 2)
        else:
            _refuse(typed)
    return total


def _refuse(typed: str) -> int:
    raise Unreadable(
        _("Không đọc được số tiền “%(text)s”; viết 1.250.000, 850 triệu, 1,2 tỷ hoặc 1 tỷ 250 triệu."), text=typed
    )


def words(dong: int) -> str:
    """Write an amount for a paper: ``Một tỷ hai trăm triệu đồng``."""
    spelled = in_words(dong)
    return f"{spelled[0].upper()}{spelled[1:]} đồng"
