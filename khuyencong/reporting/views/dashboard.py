"""The dashboard: one screen, one printed page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import acts, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.programme.rules.plans.bars import PARTS
from khuyencong.programme.rules.streams import STREAM_LABELS
from khuyencong.reporting.queries.dashboard import Board, board_of
from khuyencong.reporting.rules.standing import STANDINGS, Standing
from khuyencong.selection.rules.round_life import ROUND_LIFE

TONES = {Standing.AT_RISK: "bad", Standing.LATE: "bad", Standing.SLOW: "warn", Standing.ON_PLAN: "good"}
SHOWN = 6
"""How many of each heap stand on the page; the rest is one click away."""


@require_safe
@acts(Action.VIEW_DASHBOARD)
def view_dashboard(request: HttpRequest) -> HttpResponse:
    """Show how the year stands."""
    today = timezone.localdate()
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else today.year
    board = board_of(person_of(request), today, year)
    return render(request, "reporting/view_dashboard.html", {"board": board, "today": today, **_shown(board)})


def _shown(board: Board) -> dict[str, object]:
    heaps = [
        {
            "code": one.value,
            "label": _(STANDINGS[one]),
            "tone": TONES[one],
            "count": len(works),
            "works": [(work, _(work.why)) for work in works[:SHOWN]],
        }
        for one, works in board.works.items()
    ]
    return {
        "heaps": heaps,
        "troubled": [heap for heap in heaps if heap["works"] and heap["code"] != Standing.ON_PLAN.value],
        "parts": PARTS,
        "streams": [(_(STREAM_LABELS[one.stream]), one) for one in board.streams],
        "states": [(code, _(label), count) for code, label, count in board.states],
        "late": board.late[:SHOWN],
        "advances": board.advances[:SHOWN],
        "rounds": [(one, _(ROUND_LIFE.label(one.state))) for one in board.rounds],
    }
