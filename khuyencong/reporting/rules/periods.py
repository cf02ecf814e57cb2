"""The periods that reports cover, by their code: 2026, 2026-H1, 2026-Q3, 2026-09. Pure.

Words of a period are those of an official paper: Vietnamese only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _


class PeriodKind(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


KIND_LABELS: Final[dict[PeriodKind, str]] = {
    PeriodKind.MONTH: _("tháng"),
    PeriodKind.QUARTER: _("quý"),
    PeriodKind.HALF: _("6 tháng"),
    PeriodKind.YEAR: _("năm"),
}
MONTHS: Final[dict[PeriodKind, int]] = {
    PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12,
}  # fmt: skip  # a table
ROMAN: Final = ("I", "II", "III", "IV")
_SHAPE: Final = re.compile(r"(?P<year>20[0-9]{2})(-(Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>0[1-9]|1[0-2])))?")


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """A month, quarter, half-year or year; ``number`` counts it in its year from 1. Both days belong to it."""

    kind: PeriodKind
    year: int
    number: int

    @property
    def code(self) -> str:
        """The code as typed: 2026-Q3."""
        tails = {
            PeriodKind.MONTH: f"-{self.number:02}", PeriodKind.QUARTER: f"-Q{self.number}",
            PeriodKind.HALF: f"-H{self.number}", PeriodKind.YEAR: "",
        }  # fmt: skip  # a table
        return f"{self.year}{tails[self.kind]}"

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, (self.number - 1) * MONTHS[self.kind] + 1, 1)

    @property
    def end(self) -> date:
        """The last day."""
        last = self.number * MONTHS[self.kind]
        return date(self.year + last // 12, last % 12 + 1, 1) - timedelta(days=1)

    @property
    def label(self) -> str:
        """As a paper says it: "quý III năm 2026"."""
        words = {
            PeriodKind.MONTH: f"tháng {self.number} năm",
            PeriodKind.QUARTER: f"quý {ROMAN[(self.number - 1) % 4]} năm",
            PeriodKind.HALF: f"6 tháng {'đầu' if self.number == 1 else 'cuối'} năm",
            PeriodKind.YEAR: "năm",
        }
        return f"{words[self.kind]} {self.year}"

    @property
    def year_ago(self) -> ReportPeriod:
        """The same period of the year before."""
        return ReportPeriod(self.kind, self.year - 1, self.number)

    @property
    def before(self) -> ReportPeriod:
        """The period of the same length right before."""
        if self.number > 1:
            return ReportPeriod(self.kind, self.year, self.number - 1)
        return ReportPeriod(self.kind, self.year - 1, 12 // MONTHS[self.kind])


def read_period(code: str) -> ReportPeriod:
    """Read a code.

    :raises Refusal: with the shapes that are read, for any other text.
    """
    found = _SHAPE.fullmatch(code.strip().upper())
    if found is None:
        raise Refusal(
            "reporting.unreadable_period",
            _("Không đọc được kỳ “%(given)s”. Hãy viết 2026 (năm), 2026-H1 (6 tháng), 2026-Q3 (quý) hoặc 2026-09."),
            given=code[:40],
        )
    year = int(found["year"])
    for kind in (PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.MONTH):
        if found[kind.value]:
            return ReportPeriod(kind, year, int(found[kind.value]))
    return ReportPeriod(PeriodKind.YEAR, year, 1)


def period_on(kind: PeriodKind, day: date) -> ReportPeriod:
    """Return the period of a length in which a day lies."""
    return ReportPeriod(kind, day.year, (day.month - 1) // MONTHS[kind] + 1)


def last_period(kind: PeriodKind, day: date) -> ReportPeriod:
    """Return the last period of a length that is over on a day: the one that is reported now."""
    return period_on(kind, day).before


@dataclass(frozen=True, slots=True)
class Window:
    """What counts for one column: events from ``start`` to ``end``, money of plans of the ``years``.

    Money is told from ``money_from`` on, or from the first transfer of those plans where it is None: what was assigned
    in December for the year to come belongs to that year.
    """

    start: date
    end: date
    years: tuple[int, ...]
    money_from: date | None = None


def window_of(period: ReportPeriod) -> Window:
    """Return what counts in the period itself."""
    opens_year = period.start == date(period.year, 1, 1)
    return Window(period.start, period.end, (period.year,), None if opens_year else period.start)


def year_to_date(period: ReportPeriod) -> Window:
    """Return what counts from New Year to the period's end."""
    return Window(date(period.year, 1, 1), period.end, (period.year,))


def since(first_year: int, period: ReportPeriod) -> Window:
    """Return what counts from the first year of a programme to the period's end."""
    first = min(first_year, period.year)
    return Window(date(first, 1, 1), period.end, tuple(range(first, period.year + 1)))
