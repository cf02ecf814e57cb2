"""Screens on which a project is opened, filled in, registered, supplemented and ended, and its papers put to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.actions import attach_file, withdraw_file
from khuyencong.documents.queries import attachments_of
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.programme.actions.projects import drafting, registering
from khuyencong.programme.forms.projects.application import (
    AnswerForm,
    OpenProjectForm,
    PaperForm,
    ProjectForm,
    ReasonForm,
    SupplementForm,
)
from khuyencong.programme.forms.projects.facts import FactsForm
from khuyencong.programme.models import Project
from khuyencong.programme.queries.offices import office_that_runs
from khuyencong.programme.queries.projects.application import missing_of
from khuyencong.programme.queries.projects.board import over_in
from khuyencong.programme.queries.projects.bounds import content_of, norms_for
from khuyencong.programme.views.projects.listing import content_labels
from khuyencong.programme.views.projects.page import PAPERS_OPEN, content_shown, limit_facts, paper_kinds
from khuyencong.programme.views.projects.telling import done, form_or_get, form_page, told, tried
from khuyencong.programme.views.reach import project_for, today
from khuyencong.registry.queries.parties import active_establishments
from khuyencong.registry.queries.search import search_establishments
from khuyencong.ui.addresses import number_in

FOUND = 20


@form_or_get
@acts(Action.OPEN_PROJECT)
def open_project(request: HttpRequest) -> HttpResponse:
    """Open a project for an establishment that is found in the registry, or a group project without one."""
    person = person_of(request)
    office = office_that_runs(person, Action.OPEN_PROJECT)
    assert office is not None
    text = request.GET.get("q", "").strip()
    form = _open_form(request, text, office.pk)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        facts["establishment"] = form.found.get(facts["establishment"])
        facts["replaces"] = form.over.get(facts["replaces"])
        draft = drafting.ProjectDraft(**facts)
        project = tried(form, lambda: drafting.open_project(actor=person, office=office, draft=draft, at=now()))
        if project is not None:
            messages.success(request, _("Đã lập đề án %(code)s. Hãy ghi tiếp nội dung.") % {"code": project.code})
            return redirect("programme:edit_project", project.pk)
    facts = {"form": form, "text": text, "office": office}
    return render(request, "programme/open_project.html", facts, status=422 if form.errors else 200)


def _open_form(request: HttpRequest, text: str, office_id: int) -> OpenProjectForm:
    visible = active_establishments(person_of(request))
    asked = request.POST.get("establishment", "") or request.GET.get("co-so", "")
    chosen = visible.filter(pk=number_in(asked) or 0)
    found = list(search_establishments(text, visible)[:FOUND]) if text else []
    year = today().year
    return OpenProjectForm(
        request.POST or None,
        initial={"establishment": asked, "year": year, "stream": "local", "content": "machinery"},
        contents=[(code, _(label)) for code, label in content_labels().items()],
        found=[*chosen, *(one for one in found if one not in chosen)],
        over=[*over_in(office_id, year), *over_in(office_id, year - 1)],
    )


@form_or_get
@acts(Action.EDIT_PROJECT)
def edit_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Fill in what an application says: words, money, and the facts of its content."""
    project = project_for(request, project_id, Action.EDIT_PROJECT)
    project.life.after(project.state, "edit_project")
    content = content_of(project, norms_for(project, today()))
    before = {name: getattr(project, name) for name in ProjectForm.base_fields}
    form = ProjectForm(request.POST or None, initial=before)
    more = request.POST.get("more", "")
    sheet = FactsForm(request.POST or None, content=content, kept=project.facts, more=more)
    if request.method == "POST" and not more and form.is_valid() and sheet.is_valid():
        changes = {name: value for name, value in form.cleaned_data.items() if value != before[name]}
        changes |= {"facts": sheet.told()} if sheet.told() != project.facts else {}
        if not changes or tried(form, lambda: _edit(request, project, changes)) is not None:
            return done(request, project, _("Đã lưu."))
    facts = {"title": _("Sửa đề án"), "sheet": sheet, "content": content, "is_more": bool(more)}
    if refusal(person_of(request), Action.CHECK_SUPPORT, project) is None:
        facts |= limit_facts(project)
    return form_page(request, project, form, facts, "edit_project")


def _edit(request: HttpRequest, project: Project, changes: dict[str, Any]) -> Project:
    return drafting.edit_project(actor=person_of(request), project=project, changes=changes, at=now())


