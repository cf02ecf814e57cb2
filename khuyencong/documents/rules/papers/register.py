"""The register of papers that go out: numbers run in time order, each once in a year. Pure.

Source: NĐ 30/2020/NĐ-CP, Điều 15.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from khuyencong.documents.rules.papers.paper import Form, Paper
from khuyencong.documents.rules.papers.wording import padded, symbol_of
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

SOURCE: Final = "NĐ 30/2020/NĐ-CP, Điều 15"
LARGEST: Final = 99_999_999
UNNUMBERED: Final = frozenset({Form.SHEET})
"""Papers of persons, which are no papers of the office's register."""

Taken = tuple[int, date]
"""A number in the register and the day of its paper."""


def series_of(office_code: str, paper: Paper) -> str:
    """Return the register of a paper: of each office its own for each type, letters in one."""
    if paper.form is Form.LETTER or not paper.abbreviation:
        return f"van-ban:{office_code}:{paper.letterhead.symbol}"
    return f"van-ban:{office_code}:{symbol_of(paper)}"


def refuse_number(taken: Sequence[Taken], number: int, day: date) -> Refusal | None:
    """Refuse a number that stands in the register, or that lies on the wrong side of a paper of another day.

    ``taken`` are the numbers of the series in the year of ``day``.
    """
    if not 0 < number <= LARGEST:
        return Refusal("documents.number_out_of_range", _("Số văn bản phải từ 1 trở lên."), source=SOURCE)
    if any(other == number for other, _day in taken):
        return Refusal(
            "documents.number_taken",
            _(
                "Số %(number)s đã có trong sổ văn bản đi năm %(year)s. "
                "Hãy ghi số khác hoặc để trống để hệ thống lấy số."
            ),
            source=SOURCE,
            number=padded(number),
            year=day.year,
        )
    before = [(other, on) for other, on in taken if other < number and on > day]
    after = [(other, on) for other, on in taken if other > number and on < day]
    if wrong := before or after:
        other, on = max(wrong)
        return Refusal(
            "documents.number_out_of_order",
            _(
                "Số phải theo thứ tự thời gian: số %(other)s đã ký ngày %(on)s, "
                "nên số %(number)s không thể ký ngày %(day)s."
            ),
            source=SOURCE,
            other=padded(other),
            on=f"{on:%d/%m/%Y}",
            number=padded(number),
            day=f"{day:%d/%m/%Y}",
        )
    return None


def refuse_day(day: date, today: date) -> Refusal | None:
    """Refuse to issue a paper that will be signed only on a later day."""
    if day <= today:
        return None
    return Refusal(
        "documents.signed_in_the_future",
        _("Ngày ký %(day)s còn ở phía trước. Chỉ ban hành văn bản đã ký."),
        source=SOURCE,
        day=f"{day:%d/%m/%Y}",
    )


def refuse_empty_reason(reason: str) -> Refusal | None:
    """Refuse to change what was issued without saying why."""
    if reason.strip():
        return None
    return Refusal("documents.reason_missing", _("Hãy ghi lý do: người đọc sổ sau này cần biết."), source="")
