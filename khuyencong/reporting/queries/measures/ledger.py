"""Money of the ledger: what came into some buckets and did not leave them, and what the plans foresee."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum

from khuyencong.kernel.money import Money
from khuyencong.programme.models import PlannedAmount, PlanVersion, Transfer
from khuyencong.programme.queries.balances import AsOf, Buckets, line_balances
from khuyencong.programme.rules.buckets import KINDS, REVERSE_LABEL, Bucket, Kind
from khuyencong.reporting.queries.measures.kinds import PLACE, SECTOR, Hit, Key, Measure, Scope, Totals
from khuyencong.reporting.rules.periods import Window
from khuyencong.reporting.rules.sheet import Record

OF_PROJECT: dict[tuple[str, ...], tuple[str]] = {PLACE: ("project__place_id",), SECTOR: ("project__sector",)}


def transfers(scope: Scope, window: Window) -> QuerySet[Transfer]:
    """Return the transfers that count in a window."""
    rows = Transfer.objects.filter(plan__in=scope.plan_ids(window.years), on__lte=window.end)
    return rows if window.money_from is None else rows.filter(on__gte=window.money_from)


def _lines(scope: Scope, window: Window) -> dict[int, Buckets]:
    return scope.once(  # type: ignore[no-any-return]  # what is kept is what was made
        ("ledger", window), lambda: line_balances(transfers(scope, window), AsOf())
    )


def _totals(scope: Scope, window: Window, of: tuple[str, ...], by: tuple[str, ...]) -> Totals:
    if by in OF_PROJECT:
        return _of_projects(scope, window, of, by)
    found: dict[Key, int] = defaultdict(int)
    for line, buckets in _lines(scope, window).items():
        found[scope.lines[line]] += sum(buckets[Bucket(code)] for code in of)
    return found


def _of_projects(scope: Scope, window: Window, of: tuple[str, ...], by: tuple[str, ...]) -> Totals:
    def make() -> list[Any]:
        told = transfers(scope, window).order_by().values_list(*OF_PROJECT[by], "from_bucket", "to_bucket")
        return list(told.annotate(whole=Sum("amount", default=Money(0))))

    found: dict[Key, int] = defaultdict(int)
    for key, source, target, whole in scope.once(("ledger", window, by), make):
        found[key or None if by == PLACE else key or "",] += whole.dong * ((target in of) - (source in of))
    return found


def _hits(scope: Scope, window: Window, of: tuple[str, ...]) -> list[Hit]:
    inside = list(of)
    comes, leaves = Q(to_bucket__in=inside), Q(from_bucket__in=inside)
    rows = transfers(scope, window).filter((comes & ~leaves) | (leaves & ~comes) | Q(to_line__isnull=False) & comes)
    fields = (
        "pk", "kind", "amount", "on", "paper", "line_id", "to_line_id", "to_bucket", "project__code",
        "project__place_id", "project__sector",
    )  # fmt: skip  # the columns of one row
    told = rows.order_by("on", "recorded_at", "pk").values_list(*fields)
    return [hit for facts in told for hit in _hits_of(scope, facts, inside)]


def _hits_of(scope: Scope, facts: Any, inside: Collection[str]) -> list[Hit]:
    pk, kind, amount, on, paper, line, to_line, target, project, place, sector = facts
    label = REVERSE_LABEL if kind == Kind.REVERSE else KINDS[Kind(kind)].label
    text = " · ".join(part for part in (label, project or "", paper) if part)
    sign = 1 if target in inside else -1
    signs = [(line, sign)] if to_line is None else [(line, -1), (to_line, 1)]
    return [
        Hit(
            Record(f"programme.transfer:{pk}", Fraction(amount.dong * way), on, text),
            *scope.lines[key],
            place_id=place,
            sector=sector or "",
        )
        for key, way in signs
    ]


def _planned(scope: Scope, window: Window) -> QuerySet[PlannedAmount]:
    """Return the amounts of the versions in force on the last day."""
    known = PlanVersion.objects.filter(
        plan=OuterRef("version__plan"), state__in=("approved", "superseded"), decision_on__lte=window.end
    )
    newest = Subquery(known.order_by("-number").values("pk")[:1])
    return PlannedAmount.objects.filter(line__plan__in=scope.plan_ids(window.years), version=newest)


def _planned_totals(scope: Scope, window: Window, of: tuple[str, ...], by: tuple[str, ...]) -> Totals:
    told = _planned(scope, window).order_by().values_list(*(f"line__{name}" for name in by))
    return {tuple(key): whole.dong for *key, whole in told.annotate(whole=Sum(of[0], default=Money(0)))}


def _planned_hits(scope: Scope, window: Window, of: tuple[str, ...]) -> list[Hit]:
    fields = ("line_id", "line__code", "line__name", "line__stream", "line__content", of[0], F("version__decision_on"))
    told = _planned(scope, window).filter(**{f"{of[0]}__gt": 0}).order_by("line__code", "pk").values_list(*fields)
    return [_planned_hit(*facts) for facts in told]


def _planned_hit(line: int, code: str, name: str, stream: str, content: str, amount: Money, on: date | None) -> Hit:  # noqa: PLR0917 — the columns of one row
    return Hit(Record(f"programme.planline:{line}", Fraction(amount.dong), on, f"{code} {name}"), stream, content)


LEDGER = Measure(_totals, _hits)
PLANNED = Measure(_planned_totals, _planned_hits)
