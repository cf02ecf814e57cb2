"""Until when a decision may be contested, by when the answer is due, and on what both rest. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.book import NormsOfDay
from khuyencong.law.calendar import add_working_days, holidays_of


@dataclass(frozen=True, slots=True)
class Window:
    """The last day for a complaint, and the norm that sets it."""

    until: date
    source: str

    def refusal(self, today: date) -> Refusal | None:
        """Say that it is too late, or nothing."""
        if today <= self.until:
            return None
        return Refusal(
            "portal.complaint_late",
            _("Đã hết hạn khiếu nại: ngày cuối là %(day)s."),
            source=self.source,
            day=f"{self.until:%d/%m/%Y}",
        )


def result_window(published_on: date, norms: NormsOfDay) -> Window:
    """Return until when a result of a round may be contested. Governing day: that of publication.

    Source: TT 26/2014/TT-BCT, Điều 20 khoản 1; working days.
    """
    days = norms.whole("selection.complaint_working_days")
    until = add_working_days(published_on, days, holidays_of(norms))
    return Window(until, norms.cite("selection.complaint_working_days"))


def refusal_window(told_on: date, norms: NormsOfDay) -> Window:
    """Return until when the refusal of a project may be contested. Governing day: that of the refusal; calendar days.

    Source: Luật Khiếu nại 2011, Điều 9.
    """
    until = told_on + timedelta(days=norms.whole("filing.complaint_days"))
    return Window(until, norms.cite("filing.complaint_days"))


def result_answer_due(filed_on: date, norms: NormsOfDay) -> date:
    """Return the last day for the council's answer. Governing day: that of the complaint; working days.

    Source: TT 26/2014/TT-BCT, Điều 20 khoản 2.
    """
    return add_working_days(filed_on, norms.whole("selection.complaint_answer_working_days"), holidays_of(norms))


def refusal_answer_due(filed_on: date, norms: NormsOfDay) -> date:
    """Return the last day for the answer about a project. Governing day: that of the complaint; calendar days.

    Source: Luật Khiếu nại 2011, Điều 28.
    """
    return filed_on + timedelta(days=norms.whole("filing.complaint_answer_days"))
