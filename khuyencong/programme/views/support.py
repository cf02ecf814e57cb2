"""The calculator of support: what a level would be, and what speaks of double support."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import acts, person_of
from khuyencong.accounts.models import Office
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.law.norms import NormsOfDay
from khuyencong.programme.forms.support import DayInput, SupportQuestion, TwoDays
from khuyencong.programme.models import Project
from khuyencong.programme.queries.evidence.support_history import support_history
from khuyencong.programme.queries.norm_effects import LevelChange, changed_levels, open_projects, touched
from khuyencong.programme.queries.norms import norms_of
from khuyencong.programme.queries.offices import office_that_runs
from khuyencong.programme.queries.projects.visibility import projects_visible_to
from khuyencong.programme.queries.support_question import question_of
from khuyencong.programme.rules.streams import STREAM_LABELS, Stream
from khuyencong.programme.rules.support import (
    BOUND_LABELS,
    BoundName,
    SupportLimit,
    eligible_cost,
    management_bounds,
    support_limit,
)
from khuyencong.programme.views.evidence.checks import told
from khuyencong.programme.views.reach import today
from khuyencong.ui.addresses import number_in
from khuyencong.ui.templatetags.words import sentence


@require_safe
@acts(Action.CHECK_SUPPORT)
def view_support_calculator(request: HttpRequest) -> HttpResponse:
    """Reckon what support would be, from what stands in the address."""
    project = _project(request)
    usual: dict[str, Any] = {"ngay": f"{today():%d/%m/%Y}", "nguon": "local", "so_luong": 1}
    start = question_of(project, today()) if project is not None else usual
    norms = _norms(request, project, start["ngay"])
    asked = bool(request.GET.get("noi_dung"))
    form = SupportQuestion(norms, request.GET if asked else None, initial=start)
    facts: dict[str, Any] = {"form": form, "norms": norms, "project": project}
    if asked and form.is_valid():
        facts |= _findings(request, form, project) | _answer(form, norms)
    return render(request, "programme/view_support_calculator.html", facts, status=422 if form.errors else 200)


@require_safe
@acts(Action.CHECK_SUPPORT)
def view_norm_change(request: HttpRequest) -> HttpResponse:
    """Lay the levels of two days beside one another, and list the projects that the change touches."""
    form = TwoDays({"tu": f"{today():%d/%m/%Y}", "den": f"{today():%d/%m/%Y}"} | request.GET.dict())
    facts: dict[str, Any] = {"form": form}
    if form.is_valid():
        person = person_of(request)
        office = office_that_runs(person, Action.CHECK_SUPPORT)
        code = office.code if office else ""
        first, last = (cache(_norms_on(form.cleaned_data[name])) for name in ("tu", "den"))
        facts |= {
            "changes": _named(changed_levels(first(code), last(code)), last(code), first(code)),
            "touched": touched(open_projects(person), first, last),
        }
    return render(request, "programme/view_norm_change.html", facts, status=422 if form.errors else 200)


def _norms_on(day: date) -> Callable[[str], NormsOfDay]:
    return lambda code: norms_of(code, day)


def _named(changes: list[LevelChange], *days: NormsOfDay) -> list[dict[str, Any]]:
    """Put names to the changed levels; a content that one day does not know is named by the other."""
    names: dict[str, str] = {}
    for norms in reversed(days):
        if "programme.contents" in norms.in_force:
            names |= {row["code"]: row["label"] for row in norms.rows("programme.contents")}
    return [
        {"change": one, "label": names.get(one.content, one.content), "stream": STREAM_LABELS[Stream(one.stream)]}
        for one in changes
    ]


def _project(request: HttpRequest) -> Project | None:
    """Return the project that the address names, of those that the reader sees."""
    named = request.GET.get("de_an", "")
    if not named:
        return None
    seen = projects_visible_to(person_of(request)).select_related("office", "line", "establishment")
    return get_object_or_404(seen, pk=number_in(named) or 0)


def _office(request: HttpRequest, project: Project | None) -> Office | None:
    return project.office if project is not None else office_that_runs(person_of(request), Action.CHECK_SUPPORT)


def _norms(request: HttpRequest, project: Project | None, usual: str) -> NormsOfDay:
    """Return the norms of the day asked about, of the project's office or of that for which the reader works."""
    office = _office(request, project)
    return norms_of(office.code if office else "", _day(request.GET.get("ngay", usual)))


def _day(typed: str) -> date:
    try:
        return DayInput().clean(typed) or today()
    except ValidationError:
        return today()


def _findings(request: HttpRequest, form: SupportQuestion, project: Project | None) -> dict[str, Any]:
    """Look for double support of the firm and machines that were named, over the tree of the office."""
    tax_code, serials = form.cleaned_data["ma_so_thue"], form.serials
    if not tax_code and not serials:
        return {}
    try:
        found = support_history(
            tax_code=tax_code,
            serials=serials,
            content=form.cleaned_data["noi_dung"],
            office=_office(request, project),
            leaving=project,
        )
    except Refusal as no:
        form.add_error("ma_so_thue", sentence(no))
        return {}
    return {"looked": True, "findings": told(request, [one.data() for one in found])}


def _answer(form: SupportQuestion, norms: NormsOfDay) -> dict[str, Any]:
    typed = form.cleaned_data
    cost = eligible_cost(
        before_tax=typed["chi_phi"], tax=typed["thue"] or Money(0), deducts_tax=typed["khau_tru"], norms=norms
    )
    try:
        found = support_limit(
            content=typed["noi_dung"],
            stream=typed["nguon"],
            eligible_cost=cost,
            asked=typed["de_nghi"],
            left=typed["con_lai"],
            count=typed["so_luong"] or 1,
            norms=norms,
        )
    except (Refusal, Refusals) as told_no:
        return {"refusals": told_no.refusals if isinstance(told_no, Refusals) else [told_no]}
    managing = management_bounds(found.limit, norms)
    return {"found": found, "cost": cost, "bounds": _bounds(found), "managing": managing}


def _bounds(found: SupportLimit) -> list[dict[str, Any]]:
    return [
        {"label": BOUND_LABELS[BoundName(bound.name)], "bound": bound, "decides": bound in found.deciding}
        for bound in found.bounds
    ]
