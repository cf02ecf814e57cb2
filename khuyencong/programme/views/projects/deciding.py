"""Screens of the appraisal, the decision, the contract, its annexes and adjustments."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.programme.actions.projects import adjusting, appraising, contracting, planning
from khuyencong.programme.forms.projects.appraisal import AppraisalForm, MinistryForm
from khuyencong.programme.forms.projects.facts import FactsForm
from khuyencong.programme.forms.projects.money import AdjustForm, AnnexForm, ContractForm, PlanForm, PlanManyForm
from khuyencong.programme.models import PlanLine, Project
from khuyencong.programme.queries.projects.board import candidate_lines, projects_over, support_history
from khuyencong.programme.queries.projects.bounds import content_of, norms_for
from khuyencong.programme.queries.projects.money import line_left, project_balances
from khuyencong.programme.queries.projects.visibility import projects_visible_to
from khuyencong.programme.rules.buckets import Bucket
from khuyencong.programme.rules.projects.appraisal import criteria
from khuyencong.programme.rules.projects.contracting import advance_rate
from khuyencong.programme.views.projects.page import limit_facts
from khuyencong.programme.views.projects.telling import done, form_or_get, form_page, posted, told, tried
from khuyencong.programme.views.reach import project_for, today
from khuyencong.registry.queries.parties import active_establishments
from khuyencong.registry.queries.search import search_establishments
from khuyencong.ui.addresses import number_in
from khuyencong.ui.templatetags.words import dong

FOUND = 20


@form_or_get
@acts(Action.APPRAISE_PROJECT)
def appraise_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Record the appraisal at the base, with the bounds of the norm engine beside it."""
    project = project_for(request, project_id, Action.APPRAISE_PROJECT)
    project.life.after(project.state, "appraise_project")
    form = _appraisal_form(request, project)
    if posted(
        request,
        form,
        lambda: appraising.appraise_project(actor=person_of(request), project=project, facts=form.facts(), at=now()),
    ):
        return done(request, project, _("Đã ghi kết quả thẩm định."))
    facts = {"title": _("Thẩm định đề án"), "others": support_history(project), **limit_facts(project)}
    return form_page(request, project, form, facts, "appraise_project")


def _appraisal_form(request: HttpRequest, project: Project) -> AppraisalForm:
    rows = criteria(norms_for(project, today()))
    initial = {"held_on": today()}
    return AppraisalForm(request.POST or None, criteria=rows, initial=initial)


@form_or_get
@acts(Action.RECORD_MINISTRY_APPRAISAL)
def record_ministry_appraisal(request: HttpRequest, project_id: int) -> HttpResponse:
    """Record the Ministry's answer."""
    project = project_for(request, project_id, Action.RECORD_MINISTRY_APPRAISAL)
    project.life.after(project.state, "record_ministry_appraisal")
    form = MinistryForm(request.POST or None, initial={"held_on": today(), "proposed": project.proposed})
    if request.method == "POST" and form.is_valid():
        told_ = dict(form.cleaned_data)
        facts = appraising.MinistryFacts(**{**told_, "answer": appraising.MinistrySays(told_["answer"])})
        if tried(
            form,
            lambda: appraising.record_ministry_appraisal(
                actor=person_of(request), project=project, facts=facts, at=now()
            ),
        ):
            return done(request, project, _("Đã ghi kết quả thẩm định cấp Bộ."))
    shown = {"title": _("Kết quả thẩm định cấp Bộ"), "label": _("Ghi kết quả"), **limit_facts(project)}
    return form_page(request, project, form, shown)


