"""Finds personal data in a text that is about to go out. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum

PERSONAL_NUMBER = re.compile(r"(?<![0-9A-Za-z])0(?!00)(?:[ .\u00a0]?\d){11}(?![0-9A-Za-z])")
"""Twelve digits, the first three a province, which never is 000: amounts of money do not begin so."""
PHONE = re.compile(
    r"(?<![0-9A-Za-z])(?:(?:\+|00)84[ .\-\u00a0]?|0[ .\-\u00a0]?)[235789](?:[ .\-\u00a0]?\d){8,9}(?![0-9A-Za-z])"
)
EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
SCORE = re.compile(r"(?<![\w/])\d{1,3}(?:[.,]\d{1,2})?(?![\w/])")
HIDDEN = "…"
NEAR = 40
"""Letters around a juror's name in which a number counts as that juror's score."""


class Leak(StrEnum):
    """What was found."""

    PERSONAL_NUMBER = "số định danh cá nhân"
    PHONE = "số điện thoại"
    EMAIL = "địa chỉ thư điện tử"
    SCORE = "điểm của giám khảo"


FOUND_BY = ((Leak.EMAIL, EMAIL), (Leak.PERSONAL_NUMBER, PERSONAL_NUMBER), (Leak.PHONE, PHONE))


def leak_in(text: str, jurors: Collection[str] = ()) -> Leak | None:
    """Return the first kind of personal data in the text, or ``None``. A juror's name alone is no leak."""
    for kind, pattern in FOUND_BY:
        if pattern.search(text):
            return kind
    return Leak.SCORE if any(_has_score(text, name) for name in jurors) else None


def _has_score(text: str, juror: str) -> bool:
    at = text.find(juror) if juror else -1
    return at >= 0 and SCORE.search(text[max(0, at - NEAR) : at + len(juror) + NEAR]) is not None


def without_leaks(text: str) -> str:
    """Return a text that people wrote freely, with every number or address of a person hidden."""
    for _kind, pattern in FOUND_BY:
        text = pattern.sub(HIDDEN, text)
    return text
