"""Fetching the programme, plan or version that an address names, and asking the policy before anything else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from khuyencong.accounts.guards import person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.programme.models import Plan, PlanVersion, Programme
from khuyencong.vietnamese.dates import read_date
from khuyencong.vietnamese.unreadable import Unreadable


def today() -> date:
    """Return the day in Vietnam."""
    return timezone.localdate()


def day_asked(request: HttpRequest) -> date | None:
    """Return the day that the address asks about (``?ngay=``), or None for now; what cannot be read counts as now."""
    try:
        return read_date(request.GET.get("ngay", ""))
    except Unreadable:
        return None


def programme_for(request: HttpRequest, programme_id: int, action: Action) -> Programme:
    """Return the programme.

    :raises Refusal: where the reader may not do the act on it.
    """
    programme = get_object_or_404(Programme.objects.select_related("office"), pk=programme_id)
    demand(refusal(person_of(request), action, programme))
    return programme


def plan_for(request: HttpRequest, plan_id: int, action: Action) -> Plan:
    """Return the plan.

    :raises Refusal: where the reader may not do the act on it.
    """
    plan = get_object_or_404(Plan.objects.select_related("office", "programme"), pk=plan_id)
    demand(refusal(person_of(request), action, plan))
    return plan


def version_for(request: HttpRequest, version_id: int, action: Action) -> PlanVersion:
    """Return the version with its plan.

    :raises Refusal: where the reader may not do the act on it.
    """
    known = PlanVersion.objects.select_related("plan__office", "plan__programme", "created_by")
    version = get_object_or_404(known, pk=version_id)
    demand(refusal(person_of(request), action, version))
    return version


def tried(act: Callable[[], object]) -> list[Refusal]:
    """Do it, or return every reason against it, so that what was typed stays on the page."""
    try:
        act()
    except Refusals as found:
        return found.refusals
    except Refusal as found:
        if found.code.startswith("accounts."):
            raise
        return [found]
    return []
