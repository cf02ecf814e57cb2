"""Numbers as offices type them, read exactly; and exact numbers written with a comma. Pure.

How a text is read, since "." and "," are both typed for both purposes:

1. Spaces of any kind part thousands, and then stand between groups of exactly three digits.
2. Where both signs occur, the last one to occur is the decimal sign and occurs once; the other parts
   thousands.
3. A sign that occurs more than once parts thousands.
4. A single comma is the decimal sign, always: "1,250" is one and a quarter.
5. A single point parts thousands where one to three digits, not beginning with 0, stand before it and
   exactly three after it: "1.250" is one thousand two hundred and fifty. Otherwise it is the decimal
   sign: "36.5", "0.125", "1.25".

Rule 4 and 5 follow the Vietnamese way of writing numbers; a text that fits no rule is refused, not guessed.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import Final

from khuyencong.kernel.words import gettext_noop as _
from khuyencong.vietnamese.folding import clean
from khuyencong.vietnamese.unreadable import Unreadable

LONGEST: Final = 40
"""Texts beyond this many signs are not numbers that somebody typed."""

_SHAPE: Final = re.compile(r"[+-]?[0-9]+(?:[., ][0-9]+)*")
_THOUSANDS: Final = re.compile(r"[1-9][0-9]{0,2}(?:[., ][0-9]{3})+")


def read_number(text: str) -> Fraction:
    """Read a number exactly, by the five rules above.

    :raises Unreadable: with the reason in Vietnamese, for anything else.
    """
    typed = clean(text)
    shape = typed.replace("\u2212", "-")
    if not typed:
        raise Unreadable(_("Ô trống, cần một số."))
    if len(shape) > LONGEST or not _SHAPE.fullmatch(shape):
        raise Unreadable(_("“%(text)s” không phải là số."), text=typed[:LONGEST])
    sign = -1 if shape.startswith("-") else 1
    return sign * _unsigned(shape.lstrip("+-"), typed)


def read_whole(text: str) -> int:
    """Read a whole number.

    :raises Unreadable: with the reason in Vietnamese, also for a number that is not whole.
    """
    number = read_number(text)
    if number.denominator != 1:
        raise Unreadable(
            _("“%(text)s” là số lẻ (%(read)s), cần số nguyên; dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần thập phân."),
            text=clean(text),
            read=format_decimal(number, _places(number)),
        )
    return number.numerator


def _unsigned(shape: str, typed: str) -> Fraction:
    decimal_sign = _decimal_sign(shape)
    whole, _sign, fraction = shape.rpartition(decimal_sign) if decimal_sign else (shape, "", "")
    grouped = set(whole) - set("0123456789")
    uneven = " " in fraction or len(grouped) > 1 or decimal_sign in grouped
    if uneven or (grouped and not _THOUSANDS.fullmatch(whole)):
        raise Unreadable(
            _("“%(text)s” đặt dấu không đều; viết 1.250.000 hoặc 1.250.000,5."),
            text=typed,
        )
    digits = "".join(sign for sign in whole if sign.isdigit())
    return Fraction(int(digits + fraction), 10 ** len(fraction))


def _decimal_sign(shape: str) -> str:
    points, commas = shape.count("."), shape.count(",")
    if points and commas:
        return max(".,", key=shape.rfind)
    if commas == 1:
        return ","
    if points == 1 and (" " in shape or not _THOUSANDS.fullmatch(shape)):
        return "."
    return ""


def _places(number: Fraction) -> int:
    return next(places for places in range(LONGEST) if (number * 10**places).denominator == 1)


def format_decimal(number: Fraction, places: int = 2) -> str:
    """Write with a decimal comma and points between thousands: ``94,28``, ``1.250,50``.

    Rounding: half away from zero.
    """
    sign, whole, fraction = _rounded(number, places)
    grouped = f"{whole:,}".replace(",", ".")
    return f"{sign}{grouped},{fraction}" if places else f"{sign}{grouped}"


def plain_decimal(number: Fraction, places: int = 2) -> str:
    """Write for machines with a decimal point and nothing between thousands: ``94.28``.

    Rounding: half away from zero.
    """
    sign, whole, fraction = _rounded(number, places)
    return f"{sign}{whole}.{fraction}" if places else f"{sign}{whole}"


def _rounded(number: Fraction, places: int) -> tuple[str, int, str]:
    scale = 10**places
    scaled = abs(number) * scale
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if number < 0 and units else ""
    whole, rest = divmod(units, scale)
    return sign, whole, f"{rest:0{places}d}" if places else ""


def is_nfc(text: str) -> bool:
    """Tell whether the text is composed already, so that a repair can be reported."""
    return unicodedata.is_normalized("NFC", text)
