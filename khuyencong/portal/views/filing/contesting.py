"""Complaints: filed by an establishment within the legal days, listed with their clocks, answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import demand
from khuyencong.portal.actions.filing import complaints as actions
from khuyencong.portal.forms.filing import AnswerForm, ComplaintForm
from khuyencong.portal.models import Complaint
from khuyencong.portal.queries.filing.contesting import window_of
from khuyencong.portal.queries.filing.visibility import complaints_visible_to
from khuyencong.portal.views.filing.reach import form_or_get, thing_for, today, tried
from khuyencong.programme.models import Project
from khuyencong.selection.models import Dossier

RELATED = ("establishment", "office", "project", "dossier__round", "filed_by", "answered_by")


@require_safe
@acts(Action.VIEW_COMPLAINT)
def view_complaints(request: HttpRequest) -> HttpResponse:
    """List complaints, what waits for an answer first, by its day."""
    rows = complaints_visible_to(person_of(request)).select_related(*RELATED)
    waiting = rows.filter(answered_at=None).order_by("due_on", "pk")
    answered = rows.filter(answered_at__isnull=False).order_by("-answered_at", "-pk")[:100]
    facts = {"waiting": waiting, "answered": answered, "today": today()}
    return render(request, "portal/filing/view_complaints.html", facts)


@form_or_get
@acts(Action.FILE_COMPLAINT)
def complain_of_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Contest the refusal of a project."""
    project = thing_for(request, Project, project_id, Action.FILE_COMPLAINT, "office", "establishment")
    return _complain(request, project, project.name, project.ended_reason)


@form_or_get
@acts(Action.FILE_COMPLAINT)
def complain_of_dossier(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Contest the result of a round."""
    dossier = thing_for(request, Dossier, dossier_id, Action.FILE_COMPLAINT, "round__office", "establishment")
    return _complain(request, dossier, dossier.product_name, dossier.reason if dossier.round.published_at else "")


def _complain(request: HttpRequest, about: Project | Dossier, title: str, reason: str) -> HttpResponse:
    window = window_of(about)
    demand(window.refusal(today()))
    form = ComplaintForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        made = tried(form, lambda: actions.file_complaint(actor=person_of(request), about=about, text=text, at=now()))
        if made is not None:
            messages.success(request, _("Đã nhận khiếu nại số %(number)s.") % {"number": str(made)})
            return redirect("filing:view_complaint", made.pk)
    facts = {"about": about, "title": title, "reason": reason, "window": window, "form": form}
    return render(request, "portal/filing/file_complaint.html", facts, status=422 if form.errors else 200)


@require_safe
@acts(Action.VIEW_COMPLAINT)
def view_complaint(request: HttpRequest, complaint_id: int) -> HttpResponse:
    """Show a complaint, its day, and its answer."""
    complaint = thing_for(request, Complaint, complaint_id, Action.VIEW_COMPLAINT, *RELATED)
    return render(request, "portal/filing/view_complaint.html", {"complaint": complaint, "today": today()})


@form_or_get
@acts(Action.ANSWER_COMPLAINT)
def answer_complaint(request: HttpRequest, complaint_id: int) -> HttpResponse:
    """Answer a complaint."""
    complaint = thing_for(request, Complaint, complaint_id, Action.ANSWER_COMPLAINT, *RELATED)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        tried(
            form,
            lambda: actions.answer_complaint(actor=person_of(request), complaint=complaint, at=now(), **told),
        )
        if not form.errors:
            messages.success(request, _("Đã trả lời khiếu nại."))
            return redirect("filing:view_complaint", complaint.pk)
    facts = {"complaint": complaint, "form": form, "today": today()}
    return render(request, "portal/filing/answer_complaint.html", facts, status=422 if form.errors else 200)
