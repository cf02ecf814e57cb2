"""Projects as lists and boards show them, and what stands beside one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, Window
from django.db.models.functions import Coalesce, RowNumber

from khuyencong.accounts.models import AuditEntry
from khuyencong.db.fields import MoneyField
from khuyencong.kernel.money import Money
from khuyencong.programme.models import PlanLine, Project, ProjectSupplement
from khuyencong.programme.rules.project_life import NATIONAL_PROJECT_LIFE

OVER = ("rejected", "withdrawn", "stopped", "ended")
CARDS = 8
COLUMNS = tuple(state.code for state in NATIONAL_PROJECT_LIFE.states)


def listed(rows: QuerySet[Project]) -> QuerySet[Project]:
    """Add what a list shows: establishment, place, officer, line, and until when a supplement is awaited."""
    due = ProjectSupplement.objects.filter(project=OuterRef("pk"), answered_at=None).values("due_on")[:1]
    return rows.select_related("establishment", "place", "officer", "line__plan").annotate(due_on=Subquery(due))


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One state of the board: how many projects, how much money, and the newest of them."""

    state: str
    label: str
    count: int
    money: Money
    cards: tuple[Project, ...]

    @property
    def hidden(self) -> int:
        """The projects that have no card."""
        return self.count - len(self.cards)


def board(rows: QuerySet[Project]) -> list[BoardColumn]:
    """Return the columns that hold projects, in the order of their life; two queries whatever the data."""
    worth = Coalesce("contracted", "approved", "proposed", "asked", Value(0, MoneyField()), output_field=MoneyField())
    sums = {
        one["state"]: one
        for one in rows.order_by().values("state").annotate(count=Count("pk"), money=Sum(worth, default=Money(0)))
    }
    place = Window(RowNumber(), partition_by=F("state"), order_by=[F("changed_at").desc(), F("pk").desc()])
    cards: dict[str, list[Project]] = {}
    for project in (
        rows.select_related("establishment", "officer")
        .annotate(place_in_column=place)
        .filter(place_in_column__lte=CARDS)
        .order_by("place_in_column")
    ):
        cards.setdefault(project.state, []).append(project)
    return [
        BoardColumn(
            state, NATIONAL_PROJECT_LIFE.label(state), sums[state]["count"], sums[state]["money"],
            tuple(cards.get(state, ())),
        )
        for state in COLUMNS
        if state in sums
    ]  # fmt: skip  # one column


def years_of(rows: QuerySet[Project]) -> list[int]:
    """Return the years that have projects, newest first."""
    return list(rows.order_by("-year").values_list("year", flat=True).distinct())


def candidate_lines(project: Project) -> list[PlanLine]:
    """Return the lines in force into which the project could be put."""
    kinds = ["group"] if project.kind == "group" else [kind for kind, _label in PlanLine.Kind.choices]
    found = PlanLine.objects.filter(
        plan__office=project.office,
        plan__year=project.year,
        plan__locked_at=None,
        stream=project.stream,
        content=project.content,
        kind__in=kinds,
        amounts__version__state="approved",
    )
    return list(found.select_related("plan__programme", "plan__office").distinct().order_by("code"))


def projects_over(project: Project) -> list[Project]:
    """Return the projects of the same office, stream and year that are over and that nobody replaces yet."""
    return over_in(project.office_id, project.year, project.stream)


def over_in(office_id: int, year: int, stream: str = "") -> list[Project]:
    """Return the projects that are over and that nobody replaces yet, newest first."""
    rows = Project.objects.filter(office_id=office_id, year=year, state__in=OVER)
    rows = rows.filter(stream=stream) if stream else rows
    taken = Project.objects.exclude(state__in=OVER).filter(replaces__isnull=False).values("replaces")
    return list(rows.exclude(pk__in=taken).order_by("-changed_at", "-pk")[:100])


def waiting_for_money(project: Project) -> list[Project]:
    """Return the appraised projects that could take the place of one that is over: the waiting list, oldest first."""
    if project.state not in OVER:
        return []
    rows = Project.objects.filter(
        Q(stream="local", state="appraised") | Q(stream="national", state="ministry_appraised"),
        office=project.office,
        stream=project.stream,
        year=project.year,
        proposed__gt=Money(0),
    )
    return list(rows.select_related("establishment").order_by("registered_on", "pk")[:20])


def support_history(project: Project) -> list[Project]:
    """Return the other projects of the same establishment, newest first."""
    if project.establishment_id is None:
        return []
    rows = Project.objects.filter(establishment=project.establishment_id).exclude(pk=project.pk)
    return list(rows.order_by("-year", "-pk")[:20])


def trail_of_project(project: Project) -> Iterator[AuditEntry]:
    """Return what was done with the project, newest first."""
    entries = AuditEntry.objects.filter(thing=f"programme.project:{project.pk}")
    return entries.select_related("detail").order_by("-number")[:60].iterator(60)


def steps_of(project: Project) -> list[dict[str, str]]:
    """Return the way of the project through its states: done, current, or still to come."""
    way = ["draft", "registered", "appraised", "ministry_appraised", "planned", "contracted", "running", "accepted",
           "settled", "liquidated", "closed"]  # fmt: skip  # the way reads better in rows
    if project.stream != "national":
        way.remove("ministry_appraised")
    stands = {"needs_supplement": "registered", "suspended": "running"}.get(project.state, project.state)
    if stands not in way:
        way = [*way[: way.index(_reached(project)) + 1], stands]
    here = way.index(stands)
    return [
        {
            "label": project.state_label if number == here else project.life.label(state),
            "state": "done" if number < here else "current" if number == here else "todo",
        }
        for number, state in enumerate(way)
    ]


def _reached(project: Project) -> str:
    """Return how far a project came that is over."""
    if project.contracted is not None:
        return "contracted"
    if project.approved is not None:
        return "planned"
    if project.proposed is not None:
        return "appraised"
    return "registered" if project.registered_on is not None else "draft"
