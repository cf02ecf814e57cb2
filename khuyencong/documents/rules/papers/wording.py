"""How the fixed words of a paper are written: number, day, bases, recipients, end mark, annexes. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from typing import Final

from khuyencong.documents.rules.papers.paper import (
    Block,
    Form,
    Heading,
    Issue,
    Letterhead,
    Paper,
    Paragraph,
    Points,
)
from khuyencong.vietnamese.dates import formal

NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
END: Final = "./."
DOTS: Final = "…………………………………………"
LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
"""Points are lettered by the Vietnamese alphabet."""
LONGEST_NUMBER: Final = 11
"""Source: NĐ 30/2020/NĐ-CP, Phụ lục VI (CodeNumber)."""

_AS_ABOVE: Final = "Như trên"
_UPWARD: Final = frozenset({"TTr", "BC"})
_WITHOUT_END: Final = frozenset({Form.CONTRACT, Form.SHEET})


def plain(text: str) -> str:
    """Return the text without characters that no paper can hold; a tab becomes a space, line ends stay."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    return "".join(one for one in composed if one == "\n" or unicodedata.category(one) not in {"Cc", "Cs", "Cn"})


def padded(number: int) -> str:
    """Write a register number: below ten with a nought before it. Source: NĐ 30/2020/NĐ-CP, Phụ lục I, ô 3."""
    return f"{number:02d}"


def symbol_of(paper: Paper) -> str:
    """Return the symbol that stands behind the number: ``TTr-SCT``; of a letter ``SCT-QLCN``, its agency and unit."""
    parts = (paper.abbreviation, paper.letterhead.symbol)
    if paper.form is Form.LETTER or not paper.abbreviation:
        parts = (paper.letterhead.symbol, paper.archived_by)
    return "-".join(part for part in parts if part)


def number_line(paper: Paper, issue: Issue) -> str:
    """Write ``Số: 05/TTr-SCT``; before the issue with a gap where the number will stand."""
    return f"Số: {issue.number or '…….'}/{issue.symbol or symbol_of(paper)}"


def day_or_dots(day: date | None) -> str:
    """Write the day in words, or its words with gaps."""
    return formal(day) if day else "ngày ….. tháng ….. năm …….."


def place_and_day(letterhead: Letterhead, day: date | None) -> str:
    """Write ``Bắc Ninh, ngày 05 tháng 02 năm 2026``."""
    return f"{letterhead.place or '……………'}, {day_or_dots(day)}"


def bases(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Close every basis with a semicolon, the last one with a full stop."""
    cut = [text.rstrip(" ;.,") for text in texts]
    return tuple(f"{text}{'.' if number == len(cut) else ';'}" for number, text in enumerate(cut, 1))


def addressees(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Write those of "Kính gửi": one as it is, several each behind a dash, closed like a list."""
    cut = [text.rstrip(" ;.,") for text in texts]
    return (*cut,) if len(cut) < 2 else _listed(cut)


def recipients(paper: Paper) -> tuple[str, ...]:
    """Write the lines of "Nơi nhận", with "Như trên" first where the paper addresses somebody, "Lưu: VT" last."""
    named = [text.rstrip(" ;.,") for text in paper.recipients]
    if not named and not paper.archived_by:
        return ()
    answers = paper.form is Form.LETTER or paper.abbreviation in _UPWARD
    if paper.addressees and answers and _AS_ABOVE not in named:
        named.insert(0, _AS_ABOVE)
    return _listed([*named, f"Lưu: {', '.join(part for part in ('VT', paper.archived_by) if part)}"])


def _listed(texts: list[str]) -> tuple[str, ...]:
    return tuple(f"- {text}{'.' if number == len(texts) else ';'}" for number, text in enumerate(texts, 1))


def letter_of(position: int) -> str:
    """Return the letter of a point, from 0; behind y the letters are doubled."""
    return LETTERS[position % len(LETTERS)] * (position // len(LETTERS) + 1)


def closed(form: Form, body: tuple[Block, ...]) -> tuple[Block, ...]:
    """Close the text with ``./.``: behind the last sentence, or in a line of its own behind a table."""
    if form in _WITHOUT_END or not body:
        return body
    last = body[-1]
    if isinstance(last, Paragraph) or (isinstance(last, Heading) and last.text):
        return (*body[:-1], replace(last, text=ended(last.text)))
    if isinstance(last, Points) and last.texts:
        return (*body[:-1], replace(last, texts=(*last.texts[:-1], ended(last.texts[-1]))))
    return (*body, Paragraph(END))


def ended(text: str) -> str:
    """Return the text with the end mark in place of its full stop."""
    return text if text.endswith(END) else f"{text.rstrip(' .;,')}{END}"


def annex_label(position: int, number: int) -> str:
    """Write ``Phụ lục``, or with a Roman number where there are several; positions start at 1."""
    return "Phụ lục" if number < 2 else f"Phụ lục {roman(position)}"


def annex_reference(paper: Paper, issue: Issue) -> str:
    """Write to which paper an annex belongs; number and day stay blank, as the decree has it for electronic papers.

    Source: NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, mục III.
    """
    name = (paper.name or "Văn bản").capitalize()
    symbol = issue.symbol or symbol_of(paper)
    return f"(Kèm theo {name} số …../{symbol} {day_or_dots(None)} của {paper.letterhead.agency})"


def roman(number: int) -> str:
    """Write a Roman number, from 1 to 399."""
    signs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for value, sign in signs:
        written += sign * (number // value)
        number %= value
    return written
