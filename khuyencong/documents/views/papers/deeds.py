"""What people do to papers: draft, gather again, drop, issue, replace, correct, recall."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.actions import papers as actions
from khuyencong.documents.actions.papers.drafting import redraft_all
from khuyencong.documents.actions.papers.issuing import IssueOrder
from khuyencong.documents.forms.papers import WordsForm
from khuyencong.documents.papers import closed_paper, paper_kinds
from khuyencong.documents.queries.papers import papers_visible_to
from khuyencong.documents.views.papers.register import REGISTER, issue_form, kind_label, ready_for
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.kernel.words import gettext_noop
from khuyencong.ui.templatetags.words import sentence

MOST_AT_ONCE = 200


@require_POST
@acts(Action.DRAFT_PAPER)
def draft_paper(request: HttpRequest) -> HttpResponse:
    """Draft a paper: ``what`` is the code of its kind and the id of what it is made from."""
    code, _space, typed = request.POST.get("what", "").partition(" ")
    kind = paper_kinds.get(code)
    thing = kind.load(typed) if kind and typed.isdecimal() and len(typed) < 18 else None
    if kind is None or thing is None:
        raise Http404
    demand(refusal(person_of(request), Action.DRAFT_PAPER, thing))  # type: ignore[arg-type]  # owners give the three answers
    paper = actions.draft_paper(actor=person_of(request), kind=kind, thing=thing, at=now())
    messages.success(request, _("Đã soạn dự thảo từ dữ liệu của hệ thống; hãy xem lại trước khi ban hành."))
    return redirect("documents:view_paper", paper.pk)


@require_POST
@acts(Action.REDRAFT_PAPER)
def redraft_paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Gather the facts of a draft again."""
    paper = ready_for(request, paper_id, Action.REDRAFT_PAPER)
    actions.redraft_paper(actor=person_of(request), paper=paper, at=now())
    messages.success(request, _("Đã lập lại dự thảo theo dữ liệu hiện nay."))
    return redirect("documents:view_paper", paper_id)


@require_POST
@acts(Action.REDRAFT_PAPER)
def redraft_papers(request: HttpRequest) -> HttpResponse:
    """Gather the facts of every draft in the chosen list again."""
    person = person_of(request)
    rows = REGISTER.choose(papers_visible_to(person), REGISTER.ask(request)).filter(state="draft")
    waiting = [paper for paper in rows[: MOST_AT_ONCE + 1] if closed_paper(person, paper) is None]
    if len(waiting) > MOST_AT_ONCE:
        sentence_ = gettext_noop("Mỗi lần lập lại nhiều nhất %(most)s dự thảo; hãy lọc bớt.")
        raise Refusal("documents.too_many_drafts", sentence_, most=MOST_AT_ONCE)
    done = redraft_all(actor=person, papers=waiting, at=now())
    text = ngettext("Đã lập lại %(count)s dự thảo.", "Đã lập lại %(count)s dự thảo.", done)
    messages.success(request, text % {"count": done})
    return redirect("documents:view_papers")


@require_POST
@acts(Action.DISCARD_PAPER)
def discard_paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Drop a draft."""
    paper = ready_for(request, paper_id, Action.DISCARD_PAPER)
    actions.discard_paper(actor=person_of(request), paper=paper, at=now())
    messages.success(request, _("Đã bỏ dự thảo; không có số nào bị mất."))
    return redirect("documents:view_papers")


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.ISSUE_PAPER)
def issue_paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Enter a draft in the register."""
    paper = ready_for(request, paper_id, Action.ISSUE_PAPER)
    form = issue_form(paper, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        order = IssueOrder(given["signed_on"], given.get("right"), given.get("number"))
        try:
            actions.issue_paper(actor=person_of(request), paper=paper, order=order, at=now())
        except Refusal as told:
            form.add_error(None, sentence(told))
        else:
            messages.success(request, _("Đã ban hành %(serial)s.") % {"serial": paper.serial or kind_label(paper.kind)})
            return redirect("documents:view_paper", paper_id)
    facts = {"paper": paper, "form": form, "kind": kind_label(paper.kind)}
    return render(request, "documents/issue_paper.html", facts, status=422 if form.errors else 200)


@require_POST
@acts(Action.REPLACE_PAPER)
def replace_paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Draft the paper that will take another's place."""
    paper = ready_for(request, paper_id, Action.REPLACE_PAPER)
    made = actions.replace_paper(actor=person_of(request), paper=paper, reason=_reason(request), at=now())
    messages.success(request, _("Đã soạn dự thảo thay thế; văn bản cũ hết hiệu lực khi bản mới được ban hành."))
    return redirect("documents:view_paper", made.pk)


@require_POST
@acts(Action.CORRECT_PAPER)
def correct_paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Draft the letter that corrects a slip."""
    paper = ready_for(request, paper_id, Action.CORRECT_PAPER)
    made = actions.correct_paper(actor=person_of(request), paper=paper, words=_reason(request), at=now())
    messages.success(request, _("Đã soạn công văn đính chính; hãy xem lại rồi ban hành."))
    return redirect("documents:view_paper", made.pk)


@require_POST
@acts(Action.RECALL_PAPER)
def recall_paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Recall an issued paper."""
    paper = ready_for(request, paper_id, Action.RECALL_PAPER)
    actions.recall_paper(actor=person_of(request), paper=paper, reason=_reason(request), at=now())
    messages.success(request, _("Đã thu hồi; văn bản vẫn lưu trong sổ cùng lý do."))
    return redirect("documents:view_paper", paper_id)


def _reason(request: HttpRequest) -> str:
    form = WordsForm(request.POST)
    return str(form.cleaned_data["reason"]) if form.is_valid() else ""
