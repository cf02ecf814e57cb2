"""The pages of an application in plain words: what each asks, and how what was typed is read. Pure.

What is typed is kept word for word; only before it is sent is it read, and every fault says on which page it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.rules.contents import ContentType, Fact
from khuyencong.vietnamese.dates import read_date
from khuyencong.vietnamese.money import read_dong
from khuyencong.vietnamese.numbers import plain_decimal, read_number, read_whole
from khuyencong.vietnamese.unreadable import Unreadable

MOST_ROWS: Final = 20
YES: Final = "yes"
NO: Final = "no"


@dataclass(frozen=True, slots=True)
class Blank:
    """One thing to be filled in."""

    name: str
    label: str
    kind: str = "text"
    required: bool = False
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    longest: int = 500


@dataclass(frozen=True, slots=True)
class Page:
    """One step of an application; ``table`` rows come from the content's lists."""

    code: str
    title: str
    blanks: tuple[Blank, ...] = ()


Sheet = tuple[Page, ...]

_MONEY_HELP: Final = _("Gõ số, hoặc như “500 triệu”, “1,2 tỷ”.")
PROJECT_PAGES: Final[Sheet] = (
    Page(
        "viec", _("Việc muốn làm"),
        (
            Blank("name", _("Tên việc xin hỗ trợ"), required=True, longest=400,
                  help=_("Ví dụ: Mua máy sấy lạnh cho xưởng chế biến trái cây.")),
            Blank("summary", _("Vì sao cần, làm những gì, được kết quả gì"), kind="long", required=True, longest=5000),
            Blank("sector", _("Ngành nghề"), longest=200),
            Blank("place_text", _("Làm ở đâu"), longest=300, help=_("Để trống nếu làm tại cơ sở.")),
            Blank("starts_on", _("Dự kiến bắt đầu"), kind="date", help=_("Ngày/tháng/năm.")),
            Blank("ends_on", _("Dự kiến xong"), kind="date", help=_("Ngày/tháng/năm.")),
        ),
    ),
    Page(
        "tien", _("Tiền"),
        (
            Blank("total_cost", _("Tổng số tiền cần"), kind="money", help=_MONEY_HELP),
            Blank("eligible_cost", _("Phần tính hỗ trợ (giá máy, việc chính)"), kind="money", required=True,
                  help=_("Không gồm thuế GTGT được khấu trừ.")),
            Blank("asked", _("Xin Nhà nước hỗ trợ"), kind="money", required=True, help=_MONEY_HELP),
            Blank("counterpart", _("Cơ sở tự bỏ ra"), kind="money", help=_MONEY_HELP),
            Blank("other_money", _("Nguồn khác (vay, góp…)"), kind="money", help=_MONEY_HELP),
        ),
    ),
)  # fmt: skip  # a table
PRODUCT_PAGES: Final[Sheet] = (
    Page(
        "san-pham", _("Sản phẩm"),
        (
            Blank("name", _("Tên sản phẩm"), required=True, longest=300),
            Blank("group", _("Nhóm sản phẩm"), kind="choice", required=True),
            Blank("unit", _("Đơn vị tính"), longest=30, help=_("Ví dụ: hộp 500 g, chai, bộ.")),
            Blank("annual_output", _("Làm ra mỗi năm"), kind="number"),
            Blank("price", _("Giá bán"), kind="money", help=_MONEY_HELP),
            Blank("revenue", _("Doanh thu năm trước của sản phẩm"), kind="money", help=_MONEY_HELP),
            Blank("workers", _("Số lao động làm ra sản phẩm"), kind="whole"),
        ),
    ),
    Page(
        "thuyet-minh", _("Thuyết minh"),
        (
            Blank("description", _("Kể về sản phẩm: nguyên liệu, cách làm, thị trường, điểm riêng"), kind="long",
                  required=True, longest=5000),
        ),
    ),
)  # fmt: skip  # a table
PAPERS: Final = Page("giay-to", _("Giấy tờ"))
LAST: Final = Page("gui", _("Xem lại, nộp"))
FACTS: Final = "chi-tiet"


def project_sheet(content: ContentType, answers: Mapping[str, str]) -> Sheet:
    """Return the pages of an application for support; the lists have one empty row more than was filled."""
    blanks = [*_blanks(content.facts_of(), "fact-")]
    for table, label in content.tables.items():
        for number in range(rows_shown(content, table, answers)):
            blanks += _blanks(content.facts_of(table), f"row-{table}-{number}-", f"{label} {number + 1}: ")
    details = (Page(FACTS, _("Chi tiết"), tuple(blanks)),) if blanks else ()
    return (*PROJECT_PAGES, *details, PAPERS, LAST)


