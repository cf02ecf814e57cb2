"""The days that projects and plans keep, for one reader: listed, as tasks, and in a calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Max, Min, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import refusal, scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.accounts.rules.tasks import Task
from khuyencong.kernel.money import Money
from khuyencong.law.norms import NormsOfDay
from khuyencong.programme.models import FollowUp, PaymentOrder, Plan, Project, Transfer
from khuyencong.programme.queries.projects.visibility import projects_visible_to
from khuyencong.programme.rules.buckets import Bucket
from khuyencong.programme.rules.deadlines import (
    ACCEPTED,
    WORKING,
    Deadline,
    DeadlineState,
    ProjectDays,
    project_deadlines,
    year_deadlines,
)
from khuyencong.programme.rules.work.dues import DUTIES, WorkDays, duty_of, work_deadlines
from khuyencong.rulebook.queries import norms_at

LOOKED_BACK = timedelta(days=4 * 366)
"""Follow-ups end three years after acceptance; what is older keeps no day any more."""
SHOWN_APART = 3


@dataclass(frozen=True, slots=True)
class Due:
    """One day to keep: of a project, or of a plan year where there is no project."""

    deadline: Deadline
    title: str
    detail: str
    url: str
    key: str
    project: Project | None = None
    plan_year: int | None = None

    @property
    def is_late(self) -> bool:
        """Whether it is over and was not kept; the days of a plan year only pass."""
        return self.project is not None and self.deadline.state is DeadlineState.LATE

    @property
    def is_over(self) -> bool:
        """Whether the day of a plan year has passed."""
        return self.project is None and self.deadline.state is DeadlineState.LATE


class _Norms:
    """The norms of an office on a day, read once each."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, date], NormsOfDay] = {}

    def at(self, office_code: str, day: date) -> NormsOfDay:
        key = (office_code, day)
        if key not in self._known:
            self._known[key] = norms_at(day, office_code=office_code)
        return self._known[key]


def project_dues(person: Person, today: date, projects: QuerySet[Project] | None = None) -> list[Due]:
    """Return the open days of the projects that the person sees, earliest first; a constant number of queries."""
    rows = projects_visible_to(person) if projects is None else projects
    wanted = Q(state__in=WORKING | {"draft", "needs_supplement", "stopped"})
    # A list of past years tells nothing of visits that were made; nobody is late for them.
    wanted |= Q(state__in=ACCEPTED, accepted_on__gte=today - LOOKED_BACK, imported_from="")
    listed = list(
        rows.filter(wanted)
        .select_related("office", "establishment")
        .annotate(contract_end=Max("contracts__ends_on"), last_report=Max("progress_reports__reported_on"))
        .order_by("pk")
    )
    keys = [project.pk for project in listed]
    followed, advanced, norms = _followed(keys), _open_advances(keys), _Norms()
    found = [due for project in listed for due in _dues_of(project, today, norms, followed[project.pk], advanced)]
    return sorted(found, key=_order)


def _order(due: Due) -> tuple[date, str]:
    return due.deadline.due_on, due.key


def _dues_of(
    project: Project, today: date, norms: _Norms, followed: frozenset[int], advanced: dict[int, date | None]
) -> Iterator[Due]:
    code = project.office.code
    days = ProjectDays(
        stream=project.stream,
        year=project.year,
        state=project.state,
        accepted_on=project.accepted_on,
        settled_on=project.settled_on,
        liquidated_on=project.liquidated_on,
        has_open_advance=project.pk in advanced,
        followed=followed,
    )
    work = WorkDays(
        state=project.state,
        started_on=project.starts_on,
        reported_on=project.last_report,  # type: ignore[attr-defined]  # annotated above
        contract_ends_on=project.contract_end,  # type: ignore[attr-defined]  # annotated above
        advance_due_on=advanced.get(project.pk),
    )
    found = [
        *project_deadlines(days, today=today, norms=norms.at(code, date(project.year, 1, 1))),
        *work_deadlines(work, today=today, norms=norms.at(code, today)),
    ]
    url = reverse("programme:view_project", args=[project.pk])
    for one in found:
        yield Due(
            deadline=one,
            title=f"{_(one.label)}: {project.code}",
            detail=project.name,
            url=url,
            key=f"{one.code}-{project.pk}",
            project=project,
        )


