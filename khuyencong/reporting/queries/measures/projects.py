"""Projects that reached a step in a window, that run at its end, and amounts written on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db.models import CharField, Count, F, Min, Model, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from khuyencong.accounts.models import AuditEntry
from khuyencong.kernel.money import Money
from khuyencong.programme.models import Appraisal, Contract, Project, ProjectVersion
from khuyencong.reporting.queries.measures.kinds import Hit, Measure, Scope, Totals, moments
from khuyencong.reporting.rules.periods import Window
from khuyencong.reporting.rules.sheet import Record

STOPPED = ("stopped", "ended")
GONE = ("rejected", "withdrawn")


@dataclass(frozen=True, slots=True)
class Step:
    """Rows that tell of a step: of the project, or of papers that belong to it (``project`` is the way there)."""

    model: type[Model]
    day: str
    project: str = ""
    only: Q = field(default_factory=Q)

    def rows(self, scope: Scope, window: Window) -> QuerySet[Any]:
        """Return the rows of a window."""
        is_moment = self.day.endswith("_at")
        first, last = moments(window) if is_moment else (window.start, window.end)
        within = {f"{self.day}__gte": first, f"{self.day}__{'lt' if is_moment else 'lte'}": last}
        offices = {f"{self.project}office__in": scope.office_ids}
        return self.model._default_manager.filter(self.only, **within, **offices)


STEPS = {
    "registered": Step(Project, "registered_on"),
    "appraised": Step(Appraisal, "held_on", "project__", Q(level="base", passed=True)),
    "approved": Step(Project, "approved_on"),
    "contracted": Step(Contract, "signed_on", "project__", Q(main=None)),
    "accepted": Step(Project, "accepted_on"),
    "settled": Step(Project, "settled_on"),
    "adjusted": Step(ProjectVersion, "made_at", "project__"),
}


def _stopped(scope: Scope, window: Window) -> QuerySet[Project]:
    """Return the projects stopped in a window: by the trail; of lists of past years, at the end of their year."""
    name = Concat(Value("programme.project:"), Cast(OuterRef("pk"), CharField()))
    told = AuditEntry.objects.filter(action="programme.stop_project", thing=name)
    first, last = moments(window)
    ended = [year for year in window.years if window.start <= date(year, 12, 31) <= window.end]
    rows = Project.objects.filter(office__in=scope.office_ids, state__in=STOPPED)
    rows = rows.annotate(stopped_at=Subquery(told.order_by("-number").values("at")[:1]))
    return rows.filter(Q(stopped_at__gte=first, stopped_at__lt=last) | Q(stopped_at=None, year__in=ended))


def rows_of(step: str, scope: Scope, window: Window) -> tuple[QuerySet[Any], str, str]:
    """Return the rows of a step in a window, the way from one to its project, and the field of its day."""
    if step == "stopped":
        return _stopped(scope, window), "", "stopped_at"
    known = STEPS[step]
    return known.rows(scope, window), known.project, known.day


def _totals(scope: Scope, window: Window, of: tuple[str, ...], by: tuple[str, ...]) -> Totals:
    rows, way, _day = rows_of(of[0], scope, window)
    told = rows.order_by().values_list(*(f"{way}{name}" for name in by))
    return {tuple(key): count for *key, count in told.annotate(count=Count(f"{way}pk", distinct=True))}


def _hits(scope: Scope, window: Window, of: tuple[str, ...]) -> list[Hit]:
    rows, way, day = rows_of(of[0], scope, window)
    fields = [f"{way}{name}" for name in ("pk", "code", "name", "stream", "content", "place_id", "sector")]
    told = rows.order_by(f"{way}pk").values_list(*fields).annotate(first=Min(day))
    return [hit(tuple(facts), Fraction(1), on) for *facts, on in told]


def hit(facts: tuple[Any, ...], value: Fraction, on: date | datetime | None, *, kind: str = "programme.project") -> Hit:
    """Return what one project adds; ``facts`` are key, code, name, stream, content, place and sector."""
    pk, code, name, stream, content, place, sector = facts
    day = timezone.localtime(on).date() if isinstance(on, datetime) else on
    return Hit(Record(f"{kind}:{pk}", value, day, f"{code} {name}"), stream, content, place, sector)


def _running(scope: Scope, window: Window) -> QuerySet[Project]:
    """Return the projects at work on the last day, by their days; of what was stopped nothing is known but that."""
    open_ = Q(accepted_on=None) | Q(accepted_on__gt=window.end)
    rows = Project.objects.filter(open_, office__in=scope.office_ids, starts_on__lte=window.end)
    return rows.filter(state__in=("running", "suspended", "accepted", "settled", "liquidated", "closed"))


def _running_totals(scope: Scope, window: Window, _of: tuple[str, ...], by: tuple[str, ...]) -> Totals:
    told = _running(scope, window).order_by().values_list(*by).annotate(count=Count("pk"))
    return {tuple(key): count for *key, count in told}


def _running_hits(scope: Scope, window: Window, _of: tuple[str, ...]) -> list[Hit]:
    fields = ("pk", "code", "name", "stream", "content", "place_id", "sector", "starts_on")
    told = _running(scope, window).order_by("pk").values_list(*fields)
    return [hit(facts[:7], Fraction(1), facts[7]) for facts in told]


def _money(scope: Scope, window: Window, of: tuple[str, ...]) -> QuerySet[Project]:
    column, step = of
    rows, way, _day = rows_of(step, scope, window)
    keys = rows.order_by().values(f"{way}pk") if way else rows.values("pk")
    return Project.objects.filter(pk__in=keys).exclude(**{column: None})


def _money_totals(scope: Scope, window: Window, of: tuple[str, ...], by: tuple[str, ...]) -> Totals:
    told = _money(scope, window, of).order_by().values_list(*by).annotate(whole=Sum(of[0], default=Money(0)))
    return {tuple(key): whole.dong for *key, whole in told}


def _money_hits(scope: Scope, window: Window, of: tuple[str, ...]) -> list[Hit]:
    fields = ("pk", "code", "name", "stream", "content", "place_id", "sector", of[0], F(STEPS[of[1]].day))
    if STEPS[of[1]].project:
        fields = (*fields[:8], F("approved_on"))
    told = _money(scope, window, of).order_by("pk").values_list(*fields)
    return [hit(tuple(facts), Fraction(amount.dong), on) for *facts, amount, on in told]


PROJECTS = Measure(_totals, _hits)
RUNNING = Measure(_running_totals, _running_hits)
PROJECT_MONEY = Measure(_money_totals, _money_hits)
