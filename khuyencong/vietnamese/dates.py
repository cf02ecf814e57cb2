"""Dates as offices type them (day first), and as papers and screens write them. Pure."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from khuyencong.kernel.words import gettext_noop as _
from khuyencong.vietnamese.folding import clean, fold
from khuyencong.vietnamese.unreadable import Unreadable

YEARS: Final = range(1900, 2101)
_MIDNIGHT: Final = r"(?:[ t]0{1,2}:00(?::00(?:\.0+)?)?)?"
_DAY_FIRST: Final = re.compile(rf"([0-9]{{1,2}}) ?([/.-]) ?([0-9]{{1,2}}) ?\2 ?([0-9]{{4}}){_MIDNIGHT}")
_YEAR_FIRST: Final = re.compile(rf"([0-9]{{4}})([/.-])([0-9]{{1,2}})\2([0-9]{{1,2}}){_MIDNIGHT}")
_SHORT_YEAR: Final = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}")
_FORMAL: Final = re.compile(r"(?:.*, ?)?(?:ngay )?([0-9]{1,2}) thang ([0-9]{1,2}),? nam ([0-9]{4})")


def read_date(text: str) -> date:
    """Read a date; the day comes before the month, so 05/06/2026 is 5 June.

    Read are 5/6/2026, 05.06.2026, 5-6-2026, 2026-06-05 (also with midnight behind it), and "ngày 5
    tháng 6 năm 2026" with or without the place before it.

    :raises Unreadable: with the reason in Vietnamese; also for a year of two digits.
    """
    typed = clean(text)
    folded = fold(typed)
    if found := _DAY_FIRST.fullmatch(folded):
        return _real(found[4], found[3], found[1], typed)
    if found := _YEAR_FIRST.fullmatch(folded):
        return _real(found[1], found[3], found[4], typed)
    if found := _FORMAL.fullmatch(folded):
        return _real(found[3], found[2], found[1], typed)
    if _SHORT_YEAR.fullmatch(folded):
        raise Unreadable(_("“%(text)s”: hãy ghi đủ bốn chữ số của năm."), text=typed)
    if not typed:
        raise Unreadable(_("Ô trống, cần một ngày."))
    raise Unreadable(_("“%(text)s” không phải là ngày; viết ngày/tháng/năm, ví dụ 05/06/2026."), text=typed)


def _real(year: str, month: str, day: str, typed: str) -> date:
    if int(year) not in YEARS:
        raise Unreadable(_("Năm %(year)s trong “%(text)s” nằm ngoài khoảng 1900–2100."), year=year, text=typed)
    if int(month) > 12 and int(day) <= 12:
        raise Unreadable(
            _("“%(text)s”: tháng %(month)s không có; ngày đứng trước tháng."), text=typed, month=int(month)
        )
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Unreadable(_("Ngày “%(text)s” không có trong lịch."), text=typed) from None


def formal(day: date) -> str:
    """Write for a paper: ``ngày 05 tháng 6 năm 2026``; days below 10 and months 1 and 2 are padded.

    Source: NĐ 30/2020/NĐ-CP, Phụ lục I.
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short(day: date) -> str:
    """Write for a screen: ``05/06/2026``."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"
