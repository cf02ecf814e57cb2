"""The press note of a conference: figures of the books put the way a newspaper puts them. Pure.

Words of the note are Vietnamese whatever language the screen has. Amounts are whole đồng.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from khuyencong.vietnamese.numbers import format_decimal

BILLION, MILLION = 10**9, 10**6


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount of the books; ``about`` is how exact its source is ("gần", "trên"), empty where it is exact."""

    dong: int
    about: str = ""


@dataclass(frozen=True, slots=True)
class PressFacts:
    """Everything the note is made from. Sums that the books do not hold are None, and their sentence falls away."""

    name: str
    office: str
    held_on: date
    place: str
    presider: str
    year: int
    money_year: Sum | None
    money_orientation: Sum | None
    orientation_until: int | None
    establishments: int
    products: int
    regional_products: int
    national_products: int = 0
    contents: tuple[str, ...] = ()
    orientations: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()


def told(amount: Sum) -> str:
    """Write an amount as a newspaper does: ``gần 1,5 tỷ đồng``, ``trên 32 tỷ đồng``, ``850 triệu đồng``.

    Rounding: to the nearest tenth of a billion, below a billion to the nearest million; where the source does not
    say how exact it is, "gần" or "trên" says on which side the rounded figure lies.
    """
    step = BILLION // 10 if amount.dong >= BILLION else MILLION
    rounded = (2 * amount.dong + step) // (2 * step) * step
    unit, name = (BILLION, "tỷ") if rounded >= BILLION else (MILLION, "triệu")
    figure = Fraction(rounded, unit)
    written = format_decimal(figure, 0 if figure.denominator == 1 else 1)
    about = amount.about or ("gần" if amount.dong < rounded else "trên" if amount.dong > rounded else "")
    return f"{about} {written} {name} đồng".strip()


def padded(number: int) -> str:
    """Write a count as offices do: two digits below ten."""
    return f"{number:02d}"


def text(facts: PressFacts) -> str:
    """Write the whole note, paragraph by paragraph."""
    parts = [_opening(facts), _year(facts), _orientation(facts), _tasks(facts), _awards(facts)]
    return "\n\n".join(part for part in parts if part)


def record(facts: PressFacts) -> dict[str, object]:
    """Return the note with its figures, as machines read it. Amounts in whole đồng; None: the books do not say."""
    return {
        "year": facts.year,
        "money_year": facts.money_year.dong if facts.money_year else None,
        "money_orientation": facts.money_orientation.dong if facts.money_orientation else None,
        "orientation_until": facts.orientation_until,
        "establishments": facts.establishments,
        "products": facts.products,
        "regional_products": facts.regional_products,
        "contents": list(facts.contents),
        "tasks": list(facts.tasks),
        "text": text(facts),
    }


def _opening(facts: PressFacts) -> str:
    day = f"{facts.held_on.day}/{facts.held_on.month}/{facts.held_on.year}"
    said = f"Ngày {day}, tại {facts.place}, {facts.office} tổ chức {facts.name}."
    return f"{said} {facts.presider} chủ trì hội nghị." if facts.presider else said


def _year(facts: PressFacts) -> str:
    sentences = []
    if facts.money_year:
        sentences.append(f"Năm {facts.year}, tỉnh đầu tư {told(facts.money_year)} cho công tác khuyến công.")
    if facts.contents:
        sentences.append(f"Các nội dung đã thực hiện: {_listed(facts.contents)}.")
    return " ".join(sentences)


def _orientation(facts: PressFacts) -> str:
    if not facts.money_orientation or not facts.orientation_until:
        return ""
    said = (
        f"Định hướng đến năm {facts.orientation_until}, kinh phí của chương trình khuyến công là "
        f"{told(facts.money_orientation)}"
    )
    return f"{said}, tập trung vào: {_listed(facts.orientations)}." if facts.orientations else f"{said}."


def _tasks(facts: PressFacts) -> str:
    if not facts.tasks:
        return ""
    return f"Kết luận hội nghị giao {padded(len(facts.tasks))} nhiệm vụ trọng tâm: {_listed(facts.tasks)}."


def _awards(facts: PressFacts) -> str:
    if not facts.products:
        return ""
    said = (
        f"Dịp này, có {padded(facts.establishments)} cơ sở, doanh nghiệp với {padded(facts.products)} sản phẩm "
        "được cấp Giấy chứng nhận sản phẩm công nghiệp nông thôn tiêu biểu cấp tỉnh"
    )
    higher = [(facts.regional_products, "khu vực"), (facts.national_products, "quốc gia")]
    more = [f"{padded(number)} sản phẩm được cấp Giấy chứng nhận cấp {level}" for number, level in higher if number]
    return f"{said} và {' và '.join(more)}." if more else f"{said}."


def _listed(texts: Sequence[str]) -> str:
    return "; ".join(_within(one.strip().rstrip(".;")) for one in texts)


def _within(text: str) -> str:
    """Write the first letter small, as within a sentence, unless an abbreviation begins."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
