"""What the office keeps an eye on: days between steps, what is late, invoices outside, signs of double support."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any

from django.db.models import F, Max, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from khuyencong.programme.models import Invoice, Project, SupportCheck
from khuyencong.reporting.queries.measures.figures import FIELDS
from khuyencong.reporting.queries.measures.kinds import Hit, Scope, moments, summed
from khuyencong.reporting.queries.measures.projects import hit
from khuyencong.reporting.rules.periods import Window
from khuyencong.rulebook.queries import norms_at

DAYS: dict[str, Any] = {
    "registered": F("registered_on"), "approved": F("approved_on"), "accepted": F("accepted_on"),
    "settled": F("settled_on"), "contracted": Min("contracts__signed_on", filter=Q(contracts__main=None)),
}  # fmt: skip  # a table


def _between(scope: Scope, window: Window, of: tuple[str, ...]) -> list[Any]:
    """Return the projects that reached the second step in a window, with both days."""
    rows = Project.objects.filter(office__in=scope.office_ids).annotate(first=DAYS[of[0]], second=DAYS[of[1]])
    rows = rows.filter(second__gte=window.start, second__lte=window.end, first__lte=F("second"))
    return list(rows.order_by("pk").values_list(*FIELDS, "first", "second"))


def _days(scope: Scope, window: Window, of: tuple[str, ...]) -> list[Hit]:
    return [hit(row[:7], Fraction((row[8] - row[7]).days), row[8]) for row in _between(scope, window, of)]


def _day_count(scope: Scope, window: Window, of: tuple[str, ...]) -> list[Hit]:
    return [hit(row[:7], Fraction(1), row[8]) for row in _between(scope, window, of)]


def _working(scope: Scope, window: Window) -> QuerySet[Project]:
    open_ = Q(accepted_on=None) | Q(accepted_on__gt=window.end)
    started = Project.objects.filter(open_, office__in=scope.office_ids, starts_on__lte=window.end, imported_from="")
    return started.exclude(
        state__in=("draft", "registered", "needs_supplement", "rejected", "withdrawn", "stopped", "ended")
    )


def _late(scope: Scope, window: Window, of: tuple[str, ...]) -> list[Hit]:
    """Return the projects at work that are late on the last day: past their contract, or silent for too long."""
    rows = _working(scope, window)
    if of[0] == "acceptance":
        rows = rows.annotate(due=Max("contracts__ends_on", filter=Q(contracts__signed_on__lte=window.end)))
        rows = rows.filter(due__lt=window.end)
    else:
        norms = norms_at(window.end, office_code=scope.office.code)
        silent = timedelta(days=norms.whole("programme.progress_interval_days"))
        told = Max("progress_reports__reported_on", filter=Q(progress_reports__reported_on__lte=window.end))
        rows = rows.annotate(due=Coalesce(told, F("starts_on"))).filter(due__lt=window.end - silent)
    return [hit(row[:7], Fraction(1), row[7]) for row in rows.order_by("pk").values_list(*FIELDS, "due")]


def _invoices(scope: Scope, window: Window, _of: tuple[str, ...]) -> list[Hit]:
    """Return the invoices of a window whose day lies outside what their project allows."""
    early = Q(project__invoices_from__isnull=False, issued_on__lt=F("project__invoices_from"))
    late = Q(project__invoices_until__isnull=False, issued_on__gt=F("project__invoices_until"))
    strange = Q(project__invoices_from=None) & ~Q(issued_on__year=F("project__year"))
    rows = Invoice.objects.filter(
        early | late | strange, project__office__in=scope.office_ids, is_withdrawn=False,
        issued_on__gte=window.start, issued_on__lte=window.end,
    )  # fmt: skip  # one question
    fields = ("pk", "number", "seller", *(f"project__{name}" for name in FIELDS[3:]), "issued_on")
    told = rows.order_by("pk").values_list(*fields)
    return [hit(row[:7], Fraction(1), row[7], kind="programme.invoice") for row in told]


def _double(scope: Scope, window: Window, _of: tuple[str, ...]) -> list[Hit]:
    first, last = moments(window)
    rows = SupportCheck.objects.filter(
        project__office__in=scope.office_ids, looked_at__gte=first, looked_at__lt=last
    ).exclude(findings=[])
    told = rows.order_by("project_id").values_list(*(f"project__{name}" for name in FIELDS))
    return [hit(row[:7], Fraction(1), row[7]) for row in told.annotate(first=Min("looked_at"))]


DAYS_BETWEEN, DAY_COUNT, LATE = summed(_days), summed(_day_count), summed(_late)
INVOICES_OUTSIDE, DOUBLE_SUPPORT = summed(_invoices), summed(_double)
