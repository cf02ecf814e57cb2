"""Screens of the council: members, meetings, its word on each dossier, ties, and the decision."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.selection.actions import council as actions
from khuyencong.selection.actions import recognition
from khuyencong.selection.forms import DecisionForm, MeetingForm, MemberForm
from khuyencong.selection.models import CouncilMember, Dossier, Round, Verdict
from khuyencong.selection.queries import ranking_page
from khuyencong.selection.queries.ranking import RankingRow, shared_places
from khuyencong.selection.rules.council import quorum
from khuyencong.selection.views.reach import frame, round_for
from khuyencong.selection.views.results.ranking import page_number, turning
from khuyencong.ui.addresses import number_in
from khuyencong.ui.templatetags.words import sentence


@require_safe
@acts(Action.VIEW_COUNCIL)
def view_council(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show the council, its meetings and its word on each dossier."""
    round_ = round_for(request, round_id, Action.VIEW_COUNCIL)
    return _page(request, round_)


def _page(
    request: HttpRequest, round_: Round, *, typed: Mapping[int, actions.Vote] | None = None, **forms: object
) -> HttpResponse:
    typed = typed or {}
    members = list(round_.council_members.filter(has_left=False).order_by("pk"))
    page = ranking_page(round_, page=page_number(request.GET.get("trang", "1")))
    known = {one.dossier_id: one for one in Verdict.objects.filter(dossier__in=[row.dossier for row in page.rows])}
    facts = {
        **frame(round_, "view_council"),
        **turning(page),
        "members": members,
        "least": quorum(len(members), percent=round_.quorum_percent) if members else 0,
        "hindrances": actions.council_hindrances(round_),
        "meetings": round_.meetings.order_by("-held_on", "-pk").prefetch_related("present"),
        "page": page,
        "lines": [_line(row, known.get(row.dossier.pk), typed) for row in page.rows],
        "waiting": sum(row.reaches_threshold and row.dossier.pk not in known for row in page.rows),
        "present": getattr(round_.meetings.order_by("-held_on", "-pk").first(), "present_count", ""),
        "kept": sum(actions.kept_groups(round_).values()),
        "ties": list(shared_places(round_)) if round_.state == "sealed" else [],
        "decision": getattr(round_, "decision", None),
        "member_form": MemberForm(),
        "meeting_form": MeetingForm(members=members),
        **forms,
    }
    return render(request, "selection/view_council.html", facts, status=422 if forms or typed else 200)


def _line(row: RankingRow, verdict: Verdict | None, typed: Mapping[int, actions.Vote]) -> dict[str, object]:
    """Return a dossier with the word on file, and with what was typed where that was refused."""
    return {"row": row, "verdict": verdict, "shown": typed.get(row.dossier.pk, verdict)}


@require_POST
@acts(Action.NAME_COUNCIL_MEMBER)
def name_council_member(request: HttpRequest, round_id: int) -> HttpResponse:
    """Name a member of the council."""
    round_ = round_for(request, round_id, Action.NAME_COUNCIL_MEMBER)
    form = MemberForm(request.POST)
    if not form.is_valid():
        return _page(request, round_, member_form=form)
    member = actions.name_council_member(
        actor=person_of(request), round_=round_, facts=actions.MemberFacts(**form.cleaned_data), at=now()
    )
    messages.success(request, _("Đã cử %(name)s vào Hội đồng.") % {"name": member.name})
    return redirect("selection:view_council", round_id)


@require_POST
@acts(Action.NAME_COUNCIL_MEMBER)
def release_council_member(request: HttpRequest, member_id: int) -> HttpResponse:
    """Take a member out of the council."""
    member = get_object_or_404(CouncilMember.objects.select_related("round__office"), pk=member_id)
    demand(refusal(person_of(request), Action.NAME_COUNCIL_MEMBER, member))
    actions.release_council_member(actor=person_of(request), member=member, at=now())
    messages.success(request, _("%(name)s thôi tham gia Hội đồng.") % {"name": member.name})
    return redirect("selection:view_council", member.round_id)


@require_POST
@acts(Action.RECORD_MEETING)
def record_meeting(request: HttpRequest, round_id: int) -> HttpResponse:
    """Record a meeting with who was there."""
    round_ = round_for(request, round_id, Action.RECORD_MEETING)
    form = MeetingForm(request.POST, members=list(round_.council_members.filter(has_left=False).order_by("pk")))
    if not form.is_valid():
        return _page(request, round_, meeting_form=form)
    actions.record_meeting(
        actor=person_of(request), round_=round_, facts=actions.MeetingFacts(**form.cleaned_data), at=now()
    )
    messages.success(request, _("Đã ghi phiên họp."))
    return redirect("selection:view_council", round_id)