def product_sheet(groups: Sequence[tuple[str, str]]) -> Sheet:
    """Return the pages of an entry into a selection round."""
    first = PRODUCT_PAGES[0]
    blanks = tuple(
        Blank(one.name, one.label, one.kind, one.required, one.help, tuple(groups)) if one.name == "group" else one
        for one in first.blanks
    )
    return (Page(first.code, first.title, blanks), *PRODUCT_PAGES[1:], PAPERS, LAST)


def rows_shown(content: ContentType, table: str, answers: Mapping[str, str]) -> int:
    """Return how many rows of a list are shown: those that hold something and one more."""
    filled = [
        number
        for number in range(MOST_ROWS)
        if any(answers.get(f"row-{table}-{number}-{fact.code}", "").strip() for fact in content.facts_of(table))
    ]
    return min(max(filled, default=-1) + 2, MOST_ROWS)


def _blanks(facts: Sequence[Fact], prefix: str, before: str = "") -> Iterator[Blank]:
    for fact in facts:
        label = before + (f"{fact.label} ({fact.unit})" if fact.unit else fact.label)
        choices = ((YES, _("Có")), (NO, _("Không"))) if fact.kind == "flag" else fact.choices
        yield Blank(prefix + fact.code, label, fact.kind, required=fact.required and not before, choices=choices)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one blank, and on which page it stands."""

    page: str
    name: str
    refusal: Refusal


def faults_of(sheet: Sheet, answers: Mapping[str, str], *, only: str = "", complete: bool = True) -> list[Fault]:
    """Return every fault of what was typed; ``complete`` also counts what is missing, ``only`` names one page."""
    return [
        Fault(page.code, blank.name, found)
        for page in sheet
        if not only or page.code == only
        for blank in page.blanks
        if (found := _fault(page, blank, answers.get(blank.name, "").strip(), complete)) is not None
    ]


def _fault(page: Page, blank: Blank, text: str, complete: bool) -> Refusal | None:
    if not text:
        missing = _("Bước “%(page)s”: chưa ghi “%(label)s”.")
        return _told("portal.blank_missing", missing, page, blank) if complete and blank.required else None
    if len(text) > blank.longest:
        words = _("Bước “%(page)s”, mục “%(label)s”: dài quá %(longest)s chữ.")
        return _told("portal.blank_too_long", words, page, blank, longest=blank.longest)
    try:
        _read(blank, text)
    except (Unreadable, ValueError):
        words = _("Bước “%(page)s”, mục “%(label)s”: không hiểu “%(typed)s”. Hãy xem cách ghi dưới tên mục.")
        return _told("portal.blank_unreadable", words, page, blank, typed=text[:60])
    return None


def _told(code: str, words: str, page: Page, blank: Blank, **values: str | int) -> Refusal:
    told: dict[str, Any] = {"page": page.title, "label": blank.label, **values}
    return Refusal(code, words, **told)


def values_of(sheet: Sheet, answers: Mapping[str, str]) -> dict[str, Any]:
    """Return what was typed as values by the name of the blank; what is empty is left out.

    Days are dates, money whole đồng, numbers exact decimals as text. Only for answers without a fault.
    """
    return {
        blank.name: _read(blank, text)
        for page in sheet
        for blank in page.blanks
        if (text := answers.get(blank.name, "").strip())
    }


def facts_in(content: ContentType, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of the content as a project keeps them: JSON data by code, each list as its rows."""
    own = {fact.code: _plain(values.get(f"fact-{fact.code}")) for fact in content.facts_of()}
    facts: dict[str, Any] = {code: value for code, value in own.items() if value is not None}
    for table in content.tables:
        rows = [
            {
                fact.code: _plain(value)
                for fact in content.facts_of(table)
                if (value := values.get(f"row-{table}-{number}-{fact.code}")) is not None
            }
            for number in range(MOST_ROWS)
        ]
        if told := [row for row in rows if row]:
            facts[table] = told
    return facts


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _read(blank: Blank, text: str) -> Any:
    return _READERS.get(blank.kind, _as_text)(blank, text)


def _as_text(_blank: Blank, text: str) -> str:
    return text


def _as_choice(blank: Blank, text: str) -> str | bool:
    if text not in {code for code, _label in blank.choices}:
        raise ValueError(text)
    return text == YES if blank.kind == "flag" else text


def _as_number(_blank: Blank, text: str) -> str:
    number: Fraction = read_number(text)
    if number < 0:
        raise ValueError(text)
    text = plain_decimal(number, 6)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _at_least_nothing(read: Callable[[str], int]) -> Callable[[Blank, str], int]:
    def reading(_blank: Blank, text: str) -> int:
        number = read(text)
        if number < 0:
            raise ValueError(text)
        return number

    return reading


_READERS: Final[dict[str, Callable[[Blank, str], Any]]] = {
    "money": _at_least_nothing(read_dong),
    "whole": _at_least_nothing(read_whole),
    "date": lambda _blank, text: read_date(text),
    "number": _as_number,
    "choice": _as_choice,
    "flag": _as_choice,
}
