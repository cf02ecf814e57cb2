"""Screens of programmes: the list, one with its money and targets at any day, and the turns of its life."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.queries import office_in_charge
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal
from khuyencong.programme.actions.plans import programmes as actions
from khuyencong.programme.forms.plans.lines import ProgrammeDecisionForm
from khuyencong.programme.forms.plans.programmes import (
    MoneySet,
    ProgrammeForm,
    TargetSet,
    head_of,
    money_rows,
    programme_facts,
    target_rows,
)
from khuyencong.programme.models import Programme
from khuyencong.programme.queries.plans.contents import content_choices, norms_of_year
from khuyencong.programme.queries.plans.progress import money_of, targets_of
from khuyencong.programme.queries.plans.visibility import programmes_visible_to
from khuyencong.programme.rules.plan_life import PROGRAMME_LIFE
from khuyencong.programme.views.plans.reach import day_asked, programme_for, today, tried
from khuyencong.ui.listing import Column, Kind, Listing

form_or_get = require_http_methods(["GET", "HEAD", "POST"])

PROGRAMMES = Listing(
    key="chuong-trinh",
    title=gettext_lazy("Chương trình khuyến công"),
    columns=[
        Column("code", gettext_lazy("Mã"), lambda one: one.code, kind=Kind.CODE, order=("code",)),
        Column(
            "name",
            gettext_lazy("Chương trình"),
            lambda one: one.name,
            order=("name",),
            heads=True,
            link=lambda one: reverse("programme:view_programme", args=[one.pk]),
        ),
        Column(
            "years", gettext_lazy("Giai đoạn"), lambda one: f"{one.first_year}–{one.last_year}", order=("first_year",)
        ),
        Column("decision", gettext_lazy("Quyết định"), lambda one: one.decision_number),
        Column("state", gettext_lazy("Trạng thái"), lambda one: _(PROGRAMME_LIFE.label(one.state))),
    ],
    order=("-first_year", "pk"),
    empty_title=gettext_lazy("Chưa có chương trình nào"),
    empty_text=gettext_lazy("Lập chương trình với kinh phí theo nguồn và các chỉ tiêu của cả giai đoạn."),
)


@require_safe
@acts(Action.VIEW_PROGRAMME)
def view_programmes(request: HttpRequest) -> HttpResponseBase:
    """List the programmes."""
    return PROGRAMMES.respond(request, programmes_visible_to(person_of(request)), "programme/view_programmes.html")


@require_safe
@acts(Action.VIEW_PROGRAMME)
def view_programme(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Show a programme: money by source and how far its targets are, on a day."""
    programme = programme_for(request, programme_id, Action.VIEW_PROGRAMME)
    day = day_asked(request)
    facts = {
        "programme": programme,
        "state_label": _(PROGRAMME_LIFE.label(programme.state)),
        "can": dict.fromkeys(PROGRAMME_LIFE.verbs(programme.state), True),
        "day": day or today(),
        "is_past": day is not None,
        "money": money_of(programme, day),
        "yearly": [one for one in programme.money.order_by("year", "pk") if one.year is not None],
        "targets": targets_of(programme, day or today()),
        "plans": programme.plans.order_by("-year"),
    }
    return render(request, "programme/view_programme.html", facts)


@form_or_get
@acts(Action.OPEN_PROGRAMME)
def open_programme(request: HttpRequest) -> HttpResponse:
    """Open a programme."""
    return _form(request, None)


@form_or_get
@acts(Action.EDIT_PROGRAMME)
def edit_programme(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Change a programme that is not yet approved."""
    return _form(request, programme_for(request, programme_id, Action.EDIT_PROGRAMME))


def _form(request: HttpRequest, programme: Programme | None) -> HttpResponse:
    head, money, targets = _forms(request, programme)
    refusals: list[Refusal] = []
    if request.method == "POST" and all([head.is_valid(), money.is_valid(), targets.is_valid()]):
        facts = programme_facts(head.cleaned_data, money.cleaned_data, targets.cleaned_data)
        kept: list[Programme] = []
        refusals = tried(lambda: kept.append(_keep(request, programme, facts)))
        if kept:
            messages.success(request, _("Đã lưu chương trình."))
            return redirect("programme:view_programme", kept[0].pk)
    faulty = bool(refusals or head.errors or money.total_error_count() or targets.total_error_count())
    shown = {"programme": programme, "form": head, "money": money, "targets": targets, "refusals": refusals}
    return render(
        request, "programme/programme_form.html", shown, status=422 if faulty and request.method == "POST" else 200
    )


def _forms(request: HttpRequest, programme: Programme | None) -> tuple[Any, Any, Any]:
    last = programme.last_year if programme else today().year
    contents = [(one.code, _(one.label)) for one in content_choices(norms_of_year(last)).values()]
    data = request.POST or None
    shown = (head_of(programme), money_rows(programme), target_rows(programme)) if programme else (None, None, None)
    return (
        ProgrammeForm(data, initial=shown[0]),
        MoneySet(data, prefix="money", initial=shown[1]),
        TargetSet(data, prefix="targets", initial=shown[2], form_kwargs={"contents": contents}),
    )


def _keep(request: HttpRequest, programme: Programme | None, facts: actions.ProgrammeFacts) -> Programme:
    person = person_of(request)
    if programme is not None:
        return actions.edit_programme(actor=person, programme=programme, facts=facts, at=now())
    office = office_in_charge(person, Action.OPEN_PROGRAMME)
    assert office is not None
    return actions.open_programme(actor=person, office=office, facts=facts, at=now())


@form_or_get
@acts(Action.APPROVE_PROGRAMME)
def approve_programme(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Record the decision that approves a programme."""
    programme = programme_for(request, programme_id, Action.APPROVE_PROGRAMME)
    form = ProgrammeDecisionForm(request.POST or None, initial={"authority": programme.authority})
    refusals: list[Refusal] = []
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        refusals = tried(
            lambda: actions.approve_programme(actor=person_of(request), programme=programme, at=now(), **typed)
        )
        if not refusals:
            messages.success(request, _("Đã ghi quyết định phê duyệt chương trình."))
            return redirect("programme:view_programme", programme_id)
    facts = {
        "form": form,
        "refusals": refusals,
        "title": _("Ghi quyết định phê duyệt chương trình"),
        "lead": programme.name,
        "label": _("Ghi quyết định"),
        "back": reverse("programme:view_programme", args=[programme_id]),
    }
    return render(request, "programme/plan_act.html", facts, status=422 if form.errors or refusals else 200)


@require_POST
@acts(Action.END_PROGRAMME)
def end_programme(request: HttpRequest, programme_id: int) -> HttpResponse:
    """End a programme."""
    programme = programme_for(request, programme_id, Action.END_PROGRAMME)
    actions.end_programme(actor=person_of(request), programme=programme, at=now())
    messages.success(request, _("Chương trình đã kết thúc."))
    return redirect("programme:view_programme", programme_id)
