"""A plan against what became of it: by line, stream, content, month, commune, sector and firm, on any day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F

from khuyencong.programme.models import Plan, PlannedAmount, PlanVersion
from khuyencong.programme.queries.plans.sums import COMMITTED, SPENT, Buckets, by_line, net, until, whole_of
from khuyencong.programme.rules.buckets import Bucket
from khuyencong.programme.rules.plans.bars import Part, bar
from khuyencong.programme.rules.plans.lines import ContentChoice


@dataclass(slots=True)
class Figures:
    """What one line, stream or content was given, and where that money is. All in whole đồng."""

    planned: int = 0
    counterpart: int = 0
    buckets: Buckets = field(default_factory=lambda: defaultdict(int))

    def add(self, other: Figures) -> None:
        """Add another line's figures."""
        self.planned += other.planned
        self.counterpart += other.counterpart
        for bucket, amount in other.buckets.items():
            self.buckets[bucket] += amount

    @property
    def assigned(self) -> int:
        """Return everything that was assigned and not taken back."""
        return whole_of(self.buckets)

    @property
    def left(self) -> int:
        """Return what may still be promised."""
        return self.buckets.get(Bucket.ASSIGNED, 0)

    @property
    def reserved(self) -> int:
        """Return what is held for projects without a contract yet."""
        return self.buckets.get(Bucket.RESERVED, 0)

    @property
    def contracted(self) -> int:
        """Return what is under contract and not yet paid out."""
        return self.buckets.get(Bucket.CONTRACTED, 0)

    @property
    def advanced(self) -> int:
        """Return advances that are not cleared."""
        return self.buckets.get(Bucket.ADVANCED, 0)

    @property
    def paid(self) -> int:
        """Return what is paid and not settled."""
        return self.buckets.get(Bucket.PAID, 0)

    @property
    def settled(self) -> int:
        """Return what is settled."""
        return self.buckets.get(Bucket.SETTLED, 0)

    @property
    def committed(self) -> int:
        """Return what is promised to projects or went to them."""
        return sum(self.buckets.get(bucket, 0) for bucket in COMMITTED)

    @property
    def spent(self) -> int:
        """Return what left the Treasury: advances, payments, settlements."""
        return sum(self.buckets.get(bucket, 0) for bucket in SPENT)

    @property
    def gone(self) -> int:
        """Return what is cancelled, carried to the next year or was given back."""
        return sum(self.buckets.get(one, 0) for one in (Bucket.CANCELLED, Bucket.CARRIED_OVER, Bucket.RETURNED))

    @property
    def unassigned(self) -> int:
        """Return what is planned and not yet assigned; negative where more was assigned than is planned."""
        return self.planned - self.assigned

    @property
    def percent(self) -> int:
        """Return what part of the assigned money was paid out, in whole percent."""
        return self.spent * 100 // self.assigned if self.assigned else 0

    @property
    def bar(self) -> list[Part]:
        """Return the pieces of its bar."""
        amounts = {bucket.value: self.buckets.get(bucket, 0) for bucket in Bucket}
        return bar({**amounts, "unassigned": self.unassigned}, self.planned)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line of the plan with its figures; ``amount`` is None where the version in force no longer has it."""

    line_id: int
    code: str
    name: str
    stream: str
    content: str
    content_label: str
    kind: str
    quantity: int
    unit: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet of a plan on a day."""

    rows: list[SheetRow]
    total: Figures

    def grouped(self, key: Callable[[SheetRow], Any]) -> list[tuple[Any, Figures]]:
        """Return the figures summed by a key, in the order in which it first appears."""
        found: dict[Any, Figures] = {}
        for row in self.rows:
            found.setdefault(key(row), Figures()).add(row.figures)
        return list(found.items())

    @property
    def over_assigned(self) -> list[SheetRow]:
        """Return the lines that hold more than the version in force gives them."""
        return [row for row in self.rows if row.figures.unassigned < 0]


