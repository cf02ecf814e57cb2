"""Screens of assigned money: the rounds, a new round with its split, moves of what is assigned, locking the year."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal
from khuyencong.programme.actions.plans import money as actions
from khuyencong.programme.actions.plans import year
from khuyencong.programme.forms.plans.money import AssignmentForm, MoveForm, TakeForm
from khuyencong.programme.models import Plan, PlanLine, Transfer
from khuyencong.programme.queries.plans.versions import frames_of
from khuyencong.programme.views.plans.reach import plan_for, today, tried
from khuyencong.ui.listing import Column, Kind, Listing

form_or_get = require_http_methods(["GET", "HEAD", "POST"])

ENTRIES = Listing(
    key="so-giao-kinh-phi",
    title=gettext_lazy("Sổ giao kinh phí"),
    columns=[
        Column("on", gettext_lazy("Ngày"), lambda one: one.on, kind=Kind.DAY, order=("on",)),
        Column("kind", gettext_lazy("Việc"), lambda one: _(one.get_kind_display()), heads=True),
        Column(
            "line",
            gettext_lazy("Dòng"),
            lambda one: f"{one.line.code} → {one.to_line.code}" if one.to_line else one.line.code,
            order=("line__code",),
            cell="programme/cells/entry_line.html",
        ),
        Column("name", gettext_lazy("Tên dòng"), lambda one: one.line.name, shown=False),
        Column("amount", gettext_lazy("Số tiền (đồng)"), lambda one: one.amount.dong, Kind.NUMBER, order=("amount",)),
        Column("paper", gettext_lazy("Văn bản"), lambda one: one.paper),
        Column("note", gettext_lazy("Ghi chú"), lambda one: one.note, shown=False),
        Column("by", gettext_lazy("Người ghi"), lambda one: one.posted_by.full_name),
        Column("at", gettext_lazy("Ghi lúc"), lambda one: one.recorded_at, kind=Kind.MOMENT),
    ],
    order=("-on", "-recorded_at", "pk"),
    empty_title=gettext_lazy("Chưa giao kinh phí"),
    empty_text=gettext_lazy("Kế toán ghi từng đợt giao theo quyết định, chia cho các dòng của bản đang áp dụng."),
)


@require_safe
@acts(Action.VIEW_PLAN)
def view_assignments(request: HttpRequest, plan_id: int) -> HttpResponseBase:
    """Show the rounds, and every entry of a line that belongs to no project."""
    plan = plan_for(request, plan_id, Action.VIEW_PLAN)
    rows = Transfer.objects.filter(plan=plan, project=None).select_related("line", "to_line", "posted_by")
    facts = {
        "plan": plan,
        "is_money": True,
        "version": plan.versions.order_by("-number").first(),
        "rounds": plan.assignments.order_by("stream", "number"),
        "frames": list(frames_of(plan).values()),
        "is_over": plan.year < today().year,
    }
    return ENTRIES.respond(request, rows, "programme/view_assignments.html", facts)


@form_or_get
@acts(Action.ASSIGN_MONEY)
def assign_money(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Record a round of assigned money."""
    plan = plan_for(request, plan_id, Action.ASSIGN_MONEY)
    names = dict(plan.lines.values_list("code", "name"))
    form = AssignmentForm(request.POST or None, frames=frames_of(plan), names=names)
    refusals: list[Refusal] = []
    if request.method == "POST" and form.is_valid():
        facts = actions.AssignmentFacts(split=form.split, **form.head_facts())
        refusals = tried(lambda: actions.assign_money(actor=person_of(request), plan=plan, facts=facts, at=now()))
        if not refusals:
            messages.success(request, _("Đã ghi đợt giao kinh phí."))
            return redirect("programme:view_assignments", plan_id)
    faulty = bool(form.errors or refusals)
    shown = {
        "plan": plan,
        "is_money": True,
        "version": plan.versions.order_by("-number").first(),
        "form": form,
        "refusals": refusals,
    }
    return render(request, "programme/assign_money.html", shown, status=422 if faulty else 200)


