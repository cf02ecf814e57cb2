"""Filters that write numbers, money and moments the way the reader's language does."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Protocol

from django import template
from django.utils import formats, timezone
from django.utils.translation import get_language, gettext_noop, pgettext
from django.utils.translation import gettext as _

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal

register = template.Library()

NOTHING = "—"
PROPOSED = gettext_noop("Đề xuất mặc định của phần mềm (không phải quy định)")
"""The source of what no instrument says, as the norms name it."""
LISTED = re.compile(r"(; | hoặc )")
NUMBERS = re.compile(r"\S+/\S+|\b(?:QĐ|NĐ|NQ) \S+")
VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯà-ãè-êìíò-õùúýĩũẠ-ỹ]")
PARTS_OF_LAW = re.compile(
    r"\b(?:Bộ luật Lao động|Điều|khoản|điểm|Phụ lục|Chương|Bộ luật"
    r"|Luật Ngân sách nhà nước|Luật NSNN|Luật|Nghị quyết|của)\b"
)


def half_up(value: Fraction, places: int) -> Decimal:
    """Round exactly; halves go away from zero."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-whole if value < 0 else whole).scaleb(-places)


@register.filter
def so(value: object, places: int | None = None) -> str:
    """Write a number, rounded half up to that many decimals: 94,28. Left out: none for whole numbers, else two."""
    if value is None or value == "":
        return NOTHING
    exact = Fraction(str(value))
    places = (0 if exact.denominator == 1 else 2) if places is None else places
    number = half_up(exact, places)
    return formats.number_format(number, decimal_pos=places, use_l10n=True, force_grouping=True)


@register.filter
def dong(value: Money | int | Decimal | None) -> str:
    """Write an amount: 1.250.000 đồng."""
    if value is None:
        return NOTHING
    whole = value.dong if isinstance(value, Money) else int(Decimal(value).to_integral_value(ROUND_HALF_UP))
    return _("%(amount)s đồng") % {"amount": so(whole)}


@register.filter
def ngay(value: dt.date | dt.datetime | None) -> str:
    """Write a day: 05/06/2026."""
    if not value:
        return NOTHING
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    return formats.date_format(value, "DATE_FORMAT")


@register.filter
def gio(value: dt.datetime | None) -> str:
    """Write a moment in local time: 10:32 05/06/2026."""
    if not value:
        return NOTHING
    return formats.date_format(timezone.localtime(value) if timezone.is_aware(value) else value, "DATETIME_FORMAT")


class Told(Protocol):
    """A refusal already put into the reader's language."""

    sentence: str
    source: str


@register.filter
def sentence(refusal: Refusal | Told) -> str:
    """Say a refusal in the reader's language."""
    if not isinstance(refusal, Refusal):
        return refusal.sentence
    words = _(refusal.sentence)
    values = {name: _word(value) if isinstance(value, str) else value for name, value in refusal.values.items()}
    return words % values if values else words


def _word(value: str) -> str:
    """Say a value: a label as a whole, else each of the labels that it lists."""
    if not value or (said := _(value)) != value:
        return said if value else value
    either = _(" hoặc ")
    return "".join(either if piece == " hoặc " else _(piece) if piece else piece for piece in LISTED.split(value))


@register.filter
def cited(source: str) -> str:
    """Name a source in the reader's language: the instrument keeps its number, articles and annexes are said."""
    if not source or get_language() == "vi":
        return source
    said = _(source)
    if said == source:
        said = PARTS_OF_LAW.sub(lambda found: _law_words()[found[0]], source)
    # What is more than an instrument and its parts is somebody's own words: half a translation would spoil them.
    return source if VIETNAMESE.search(NUMBERS.sub("", said)) else said


def _law_words() -> dict[str, str]:
    return {
        "Điều": pgettext("citation", "Điều"),
        "khoản": pgettext("citation", "khoản"),
        "điểm": pgettext("citation", "điểm"),
        "Phụ lục": pgettext("citation", "Phụ lục"),
        "Chương": pgettext("citation", "Chương"),
        "Bộ luật Lao động": pgettext("citation", "Bộ luật Lao động"),
        "Bộ luật": pgettext("citation", "Bộ luật"),
        "Luật Ngân sách nhà nước": pgettext("citation", "Luật Ngân sách nhà nước"),
        "Luật NSNN": pgettext("citation", "Luật NSNN"),
        "Luật": pgettext("citation", "Luật"),
        "Nghị quyết": pgettext("citation", "Nghị quyết"),
        "của": pgettext("citation", "của"),
    }


@register.simple_tag
def translate_norm(text: str) -> str:
    """Say in the reader's language a text that comes from data: a norm's label, a state, a source."""
    return _(text) if text else ""