def _followed(keys: Iterable[int]) -> defaultdict[int, frozenset[int]]:
    found: defaultdict[int, frozenset[int]] = defaultdict(frozenset)
    for project, months in FollowUp.objects.filter(project__in=keys).values_list("project", "months"):
        found[project] |= {months}
    return found


def _open_advances(keys: Iterable[int]) -> dict[int, date | None]:
    """Return the projects whose advances are not cleared, with the earliest day by which they were to be."""
    bucket = Bucket.ADVANCED.value
    rows = (
        Transfer.objects.filter(project__in=keys)
        .values("project")
        .annotate(
            given=Sum("amount", filter=Q(to_bucket=bucket), default=Money(0)),
            cleared=Sum("amount", filter=Q(from_bucket=bucket), default=Money(0)),
        )
        .filter(given__gt=F("cleared"))
        .values_list("project", flat=True)
        .order_by()
    )
    still_open: dict[int, date | None] = dict.fromkeys(rows)
    due = (
        PaymentOrder.objects.filter(project__in=still_open, kind="advance", state="paid")
        .values("project")
        .annotate(first=Min("due_back_on"))
        .values_list("project", "first")
        .order_by()
    )
    return still_open | dict(due)


def plan_dues(person: Person, today: date, years: Iterable[int]) -> list[Due]:
    """Return the days of the plan years that the person sees, earliest first."""
    far = scope_of(person, Action.VIEW_PLAN)
    if not far:
        return []
    plans = Plan.objects.filter(year__in=list(years)).select_related("office").order_by("year", "pk")
    if not far.everywhere:
        plans = plans.filter(office__in=far.office_ids)
    norms = _Norms()
    found = []
    for plan in plans:
        listed = year_deadlines(plan.year, today=today, norms=norms.at(plan.office.code, date(plan.year, 1, 1)))
        found += [
            Due(
                deadline=one,
                title=_("%(label)s (kế hoạch %(year)s)") % {"label": _(one.label), "year": plan.year},
                detail=plan.name,
                url="",
                key=f"{one.code}-plan-{plan.pk}",
                plan_year=plan.year,
            )
            for one in listed
        ]
    return sorted(found, key=_order)


def dues_of_year(person: Person, today: date, year: int) -> list[Due]:
    """Return every day of a calendar year that the person's projects and plans keep."""
    found = [*project_dues(person, today), *plan_dues(person, today, (year - 1, year, year + 1))]
    return sorted((one for one in found if one.deadline.due_on.year == year), key=_order)


def dues_between(person: Person, today: date, first: date, last: date) -> list[Due]:
    """Return the days from first to last, both included, as a calendar wants them."""
    years = range(first.year - 1, last.year + 2)
    found = [*project_dues(person, today), *plan_dues(person, today, years)]
    return sorted((one for one in found if first <= one.deadline.due_on <= last), key=_order)


def deadline_tasks(person: Person, today: date) -> list[Task]:
    """Return what is due or late and waits for the person; several of one kind stand in one line."""
    if not any(scope_of(person, Action(f"programme.{duty.verb}")) for duty in DUTIES.values()):
        return []
    waiting: dict[str, list[Due]] = {}
    for due in project_dues(person, today):
        duty = duty_of(due.deadline.code)
        if duty is None or due.deadline.due_on > today + timedelta(days=duty.days_before):
            continue
        if refusal(person, Action(f"programme.{duty.verb}"), due.project) is None:
            waiting.setdefault(duty.label, []).append(due)
    return [task for label, dues in waiting.items() for task in _tasks(label, dues)]


def _tasks(label: str, dues: list[Due]) -> Iterator[Task]:
    duty = duty_of(dues[0].deadline.code)
    assert duty is not None
    if len(dues) <= SHOWN_APART:
        for due in dues:
            assert due.project is not None
            yield Task(
                title=_(label),
                detail=f"{due.project.code} {due.project.name}",
                url=due.url,
                icon=duty.icon,
                due_on=due.deadline.due_on,
                urgent=due.is_late,
            )
        return
    late = sum(due.is_late for due in dues)
    yield Task(
        title=_(label),
        detail=_("%(late)s việc đã quá hạn.") % {"late": late} if late else _("Sắp tới hạn."),
        url=reverse("programme:view_deadlines") + f"?viec={duty.verb}",
        icon=duty.icon,
        count=len(dues),
        due_on=dues[0].deadline.due_on,
        urgent=bool(late),
    )