@form_or_get
@acts(Action.ASSIGN_MONEY)
def move_money(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Move assigned money from one line to another."""
    plan = plan_for(request, plan_id, Action.ASSIGN_MONEY)
    lines = _lines(plan)
    form = MoveForm(request.POST or None, lines=lines, to_lines=lines)
    words = _("Chuyển giữa hai dòng"), _("Cùng kế hoạch, cùng nguồn; tổng số không đổi."), _("Chuyển kinh phí")
    return _act(request, plan, form, actions.move_money, words)


@form_or_get
@acts(Action.ASSIGN_MONEY)
def withdraw_money(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Take assigned money back."""
    plan = plan_for(request, plan_id, Action.ASSIGN_MONEY)
    form = TakeForm(request.POST or None, lines=_lines(plan))
    words = (
        _("Rút dự toán đã giao"),
        _("Theo văn bản của cơ quan giao; chỉ rút được tiền chưa giữ cho đề án."),
        _("Rút"),
    )
    return _act(request, plan, form, actions.withdraw_money, words)


@form_or_get
@acts(Action.ASSIGN_MONEY)
def cancel_money(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Cancel assigned money."""
    plan = plan_for(request, plan_id, Action.ASSIGN_MONEY)
    form = TakeForm(request.POST or None, lines=_lines(plan))
    words = (
        _("Hủy dự toán"),
        _("Tiền đã giao mà không dùng được trong năm và không được chuyển nguồn."),
        _("Hủy dự toán"),
    )
    return _act(request, plan, form, actions.cancel_money, words)


@form_or_get
@acts(Action.ASSIGN_MONEY)
def carry_over_money(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Carry assigned money over to next year's plan."""
    plan = plan_for(request, plan_id, Action.ASSIGN_MONEY)
    later = PlanLine.objects.filter(plan__office=plan.office_id, plan__year=plan.year + 1)
    form = MoveForm(request.POST or None, lines=_lines(plan), to_lines=later.filter(amounts__version__state="approved"))
    words = (
        _("Chuyển nguồn sang năm sau"),
        _("Chỉ các khoản được phép chuyển nguồn; năm sau nhận ngoài mức kế hoạch của dòng."),
        _("Chuyển nguồn"),
    )
    return _act(request, plan, form, actions.carry_over_money, words)


def _lines(plan: Plan) -> Any:
    return plan.lines.order_by("stream", "code")


def _act(
    request: HttpRequest,
    plan: Plan,
    form: TakeForm,
    act: Callable[..., object],
    words: tuple[str, str, str],
) -> HttpResponse:
    refusals: list[Refusal] = []
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        paper = actions.Paper(typed.pop("client_id"), typed.pop("on"), typed.pop("paper"), typed.pop("note"))
        refusals = tried(lambda: act(actor=person_of(request), paper=paper, at=now(), **typed))
        if not refusals:
            messages.success(request, _("Đã ghi vào sổ."))
            return redirect("programme:view_assignments", plan.pk)
    facts = {
        "form": form,
        "refusals": refusals,
        "title": words[0],
        "lead": words[1],
        "label": words[2],
        "back": reverse("programme:view_assignments", args=[plan.pk]),
    }
    return render(request, "programme/plan_act.html", facts, status=422 if form.errors or refusals else 200)


@require_POST
@acts(Action.LOCK_PLAN_YEAR)
def lock_plan_year(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Lock the year."""
    plan = plan_for(request, plan_id, Action.LOCK_PLAN_YEAR)
    year.lock_plan_year(actor=person_of(request), plan=plan, at=now())
    messages.success(request, _("Đã khóa sổ năm %(year)s.") % {"year": plan.year})
    return redirect("programme:view_plan", plan_id)
