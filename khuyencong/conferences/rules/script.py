"""What the reader of a ceremony says: names as they are spoken, numbers in words, where to stop. Pure.

Words of the script are Vietnamese whatever language the screen has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from khuyencong.vietnamese.spelling import in_words

SPOKEN = {
    "TNHH": "trách nhiệm hữu hạn",
    "MTV": "một thành viên",
    "CP": "cổ phần",
    "DNTN": "doanh nghiệp tư nhân",
    "HTX": "hợp tác xã",
    "THT": "tổ hợp tác",
    "HKD": "hộ kinh doanh",
    "SX": "sản xuất",
    "TM": "thương mại",
    "DV": "dịch vụ",
    "XNK": "xuất nhập khẩu",
    "CNNT": "công nghiệp nông thôn",
    "UBND": "Ủy ban nhân dân",
    "TP": "thành phố",
}
LEVEL_SPOKEN = {"commune": "cấp xã", "province": "cấp tỉnh", "region": "cấp khu vực", "nation": "cấp quốc gia"}
LETTERS = re.compile(r"[A-ZĐ]{2,}(?![a-zà-ỹ])")
CODE = re.compile(r"^[A-ZĐ]+(?:[-–][A-ZĐ]+)*$")


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the establishment and the names of its products that are handed over now."""

    turn: int
    level: str
    establishment: str
    products: tuple[str, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing the reader does: says words, or makes a pause (``pause``: what to wait for)."""

    text: str = ""
    pause: str = ""


def spoken(text: str) -> str:
    """Write a name as it is read out: known abbreviations in full, "TM-DV" as words beside one another."""
    words = []
    for word in text.split():
        core = word.strip('.,;()“”"')
        if core and CODE.match(core) and all(part in SPOKEN for part in re.split("[-–]", core)):
            words.append(word.replace(core, " ".join(SPOKEN[part] for part in re.split("[-–]", core))))
        else:
            words.append(word)
    return " ".join(words)


def unknown_abbreviations(texts: Sequence[str]) -> list[str]:
    """Return the words in capitals that the script does not know how to read, each once, for a person to look at.

    A name written in capitals throughout tells nothing about how it is read and is left out.
    """
    found: dict[str, None] = {}
    for text in texts:
        if text.upper() == text:
            continue
        for word in LETTERS.findall(spoken(text)):
            if word not in SPOKEN:
                found[word] = None
    return list(found)


def opening(calls: Sequence[Call]) -> list[Line]:
    """Return the words before the first call: how many establishments and products, by level, in words."""
    lines = [
        Line("Kính thưa quý vị đại biểu, sau đây là Lễ trao Giấy chứng nhận sản phẩm công nghiệp nông thôn tiêu biểu.")
    ]
    for level in _levels(calls):
        of_level = [call for call in calls if call.level == level]
        makers, products = len({call.establishment for call in of_level}), sum(len(call.products) for call in of_level)
        lines.append(
            Line(
                f"Có {counted(makers)} cơ sở, doanh nghiệp với {counted(products)} sản phẩm được cấp Giấy chứng nhận "
                f"{LEVEL_SPOKEN[level]}."
            )
        )
    return [*lines, Line(pause="Nhạc; người trao và người nâng giấy vào vị trí")]


def of_call(call: Call, following: Call | None) -> list[Line]:
    """Return the words of one call, and who should make ready."""
    number = counted(len(call.products))
    together = f"với {number} sản phẩm: " if len(call.products) > 1 else "với sản phẩm "
    from_where = f", {spoken(call.place)}" if call.place else ""
    lines = [
        Line(
            f"Lượt {counted(call.turn)}. Xin trân trọng kính mời đại diện {spoken(call.establishment)}{from_where}, "
            f"{together}{_listed([spoken(one) for one in call.products])}."
        ),
        Line(pause="Chờ người nhận lên sân khấu, trao, chụp ảnh"),
    ]
    if following is not None:
        lines.append(Line(f"Xin mời {spoken(following.establishment)} chuẩn bị."))
    return lines


def closing() -> list[Line]:
    """Return the words after the last call."""
    return [
        Line("Xin chúc mừng các cơ sở, doanh nghiệp. Kính mời các cơ sở chụp ảnh lưu niệm cùng quý vị đại biểu."),
        Line(pause="Chụp ảnh chung"),
    ]  # fmt: skip — words read better on their line


def counted(number: int) -> str:
    """Write a number for the reader: digits padded as offices write them, and the words: ``02 (hai)``."""
    return f"{number:02d} ({in_words(number)})"


def _levels(calls: Sequence[Call]) -> list[str]:
    return list(dict.fromkeys(call.level for call in calls))


def _listed(names: Sequence[str]) -> str:
    return "; ".join(names)
