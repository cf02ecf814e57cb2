"""The papers of a filing and the locker of an establishment."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.actions import attach_file, withdraw_file
from khuyencong.documents.queries import attachments_of
from khuyencong.law.norms import NormsOfDay
from khuyencong.portal.actions.filing.drafts import demand_draft
from khuyencong.portal.actions.filing.locker import PaperFacts, attach_from_locker
from khuyencong.portal.actions.filing.locker import drop_paper as drop
from khuyencong.portal.actions.filing.locker import keep_paper as keep
from khuyencong.portal.forms.filing import LockerForm, PaperForm
from khuyencong.portal.models import Filing, LockerPaper
from khuyencong.portal.queries.filing.locker import locker_kinds, locker_of, serves
from khuyencong.portal.queries.filing.sheets import PHOTO, papers_wanted
from khuyencong.portal.queries.filing.visibility import active_own_establishments
from khuyencong.portal.rules.filing.sheet import PAPERS
from khuyencong.portal.views.filing.reach import form_or_get, thing_for, today, tried
from khuyencong.registry.models import Establishment
from khuyencong.rulebook.queries import norms_at


def papers_shown(filing: Filing, norms: NormsOfDay) -> dict[str, Any]:
    """Return the papers of a filing: what is there, what the locker holds for each, and the form for a new one."""
    files: dict[str, list[object]] = {}
    for attachment in attachments_of(filing):
        files.setdefault(attachment.kind, []).append(attachment)
    kept = locker_of(filing.establishment, norms_at(today())) if filing.establishment is not None else []
    wanted = papers_wanted(filing, norms)
    rows = [
        {
            "paper": one,
            "files": files.get(one.code, []),
            "kept": [paper for paper in kept if serves(paper.kind, one.code) and not paper.is_over],
        }
        for one in wanted
    ]
    is_entry = filing.kind == Filing.Kind.DOSSIER
    kinds = [(one.code, _(one.label)) for one in wanted] + ([(PHOTO, _("Ảnh sản phẩm"))] if is_entry else [])
    return {
        "papers": rows,
        "photos": files.get(PHOTO, []) if is_entry else None,
        "least_photos": norms.whole("selection.minimum_photos"),
        "paper_form": PaperForm(kinds=kinds, initial={"keep": True}),
    }


def _to_papers(filing: Filing) -> HttpResponse:
    return redirect(f"{reverse('filing:write_filing', args=[filing.pk])}?buoc={PAPERS.code}")


@require_POST
@acts(Action.ATTACH_FILE)
def attach_to_filing(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Put a paper or photograph to a filing, and into the locker where that is wished."""
    filing = thing_for(
        request, Filing, filing_id, Action.ATTACH_FILE, "office", "establishment__office", "round__office"
    )
    demand_draft(filing)
    kinds = [(code, code) for code in {*(one[0] for one in locker_kinds(norms_at(today()))), PHOTO}]
    form = PaperForm(request.POST, request.FILES, kinds=kinds)
    if not form.is_valid():
        messages.error(request, _("Hãy chọn tệp và loại giấy tờ."))
        return _to_papers(filing)
    told = form.cleaned_data
    data, name, kind = told["file"].read(), told["file"].name, told["kind"]
    attach_file(
        actor=person_of(request), owner=filing, data=data, name=name, kind=kind,
        purpose="photo" if kind == PHOTO else "paper", office=filing.office, at=now(),
    )  # fmt: skip  # one file
    if told["keep"] and kind != PHOTO and filing.establishment is not None:
        title = dict(locker_kinds(norms_at(today())))[kind]
        facts = PaperFacts(kind=kind, title=_(title)[:200], data=data, name=name)
        keep(actor=person_of(request), establishment=filing.establishment, facts=facts, at=now())
    messages.success(request, _("Đã đính kèm tệp."))
    return _to_papers(filing)


@require_POST
@acts(Action.ATTACH_FILE)
def use_locker_paper(request: HttpRequest, filing_id: int, paper_id: int) -> HttpResponse:
    """Put a paper of the locker to a filing."""
    filing = thing_for(request, Filing, filing_id, Action.ATTACH_FILE, "establishment")
    paper = get_object_or_404(LockerPaper, pk=paper_id, establishment=filing.establishment)
    wanted = request.POST.get("kind", "")
    kind = wanted if serves(paper.kind, wanted) else paper.kind
    attach_from_locker(actor=person_of(request), filing=filing, paper=paper, kind=kind, at=now())
    messages.success(request, _("Đã lấy giấy tờ từ tủ."))
    return _to_papers(filing)


@require_POST
@acts(Action.WITHDRAW_FILE)
def withdraw_from_filing(request: HttpRequest, filing_id: int, attachment_id: int) -> HttpResponse:
    """Take a file away from a filing."""
    filing = thing_for(request, Filing, filing_id, Action.WITHDRAW_FILE, "establishment")
    demand_draft(filing)
    attachment = get_object_or_404(attachments_of(filing), pk=attachment_id)
    withdraw_file(actor=person_of(request), owner=filing, attachment=attachment, at=now())
    messages.success(request, _("Đã rút tệp."))
    return _to_papers(filing)


@require_safe
@acts(Action.VIEW_LOCKER)
def view_lockers(request: HttpRequest) -> HttpResponse:
    """Lead to the locker of one's establishment, or let somebody with several choose."""
    makers = list(active_own_establishments(person_of(request)))
    if len(makers) == 1:
        return redirect("filing:view_locker", makers[0].pk)
    return render(request, "portal/filing/view_lockers.html", {"makers": makers})


@require_safe
@acts(Action.VIEW_LOCKER)
def view_locker(request: HttpRequest, establishment_id: int) -> HttpResponse:
    """Show the papers of an establishment, which end soon, and the form for a new one."""
    maker = thing_for(request, Establishment, establishment_id, Action.VIEW_LOCKER, "office")
    norms = norms_at(today())
    form = LockerForm(kinds=[(code, _(label)) for code, label in locker_kinds(norms)])
    facts = {"maker": maker, "papers": locker_of(maker, norms), "form": form}
    return render(request, "portal/filing/view_locker.html", facts)


@form_or_get
@acts(Action.KEEP_PAPER)
def keep_paper(request: HttpRequest, establishment_id: int) -> HttpResponse:
    """Put a paper into the locker."""
    maker = thing_for(request, Establishment, establishment_id, Action.KEEP_PAPER, "office")
    norms = norms_at(today())
    kinds = [(code, _(label)) for code, label in locker_kinds(norms)]
    form = LockerForm(request.POST or None, request.FILES or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        file = told.pop("file")
        facts = PaperFacts(data=file.read(), name=file.name, **told)
        if tried(form, lambda: keep(actor=person_of(request), establishment=maker, facts=facts, at=now())):
            messages.success(request, _("Đã cất giấy tờ vào tủ."))
            return redirect("filing:view_locker", maker.pk)
    shown = {"maker": maker, "papers": locker_of(maker, norms), "form": form}
    return render(request, "portal/filing/view_locker.html", shown, status=422 if form.errors else 200)


@require_POST
@acts(Action.DROP_PAPER)
def drop_paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Take a paper out of the locker."""
    paper = thing_for(request, LockerPaper, paper_id, Action.DROP_PAPER, "establishment")
    drop(actor=person_of(request), paper=paper, at=now())
    messages.success(request, _("Đã bỏ giấy tờ khỏi tủ. Hồ sơ đã nộp vẫn giữ bản của nó."))
    return redirect("filing:view_locker", paper.establishment_id)
