"""Series and serials: how a certificate is numbered and how a typed serial is read. Pure."""

from __future__ import annotations

import re

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

_SERIAL = re.compile(r"0*(\d{1,7})/(\d{4})/(\S+)")


def series_of(office_code: str) -> str:
    """Return the series of an office; offices on one installation each have their own."""
    return f"GCN-{office_code.upper()}"


def serial(series: str, year: int, number: int) -> str:
    """Return what is printed: numbers below ten padded to two digits.

    Source: NĐ 30/2020/NĐ-CP, Phụ lục I.
    """
    return f"{number:02d}/{year}/{series}"


def read_serial(text: str) -> tuple[str, int, int]:
    """Return series, year and number of a typed serial.

    :raises Refusal: where it is not one.
    """
    found = _SERIAL.fullmatch("".join(text.split()))
    if found is None:
        raise Refusal(
            "certificates.not_a_serial",
            _("“%(text)s” không phải là số giấy chứng nhận; cách ghi là số/năm/ký hiệu."),
            text=text[:60],
        )
    return found[3].upper(), int(found[2]), int(found[1])
