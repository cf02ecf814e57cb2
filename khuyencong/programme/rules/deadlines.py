"""Days that a plan or a project keeps, and which of them are due or late. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.book import Certainty, NormsOfDay
from khuyencong.programme.rules.streams import Stream

YEARS: Final = {"before": -1, "same": 0, "after": 1}
CONTRACTED: Final = frozenset({"contracted", "running", "suspended", "accepted", "settled"})
WORKING: Final = frozenset({"contracted", "running", "suspended"})
ACCEPTED: Final = frozenset({"accepted", "settled", "liquidated", "closed"})


class DeadlineState(StrEnum):
    """Whether the day is still to come (today included) or over."""

    DUE = "due"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day to keep: what must be done by then, and what says so."""

    code: str
    due_on: date
    label: str
    source: str
    state: DeadlineState
    certainty: str


@dataclass(frozen=True, slots=True)
class ProjectDays:
    """What a rule must know of a project; ``followed`` holds the months whose follow-up was recorded."""

    stream: str
    year: int
    state: str
    accepted_on: date | None = None
    settled_on: date | None = None
    liquidated_on: date | None = None
    has_open_advance: bool = False
    followed: frozenset[int] = frozenset()


def year_deadlines(
    year: int, *, today: date, norms: NormsOfDay, streams: Iterable[str] = tuple(Stream)
) -> list[Deadline]:
    """Return the days of a budget year, earliest first. Governing day of ``norms``: 1 January of that year."""
    wanted = set(streams)
    rows = [
        (key, row)
        for key in ("programme.project_deadlines", "programme.budget_deadlines")
        for row in norms.norm(key).value  # read only: copies of the table would cost more than all the rest
    ]
    found = [_of_row(norms, key, row, year, today) for key, row in rows if wanted & set(row["streams"])]
    return sorted(found, key=_order)


def project_deadlines(project: ProjectDays, *, today: date, norms: NormsOfDay) -> list[Deadline]:
    """Return what one project still has to keep, earliest first.

    Governing day of ``norms``: 1 January of the plan year. Settlement counts calendar days from acceptance; for
    the local stream that count is borrowed from the national one, and marked unsure.
    """
    found = list(_settlement(project, today, norms))
    found += _of_year(project, today, norms)
    found += _follow_ups(project, today, norms)
    return sorted(found, key=_order)


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _order(deadline: Deadline) -> tuple[date, str]:
    return deadline.due_on, deadline.code


def _state(due_on: date, today: date) -> DeadlineState:
    return DeadlineState.LATE if due_on < today else DeadlineState.DUE


def _of_row(norms: NormsOfDay, key: str, row: Mapping[str, Any], year: int, today: date) -> Deadline:
    due_on = date(year + YEARS[row["year"]], row["month"], row["day"])
    clause = row.get("clause", "")
    source = f"{norms.cite(key)}, {clause}" if clause else norms.cite(key)
    return Deadline(row["code"], due_on, row["label"], source, _state(due_on, today), row["certainty"])


def _of_year(project: ProjectDays, today: date, norms: NormsOfDay) -> Iterator[Deadline]:
    waits = {
        "registration": project.state in ("draft", "needs_supplement"),
        "liquidation": project.liquidated_on is None and project.state in CONTRACTED,
        "budget_year_end": project.state in WORKING,
        "clear_advances": project.has_open_advance,
    }
    for deadline in year_deadlines(project.year, today=today, norms=norms, streams=[project.stream]):
        if waits.get(deadline.code, False):
            yield deadline


def _settlement(project: ProjectDays, today: date, norms: NormsOfDay) -> Iterator[Deadline]:
    if project.accepted_on is None or project.settled_on is not None or project.state != "accepted":
        return
    norm = norms.norm("programme.settlement_days")
    due_on = project.accepted_on + timedelta(days=norm.value)
    certainty = norm.certainty if project.stream == Stream.NATIONAL else Certainty.UNSURE
    label = _("Nộp hồ sơ quyết toán")
    yield Deadline("settlement", due_on, label, norm.source, _state(due_on, today), certainty)


def _follow_ups(project: ProjectDays, today: date, norms: NormsOfDay) -> Iterator[Deadline]:
    if project.accepted_on is None or project.state not in ACCEPTED:
        return
    norm = norms.norm("programme.follow_up_months")
    for months in norms.numbers("programme.follow_up_months"):
        if months not in project.followed:
            due_on = add_months(project.accepted_on, months)
            label = FOLLOW_UP_LABELS.get(months, _("Theo dõi hiệu quả"))
            state = _state(due_on, today)
            yield Deadline(f"follow_up_{months}", due_on, label, norm.source, state, norm.certainty)


FOLLOW_UP_LABELS: Final = {
    6: _("Theo dõi hiệu quả sau 6 tháng"),
    12: _("Theo dõi hiệu quả sau 12 tháng"),
    24: _("Theo dõi hiệu quả sau 24 tháng"),
    36: _("Theo dõi hiệu quả sau 36 tháng"),
}
