"""The register of papers that go out, one paper with its pages, and its files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import acts, person_of
from khuyencong.accounts.queries import office_in_charge, refusal, trail_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.actions.papers.issuing import SIGNED_BY_RIGHT
from khuyencong.documents.forms.papers import IssueForm
from khuyencong.documents.models import IssuedPaper
from khuyencong.documents.papers import closed_paper, pages_of, paper_kinds, render_paper
from khuyencong.documents.queries.papers import file_of, office_of_head, papers_visible_to, rights_of, searched
from khuyencong.documents.rules.papers.paper_life import NUMBERED_STATES, PAPER_LIFE
from khuyencong.documents.rules.papers.register import UNNUMBERED
from khuyencong.kernel.refusal import demand
from khuyencong.ui.listing import Column, Filter, Kind, Listing

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def kind_label(code: str) -> str:
    """Return the name of a kind of paper."""
    kind = paper_kinds.get(code)
    return kind.label if kind else code


def kind_choices() -> list[tuple[str, str]]:
    """Return every kind by its name."""
    return sorted(((kind.code, kind.label) for kind in paper_kinds.values()), key=lambda one: one[1])


def _years() -> Iterable[tuple[str, str]]:
    found = IssuedPaper.objects.filter(year__isnull=False).order_by("-year").values_list("year", flat=True).distinct()
    return [(str(year), str(year)) for year in found]


REGISTER = Listing(
    key="van-ban-di",
    title=gettext_lazy("Sổ văn bản đi"),
    order=("-signed_on", "-number", "-pk"),
    columns=(
        Column(
            "so",
            gettext_lazy("Số, ký hiệu"),
            lambda row: row.serial or _("chưa có số"),
            order=("year", "number"),
            link=lambda row: reverse("documents:view_paper", args=[row.pk]),
            heads=True,
        ),
        Column("ngay", gettext_lazy("Ngày ký"), lambda row: row.signed_on, Kind.DAY, order=("signed_on",)),
        Column("loai", gettext_lazy("Loại văn bản"), lambda row: kind_label(row.kind), order=("kind",)),
        Column("trich-yeu", gettext_lazy("Trích yếu"), lambda row: row.abstract),
        Column("nguoi-ky", gettext_lazy("Người ký"), lambda row: row.signer),
        Column("trang-thai", gettext_lazy("Trạng thái"), lambda row: _(PAPER_LIFE.label(row.state)), order=("state",)),
        Column("lap", gettext_lazy("Lập lúc"), lambda row: row.fixed_at, Kind.MOMENT, order=("fixed_at",), shown=False),
    ),
    filters=(
        Filter("nam", gettext_lazy("Năm"), _years, lambda rows, value: rows.filter(year=_whole(value))),
        Filter(
            "trang-thai",
            gettext_lazy("Trạng thái"),
            lambda: [(state.code, _(state.label)) for state in PAPER_LIFE.states],
            lambda rows, value: rows.filter(state=value),
        ),
        Filter("loai", gettext_lazy("Loại văn bản"), kind_choices, lambda rows, value: rows.filter(kind=value)),
    ),
    search=searched,
    search_label=gettext_lazy("Tìm theo số, ký hiệu, trích yếu, người ký"),
    empty_title=gettext_lazy("Chưa có văn bản nào"),
    empty_text=gettext_lazy("Văn bản được soạn từ trang của kế hoạch, đề án, kỳ bình chọn, hội nghị."),
)


def _whole(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) < 5 else 0


@require_safe
@acts(Action.VIEW_PAPERS)
def view_papers(request: HttpRequest) -> HttpResponseBase:
    """List the papers of the person's offices."""
    office = office_in_charge(person_of(request), Action.VIEW_PAPERS)
    rows = papers_visible_to(person_of(request))
    return REGISTER.respond(request, rows, "documents/view_papers.html", {"office": office})


@require_safe
@acts(Action.VIEW_PAPERS)
def view_paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Show one paper: its pages, what can be done, and what happened to it."""
    paper = seen(request, paper_id)
    facts = {
        "paper": paper,
        "kind": kind_label(paper.kind),
        "state": _(PAPER_LIFE.label(paper.state)),
        "can": dict.fromkeys(PAPER_LIFE.verbs(paper.state), True),
        "pages": range(1, len(pages_of(paper)) + 1),
        "followers": paper.followers.exclude(state="discarded").order_by("pk"),
        "events": list(trail_of(f"documents.issuedpaper:{paper.pk}")),
    }
    return render(request, "documents/view_paper.html", facts)


@require_safe
@acts(Action.VIEW_PAPERS)
def view_paper_page(request: HttpRequest, paper_id: int, page: int) -> HttpResponse:
    """Show a page as a picture, since browsers must not open a PDF inside our pages."""
    pages = pages_of(seen(request, paper_id))
    if not 0 < page <= len(pages):
        raise Http404
    return HttpResponse(pages[page - 1], content_type="image/png")


@require_safe
@acts(Action.VIEW_PAPERS)
def download_paper(request: HttpRequest, paper_id: int, suffix: str) -> HttpResponse:
    """Send the paper: an issued one byte for byte as it was issued, a draft as it stands now."""
    paper = seen(request, paper_id)
    if suffix not in MEDIA:
        raise Http404
    data = file_of(paper, suffix) if paper.state in NUMBERED_STATES else render_paper(paper, suffix)
    answer = HttpResponse(data, content_type=MEDIA[suffix])
    name = f"{(paper.serial or 'du-thao').replace('/', '-')}-{paper.kind}.{suffix}"
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


def seen(request: HttpRequest, paper_id: int) -> IssuedPaper:
    """Return a paper that the person may read.

    :raises Refusal: where the policy or the thing it was made from says no.
    """
    rows = IssuedPaper.objects.select_related("office", "follows", "prepared_by", "issued_by")
    paper = get_object_or_404(rows, pk=paper_id)
    demand(closed_paper(person_of(request), paper))
    return paper


def ready_for(request: HttpRequest, paper_id: int, action: Action) -> IssuedPaper:
    """Return a paper on which the person may do the act.

    :raises Refusal: where the policy says no.
    """
    paper = seen(request, paper_id)
    demand(refusal(person_of(request), action, paper))
    return paper


def issue_form(paper: IssuedPaper, given: Any = None) -> IssueForm:
    """Return the form that issues a draft, with those who may sign it today."""
    words = paper.paper
    office = office_of_head(words.letterhead)
    today = timezone.localdate()
    rights = rights_of(office, paper.kind, today) if office else []
    return IssueForm(
        rights,
        given,
        needs_signer=words.form in SIGNED_BY_RIGHT and office is not None,
        needs_number=words.form not in UNNUMBERED,
        initial={"signed_on": today, "right": rights[0] if rights else None},
    )
