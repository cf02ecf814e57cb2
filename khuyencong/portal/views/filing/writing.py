"""Writing an application: begun from the five questions, page after page, kept while one types, sent once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal
from khuyencong.portal.actions.filing.drafts import discard_filing as discard
from khuyencong.portal.actions.filing.drafts import keep_typed
from khuyencong.portal.actions.filing.drafts import save_filing as save
from khuyencong.portal.actions.filing.sending import send_filing as send
from khuyencong.portal.forms.filing import PageForm
from khuyencong.portal.models import Filing
from khuyencong.portal.queries.filing.sheets import faults_before_sending, norms_for_filing, sheet_of
from khuyencong.portal.rules.filing.sheet import LAST, PAPERS, Page, Sheet, faults_of
from khuyencong.portal.views.filing.papers import papers_shown
from khuyencong.portal.views.filing.reach import thing_for, today
from khuyencong.ui.addresses import number_in
from khuyencong.ui.templatetags.words import sentence

RELATED = ("office", "establishment__place__province", "establishment__office", "round__office", "product", "consent")


@require_safe
@acts(Action.SAVE_FILING)
def write_filing(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Show one page of an application; what was sent shows its receipt."""
    filing = thing_for(request, Filing, filing_id, Action.SAVE_FILING, *RELATED)
    if filing.state == Filing.State.SENT:
        return redirect("filing:view_receipt", filing.pk)
    norms = norms_for_filing(filing, today())
    sheet = sheet_of(filing, norms)
    page = _page(sheet, request.GET.get("buoc", ""))
    return _shown(request, filing, page, filing.answers)


def _page(sheet: Sheet, code: str) -> Page:
    return next((one for one in sheet if one.code == code), sheet[0])


def _shown(
    request: HttpRequest, filing: Filing, page: Page, answers: Mapping[str, str], *, stale: str = ""
) -> HttpResponse:
    norms = norms_for_filing(filing, today())
    sheet = sheet_of(filing, norms)
    page = _page(sheet, page.code)
    form = PageForm(page, answers)
    form.full_clean()
    for fault in faults_of(sheet, answers, only=page.code, complete=False):
        form.add_error(fault.name, sentence(fault.refusal))
    at = sheet.index(page)
    facts: dict[str, Any] = {
        "filing": filing, "page": page, "form": form, "stale": stale,
        "steps": [{"page": one, "state": _state(sheet, at, number)} for number, one in enumerate(sheet)],
        "number": at + 1, "count": len(sheet), "before": sheet[at - 1] if at else None,
        "is_papers": page.code == PAPERS.code, "is_last": page.code == LAST.code,
    }  # fmt: skip  # a table
    if page.code == PAPERS.code:
        facts |= papers_shown(filing, norms)
    if page.code == LAST.code:
        facts |= {"faults": faults_before_sending(filing, norms), "pages": _read_back(sheet, filing.answers)}
    return render(request, "portal/filing/write_filing.html", facts, status=409 if stale else 200)


def _state(sheet: Sheet, at: int, number: int) -> str:
    return "current" if number == at else "done" if number < at else "todo"


def _read_back(sheet: Sheet, answers: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return every page with what was typed, for reading over before sending."""
    pages = []
    for page in sheet:
        lines = [
            (blank.label, dict(blank.choices).get(text, text))
            for blank in page.blanks
            if (text := answers.get(blank.name, "").strip())
        ]
        if page.blanks:
            pages.append({"page": page, "lines": lines})
    return pages


@require_POST
@acts(Action.SAVE_FILING)
def save_filing(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Keep a page: word by word for the script, or whole with its button, which leads on to the next page."""
    filing = thing_for(request, Filing, filing_id, Action.SAVE_FILING, *RELATED)
    sheet = sheet_of(filing, norms_for_filing(filing, today()))
    page = _page(sheet, request.POST.get("buoc", ""))
    typed = {blank.name: request.POST.get(blank.name, "") for blank in page.blanks if blank.name in request.POST}
    version = number_in(request.POST.get("version", "")) or 0
    is_script = "application/json" in request.headers.get("Accept", "")
    keep = keep_typed if is_script else save
    try:
        keep(actor=person_of(request), filing=filing, typed=typed, version=version, at=now())
    except Refusal as no:
        if no.code != "portal.stale":
            raise
        filing.refresh_from_db()
        if is_script:
            return JsonResponse(_differing(filing, page, typed, no), status=409)
        return _shown(request, filing, page, {**filing.answers, **typed}, stale=sentence(no))
    if is_script:
        return JsonResponse({"version": filing.version})
    return _onward(request, filing, sheet, page)


def _differing(filing: Filing, page: Page, typed: Mapping[str, str], no: Refusal) -> dict[str, Any]:
    """Return what stands in the other saving, field by field, so that nobody overwrites it unseen."""
    labels = {blank.name: _(blank.label) for blank in page.blanks}
    differing = [
        {"label": labels[name], "there": filing.answers.get(name, ""), "here": text}
        for name, text in typed.items()
        if filing.answers.get(name, "") != text
    ]
    return {"version": filing.version, "sentence": sentence(no), "differing": differing}


def _onward(request: HttpRequest, filing: Filing, sheet: Sheet, page: Page) -> HttpResponse:
    at = sheet.index(page)
    wrong = faults_of(sheet, filing.answers, only=page.code, complete=False)
    same = bool(wrong) or request.POST.get("di") == "o-lai"
    following = page if same else sheet[min(at + 1, len(sheet) - 1)]
    if not wrong:
        messages.success(request, _("Đã ghi."))
    return redirect(f"{reverse('filing:write_filing', args=[filing.pk])}?buoc={following.code}")


@require_POST
@acts(Action.SEND_FILING)
def send_filing(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Send an application and show its receipt."""
    filing = thing_for(request, Filing, filing_id, Action.SEND_FILING, *RELATED)
    send(actor=person_of(request), filing=filing, at=now())
    messages.success(request, _("Đã nộp hồ sơ."))
    return redirect("filing:view_receipt", filing.pk)


@require_POST
@acts(Action.DISCARD_FILING)
def discard_filing(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Put a draft away."""
    filing = thing_for(request, Filing, filing_id, Action.DISCARD_FILING, *RELATED)
    discard(actor=person_of(request), filing=filing, at=now())
    messages.success(request, _("Đã bỏ hồ sơ đang soạn."))
    return redirect("filing:view_filings")


@require_safe
@acts(Action.VIEW_FILING)
def view_receipt(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Show the receipt of what was sent, to be printed or kept."""
    related = ("office", "establishment", "project", "dossier__round", "consent")
    filing = thing_for(request, Filing, filing_id, Action.VIEW_FILING, *related)
    return render(request, "portal/filing/view_receipt.html", {"filing": filing})
