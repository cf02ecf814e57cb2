"""How far a programme is on a day: its money by source, and its targets from accepted projects."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from khuyencong.kernel.money import Money
from khuyencong.programme.models import Acceptance, Plan, PlannedAmount, Programme, Project, Target
from khuyencong.programme.queries.plans.contents import norms_of_year, result_units
from khuyencong.programme.queries.plans.sums import SPENT, by_stream, committed_of, whole_of
from khuyencong.programme.rules.plans.progress import Reached, Result, TargetFacts, reached
from khuyencong.programme.rules.project_life import ALIVE
from khuyencong.programme.rules.streams import SOURCE_LABELS, Source, Stream

ZERO = Money(0)
DONE = ("accepted", "settled", "liquidated", "closed")
PROMISED = sorted(ALIVE - {"registered", "needs_supplement", "appraised", "stopped", "ended"})


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What a programme foresees from one source and what came of it, in whole đồng; 0 foreseen: nothing was said."""

    source: str
    label: str
    foreseen: int
    note: str
    citation: str
    planned: int = 0
    assigned: int = 0
    committed: int = 0
    spent: int = 0

    @property
    def percent(self) -> int:
        """Return what part of the foreseen money was assigned, in whole percent."""
        return self.assigned * 100 // self.foreseen if self.foreseen else 0

    @property
    def is_over(self) -> bool:
        """Tell whether the approved plans give more than the programme foresees."""
        return bool(self.foreseen) and self.planned > self.foreseen


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target with how far it is."""

    target: Target
    reached: Reached


def money_of(programme: Programme, day: date | None = None) -> list[SourceRow]:
    """Return the money of a programme by source: foreseen, planned, assigned, promised, spent up to a day."""
    foreseen = {one.source: one for one in programme.money.all() if one.year is None}
    plans = list(Plan.objects.filter(programme=programme).values_list("pk", flat=True))
    held = by_stream(plans, day)
    planned = _planned(plans)
    own = _counterpart(projects_of(programme), day)
    found = []
    for source, label in SOURCE_LABELS.items():
        said = foreseen.get(source)
        buckets = held.get(source, {})
        if said is None and not buckets and not planned[source] and not (source == Source.BENEFICIARY and own):
            continue
        is_own = source == Source.BENEFICIARY
        found.append(
            SourceRow(
                source=source,
                label=label,
                foreseen=said.amount.dong if said else 0,
                note=said.note if said else "",
                citation=said.citation if said else "",
                planned=planned[source],
                assigned=own if is_own else whole_of(buckets),
                committed=own if is_own else committed_of(buckets),
                spent=sum(buckets.get(bucket, 0) for bucket in SPENT),
            )
        )
    return found


def _planned(plans: list[int]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    rows = (
        PlannedAmount.objects.filter(version__plan__in=plans, version__state="approved")
        .values_list("line__stream")
        .annotate(support=Sum("support", default=0), counterpart=Sum("counterpart", default=0))
        .order_by("line__stream")
    )
    for stream, support, counterpart in rows:
        found[stream] += support.dong
        found[Source.BENEFICIARY] += counterpart.dong
    return found


def projects_of(programme: Programme) -> QuerySet[Project]:
    """Return the projects on lines of the programme's plans."""
    return Project.objects.filter(line__plan__programme=programme)


def _counterpart(projects: QuerySet[Project], day: date | None) -> int:
    rows = projects.filter(state__in=PROMISED)
    if day is not None:
        rows = rows.filter(approved_on__lte=day)
    total = rows.aggregate(total=Sum("counterpart", default=0))["total"]
    return int(total.dong)


def targets_of(programme: Programme, day: date | None = None) -> list[TargetRow]:
    """Return the targets of a programme, each with what accepted projects reached up to a day; constant queries."""
    last = min(max(day.year if day else programme.last_year, programme.first_year), programme.last_year)
    units = result_units(norms_of_year(last))
    results = results_of(projects_of(programme), day)
    return [TargetRow(target, reached(_facts(target), results, units)) for target in programme.targets.order_by("pk")]


def results_of(projects: QuerySet[Project], day: date | None = None) -> list[Result]:
    """Return what the accepted projects brought: what the acceptance found counts before what was planned."""
    rows = projects.filter(state__in=DONE, accepted_on__isnull=False)
    if day is not None:
        rows = rows.filter(accepted_on__lte=day)
    seen = Q(machines__acceptance__isnull=False)
    accepted = Acceptance.objects.filter(project=OuterRef("pk")).exclude(result="none").order_by("-held_on", "-pk")
    counted = rows.annotate(
        kinds=Count("machines", filter=seen),
        pieces=Sum("machines__quantity", filter=seen, default=0),
        found=Subquery(accepted.values("figures")[:1]),
    )
    return [
        Result(content, {**(facts if isinstance(facts, dict) else {}), **(found or {})}, pieces)
        for content, facts, pieces, found in counted.values_list("content", "facts", "pieces", "found").order_by("pk")
    ]


def _facts(target: Target) -> TargetFacts:
    return TargetFacts(tuple(filter(None, target.contents.split(","))), target.indicator, target.low, target.high)


def over_programme(programme: Programme | None) -> list[SourceRow]:
    """Return the streams in which the approved plans give more than the programme foresees."""
    if programme is None:
        return []
    return [row for row in money_of(programme) if row.is_over and row.source in {one.value for one in Stream}]
