"""Screens of a juror: what is to score, the declaration before a dossier opens, the sheet, handing it in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.selection.actions import jury
from khuyencong.selection.actions import scorecards as actions
from khuyencong.selection.models import Dossier, Juror, Scorecard
from khuyencong.selection.queries import declaration_of, juror_sheet
from khuyencong.selection.queries.board import own_dossiers
from khuyencong.selection.rules.conflicts import CONFLICT, NONE, JurorFacts, MakerFacts, opens, signs
from khuyencong.selection.rules.scoring import write_points
from khuyencong.selection.views.dossiers import content_of
from khuyencong.selection.views.reach import dossier_for, frame, round_for, seat_of
from khuyencong.selection.views.scoring.sheet import read_sheet, score_groups, typed_points

MOST_REVISION = 2**53
"""The largest whole number that a browser counts exactly."""


def demanded_seat(request: HttpRequest, dossier: Dossier) -> Juror:
    """Return the reader's seat in the jury of the dossier.

    :raises Refusal: where the reader has none.
    """
    juror = seat_of(request, dossier.round)
    if juror is None:
        raise Refusal("accounts.out_of_reach", _("Bạn không phải giám khảo của kỳ bình chọn này."))
    return juror


@require_safe
@acts(Action.SAVE_SCORECARD)
def view_own_dossiers(request: HttpRequest, round_id: int) -> HttpResponse:
    """List the reader's own dossiers with what is left to do."""
    round_ = round_for(request, round_id, Action.SAVE_SCORECARD)
    juror = seat_of(request, round_)
    rows = own_dossiers(juror) if juror else []
    facts = {
        **frame(round_, "view_own_dossiers"),
        "rows": rows,
        "done": sum(row.is_settled for row in rows),
        "undeclared": [row for row in rows if row.conflict is None],
        "is_open": round_.state == "scoring",
        "token": get_token(request),
    }
    return render(request, "selection/view_own_dossiers.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.DECLARE_INTEREST)
def declare_interest(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Ask for the declaration before a dossier opens, and record it."""
    dossier = dossier_for(request, dossier_id, Action.DECLARE_INTEREST)
    juror = demanded_seat(request, dossier)
    if request.method == "POST":
        has_conflict = request.POST.get("conflict") == "yes"
        jury.declare_interest(
            actor=person_of(request),
            juror=juror,
            dossier=dossier,
            has_conflict=has_conflict,
            reason=request.POST.get("reason", ""),
            at=now(),
        )  # fmt: skip — one declaration
        if has_conflict:
            messages.success(request, _("Đã ghi: bạn không chấm hồ sơ %(entry)s.") % {"entry": dossier.entry_code})
            return redirect("selection:view_own_dossiers", dossier.round_id)
        return redirect("selection:save_scorecard", dossier_id)
    maker = MakerFacts(dossier.establishment_name, dossier.representative, dossier.phone)
    warnings = signs(JurorFacts(juror.name, juror.organisation, juror.phone), maker)
    facts = {**frame(dossier.round, "view_own_dossiers"), "dossier": dossier, "warnings": [_(one) for one in warnings]}
    return render(request, "selection/declare_interest.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.DECLARE_INTEREST)
def declare_interests(request: HttpRequest, round_id: int) -> HttpResponse:
    """Declare about all dossiers that are still undeclared, in one go."""
    round_ = round_for(request, round_id, Action.DECLARE_INTEREST)
    juror = seat_of(request, round_)
    rows = [row.dossier for row in own_dossiers(juror) if row.conflict is None] if juror else []
    if request.method == "POST" and juror:
        for row in rows:
            reason, has_conflict = (
                request.POST.get(f"reason-{row.pk}", ""),
                str(row.pk) in request.POST.getlist("conflict"),
            )
            jury.declare_interest(
                actor=person_of(request), juror=juror, dossier=row, has_conflict=has_conflict, reason=reason, at=now()
            )
        messages.success(request, _("Đã ghi khai báo của bạn."))
        return redirect("selection:view_own_dossiers", round_id)
    return render(request, "selection/declare_interests.html", {**frame(round_, "view_own_dossiers"), "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.SAVE_SCORECARD)
def save_scorecard(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Open the sheet; keep what is marked so far, from the script or as a plain form."""
    dossier = dossier_for(request, dossier_id, Action.SAVE_SCORECARD)
    juror = demanded_seat(request, dossier)
    if request.method != "POST":
        return _open(request, juror, dossier)
    asked = _asked(request)
    points, faults = read_sheet(juror.round, dossier.group, asked["points"])
    revision = asked["revision"] or newest_revision(juror, dossier)
    saved = actions.save_scorecard(
        actor=person_of(request),
        juror=juror,
        dossier=dossier,
        points=points,
        revision=revision,
        remarks=asked["remarks"],
        at=now(),
    )  # fmt: skip — one save
    if "application/json" in request.headers.get("Accept", ""):
        return _told(saved, faults)
    for fault in faults.values():
        messages.error(request, fault)
    following = request.POST.get("next", "")
    return redirect("selection:save_scorecard", following if following.isdecimal() and not faults else dossier_id)


def _open(request: HttpRequest, juror: Juror, dossier: Dossier) -> HttpResponse:
    declared = declaration_of(juror, dossier)
    if declared not in {NONE, CONFLICT} and juror.round.state == "scoring":
        return redirect("selection:declare_interest", dossier.pk)
    demand(opens(declared))
    sheet = juror_sheet(juror, dossier)
    card = sheet.scorecard
    facts = {
        **frame(dossier.round, "view_own_dossiers"),
        **content_of(request, dossier),
        "sheet": sheet,
        "card": card,
        "groups": score_groups(sheet.lines),
        "leaf_count": sum(line.criterion.is_leaf for line in sheet.lines),
        "is_open": juror.round.state == "scoring" and (card is None or card.state in {"draft", "returned"}),
        "revision": card.revision if card else 0,
        "saved_at": clock(card) if card else "",
    }
    return render(request, "selection/save_scorecard.html", facts)


def newest_revision(juror: Juror, dossier: Dossier) -> int:
    """Return a revision after the kept one, for a sheet that comes without the script."""
    kept = Scorecard.objects.filter(juror=juror, dossier=dossier).values_list("revision", flat=True).first() or 0
    return max(int(now().timestamp() * 1000), kept + 1)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """Read a save from JSON or from the plain form."""
    if request.content_type != "application/json":
        return {"points": typed_points(request), "revision": 0, "remarks": request.POST.get("remarks", "")}
    try:
        body = json.loads(request.body)
        points = {str(code): str(text) for code, text in body["points"].items()}
        revision = int(body["revision"])
        if not 0 <= revision <= MOST_REVISION:
            raise ValueError(revision)
        return {"points": points, "revision": revision, "remarks": str(body.get("remarks", ""))[:4000]}
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise Refusal("selection.unreadable_save", _("Không đọc được phiếu gửi lên; hãy tải lại trang.")) from error


def _told(saved: actions.Saved, faults: Mapping[str, str]) -> JsonResponse:
    """Answer the script: what is kept now, and when; 409 where another device saved later."""
    card = saved.scorecard
    state = {"saved_at": clock(card), "revision": card.revision}
    if saved.is_newest:
        return JsonResponse({**state, "faults": faults, "total": write_points(card.total_hundredths)})
    points = {code: write_points(value) for code, value in saved.points.items()}
    return JsonResponse({"newer": {**state, "points": points, "remarks": card.remarks}}, status=409)


def clock(card: Scorecard) -> str:
    """Return when a sheet was saved: the hour today, else with the day."""
    moment = timezone.localtime(card.saved_at)
    return (
        formats.time_format(moment, "H:i")
        if moment.date() == timezone.localdate()
        else formats.date_format(moment, "H:i d/m/Y")
    )


@require_POST
@acts(Action.SUBMIT_SCORECARD)
def submit_scorecard(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Hand the sheet in as it stands on the screen."""
    dossier = dossier_for(request, dossier_id, Action.SUBMIT_SCORECARD)
    juror = demanded_seat(request, dossier)
    asked = _asked(request)
    points, faults = read_sheet(juror.round, dossier.group, asked["points"])
    if faults:
        raise Refusal("selection.sheet_unreadable", " ".join(faults.values()))
    following = juror_sheet(juror, dossier).next_id
    actions.submit_scorecard(
        actor=person_of(request),
        juror=juror,
        dossier=dossier,
        points=points if asked["points"] else None,
        revision=newest_revision(juror, dossier),
        remarks=asked["remarks"],
        at=now(),
    )  # fmt: skip — one sheet
    messages.success(request, _("Đã nộp phiếu chấm hồ sơ %(entry)s.") % {"entry": dossier.entry_code})
    if following:
        return redirect("selection:save_scorecard", following)
    return redirect("selection:view_own_dossiers", dossier.round_id)
