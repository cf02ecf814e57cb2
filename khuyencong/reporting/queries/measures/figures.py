"""Results that accepted projects brought and effects seen later, told in figures of their contents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery, Sum

from khuyencong.programme.models import Acceptance, FollowUp, Project
from khuyencong.programme.queries.plans.contents import norms_of_year, result_units
from khuyencong.programme.rules.plans.progress import Result, TargetFacts, reached
from khuyencong.programme.rules.work.effects import derived_figures
from khuyencong.reporting.queries.measures.kinds import Hit, Scope, summed
from khuyencong.reporting.queries.measures.projects import hit
from khuyencong.reporting.rules.periods import Window

FIELDS = ("pk", "code", "name", "stream", "content", "place_id", "sector")
DONE = ("accepted", "settled", "liquidated", "closed")


@dataclass(frozen=True, slots=True)
class Brought:
    """What one accepted project brought."""

    facts: tuple[Any, ...]
    accepted_on: date
    result: Result


def brought(scope: Scope, window: Window) -> list[Brought]:
    """Return what the projects accepted in a window brought: what the acceptance found goes before what was planned."""
    return scope.once(  # type: ignore[no-any-return]  # what is kept is what was made
        ("brought", window), lambda: list(_brought(scope, window))
    )


def _brought(scope: Scope, window: Window) -> Iterator[Brought]:
    seen = Q(machines__acceptance__isnull=False)
    accepted = Acceptance.objects.filter(project=OuterRef("pk")).exclude(result="none").order_by("-held_on", "-pk")
    rows = Project.objects.filter(
        office__in=scope.office_ids, state__in=DONE, accepted_on__gte=window.start, accepted_on__lte=window.end
    ).annotate(
        kinds=Count("machines", filter=seen),
        pieces=Sum("machines__quantity", filter=seen, default=0),
        found=Subquery(accepted.values("figures")[:1]),
    )
    for *facts, accepted_on, told, pieces, found in rows.order_by("pk").values_list(
        *FIELDS, "accepted_on", "facts", "pieces", "found"
    ):
        figures = {**derived_figures(told if isinstance(told, dict) else {}, 0), **(found or {})}
        yield Brought(tuple(facts), accepted_on, Result(facts[4], figures, pieces))


def worth(one: Brought, contents: tuple[str, ...], indicator: str, units: dict[str, str]) -> int:
    """Return what one project counts towards an indicator, as the targets of programmes count it."""
    return reached(TargetFacts(contents, indicator, 0, 0), [one.result], units).done


def units_of(scope: Scope, year: int) -> dict[str, str]:
    """Return the first indicator of every content in a year."""
    code = scope.office.code
    return scope.once(  # type: ignore[no-any-return]  # what is kept is what was made
        ("units", year), lambda: result_units(norms_of_year(year, office_code=code))
    )


def _figures(scope: Scope, window: Window, of: tuple[str, ...]) -> list[Hit]:
    units = units_of(scope, window.end.year)
    counted = ((one, worth(one, (one.result.content,), of[0], units)) for one in brought(scope, window))
    return [hit(one.facts, Fraction(number), one.accepted_on) for one, number in counted if number]


def _follow_ups(scope: Scope, window: Window) -> list[Any]:
    """Return the latest follow-up of each project in a window."""

    def make() -> list[Any]:
        rows = FollowUp.objects.filter(
            project__office__in=scope.office_ids, visited_on__gte=window.start, visited_on__lte=window.end
        )
        told = rows.order_by("project_id", "months").values_list(
            *(f"project__{name}" for name in FIELDS), "visited_on", "figures", "before"
        )
        return list({row[0]: row for row in told}.values())

    return scope.once(("follow-ups", window), make)  # type: ignore[no-any-return]  # what is kept is what was made


def _number(told: Any, code: str) -> Fraction | None:
    value = told.get(code) if isinstance(told, dict) else None
    return Fraction(str(value)) if value not in (None, "") else None


def _effects(scope: Scope, window: Window, of: tuple[str, ...]) -> list[Hit]:
    counted = ((row, _number(row[8], of[0])) for row in _follow_ups(scope, window))
    return [hit(tuple(row[:7]), value, row[7]) for row, value in counted if value is not None]


def _effects_before(scope: Scope, window: Window, of: tuple[str, ...]) -> list[Hit]:
    counted = ((row, _number(row[9], of[0])) for row in _follow_ups(scope, window))
    return [hit(tuple(row[:7]), value, row[7]) for row, value in counted if value is not None]


def _effects_count(scope: Scope, window: Window, of: tuple[str, ...]) -> list[Hit]:
    known = [row for row in _follow_ups(scope, window) if _number(row[8], of[0]) is not None]
    return [hit(tuple(row[:7]), Fraction(1), row[7]) for row in known]


FIGURE = summed(_figures)
EFFECT, EFFECT_BEFORE, EFFECT_COUNT = summed(_effects), summed(_effects_before), summed(_effects_count)
