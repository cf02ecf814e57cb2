"""Programmes, plans and supported projects for everybody."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import public
from khuyencong.kernel.money import Money
from khuyencong.portal.queries.plans import projects_of, public_lines, public_plans, public_programmes, public_projects
from khuyencong.portal.views.caching import kept
from khuyencong.programme.rules.streams import SOURCE_LABELS, Source

SIZE = 50


@public
@require_safe
@kept(300)
def view_public_plans(request: HttpRequest) -> HttpResponse:
    """List approved programmes and plans in force."""
    facts = {"programmes": public_programmes(), "plans": public_plans()}
    return render(request, "portal/view_public_plans.html", facts)


@public
@require_safe
@kept(300)
def view_public_programme(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Show one approved programme: money by source, targets, its plans."""
    programme = get_object_or_404(public_programmes(), pk=programme_id)
    money = [
        {"label": SOURCE_LABELS[Source(one.source)], "year": one.year, "amount": one.amount, "note": one.note}
        for one in programme.money.order_by("year", "source", "pk")
    ]
    facts = {"programme": programme, "money": money, "plans": public_plans().filter(programme=programme)}
    return render(request, "portal/view_public_programme.html", facts)


@public
@require_safe
@kept(300)
def view_public_plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Show one plan in force: lines with their support, projects with what came of them."""
    plan = get_object_or_404(public_plans(), pk=plan_id)
    lines = public_lines(plan)
    page = Paginator(projects_of(plan), SIZE).get_page(request.GET.get("trang"))
    facts = {
        "plan": plan,
        "version": plan.in_force[0],  # type: ignore[attr-defined]  # prefetched
        "lines": lines,
        "total": sum((one.support for one in lines), Money(0)),
        "page": page,
        "projects": public_projects(plan, page),
    }
    return render(request, "portal/view_public_plan.html", facts)
