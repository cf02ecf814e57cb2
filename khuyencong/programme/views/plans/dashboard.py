"""The first screen of a plan: what was planned against what became of it, on any day."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import acts
from khuyencong.accounts.rules.policy import Action
from khuyencong.programme.models import Plan
from khuyencong.programme.queries.plans.contents import content_choices, norms_of_year
from khuyencong.programme.queries.plans.flow import flow_of
from khuyencong.programme.queries.plans.progress import over_programme
from khuyencong.programme.queries.plans.sheet import Sheet, grouped, months_of, project_sums, sheet_of
from khuyencong.programme.queries.plans.tasks import deadlines_of
from khuyencong.programme.rules.plans.bars import PARTS, columns
from khuyencong.programme.rules.streams import STREAM_LABELS, Stream
from khuyencong.programme.views.plans.reach import day_asked, plan_for, today

CHART_HEIGHT = 220


@require_safe
@acts(Action.VIEW_PLAN)
def view_plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Show a plan against what became of it."""
    plan = plan_for(request, plan_id, Action.VIEW_PLAN)
    versions = list(plan.versions.order_by("-number"))
    in_force = next((one for one in versions if one.state == "approved"), None)
    day = day_asked(request)
    contents = content_choices(norms_of_year(plan.year, office_code=plan.office.code))
    sheet = sheet_of(plan, in_force, contents, day)
    facts = {
        "plan": plan,
        "is_dashboard": True,
        "day": day or today(),
        "is_past": day is not None,
        "version": in_force or (versions[0] if versions else None),
        "in_force": in_force,
        "in_work": next((one for one in versions if one.state in {"draft", "submitted"}), None),
        "sheet": sheet,
        "parts": PARTS,
        "deadlines": deadlines_of(plan.year, today(), office_code=plan.office.code),
        "over": over_programme(plan.programme),
        **_groups(plan, sheet, request),
    }
    return render(request, "programme/view_plan.html", facts)


def _groups(plan: Plan, sheet: Sheet, request: HttpRequest) -> dict[str, object]:
    day = day_asked(request)
    months = months_of(plan, day)
    rows = [(f"{one.month:%m/%Y}", one.assigned, one.committed, one.spent) for one in months]
    sums = project_sums(plan, day)
    root = plan.programme.name if plan.programme else plan.name
    return {
        "streams": [
            (_(STREAM_LABELS[Stream(code)]), figures) for code, figures in sheet.grouped(lambda row: row.stream)
        ],
        "contents": sheet.grouped(lambda row: _(row.content_label)),
        "months": months,
        "chart": columns(rows, CHART_HEIGHT),
        "chart_height": CHART_HEIGHT,
        "places": grouped(sums, lambda one: one.place),
        "sectors": grouped(sums, lambda one: one.sector),
        "flow": flow_of(root, sheet, sums),
    }
