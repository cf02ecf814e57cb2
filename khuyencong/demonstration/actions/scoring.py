"""How the invented jurors mark."""

from __future__ import annotations

from datetime import datetime

from khuyencong.selection.actions.scorecards import save_scorecard, submit_scorecard
from khuyencong.selection.models import Dossier, Juror

SHARES = (88, 91, 76, 83, 69, 94, 72, 86, 79, 90, 65, 81)
"""Percent of the maximum that the busy jurors give to each dossier, before their own leaning."""


def give_sheet(juror: Juror, dossier: Dossier, share: int, *, submit: bool, at: datetime) -> None:
    """Mark every criterion with the share of its maximum, and hand the sheet in where that is wanted."""
    assert juror.person is not None
    keep = submit_scorecard if submit else save_scorecard
    keep(actor=juror.person, juror=juror, dossier=dossier, points=_points(dossier, share), revision=1, at=at)


def _points(dossier: Dossier, share: int) -> dict[str, int]:
    """Give every criterion the share of its maximum, in halves of a point; points are hundredths."""
    return {
        criterion.code: min(criterion.maximum, criterion.maximum * share // 5000 * 50)
        for criterion in dossier.round.rubric
        if criterion.group in {"", dossier.group}
    }