def sheet_of(
    plan: Plan, version: PlanVersion | None, contents: dict[str, ContentChoice], day: date | None = None
) -> Sheet:
    """Return the sheet of a plan; three queries, whatever the data."""
    held = by_line([plan.pk], day)
    planned = {}
    if version is not None:
        planned = {one.line_id: one for one in PlannedAmount.objects.filter(version=version)}
    lines = [line for line in plan.lines.order_by("stream", "code") if line.pk in planned or line.pk in held]
    rows = []
    for line in lines:
        amount, known = planned.get(line.pk), contents.get(line.content)
        figures = Figures(
            planned=amount.support.dong if amount else 0,
            counterpart=amount.counterpart.dong if amount else 0,
            buckets=defaultdict(int, held.get(line.pk, {})),
        )
        rows.append(
            SheetRow(
                line.pk,
                line.code,
                line.name,
                line.stream,
                line.content,
                known.label if known else line.content,
                line.kind,
                amount.quantity if amount else 0,
                amount.unit if amount else "",
                figures,
            )
        )
    return Sheet(rows, _sum(row.figures for row in rows))


def _sum(listed: Iterable[Figures]) -> Figures:
    total = Figures()
    for one in listed:
        total.add(one)
    return total


@dataclass(frozen=True, slots=True)
class MonthRow:
    """What stood at the end of a month, from the start of the plan on."""

    month: date
    assigned: int
    committed: int
    spent: int


def months_of(plan: Plan, day: date | None = None) -> list[MonthRow]:
    """Return the running sums month by month, without gaps; one query."""
    inner = [bucket.value for bucket in Bucket if bucket is not Bucket.OUTSIDE]
    days = (
        until([plan.pk], day)
        .values_list("on")
        .annotate(assigned=net(*inner), committed=net(*COMMITTED), spent=net(*SPENT))
        .order_by("on")
    )
    changes: dict[date, list[int]] = {}
    for on, *sums in days:  # months are made here: SQLite would call back into Python for every transfer
        month = changes.setdefault(on.replace(day=1), [0, 0, 0])
        month[:] = (one + more for one, more in zip(month, sums, strict=True))
    if not changes:
        return []
    found, running, month_on = [], [0, 0, 0], min(changes)
    while month_on <= max(changes):
        running = [one + more for one, more in zip(running, changes.get(month_on, (0, 0, 0)), strict=True)]
        found.append(MonthRow(month_on, *running))
        month_on = date(month_on.year + month_on.month // 12, month_on.month % 12 + 1, 1)
    return found


@dataclass(frozen=True, slots=True)
class ProjectSum:
    """What one project holds and was paid, with what it is grouped by."""

    line_id: int
    place: str
    sector: str
    firm: str
    committed: int
    spent: int


def project_sums(plan: Plan, day: date | None = None) -> list[ProjectSum]:
    """Return the money of every project of the plan, most first; one query."""
    rows = (
        until([plan.pk], day)
        .filter(project__isnull=False)
        .values_list("project_id", "line_id")
        .annotate(
            place=F("project__place__name"),
            sector=F("project__sector"),
            firm=F("project__establishment__name"),
            committed=net(*COMMITTED),
            spent=net(*SPENT),
        )
        .order_by("-committed", "project_id", "line_id")
    )
    return [
        ProjectSum(line, place or "", sector or "", firm or "", committed, spent)
        for _project, line, place, sector, firm, committed, spent in rows
    ]


@dataclass(slots=True)
class GroupRow:
    """One commune or sector: how many projects, how much is promised to them, and how much was paid out."""

    label: str
    projects: int = 0
    committed: int = 0
    spent: int = 0


def grouped(sums: Iterable[ProjectSum], key: Callable[[ProjectSum], str]) -> list[GroupRow]:
    """Return the money of projects summed by commune or sector, most first."""
    found: dict[str, GroupRow] = {}
    for one in sums:
        row = found.setdefault(key(one), GroupRow(key(one)))
        row.projects += 1
        row.committed += one.committed
        row.spent += one.spent
    return sorted(found.values(), key=lambda row: (-row.committed, row.label))
