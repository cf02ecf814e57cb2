"""What a director sees in ten seconds: money of the year, projects by state and standing, what is late, rounds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max, Min, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.money import Money
from khuyencong.programme.models import PaymentOrder, PlannedAmount, ProgressReport, Project
from khuyencong.programme.queries.balances import project_balances
from khuyencong.programme.queries.plans.sheet import Figures
from khuyencong.programme.queries.plans.sums import by_stream
from khuyencong.programme.queries.plans.visibility import plans_visible_to
from khuyencong.programme.queries.projects.visibility import projects_visible_to
from khuyencong.programme.queries.work.deadlines import Due, project_dues
from khuyencong.programme.rules.buckets import Bucket
from khuyencong.programme.rules.project_life import NATIONAL_PROJECT_LIFE
from khuyencong.programme.rules.streams import Stream
from khuyencong.reporting.rules.standing import Standing, WorkFacts, standing
from khuyencong.selection.models import Round
from khuyencong.selection.queries.visibility import rounds_visible_to

STATES = NATIONAL_PROJECT_LIFE.states
WORKING = ("contracted", "running", "suspended")
WAITING = ("registered", "needs_supplement", "appraised", "ministry_appraised")


@dataclass(frozen=True, slots=True)
class Work:
    """A project at work: how it stands and why, and its advance that is not cleared."""

    project: Project
    standing: Standing
    why: str
    advanced: int
    advance_due_on: date | None


@dataclass(frozen=True, slots=True)
class StreamMoney:
    """The money of one stream in a year; ``waiting`` is asked for by projects that no plan line holds yet."""

    stream: Stream
    figures: Figures
    waiting: int

    @property
    def signed(self) -> int:
        """What is under contract, whether paid out or not."""
        return self.figures.contracted + self.figures.spent

    @property
    def short(self) -> int:
        """By how much what is asked for passes what may still be promised."""
        return max(0, self.waiting - self.figures.left)


@dataclass(frozen=True, slots=True)
class Board:
    """The whole dashboard of a year."""

    year: int
    years: list[int]
    plan_ids: list[int]
    streams: list[StreamMoney]
    states: list[tuple[str, str, int]]
    works: dict[Standing, list[Work]]
    advances: list[Work]
    late: list[Due]
    rounds: list[Round] = field(default_factory=list)

    @property
    def money(self) -> Figures:
        """The money of both streams, for the whole year."""
        total = Figures()
        for one in self.streams:
            total.add(one.figures)
        return total

    @property
    def short(self) -> int:
        """What is asked for beyond what may be promised, each stream for itself: they never mix."""
        return sum(one.short for one in self.streams)

    @property
    def advanced(self) -> int:
        """Advances of projects at work that are not cleared."""
        return sum(one.advanced for one in self.advances)


def board_of(person: Person, today: date, year: int) -> Board:
    """Return the dashboard of what the person sees; a constant number of questions."""
    plans = list(plans_visible_to(person, Action.VIEW_DASHBOARD).order_by("year", "pk").values_list("pk", "year"))
    projects = projects_visible_to(person, Action.VIEW_DASHBOARD)
    works = _works(person, today)
    heaps: dict[Standing, list[Work]] = {one: [] for one in Standing}
    for work in works:
        heaps[work.standing].append(work)
    plan_ids = [pk for pk, of in plans if of == year]
    counted = dict(projects.filter(year=year).order_by().values_list("state").annotate(count=Count("pk")))
    return Board(
        year=year,
        years=sorted({of for _pk, of in plans} | {year}, reverse=True),
        plan_ids=plan_ids,
        streams=_streams(person, plan_ids, year),
        states=[(one.code, one.label, counted[one.code]) for one in STATES if one.code in counted],
        works=heaps,
        advances=[work for work in works if work.advanced],
        late=[due for due in project_dues(person, today, projects) if due.is_late],
        rounds=list(rounds_visible_to(person, Action.VIEW_DASHBOARD).filter(year=year).order_by("pk")),
    )


def _streams(person: Person, plan_ids: list[int], year: int) -> list[StreamMoney]:
    held = by_stream(plan_ids)
    planned = dict(
        PlannedAmount.objects.filter(version__plan__in=plan_ids, version__state="approved")
        .order_by()
        .values_list("line__stream")
        .annotate(whole=Sum("support", default=Money(0)))
    )
    asking = projects_visible_to(person, Action.VIEW_DASHBOARD).filter(year=year, state__in=WAITING)
    asked = dict(
        asking.order_by().values_list("stream").annotate(whole=Sum(Coalesce("proposed", "asked"), default=Money(0)))
    )
    nothing = Money(0)
    return [
        StreamMoney(
            stream,
            Figures(planned.get(stream, nothing).dong, buckets=defaultdict(int, held.get(stream, {}))),
            asked.get(stream, nothing).dong,
        )
        for stream in Stream
    ]


def _works(person: Person, today: date) -> list[Work]:
    """Return the projects at work, each with how it stands, the earliest end first."""
    told = ProgressReport.objects.filter(project=OuterRef("pk")).order_by("-reported_on", "-pk").values("percent")[:1]
    rows = projects_visible_to(person, Action.VIEW_DASHBOARD).filter(state__in=WORKING, imported_from="")
    rows = rows.annotate(contract_end=Max("contracts__ends_on"), percent=Subquery(told))
    listed = list(rows.order_by("contract_end", "pk"))
    keys = [one.pk for one in listed]
    held, due = project_balances(keys), _advances_due(keys)
    return [_work(one, held[one.pk][Bucket.ADVANCED], due.get(one.pk), today) for one in listed]


def _work(project: Project, advanced: int, due: date | None, today: date) -> Work:
    facts = WorkFacts(
        year=project.year,
        state=project.state,
        starts_on=project.starts_on,
        ends_on=project.contract_end,  # type: ignore[attr-defined]  # annotated above
        percent=project.percent,  # type: ignore[attr-defined]  # annotated above
        advance_due_on=due if advanced else None,
    )
    how, why = standing(facts, today)
    return Work(project, how, why, advanced, due if advanced else None)


def _advances_due(keys: list[int]) -> dict[int, date | None]:
    rows = PaymentOrder.objects.filter(project__in=keys, kind="advance", state="paid", transfer__reversed_by=None)
    return dict(rows.order_by().values_list("project_id").annotate(first=Min("due_back_on")))
