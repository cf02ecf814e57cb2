"""Deadlines of the work beside those of the year, and whose they are. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.book import NormsOfDay
from khuyencong.programme.rules.deadlines import Deadline, DeadlineState

REPORT: Final = "report"
ACCEPTANCE: Final = "acceptance"
ADVANCE: Final = "advance"
INTERVAL: Final = "programme.progress_interval_days"
CONTRACT_SOURCE: Final = _("thời hạn trong hợp đồng")
ORDER_SOURCE: Final = _("hạn ghi trong đề nghị tạm ứng")


@dataclass(frozen=True, slots=True)
class WorkDays:
    """What a rule must know of the work: the days that set its deadlines.

    ``advance_due_on`` is the earliest day by which an open advance was to be cleared.
    """

    state: str
    started_on: date | None = None
    reported_on: date | None = None
    contract_ends_on: date | None = None
    advance_due_on: date | None = None


def work_deadlines(work: WorkDays, *, today: date, norms: NormsOfDay) -> list[Deadline]:
    """Return what the work itself has to keep, earliest first. Governing day of ``norms``: today."""
    return sorted(_found(work, today, norms), key=lambda one: (one.due_on, one.code))


def _found(work: WorkDays, today: date, norms: NormsOfDay) -> Iterator[Deadline]:
    since = work.reported_on or work.started_on
    if work.state == "running" and since is not None:
        norm = norms.norm(INTERVAL)
        due_on = since + timedelta(days=norm.value)
        yield Deadline(REPORT, due_on, _("Báo cáo tiến độ"), norm.source, _state(due_on, today), norm.certainty)
    if work.state in {"contracted", "running", "suspended"} and work.contract_ends_on is not None:
        due_on = work.contract_ends_on
        yield Deadline(ACCEPTANCE, due_on, _("Hoàn thành, nghiệm thu"), CONTRACT_SOURCE, _state(due_on, today), "seen")
    if work.advance_due_on is not None:
        due_on = work.advance_due_on
        yield Deadline(ADVANCE, due_on, _("Thu hồi tạm ứng"), ORDER_SOURCE, _state(due_on, today), "seen")


def _state(due_on: date, today: date) -> DeadlineState:
    return DeadlineState.LATE if due_on < today else DeadlineState.DUE


@dataclass(frozen=True, slots=True)
class Duty:
    """How a deadline becomes somebody's task: the act that answers it, and how long before it shows."""

    verb: str
    label: str
    icon: str
    days_before: int


DUTIES: Final[dict[str, Duty]] = {
    REPORT: Duty("report_progress", _("Báo cáo tiến độ đề án"), "graph-up", 7),
    ACCEPTANCE: Duty("accept_work", _("Nghiệm thu đề án"), "clipboard2-check", 14),
    ADVANCE: Duty("record_payment", _("Thu hồi tạm ứng"), "arrow-counterclockwise", 14),
    "clear_advances": Duty("record_payment", _("Thanh toán hết tạm ứng"), "arrow-counterclockwise", 31),
    "settlement": Duty("settle_project", _("Quyết toán đề án"), "journal-check", 15),
    "liquidation": Duty("liquidate_contract", _("Thanh lý hợp đồng"), "file-earmark-check", 30),
    "follow_up": Duty("follow_up", _("Theo dõi hiệu quả"), "activity", 14),
}
"""Deadlines that wait for somebody; a follow-up stands under one word for all its months."""


def duty_of(code: str) -> Duty | None:
    """Return the duty behind a deadline, or None where it waits for nobody."""
    return DUTIES.get("follow_up" if code.startswith("follow_up") else code)