@form_or_get
@acts(Action.PLAN_PROJECT)
def plan_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Approve a project into a line of the plan; beside each line stands what it may still promise."""
    project = project_for(request, project_id, Action.PLAN_PROJECT)
    project.life.after(project.state, "plan_project")
    known = candidate_lines(project)
    choices = [(str(one.pk), _line_words(one)) for one in known]
    initial = {"decision_on": today(), "line": choices[0][0] if choices else "", "approved": project.proposed}
    form = PlanForm(request.POST or None, choices=choices, known=known, over=projects_over(project), initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if name not in {"line", "replaces"}}
        decision = planning.PlanDecision(
            line=form.lines[form.cleaned_data["line"]], replaces=form.over.get(form.cleaned_data["replaces"]), **facts
        )
        if tried(
            form,
            lambda: planning.plan_project(actor=person_of(request), project=project, decision=decision, at=now()),
        ):
            return done(request, project, _("Đã phê duyệt đề án và giữ tiền ở dòng kế hoạch."))
    shown = {
        "title": _("Phê duyệt đề án vào kế hoạch"),
        "label": _("Phê duyệt"),
        "no_lines": not known,
        "others": support_history(project),
        **limit_facts(project),
    }
    return form_page(request, project, form, shown)


def _line_words(line: PlanLine) -> str:
    return _("%(code)s %(name)s – còn được bố trí %(left)s") % {
        "code": line.code,
        "name": line.name,
        "left": dong(line_left(line)),
    }


@form_or_get
@acts(Action.PLAN_PROJECT)
def plan_projects(request: HttpRequest) -> HttpResponse:
    """Approve several projects by one decision, each with the most that norm, appraisal and its line allow."""
    rows = projects_visible_to(person_of(request), Action.PLAN_PROJECT)
    named = map(number_in, request.POST.getlist("project") + request.GET.getlist("de-an"))
    ids = [one for one in named if one is not None]
    waiting = rows.filter(stream="local", state="appraised") | rows.filter(state="ministry_appraised")
    waiting = waiting.filter(proposed__gt=Money(0)).select_related("office", "establishment", "line__plan")
    form = PlanManyForm(request.POST or None, initial={"decision_on": today()})
    if request.method == "POST" and form.is_valid() and ids:
        approved = sum(
            _plan_one(request, project, form.cleaned_data) for project in waiting.filter(pk__in=ids).order_by("pk")
        )
        messages.success(request, _("Đã phê duyệt %(count)s đề án.") % {"count": approved})
        return redirect("programme:view_projects")
    if form.is_bound and not ids:
        form.add_error(None, _("Hãy chọn ít nhất một đề án."))
    facts = {"form": form, "waiting": waiting.order_by("registered_on", "pk")[:200], "chosen": set(ids)}
    return render(request, "programme/plan_projects.html", facts, status=422 if form.errors else 200)


def _plan_one(request: HttpRequest, project: Project, told_: dict[str, Any]) -> bool:
    """Approve one project into its line; where it cannot be, say why and leave it."""
    known = candidate_lines(project)
    if not known:
        messages.warning(request, _("%(code)s: không có dòng kế hoạch phù hợp.") % {"code": project.code})
        return False
    line = max(known, key=line_left)
    try:
        planning.plan_project(
            actor=person_of(request), project=project, decision=planning.PlanDecision(line=line, **told_), at=now()
        )
    except Refusals as several:
        messages.warning(request, f"{project.code}: {'; '.join(told(one) for one in several.refusals)}")
        return False
    except Refusal as one:
        messages.warning(request, f"{project.code}: {told(one)}")
        return False
    return True


@form_or_get
@acts(Action.NAME_BENEFICIARY)
def name_beneficiary(request: HttpRequest, project_id: int) -> HttpResponse:
    """Find the establishment that benefits from a group project, and record its appraisal."""
    project = project_for(request, project_id, Action.NAME_BENEFICIARY)
    project.life.after(project.state, "name_beneficiary")
    text = request.GET.get("q", "").strip()
    visible = active_establishments(person_of(request))
    asked = request.POST.get("establishment", "") or request.GET.get("co-so", "")
    chosen = visible.filter(pk=number_in(asked) or 0).first()
    content = content_of(project, norms_for(project, today()))
    form = _appraisal_form(request, project)
    sheet = FactsForm(request.POST or None, content=content, kept=project.facts)
    if chosen is not None and sheet.is_valid():
        changes = {"facts": sheet.told(), "implementer": project.implementer or chosen.name}
        named = posted(
            request,
            form,
            lambda: planning.name_beneficiary(
                actor=person_of(request), project=project, establishment=chosen, appraisal=form.facts(),
                changes=changes, at=now(),
            ),
        )  # fmt: skip  # one call
        if named is not None:
            return done(request, project, _("Đã chọn %(name)s.") % {"name": chosen.name})
    if form.is_bound and chosen is None:
        form.add_error(None, _("Hãy tìm và chọn cơ sở thụ hưởng."))
    shown = {
        "title": _("Chọn cơ sở thụ hưởng"),
        "text": text,
        "candidates": search_establishments(text, visible)[:FOUND] if text else [],
        "chosen": chosen,
        "sheet": sheet,
        "content": content,
        **limit_facts(project),
    }
    return form_page(request, project, form, shown, "appraise_project")


@form_or_get
@acts(Action.SIGN_CONTRACT)
def sign_contract(request: HttpRequest, project_id: int) -> HttpResponse:
    """Record the contract."""
    project = project_for(request, project_id, Action.SIGN_CONTRACT)
    project.life.after(project.state, "sign_contract")
    rate = advance_rate(project.content, norms_for(project, today()))
    initial = {
        "signed_on": today(), "amount": project.approved, "ends_on": project.ends_on, "advance_percent": rate.percent,
    }  # fmt: skip  # one row
    form = ContractForm(request.POST or None, initial=initial)
    if posted(
        request,
        form,
        lambda: contracting.sign_contract(actor=person_of(request), project=project, draft=_contract(form), at=now()),
    ):
        return done(request, project, _("Đã ghi hợp đồng."))
    shown = {"title": _("Ghi hợp đồng"), "label": _("Ghi hợp đồng"), "rate": rate, **_money_facts(project)}
    return form_page(request, project, form, shown)


@form_or_get
@acts(Action.SIGN_ANNEX)
def sign_annex(request: HttpRequest, project_id: int) -> HttpResponse:
    """Record an annex."""
    project = project_for(request, project_id, Action.SIGN_ANNEX)
    project.life.after(project.state, "sign_annex")
    rate = advance_rate(project.content, norms_for(project, today()))
    last = contracting.standing_of(project)
    initial = {
        "signed_on": today(), "amount": last.contracted, "ends_on": last.ends_on,
        "advance_percent": last.advance_percent,
    }  # fmt: skip  # one row
    form = AnnexForm(request.POST or None, initial=initial)
    if posted(
        request,
        form,
        lambda: contracting.sign_annex(actor=person_of(request), project=project, draft=_contract(form), at=now()),
    ):
        return done(request, project, _("Đã ghi phụ lục."))
    shown = {"title": _("Ghi phụ lục hợp đồng"), "label": _("Ghi phụ lục"), "rate": rate, **_money_facts(project)}
    return form_page(request, project, form, shown)


def _contract(form: ContractForm) -> contracting.ContractDraft:
    told_ = form.cleaned_data
    return contracting.ContractDraft(
        facts=form.facts(),
        is_confirmed=told_.get("is_confirmed", True),
        releases_rest=told_["releases_rest"],
        beneficiary_account=told_.get("beneficiary_account", ""),
        note=told_["note"],
    )


def _money_facts(project: Project) -> dict[str, Any]:
    balances = project_balances(project)
    return {
        "money": [
            {"label": _("Được phê duyệt"), "amount": project.approved},
            {"label": _("Còn giữ cho đề án"), "amount": balances[Bucket.RESERVED]},
            {"label": _("Đã ký, chưa chi"), "amount": balances[Bucket.CONTRACTED]},
        ]
    }


@form_or_get
@acts(Action.ADJUST_PROJECT)
def adjust_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Adjust an approved project; the version before is kept."""
    project = project_for(request, project_id, Action.ADJUST_PROJECT)
    project.life.after(project.state, "adjust_project")
    fields = [name for name in AdjustForm.base_fields if name not in AdjustForm.PAPERS]
    form = AdjustForm(request.POST or None, initial={name: getattr(project, name) for name in fields})
    if request.method == "POST" and form.is_valid():
        papers = {name: form.cleaned_data[name] for name in AdjustForm.PAPERS}
        adjustment = adjusting.Adjustment(changes=form.changes(), **papers)
        if tried(
            form,
            lambda: adjusting.adjust_project(
                actor=person_of(request), project=project, adjustment=adjustment, at=now()
            ),
        ):
            return done(request, project, _("Đã điều chỉnh đề án; bản trước vẫn được giữ."))
    shown = {"title": _("Điều chỉnh đề án"), "label": _("Điều chỉnh"), **_money_facts(project), **limit_facts(project)}
    return form_page(request, project, form, shown)
