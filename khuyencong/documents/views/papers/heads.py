"""How an office heads its papers, and who may sign for it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.models import Office
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.actions import papers as actions
from khuyencong.documents.forms.papers import EndForm, LetterheadForm, SignerForm
from khuyencong.documents.models import OfficeLetterhead, SigningRight
from khuyencong.documents.queries.papers import archived_by_of, letterhead_of
from khuyencong.documents.views.papers.register import kind_choices, kind_label
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.kernel.words import gettext_noop
from khuyencong.ui.templatetags.words import sentence


@require_safe
@acts(Action.VIEW_PAPERS)
def view_letterhead(request: HttpRequest, office_id: int) -> HttpResponse:
    """Show how the office's papers are headed and who may sign them."""
    office = _office(request, office_id, Action.VIEW_PAPERS)
    rights = list(SigningRight.objects.filter(office=office).order_by("-from_on", "pk"))
    today = timezone.localdate()
    facts = {
        "office": office,
        "head": OfficeLetterhead.objects.filter(office=office).first(),
        "rights": [(right, right.is_in_force(today), [kind_label(code) for code in right.kinds]) for right in rights],
        "end_form": EndForm(initial={"until_on": today}),
    }
    return render(request, "documents/view_letterhead.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.EDIT_LETTERHEAD)
def edit_letterhead(request: HttpRequest, office_id: int) -> HttpResponse:
    """Change the head of the office's papers."""
    office = _office(request, office_id, Action.EDIT_LETTERHEAD)
    head = letterhead_of(office)
    names = ("superior", "agency", "place", "symbol")
    initial = {name: getattr(head, name) for name in names} | {"archived_by": archived_by_of(office)}
    form = LetterheadForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = actions.HeadFacts(**form.cleaned_data)
        actions.edit_letterhead(actor=person_of(request), office=office, facts=facts, at=now())
        messages.success(request, _("Đã ghi đầu văn bản; các văn bản đã ban hành giữ nguyên."))
        return redirect("documents:view_letterhead", office_id)
    return _form(request, form, office, _("Sửa đầu văn bản"))


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.ADD_SIGNER)
def add_signer(request: HttpRequest, office_id: int) -> HttpResponse:
    """Let somebody sign papers of the office."""
    office = _office(request, office_id, Action.ADD_SIGNER)
    form = SignerForm(kind_choices(), request.POST or None, initial={"from_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_signer(actor=person_of(request), office=office, facts=form.facts(), at=now())
        except Refusal as told:
            form.add_error(None, sentence(told))
        else:
            messages.success(request, _("Đã ghi quyền ký."))
            return redirect("documents:view_letterhead", office_id)
    return _form(request, form, office, _("Ghi quyền ký"))


@require_POST
@acts(Action.END_SIGNER)
def end_signer(request: HttpRequest, right_id: int) -> HttpResponse:
    """Let a right end."""
    right = get_object_or_404(SigningRight, pk=right_id)
    form = EndForm(request.POST)
    if not form.is_valid():
        raise Refusal("documents.no_last_day", gettext_noop("Hãy ghi ngày cuối được ký theo dạng ngày/tháng/năm."))
    actions.end_signer(actor=person_of(request), right=right, until_on=form.cleaned_data["until_on"], at=now())
    messages.success(request, _("Đã ghi ngày thôi ký; văn bản ký trước đó giữ nguyên."))
    return redirect("documents:view_letterhead", right.office_id)


def _office(request: HttpRequest, office_id: int, action: Action) -> Office:
    office = get_object_or_404(Office.objects.select_related("parent"), pk=office_id)
    demand(refusal(person_of(request), action, office))
    return office


def _form(request: HttpRequest, form: Any, office: Office, title: str) -> HttpResponse:
    facts = {"form": form, "office": office, "title": title}
    return render(request, "documents/edit_letterhead.html", facts, status=422 if form.errors else 200)
