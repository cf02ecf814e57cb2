"""The versions of a plan: which is in force, which is in work, what each gives its lines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from khuyencong.kernel.money import Money
from khuyencong.programme.models import Plan, PlanLine, PlannedAmount, PlanVersion
from khuyencong.programme.queries.plans.sums import assigned_by_line
from khuyencong.programme.rules.plans.frame import LineFrame
from khuyencong.programme.rules.plans.lines import LineDraft

IN_WORK = ("draft", "submitted")
ZERO = Money(0)


def version_in_force(plan: Plan) -> PlanVersion | None:
    """Return the approved version, or None before the first approval."""
    return plan.versions.filter(state="approved").first()


def version_in_work(plan: Plan) -> PlanVersion | None:
    """Return the version being drafted or waiting for approval."""
    return plan.versions.filter(state__in=IN_WORK).first()


def lines_of(version: PlanVersion | None) -> list[LineDraft]:
    """Return the lines of a version in the order of their codes."""
    if version is None:
        return []
    amounts = PlannedAmount.objects.filter(version=version).select_related("line").order_by("line__code")
    return [as_draft(one) for one in amounts]


def as_draft(amount: PlannedAmount) -> LineDraft:
    """Return what a version gives a line, as rules read it."""
    line = amount.line
    return LineDraft(
        stream=line.stream,
        content=line.content,
        name=line.name,
        support=amount.support,
        code=line.code,
        kind=line.kind,
        counterpart=amount.counterpart,
        quantity=amount.quantity,
        unit=amount.unit,
        first_year=line.first_year,
        last_year=line.last_year,
        note=amount.note,
    )


def seen_of(lines: Iterable[LineDraft]) -> str:
    """Return a short sign of the lines as they stand, so that a form can tell that somebody else changed them."""
    return hashlib.sha256("\n".join(map(repr, lines)).encode()).hexdigest()[:16]


def frames_of(plan: Plan) -> dict[str, LineFrame]:
    """Return by code what the version in force gives each line, and what was assigned to it."""
    version = version_in_force(plan)
    if version is None:
        return {}
    assigned = assigned_by_line(plan)
    amounts = PlannedAmount.objects.filter(version=version).select_related("line").order_by("line__code")
    return {
        one.line.code: LineFrame(one.line.code, one.line.stream, one.support, assigned.get(one.line_id, ZERO))
        for one in amounts
    }


def plan_lines(plan: Plan) -> dict[str, PlanLine]:
    """Return the lines of the version in force by code, so that projects may be put on them."""
    lines = PlanLine.objects.filter(plan=plan, amounts__version__state="approved").order_by("code")
    return {line.code: line for line in lines}


def plan_in_force(office_id: int, year: int) -> Plan | None:
    """Return the plan of an office for a year, where a version of it is approved."""
    return Plan.objects.filter(office_id=office_id, year=year, versions__state="approved").first()
