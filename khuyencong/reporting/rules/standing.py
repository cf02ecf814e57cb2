"""How a project at work stands on a day: on plan, slow, late, or its money at risk. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from khuyencong.kernel.words import gettext_noop as _

BEHIND_POINTS: Final = 25
"""By how many points of work a project may lag behind its time before it is called slow; ours, no rule says it."""


class Standing(StrEnum):
    """The four heaps of the dashboard, the gravest first."""

    AT_RISK = "at_risk"
    LATE = "late"
    SLOW = "slow"
    ON_PLAN = "on_plan"


STANDINGS: Final[dict[Standing, str]] = {
    Standing.AT_RISK: _("Có rủi ro"),
    Standing.LATE: _("Trễ hạn"),
    Standing.SLOW: _("Chậm tiến độ"),
    Standing.ON_PLAN: _("Đúng kế hoạch"),
}


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """A project between contract and acceptance; ``percent`` as last told, ``advance_due_on`` of an open advance."""

    year: int
    state: str
    starts_on: date | None = None
    ends_on: date | None = None
    percent: int | None = None
    advance_due_on: date | None = None


def standing(work: WorkFacts, today: date) -> tuple[Standing, str]:
    """Say how a project stands, and why; a project that tells no days is taken to be on plan."""
    if (risk := _risk(work, today)) is not None:
        return Standing.AT_RISK, risk
    if work.ends_on is not None and work.ends_on < today:
        return Standing.LATE, _("quá hạn hợp đồng, chưa nghiệm thu")
    if (behind := _behind(work, today)) is not None and behind >= BEHIND_POINTS:
        return Standing.SLOW, _("khối lượng thấp hơn thời gian đã qua")
    return Standing.ON_PLAN, ""


def _risk(work: WorkFacts, today: date) -> str | None:
    if work.state == "suspended":
        return _("đang tạm dừng")
    if work.advance_due_on is not None and work.advance_due_on < today:
        return _("tạm ứng quá hạn thu hồi")
    if work.year < today.year:
        return _("đã hết năm ngân sách, chưa nghiệm thu")
    if work.ends_on is not None and work.ends_on.year > work.year:
        return _("hợp đồng kết thúc sau năm ngân sách")
    return None


def _behind(work: WorkFacts, today: date) -> int | None:
    """Return by how many points of its whole the work lags behind the time gone."""
    if work.starts_on is None or work.ends_on is None or work.ends_on <= work.starts_on:
        return None
    gone = 100 * (today - work.starts_on).days // (work.ends_on - work.starts_on).days
    return gone - (work.percent or 0)
