"""Screens that settle, liquidate, close and follow up a project."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.programme.actions.work import closing as actions
from khuyencong.programme.forms.work import CloseForm, FollowUpForm, PaperForm
from khuyencong.programme.models import Project
from khuyencong.programme.queries.projects.bounds import content_of, norms_for
from khuyencong.programme.rules.buckets import Bucket
from khuyencong.programme.rules.work.closing import retention_classes, settlement_refusals
from khuyencong.programme.rules.work.effects import FollowUpFacts
from khuyencong.programme.views.reach import project_for, today
from khuyencong.programme.views.work.telling import form_page, to_project, told, tried, typed, warn

form_or_get = require_http_methods(["GET", "POST"])


@form_or_get
@acts(Action.SETTLE_PROJECT)
def settle_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Settle a project; before that, show what still stands against it."""
    project = project_for(request, project_id, Action.SETTLE_PROJECT)
    form = PaperForm(typed(request), initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        done = tried(form, lambda: actions.settle_project(actor=person_of(request), project=project, at=now(), **facts))
        if done:
            messages.success(request, _("Đã quyết toán đề án."))
            warn(request, done.warnings)
            return to_project(project)
    return form_page(request, project, form, _words_of_settlement(project))


def _words_of_settlement(project: Project) -> dict[str, object]:
    words: dict[str, object] = {"title": _("Quyết toán đề án"), "button": _("Ghi quyết toán"), "icon": "journal-check"}
    if project.accepted_on is None:
        return words
    facts = actions.settlement_facts(project, today(), today())
    return words | {
        "lead": _("Hạn nộp hồ sơ quyết toán: %(day)s.") % {"day": f"{facts.due_on:%d/%m/%Y}"},
        "sums": [
            (_("Giá trị nghiệm thu"), facts.accepted),
            (_("Đã thanh toán"), facts.buckets[Bucket.PAID] + facts.buckets[Bucket.SETTLED]),
            (_("Tạm ứng chưa thu hồi"), facts.buckets[Bucket.ADVANCED]),
        ],
        "against": [told(no) for no in settlement_refusals(facts)],
    }


@form_or_get
@acts(Action.LIQUIDATE_CONTRACT)
def liquidate_contract(request: HttpRequest, project_id: int) -> HttpResponse:
    """Liquidate the contract by its record."""
    project = project_for(request, project_id, Action.LIQUIDATE_CONTRACT)
    form = PaperForm(typed(request), initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        done = tried(
            form, lambda: actions.liquidate_contract(actor=person_of(request), project=project, at=now(), **facts)
        )
        if done:
            messages.success(request, _("Đã thanh lý hợp đồng."))
            warn(request, done.warnings)
            return to_project(project)
    words = {"title": _("Thanh lý hợp đồng"), "button": _("Ghi thanh lý"), "icon": "file-earmark-check"}
    return form_page(request, project, form, words)


@form_or_get
@acts(Action.CLOSE_PROJECT)
def close_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Close a project and say how long its files stay."""
    project = project_for(request, project_id, Action.CLOSE_PROJECT)
    classes = retention_classes(norms_for(project, today()).rows(actions.CLASSES)).values()
    form = CloseForm(typed(request), classes=classes, initial={"retention": "books"})
    if request.method == "POST" and form.is_valid():
        retention = form.cleaned_data["retention"]
        done = tried(
            form,
            lambda: actions.close_project(actor=person_of(request), project=project, retention=retention, at=now()),
        )
        if done:
            messages.success(request, _("Đã đóng đề án và đưa vào lưu trữ."))
            return to_project(project)
    words = {
        "title": _("Đóng, lưu trữ đề án"),
        "lead": _("Sau khi đóng vẫn theo dõi được hiệu quả; hồ sơ không xóa được trước hạn lưu."),
        "button": _("Đóng đề án"),
        "icon": "archive",
    }
    return form_page(request, project, form, words)


@form_or_get
@acts(Action.FOLLOW_UP)
def follow_up(request: HttpRequest, project_id: int) -> HttpResponse:
    """Write down the effect some months after acceptance."""
    project = project_for(request, project_id, Action.FOLLOW_UP)
    norms = norms_for(project, today())
    indicators = content_of(project, norms).indicators_at("effect")
    left = [one for one in norms.numbers(actions.MONTHS) if one not in _done(project)]
    form = FollowUpForm(
        typed(request), months=left, indicators=indicators, initial={"visited_on": today(), **_before(project)}
    )
    if request.method == "POST" and form.is_valid():
        facts = FollowUpFacts(form.cleaned_data["months"], form.cleaned_data["visited_on"], form.figures("now"))
        seen = actions.Seen(form.cleaned_data["note"], form.is_still_used, form.figures("before"))
        done = tried(
            form, lambda: actions.follow_up(actor=person_of(request), project=project, facts=facts, seen=seen, at=now())
        )
        if done:
            messages.success(request, _("Đã ghi theo dõi sau %(months)s tháng.") % {"months": done.months})
            return to_project(project)
    words = {
        "title": _("Theo dõi hiệu quả"),
        "lead": _("Chỉ ghi chỉ tiêu đo được; số liệu trước hỗ trợ lấy từ lần ghi trước."),
        "button": _("Ghi theo dõi"),
        "icon": "activity",
        "template": "programme/follow_up.html",
    }
    return form_page(request, project, form, words)


def _done(project: Project) -> set[int]:
    return set(project.follow_ups.values_list("months", flat=True))


def _before(project: Project) -> dict[str, str]:
    known: dict[str, str] = {}
    for before in project.follow_ups.order_by("months").values_list("before", flat=True):
        known |= before
    return {f"before_{code}": text for code, text in known.items()}