@require_POST
@acts(Action.RECORD_VERDICT)
def record_verdict(request: HttpRequest, round_id: int) -> HttpResponse:
    """Record the council's word on the dossiers of the page; what did not change is left alone."""
    round_ = round_for(request, round_id, Action.RECORD_VERDICT)
    if round_.state == "sealed":
        actions.latest_meeting(round_)  # one refusal for the page, not one for each dossier
    shown = [key for key in map(number_in, request.POST.getlist("dossier")) if key is not None]
    known = {one.dossier_id: one for one in Verdict.objects.filter(dossier__in=shown)}
    refused: dict[int, actions.Vote] = {}
    count = 0
    for dossier in (
        Dossier.objects.filter(round=round_, pk__in=shown).select_related("round__office").order_by("ranking_key")
    ):
        vote = _vote(request, dossier, known.get(dossier.pk))
        if vote is None or _says_the_same(known.get(dossier.pk), vote):
            continue
        try:
            actions.record_verdict(actor=person_of(request), dossier=dossier, vote=vote, at=now())
            count += 1
        except (Refusal, Refusals) as problem:
            refused[dossier.pk] = vote
            for one in problem.refusals if isinstance(problem, Refusals) else [problem]:
                messages.error(request, sentence(one))
    if count:
        messages.success(request, _("Đã ghi ý kiến cho %(count)s hồ sơ.") % {"count": count})
    if refused:
        return _page(request, round_, typed=refused)
    return redirect(f"{reverse('selection:view_council', args=[round_id])}?{request.GET.urlencode()}#y-kien")


def _vote(request: HttpRequest, dossier: Dossier, known: Verdict | None) -> actions.Vote | None:
    """Read what was chosen for a dossier; one without a word takes part in “choose all the others”."""
    choice = request.POST.get(f"keep-{dossier.pk}", "")
    if choice not in {"yes", "no"}:
        return _vote_for_the_rest(request) if known is None and "rest" in request.POST else None
    return actions.Vote(
        keep=choice == "yes",
        votes_for=_number_or_zero(request.POST.get(f"for-{dossier.pk}", "")),
        votes_against=_number_or_zero(request.POST.get(f"against-{dossier.pk}", "")),
        reason=request.POST.get(f"reason-{dossier.pk}", "").strip(),
    )


def _vote_for_the_rest(request: HttpRequest) -> actions.Vote:
    return actions.Vote(
        keep=True,
        votes_for=_number_or_zero(request.POST.get("rest-for", "")),
        votes_against=_number_or_zero(request.POST.get("rest-against", "")),
    )


def _number_or_zero(typed: object) -> int:
    text = str(typed)
    return int(text) if text.strip().isdecimal() and len(text) < 5 else 0


def _says_the_same(verdict: Verdict | None, vote: actions.Vote) -> bool:
    return verdict is not None and vote == actions.Vote(
        verdict.keep, verdict.votes_for, verdict.votes_against, verdict.reason
    )


@require_POST
@acts(Action.RECORD_TIE_VOTE)
def record_tie_vote(request: HttpRequest, round_id: int) -> HttpResponse:
    """Record the votes that part dossiers of one place."""
    round_ = round_for(request, round_id, Action.RECORD_TIE_VOTE)
    votes = {
        key: _number_or_zero(typed)
        for name, typed in request.POST.items()
        if name.startswith("votes-") and (key := number_in(name.removeprefix("votes-"))) is not None
    }
    actions.record_tie_vote(actor=person_of(request), round_=round_, votes=votes, at=now())
    messages.success(request, _("Đã ghi biểu quyết phân hạng."))
    return redirect("selection:view_council", round_id)


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.RECOGNISE)
def recognise(request: HttpRequest, round_id: int) -> HttpResponse:
    """Record the signed decision that recognises products."""
    round_ = round_for(request, round_id, Action.RECOGNISE)
    person = person_of(request)
    form = DecisionForm(request.POST or None, initial={"signer": person.full_name, "signer_title": person.title})
    if request.method == "POST" and form.is_valid():
        recognition.recognise(
            actor=person, round_=round_, facts=recognition.DecisionFacts(**form.cleaned_data), at=now()
        )
        messages.success(request, _("Đã ghi quyết định công nhận."))
        return redirect("selection:view_round", round_id)
    facts = {
        **frame(round_, "view_council"),
        "form": form,
        "kept": Dossier.objects.filter(round=round_, verdict__keep=True).order_by("ranking_key", "entry_code"),
        "reaching": ranking_page(round_, size=1).reaching,
    }
    return render(request, "selection/recognise.html", facts, status=422 if form.errors else 200)
