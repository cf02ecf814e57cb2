"""Screens of the sheets for the secretary: who has scored what, paper sheets, their second look, returning one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.selection.actions import scorecards as actions
from khuyencong.selection.models import Dossier, Juror, Scorecard
from khuyencong.selection.queries import juror_sheet, sheet_refusal
from khuyencong.selection.queries.board import card_rows
from khuyencong.selection.rules.dossier_life import SCORED_STATES
from khuyencong.selection.views.reach import frame, round_for
from khuyencong.selection.views.scoring.sheet import read_sheet, score_groups, typed_points

PAGE = 50


@require_safe
@acts(Action.VIEW_SCORES)
def view_scores(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show who has scored what; another juror's points stay hidden from a juror until the seal."""
    round_ = round_for(request, round_id, Action.VIEW_SCORES)
    jurors = list(round_.jurors.filter(state="active").order_by("seat_no"))
    dossiers = Dossier.objects.filter(round=round_, state__in=sorted(SCORED_STATES)).order_by("entry_code")
    page = Paginator(dossiers, PAGE).get_page(request.GET.get("trang"))
    facts = {
        **frame(round_, "view_scores"),
        "page": page,
        "jurors": jurors,
        "rows": card_rows(jurors, list(page)),
        "hides_points": not round_.is_sealed and round_.assigned_to(person_of(request)),
    }
    return render(request, "selection/view_scores.html", facts)


@require_safe
@acts(Action.VIEW_SCORES)
def view_scorecard(request: HttpRequest, scorecard_id: int) -> HttpResponse:
    """Show one sheet with its source."""
    card = _card(scorecard_id)
    demand(refusal(person_of(request), Action.VIEW_SCORES, card))
    demand(sheet_refusal(person_of(request), card))
    return _show(request, card, "view_scores")


def _card(scorecard_id: int) -> Scorecard:
    known = Scorecard.objects.select_related("juror__round__office", "dossier__round", "entered_by", "checked_by")
    return get_object_or_404(known, pk=scorecard_id)


def _show(request: HttpRequest, card: Scorecard, tab: str) -> HttpResponse:
    sheet = juror_sheet(card.juror, card.dossier)
    facts = {
        **frame(card.juror.round, tab),
        "card": card,
        "groups": score_groups(sheet.lines),
        "can_return": card.state == "submitted",
    }
    return render(request, "selection/view_scorecard.html", facts)


@require_POST
@acts(Action.RETURN_SCORECARD)
def return_scorecard(request: HttpRequest, scorecard_id: int) -> HttpResponse:
    """Give a sheet back to its juror."""
    card = _card(scorecard_id)
    demand(refusal(person_of(request), Action.RETURN_SCORECARD, card))
    actions.return_scorecard(actor=person_of(request), scorecard=card, reason=request.POST.get("reason", ""), at=now())
    messages.success(request, _("Đã trả lại phiếu cho %(name)s.") % {"name": card.juror.name})
    return redirect("selection:view_scores", card.juror.round_id)


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.ENTER_PAPER_SCORECARD)
def enter_paper_scorecard(request: HttpRequest, juror_id: int, dossier_id: int) -> HttpResponse:
    """Enter a juror's paper sheet."""
    juror = get_object_or_404(Juror.objects.select_related("round__office"), pk=juror_id)
    demand(refusal(person_of(request), Action.ENTER_PAPER_SCORECARD, juror))
    dossier = get_object_or_404(Dossier.objects.select_related("round__office"), pk=dossier_id, round=juror.round_id)
    typed = typed_points(request)
    points, faults = read_sheet(juror.round, dossier.group, typed)
    if request.method == "POST" and not faults:
        actions.enter_paper_scorecard(
            actor=person_of(request), juror=juror, dossier=dossier, sheet=_paper(request, points), at=now()
        )
        messages.success(
            request,
            _("Đã nhập phiếu của %(name)s cho hồ sơ %(entry)s.") % {"name": juror.name, "entry": dossier.entry_code},
        )
        following = _next_without_card(juror, dossier)
        return (
            redirect("selection:enter_paper_scorecard", juror_id, following)
            if following
            else redirect("selection:view_scores", juror.round_id)
        )
    sheet = juror_sheet(juror, dossier)
    facts = {
        **frame(juror.round, "view_scores"),
        "juror": juror,
        "dossier": dossier,
        "card": sheet.scorecard,
        "groups": score_groups(sheet.lines),
        "typed": typed,
        "faults": faults,
    }  # fmt: skip — what the page shows
    return render(request, "selection/enter_paper_scorecard.html", facts, status=422 if faults else 200)


def _paper(request: HttpRequest, points: dict[str, int | None]) -> actions.PaperSheet:
    given = {code: value for code, value in points.items() if value is not None}
    recusal = request.POST.get("recusal", "").strip()
    if recusal and given:
        raise Refusal(
            "selection.scored_and_recused", _("Phiếu vừa có điểm vừa ghi lý do không chấm; hãy bỏ một trong hai.")
        )
    return actions.PaperSheet(given, recusal, request.POST.get("remarks", "").strip())


def _next_without_card(juror: Juror, dossier: Dossier) -> int | None:
    """Return the next dossier for which this juror has no sheet yet, for entering a pile."""
    waiting = Dossier.objects.filter(round=juror.round_id, state__in=sorted(SCORED_STATES)).exclude(
        scorecards__juror=juror
    )
    ids = waiting.filter(entry_code__gt=dossier.entry_code).order_by("entry_code").values_list("pk", "group")
    return next((pk for pk, group in ids if juror.scores_group(group)), None)


@require_safe
@acts(Action.CHECK_PAPER_SCORECARD)
def view_paper_scorecards(request: HttpRequest, round_id: int) -> HttpResponse:
    """List the entered sheets that wait for a second person."""
    round_ = round_for(request, round_id, Action.CHECK_PAPER_SCORECARD)
    cards = (
        Scorecard.objects.filter(juror__round=round_, juror__state="active", state="submitted", checked_by=None)
        .exclude(source=Scorecard.Source.JUROR)
        .select_related("juror", "dossier", "entered_by")
        .order_by("juror__seat_no", "dossier__entry_code")
    )
    page = Paginator(cards, PAGE).get_page(request.GET.get("trang"))
    return render(request, "selection/view_paper_scorecards.html", {**frame(round_, "view_scores"), "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.CHECK_PAPER_SCORECARD)
def check_paper_scorecard(request: HttpRequest, scorecard_id: int) -> HttpResponse:
    """Show an entered sheet beside the paper, and confirm it as a second person."""
    card = _card(scorecard_id)
    person = person_of(request)
    demand(refusal(person, Action.CHECK_PAPER_SCORECARD, card))
    if request.method != "POST":
        return _show(request, card, "view_scores")
    actions.check_paper_scorecard(actor=person, scorecard=card, at=now())
    messages.success(request, _("Đã xác nhận phiếu khớp với bản giấy."))
    others = Scorecard.objects.filter(
        juror__round=card.juror.round_id, juror__state="active", state="submitted", checked_by=None
    )
    following = (
        others.exclude(source=Scorecard.Source.JUROR)
        .exclude(entered_by=person)
        .order_by("juror__seat_no", "dossier__entry_code")
        .first()
    )
    if following is not None:
        return redirect("selection:check_paper_scorecard", following.pk)
    return redirect("selection:view_paper_scorecards", card.juror.round_id)
