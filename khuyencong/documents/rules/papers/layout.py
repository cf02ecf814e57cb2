"""How an official paper looks, as data: each measure with the range that the decree allows. Pure.

Lengths are twips (a twentieth of a point, 56.7 to the millimetre), sizes half points: the units of DOCX, whole numbers.
Source: NĐ 30/2020/NĐ-CP, Phụ lục I.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Measure:
    """What we set, the least and the most that the decree allows, and where it says so."""

    value: int
    least: int
    most: int
    source: str


def millimetres(tenths: int) -> int:
    """Return twips for tenths of a millimetre, rounded to the nearest."""
    return (tenths * 1440 + 127) // 254


def points(number: int) -> int:
    """Return half points."""
    return number * 2


_I1: Final = "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, mục I"
_I2: Final = "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II"

PAGE_WIDTH: Final = millimetres(2100)
PAGE_HEIGHT: Final = millimetres(2970)
TOP: Final = Measure(millimetres(200), millimetres(200), millimetres(250), _I1)
BOTTOM: Final = Measure(millimetres(200), millimetres(200), millimetres(250), _I1)
LEFT: Final = Measure(millimetres(300), millimetres(300), millimetres(350), _I1)
RIGHT: Final = Measure(millimetres(150), millimetres(150), millimetres(200), _I1)
PAGE_NUMBER_FROM_TOP: Final = millimetres(100)

PAGE_NUMBER: Final = Measure(points(13), points(13), points(14), _I1)
NATION: Final = Measure(points(12), points(12), points(13), f"{_I2}, ô 1")
MOTTO: Final = Measure(points(13), points(13), points(14), f"{_I2}, ô 1")
AGENCY: Final = Measure(points(12), points(12), points(13), f"{_I2}, ô 2")
NUMBER: Final = Measure(points(13), points(13), points(13), f"{_I2}, ô 3")
PLACE_AND_DAY: Final = Measure(points(13), points(13), points(14), f"{_I2}, ô 4")
TITLE: Final = Measure(points(14), points(13), points(14), f"{_I2}, ô 5a")
LETTER_ABSTRACT: Final = Measure(points(12), points(12), points(13), f"{_I2}, ô 5b")
BODY: Final = Measure(points(14), points(13), points(14), f"{_I2}, ô 6")
SIGNATURE: Final = Measure(points(14), points(13), points(14), f"{_I2}, ô 7")
ADDRESSEE: Final = Measure(points(14), points(13), points(14), f"{_I2}, ô 9a")
RECIPIENTS_HEAD: Final = Measure(points(12), points(12), points(12), f"{_I2}, ô 9b")
RECIPIENTS: Final = Measure(points(11), points(11), points(11), f"{_I2}, ô 9b")
ANNEX: Final = Measure(points(14), points(14), points(14), "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, mục III")

FIRST_LINE: Final = Measure(millimetres(127), millimetres(100), millimetres(127), f"{_I2}, ô 6")
BETWEEN_PARAGRAPHS: Final = Measure(120, 120, 240, f"{_I2}, ô 6")
LINE_PERCENT: Final = Measure(115, 100, 150, f"{_I2}, ô 6")
SHORT_RULE_PERCENT: Final = Measure(40, 34, 50, f"{_I2}, ô 2, 5a")
"""Of the line above it; the rule under the motto is as long as the motto."""

TABLE_SIZE: Final = points(12)
"""Text inside tables, which the decree leaves open."""
MARK_SIZE: Final = points(11)
SIGNING_SPACE: Final = millimetres(250)
"""Between the office of whoever signs and the name."""
HEAD_SHARES: Final = (39, 61)
"""Left and right part of the head: the nation's name must fit in one line."""
END_SHARES: Final = (48, 52)
