"""One official paper as facts: every word that stands on it, nothing of how it looks. Pure.

Words of a paper are Vietnamese whatever language the screen has. Texts are plain: no markup is read in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Form(StrEnum):
    """The lay of the first page. Source: NĐ 30/2020/NĐ-CP, Phụ lục III."""

    DECISION = "decision"
    """The authority stands above the bases, then QUYẾT ĐỊNH: and articles (form 1.2)."""
    NAMED = "named"
    """A type name and an abstract: kế hoạch, tờ trình, thông báo, báo cáo (form 1.4)."""
    LETTER = "letter"
    """Công văn: no type name, the abstract V/v under the number (form 1.5)."""
    INVITATION = "invitation"
    """Giấy mời (form 1.7)."""
    MINUTES = "minutes"
    """Biên bản: no place and day at the right, two signatures (form 1.9)."""
    CONTRACT = "contract"
    """Hợp đồng, phụ lục, thanh lý: the state's name in the middle, two parties sign."""
    SHEET = "sheet"
    """A form that a person fills or signs: đơn, phiếu; no register number of the office."""


class HeadingLevel(StrEnum):
    """How deep a heading stands."""

    PART = "part"
    SECTION = "section"
    ARTICLE = "article"
    CLAUSE = "clause"


class Align(StrEnum):
    """Where the text of a column stands."""

    LEFT = "left"
    RIGHT = "right"
    CENTER = "center"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as printed: "Điều 1.", "I.", "1."; articles carry their text in the same line."""

    level: HeadingLevel
    label: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, justified, its first line indented."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    is_centered: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list: each text after a dash, or after a), b), c), d), đ) where lettered."""

    texts: tuple[str, ...]
    is_lettered: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Lines of "label: value"; an empty value is printed as dots to be filled by hand."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``width`` is its share of the page beside the others'."""

    label: str
    width: int = 10
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text beneath a head that repeats on every page; the rows named in ``strong`` stand bold (totals, groups).

    No row is no fault: the head is printed, and beneath it the sentence of ``empty``.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: frozenset[int] = frozenset()
    empty: str = "(Không có)"


Block = Heading | Paragraph | Points | Fields | Table


@dataclass(frozen=True, slots=True)
class Signature:
    """Whoever signs: lines of authority ("TM. HỘI ĐỒNG", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), then the name."""

    lines: tuple[str, ...]
    name: str = ""
    note: str = ""
    """In brackets under the lines, as "(Ký, ghi rõ họ tên)"; printed in italics."""


@dataclass(frozen=True, slots=True)
class Annex:
    """A list or form behind the text, with a page numbering of its own."""

    title: str
    body: tuple[Block, ...]
    is_landscape: bool = False


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The office that issues: capitals as printed, ``superior`` may be empty; its symbol ("SCT") stands in numbers."""

    superior: str
    agency: str
    place: str
    symbol: str


@dataclass(frozen=True, slots=True)
class Paper:
    """Every word of a paper except number and day, which it gets when it is issued.

    ``bases`` (căn cứ) without closing sign, in order; ``addressees`` those of "Kính gửi"; ``recipients`` those of
    "Nơi nhận" without "Lưu"; ``authority`` the line above the bases of a decision, as "GIÁM ĐỐC SỞ CÔNG THƯƠNG".
    ``signatures``: one, or two side by side, the left one first.
    """

    form: Form
    name: str
    """The type name as printed: "QUYẾT ĐỊNH", "BIÊN BẢN"; empty for a letter."""
    abbreviation: str
    """As it stands in the symbol: "QĐ", "TTr", "BB"; empty for a letter. Source: NĐ 30/2020/NĐ-CP, Phụ lục III."""
    abstract: str
    letterhead: Letterhead
    body: tuple[Block, ...]
    signatures: tuple[Signature, ...]
    authority: str = ""
    bases: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    archived_by: str = ""
    """The unit that stands behind "Lưu: VT"."""
    annexes: tuple[Annex, ...] = ()
    is_landscape: bool = False
    draft_mark: str = ""
    """A line that says that the paper is a sample or has no legal value; empty for a real one."""


@dataclass(frozen=True, slots=True)
class Issue:
    """What a paper gets when it is issued: number as printed ("05"), symbol ("TTr-SCT"), the day it is signed."""

    number: str = ""
    symbol: str = ""
    signed_on: date | None = None
