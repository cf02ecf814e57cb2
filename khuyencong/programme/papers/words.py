"""How amounts, days, places and parties stand on the papers of plans and projects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from khuyencong.documents.rules.papers.paper import Align, Column, Fields, Heading, HeadingLevel, Paragraph, Table
from khuyencong.kernel.money import Money
from khuyencong.programme.models import Project
from khuyencong.programme.rules.streams import SOURCE_LABELS, Source
from khuyencong.registry.models import Establishment
from khuyencong.vietnamese import dates, money, numbers

DOTS = "…………………"
"""Stands within a sentence for what is not recorded, to be filled by hand."""
DAY_DOTS = "ngày …… tháng …… năm ………"


def amount(given: Money | None) -> str:
    """Write an amount in figures with its unit; nothing for what is not recorded."""
    return "" if given is None else f"{given} đồng"


def figure(given: Money | None) -> str:
    """Write an amount in figures for a column whose head names the unit."""
    return "" if given is None else str(given)


def million(given: Money | None) -> str:
    """Write an amount in triệu đồng to the last đồng: "1.250,5"."""
    if given is None:
        return ""
    written = numbers.format_decimal(Fraction(given.dong, 10**6), 6)
    return written.rstrip("0").rstrip(",")


def in_full(given: Money | None) -> str:
    """Write an amount in figures and in words, as every amount that binds stands on a paper."""
    if given is None:
        return f"{DOTS} đồng (bằng chữ: {DOTS})"
    return f"{given} đồng (bằng chữ: {money.words(given.dong)})"


def day(given: date | None) -> str:
    """Write a day in figures; nothing for what is not recorded."""
    return "" if given is None else dates.short(given)


def long_day(given: date | None) -> str:
    """Write a day in the words of papers, or dots."""
    return DAY_DOTS if given is None else dates.formal(given)


def or_dots(text: str) -> str:
    """Return the text, or dots where nothing is recorded."""
    return text.strip() or DOTS


def place_of(project: Project) -> str:
    """Return where the work is done, as far as it is recorded."""
    return str(project.place) if project.place is not None else project.place_text


def maker_of(project: Project) -> str:
    """Return the name of the beneficiary, or nothing where none is named yet."""
    return project.establishment.name if project.establishment is not None else ""


def home_of(establishment: Establishment | None) -> str:
    """Return the whole address of an establishment: papers are no public page."""
    if establishment is None:
        return ""
    return ", ".join(part for part in (establishment.address, establishment.public_address) if part)


def source_of(project: Project) -> str:
    """Return the name of the state money that pays."""
    return SOURCE_LABELS[Source(project.stream)]


def party(establishment: Establishment | None, account: str = "") -> Fields:
    """Return the lines that name a beneficiary as a party."""
    return Fields(
        (
            ("Tên đơn vị", establishment.name if establishment else ""),
            ("Mã số thuế, số đăng ký", establishment.tax_code if establishment else ""),
            ("Người đại diện", establishment.representative if establishment else ""),
            ("Địa chỉ", home_of(establishment)),
            ("Điện thoại", establishment.phone_shown if establishment else ""),
            ("Tài khoản", account),
        )
    )


def article(number: int, text: str) -> Heading:
    """Return the heading of an article."""
    return Heading(HeadingLevel.ARTICLE, f"Điều {number}.", text)


def section(label: str, text: str) -> Heading:
    """Return the heading of a section: "I.", "1."."""
    return Heading(HeadingLevel.SECTION, label, text)


def text_or_dots(text: str) -> list[Paragraph]:
    """Return the paragraphs of a text that somebody wrote, or a line of dots."""
    found = [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]
    return found or [Paragraph(DOTS * 4)]


def right(label: str, width: int = 12) -> Column:
    """Return a column of amounts."""
    return Column(label, width, Align.RIGHT)


def center(label: str, width: int = 6) -> Column:
    """Return a narrow column: ordinal numbers, years, days."""
    return Column(label, width, Align.CENTER)


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], *, strong: Sequence[int] = ()) -> Table:
    """Return a table."""
    return Table(tuple(columns), tuple(tuple(row) for row in rows), frozenset(strong))


def numbered(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Put the ordinal number before every row."""
    return [(str(number), *row) for number, row in enumerate(rows, start=1)]
