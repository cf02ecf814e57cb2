"""Rounds, dossiers, the jury with its sheets, the council, and what was decided."""

from khuyencong.selection.models.council import CouncilMeeting, CouncilMember, Decision, Verdict
from khuyencong.selection.models.dossier import Dossier, PaperCheck, SupplementRequest
from khuyencong.selection.models.jury import Declaration, Juror, Score, Scorecard
from khuyencong.selection.models.round import Criterion, Round

__all__ = [
    "CouncilMeeting",
    "CouncilMember",
    "Criterion",
    "Decision",
    "Declaration",
    "Dossier",
    "Juror",
    "PaperCheck",
    "Round",
    "Score",
    "Scorecard",
    "SupplementRequest",
    "Verdict",
]