@form_or_get
@acts(Action.REGISTER_PROJECT)
def register_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Show what is missing, and hand the application in where nothing is."""
    project = project_for(request, project_id, Action.REGISTER_PROJECT)
    if request.method == "POST":
        registering.register_project(actor=person_of(request), project=project, at=now())
        return done(request, project, _("Đã đăng ký đề án %(code)s.") % {"code": project.code})
    project.life.after(project.state, "register_project")
    facts = {"project": project, "missing": missing_of(project, today())}
    return render(request, "programme/register_project.html", facts)


@require_POST
@acts(Action.REGISTER_PROJECT)
def register_projects(request: HttpRequest) -> HttpResponse:
    """Hand several drafts in; each that is not complete stays and says why."""
    ids = {one for one in map(number_in, request.POST.getlist("project")) if one is not None}
    handed_in = 0
    for pk in sorted(ids):
        project = project_for(request, pk, Action.REGISTER_PROJECT)
        try:
            registering.register_project(actor=person_of(request), project=project, at=now())
            handed_in += 1
        except Refusals as several:
            _tell_of(request, project, several.refusals)
        except Refusal as one:
            _tell_of(request, project, [one])
    messages.success(request, _("Đã đăng ký %(count)s đề án.") % {"count": handed_in})
    return redirect("programme:view_projects")


def _tell_of(request: HttpRequest, project: Project, refusals: list[Refusal]) -> None:
    words = "; ".join(told(one) for one in refusals[:3])
    rest = _(" và %(count)s điều khác") % {"count": len(refusals) - 3} if len(refusals) > 3 else ""
    messages.warning(request, f"{project.code}: {words}{rest}")


@form_or_get
@acts(Action.REQUEST_PROJECT_SUPPLEMENT)
def request_project_supplement(request: HttpRequest, project_id: int) -> HttpResponse:
    """Ask the applicant to add what is missing."""
    project = project_for(request, project_id, Action.REQUEST_PROJECT_SUPPLEMENT)
    project.life.after(project.state, "request_project_supplement")
    form = SupplementForm(request.POST or None, items=_askable(project))
    if request.method == "POST" and form.is_valid():
        asked = tried(
            form,
            lambda: registering.request_project_supplement(
                actor=person_of(request), project=project, items=form.asked(), due_on=form.cleaned_data["due_on"],
                note=form.cleaned_data["note"], at=now(),
            ),
        )  # fmt: skip  # one call
        if asked is not None:
            return done(request, project, _("Đã yêu cầu bổ sung."))
    facts = {"title": _("Yêu cầu bổ sung đề án"), "label": _("Yêu cầu bổ sung")}
    return form_page(request, project, form, facts)


def _askable(project: Project) -> list[tuple[str, str]]:
    content = content_of(project, norms_for(project, today()))
    words = [
        ("summary", _("Mục tiêu, nội dung chính")),
        ("estimate", _("Dự toán và nguồn vốn")),
        ("facts", _("Nội dung chi tiết")),
    ]  # fmt: skip  # a table of fields
    return [*((one.code, _(one.label)) for one in content.papers_at("application")), *words]


@form_or_get
@acts(Action.ANSWER_PROJECT_SUPPLEMENT)
def answer_project_supplement(request: HttpRequest, project_id: int) -> HttpResponse:
    """Hand in what was asked for."""
    project = project_for(request, project_id, Action.ANSWER_PROJECT_SUPPLEMENT)
    project.life.after(project.state, "answer_project_supplement")
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["answer"]
        if tried(
            form,
            lambda: registering.answer_project_supplement(
                actor=person_of(request), project=project, answer=answer, at=now()
            ),
        ):
            return done(request, project, _("Đã nộp bổ sung."))
    open_one = project.supplements.filter(answered_at=None).first()
    facts = {
        "title": _("Nộp bổ sung"),
        "label": _("Nộp bổ sung"),
        "supplement": open_one,
        "missing": missing_of(project, today()),
    }
    return form_page(request, project, form, facts)


@form_or_get
@acts(Action.REJECT_PROJECT)
def reject_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Turn an application away."""
    project = project_for(request, project_id, Action.REJECT_PROJECT)
    words = {"title": _("Từ chối đề án"), "label": _("Từ chối"), "kind": "danger"}
    return _end(request, project, registering.reject_project, words, _("Đã từ chối đề án."))


@form_or_get
@acts(Action.WITHDRAW_PROJECT)
def withdraw_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Take an application back."""
    project = project_for(request, project_id, Action.WITHDRAW_PROJECT)
    words = {"title": _("Rút đề án"), "label": _("Rút đề án"), "kind": "danger"}
    return _end(request, project, registering.withdraw_project, words, _("Đã rút đề án."))


def _end(request: HttpRequest, project: Project, act: Any, words: dict[str, str], said: str) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried(form, lambda: act(actor=person_of(request), project=project, reason=reason, at=now())):
            return done(request, project, said)
    return form_page(request, project, form, words)


@require_POST
@acts(Action.ATTACH_FILE)
def attach_to_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Put a paper or a photograph to a project."""
    project = project_for(request, project_id, Action.ATTACH_FILE)
    _demand_open(project)
    content = content_shown(project)
    form = PaperForm(request.POST, request.FILES, kinds=paper_kinds(content))
    if not form.is_valid():
        messages.error(request, _("Hãy chọn tệp và loại tệp."))
        return redirect("programme:view_project", project_id)
    file, kind = form.cleaned_data["file"], form.cleaned_data["kind"]
    attach_file(
        actor=person_of(request), owner=project, data=file.read(), name=file.name, kind=kind,
        purpose="photo" if kind == "photo" else "paper", office=project.office, at=now(),
    )  # fmt: skip  # one file
    return done(request, project, _("Đã đính kèm tệp."))


@require_POST
@acts(Action.WITHDRAW_FILE)
def withdraw_from_project(request: HttpRequest, project_id: int, attachment_id: int) -> HttpResponse:
    """Take a file away from a project."""
    project = project_for(request, project_id, Action.WITHDRAW_FILE)
    _demand_open(project)
    attachment = get_object_or_404(attachments_of(project), pk=attachment_id)
    withdraw_file(actor=person_of(request), owner=project, attachment=attachment, at=now())
    return done(request, project, _("Đã rút tệp. Tệp vẫn được lưu để đối chiếu."))


def _demand_open(project: Project) -> None:
    if project.state not in PAPERS_OPEN:
        raise Refusal(
            "programme.papers_closed",
            _("Đề án đang ở trạng thái “%(state)s” nên không thêm, rút giấy tờ được."),
            state=project.state_label,
        )
