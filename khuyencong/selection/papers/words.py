"""How rounds, offices, councils, points and days stand on the papers of a selection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from khuyencong.accounts.models import Office
from khuyencong.certificates.rules.facts import LEVEL_WORDS
from khuyencong.documents.rules.papers.paper import (
    Align,
    Column,
    Heading,
    HeadingLevel,
    Letterhead,
    Paragraph,
    Signature,
    Table,
)
from khuyencong.rulebook.queries import norms_at
from khuyencong.selection.models import Dossier, Round
from khuyencong.selection.papers.records import SIGNER_LINES, norms_of
from khuyencong.vietnamese.dates import formal, short
from khuyencong.vietnamese.numbers import format_decimal

DOTS = "…………………"
DAY_DOTS = "ngày …… tháng …… năm ………"
SIGNED = "(Ký, ghi rõ họ tên)"
PRODUCTS = "sản phẩm công nghiệp nông thôn tiêu biểu"
COMMITTEE = "Ủy ban nhân dân"


def award_of(round_: Round) -> str:
    """Return what is given: "sản phẩm công nghiệp nông thôn tiêu biểu cấp tỉnh năm 2026"."""
    return f"{PRODUCTS} {LEVEL_WORDS[round_.level]} năm {round_.year}"


def office_head(office: Office) -> Letterhead:
    """Return the head of an office's papers from its name and its superior's."""
    superior = office.parent.name if office.parent is not None else ""
    return Letterhead(
        superior=superior.replace(COMMITTEE, "UBND").upper(),
        agency=office.name.upper(),
        place=_place(office.name) or _place(superior),
        symbol=office.code.partition("-")[0].upper(),
    )


def authority_of(round_: Round) -> str:
    """Return who recognises, as far as the round says it."""
    return round_.authority or DOTS


def authority_head(round_: Round) -> Letterhead:
    """Return the head of the papers of whoever recognises."""
    symbol = "UBND" if round_.authority.startswith((COMMITTEE, "UBND")) else office_head(round_.office).symbol
    place = round_.place or office_head(round_.office).place
    return Letterhead("", authority_of(round_).upper(), place, symbol)


def council_head(round_: Round) -> Letterhead:
    """Return the head of the council's papers, which have a series of their own. Source: NĐ 30/2020/NĐ-CP, Điều 15."""
    head = authority_head(round_)
    return Letterhead(
        head.agency.replace(COMMITTEE.upper(), "UBND"), f"HỘI ĐỒNG BÌNH CHỌN {PRODUCTS.upper()}", head.place, "HĐBC"
    )


def jury_head(round_: Round) -> Letterhead:
    """Return the head of the jury's papers."""
    return Letterhead(council_head(round_).agency, "BAN GIÁM KHẢO", council_head(round_).place, "BGK")


def head_of_office(office: Office, name: str = "") -> Signature:
    """Return the place where the head of an office signs."""
    return Signature(("CHỦ TỊCH" if office.kind == Office.Kind.COMMITTEE else "GIÁM ĐỐC",), name)


def head_of_authority(round_: Round, *, in_person: bool = True, name: str = "", title: str = "") -> Signature:
    """Return the place where whoever recognises signs; "in person" leaves out the collective."""
    if title:
        return Signature((title.upper(),), name)
    lines = SIGNER_LINES[round_.level]
    return Signature(lines[-1:] if in_person else lines, name)


def head_of_council(round_: Round) -> Signature:
    """Return the place where the chair of the council signs."""
    chair = round_.council_members.filter(role="chair", has_left=False).first()
    return Signature(("TM. HỘI ĐỒNG", "CHỦ TỊCH"), chair.name if chair else "")


def bases(round_: Round, on: date) -> tuple[str, ...]:
    """Return the instruments that papers of a selection cite. Governing day: that of the paper."""
    rows = norms_at(on, office_code=round_.office.code).rows("selection.paper_bases")
    return tuple(f"Căn cứ {row['label']}" for row in rows)


def group_labels(round_: Round) -> Mapping[str, str]:
    """Return the names of the product groups by code. Governing day: the round's opening."""
    return {str(row["code"]): str(row["label"]) for row in norms_of(round_).rows("selection.product_groups")}


def decision_named(round_: Round) -> str:
    """Name the decision of the round, with dots where there is none yet."""
    decision = getattr(round_, "decision", None)
    number, day = (decision.number, formal(decision.signed_on)) if decision else (DOTS, DAY_DOTS)
    return f"Quyết định số {number} {day} của {authority_of(round_)}"


def product_of(dossier: Dossier) -> str:
    """Return the product's name, told as a set where it is one."""
    return f"{dossier.product_name} (bộ sản phẩm)" if dossier.is_set else dossier.product_name


def points(mean: Fraction | None) -> str:
    """Write exact points with two decimals; nothing where none were given."""
    return "" if mean is None else format_decimal(mean)


def day(given: date | None) -> str:
    """Write a day in figures; nothing for what is not recorded."""
    return "" if given is None else short(given)


def long_day(given: date | None) -> str:
    """Write a day in the words of papers, or dots."""
    return DAY_DOTS if given is None else formal(given)


def article(number: int, text: str) -> Heading:
    """Return the heading of an article."""
    return Heading(HeadingLevel.ARTICLE, f"Điều {number}.", text)


def section(label: str, text: str) -> Heading:
    """Return the heading of a section: "I.", "1."."""
    return Heading(HeadingLevel.SECTION, label, text)


def text_or_dots(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text that somebody wrote, or a line of dots."""
    found = tuple(Paragraph(line.strip()) for line in text.splitlines() if line.strip())
    return found or (Paragraph(DOTS * 4),)


def left(label: str, width: int = 20) -> Column:
    """Return a column of words."""
    return Column(label, width)


def center(label: str, width: int = 6) -> Column:
    """Return a narrow column: ordinal numbers, codes, days."""
    return Column(label, width, Align.CENTER)


def right(label: str, width: int = 8) -> Column:
    """Return a column of figures."""
    return Column(label, width, Align.RIGHT)


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], *, strong: Sequence[int] = ()) -> Table:
    """Return a table."""
    return Table(tuple(columns), tuple(tuple(row) for row in rows), frozenset(strong))


def numbered(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Put the ordinal number before every row."""
    return [(str(number), *row) for number, row in enumerate(rows, start=1)]


def _place(name: str) -> str:
    for word in (" tỉnh ", " thành phố "):
        if word in name:
            return name.rpartition(word)[2]
    return ""
