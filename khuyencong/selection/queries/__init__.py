"""Reading recipes of the selection: who sees what, the ranking, a juror's sheet, progress, history."""

from khuyencong.selection.queries.history import earlier_dossiers, repeats_of
from khuyencong.selection.queries.progress import Progress, jury_progress, missing_sheets
from khuyencong.selection.queries.ranking import RankingPage, RankingRow, ranking_page, ranking_rows
from khuyencong.selection.queries.sheets import JurorSheet, juror_dossiers, juror_sheet
from khuyencong.selection.queries.visibility import (
    declaration_of,
    dossiers_visible_to,
    open_dossier_refusal,
    rounds_visible_to,
    scorecards_visible_to,
    sheet_refusal,
)

__all__ = [
    "JurorSheet",
    "Progress",
    "RankingPage",
    "RankingRow",
    "declaration_of",
    "dossiers_visible_to",
    "earlier_dossiers",
    "juror_dossiers",
    "juror_sheet",
    "jury_progress",
    "missing_sheets",
    "open_dossier_refusal",
    "ranking_page",
    "ranking_rows",
    "repeats_of",
    "rounds_visible_to",
    "scorecards_visible_to",
    "sheet_refusal",
]
