"""Balances by SQL: of plan lines, projects, plans and sources, on any day and as recorded at any moment.

One query each, however many rows: the database adds up by line and pair of buckets, a few dozen sums come back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, QuerySet, Sum

from khuyencong.programme.models import Plan, PlanLine, Transfer
from khuyencong.programme.rules.buckets import OF_PROJECT, Bucket
from khuyencong.programme.rules.streams import Stream

Buckets = dict[Bucket, int]
SHOWN = tuple(bucket for bucket in Bucket if bucket is not Bucket.OUTSIDE)


@dataclass(frozen=True, slots=True)
class AsOf:
    """Which transfers count: with a day on or before ``on``, recorded at or before ``recorded``; without both, all."""

    on: date | None = None
    recorded: datetime | None = None

    def of(self, rows: QuerySet[Transfer]) -> QuerySet[Transfer]:
        """Narrow rows down to those that count."""
        if self.on is not None:
            rows = rows.filter(on__lte=self.on)
        if self.recorded is not None:
            rows = rows.filter(recorded_at__lte=self.recorded)
        return rows


NOW = AsOf()


@dataclass(frozen=True, slots=True)
class LineBalance:
    """Every bucket of one plan line, in whole đồng."""

    line: PlanLine
    buckets: Buckets

    @property
    def assigned_total(self) -> int:
        """All money of the line, wherever it is now."""
        return total_of(self.buckets)

    @property
    def left(self) -> int:
        """What may still be promised."""
        return self.buckets[Bucket.ASSIGNED]


@dataclass(frozen=True, slots=True)
class PlanBalance:
    """Lines in the order of their codes, and the sums of each stream."""

    lines: list[LineBalance] = field(default_factory=list)
    sources: dict[Stream, Buckets] = field(default_factory=dict)


def empty() -> Buckets:
    """Return every bucket with nothing in it."""
    return dict.fromkeys(Bucket, 0)


def total_of(buckets: Buckets) -> int:
    """Return all money inside the plan."""
    return sum(buckets[bucket] for bucket in SHOWN)


def line_balances(rows: QuerySet[Transfer], as_of: AsOf = NOW) -> dict[int, Buckets]:
    """Return every bucket of every line that the rows touch."""
    sums = _summed(as_of.of(rows), "line_id", "to_line_id", "from_bucket", "to_bucket")
    found: dict[int, Buckets] = {}
    for line, to_line, source, target, amount in sums:
        found.setdefault(line, empty())[Bucket(source)] -= amount
        found.setdefault(to_line or line, empty())[Bucket(target)] += amount
    return found


def balance_of_line(line: PlanLine, as_of: AsOf = NOW) -> Buckets:
    """Return every bucket of one line; both ways through an index of line and day."""
    given = line_balances(Transfer.objects.filter(line=line), as_of).get(line.pk, empty())
    moved = _summed(as_of.of(Transfer.objects.filter(to_line=line)), "to_line_id")
    given[Bucket.ASSIGNED] += sum(amount for _line, amount in moved)
    return given


def project_balances(projects: Collection[int], as_of: AsOf = NOW) -> dict[int, Buckets]:
    """Return the project's buckets of each project, over all lines; those of the line are nothing."""
    rows = as_of.of(Transfer.objects.filter(project__in=projects))
    found = {project: empty() for project in projects}
    for project, source, target, amount in _summed(rows, "project_id", "from_bucket", "to_bucket"):
        for bucket, change in ((Bucket(source), -amount), (Bucket(target), amount)):
            if bucket in OF_PROJECT:
                found[project][bucket] += change
    return found


def plan_balance(plans: QuerySet[Plan] | Collection[Plan], as_of: AsOf = NOW) -> PlanBalance:
    """Return the balances of all lines of the plans in two queries: lines, sums."""
    lines = PlanLine.objects.filter(plan__in=plans).select_related("plan").order_by("plan__year", "code", "pk")
    sums = line_balances(Transfer.objects.filter(plan__in=plans), as_of)
    result = PlanBalance(
        [LineBalance(line, sums.get(line.pk, empty())) for line in lines], {stream: empty() for stream in Stream}
    )
    for one in result.lines:
        add_to(result.sources[Stream(one.line.stream)], one.buckets)
    return result


def add_to(whole: Buckets, part: Buckets) -> None:
    """Add one set of buckets to another."""
    for bucket, amount in part.items():
        whole[bucket] += amount


def _summed(rows: QuerySet[Transfer], *fields: str) -> Iterable[Any]:
    """Return the fields and, last, the whole đồng of each group."""
    grouped = rows.order_by().values_list(*fields).annotate(sum=Sum("amount", output_field=BigIntegerField()))
    return ((*keys, int(amount)) for *keys, amount in grouped)
