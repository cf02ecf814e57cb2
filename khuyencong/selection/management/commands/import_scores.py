"""Takes the score sheets of a round from a workbook with one sheet per juror."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from khuyencong.accounts.models import Person
from khuyencong.selection.actions.lists.importing import import_scores
from khuyencong.selection.actions.lists.score_sheets import ADD_JURORS, ScoresImporter
from khuyencong.selection.actions.scoring import missing_refusal, seal_scores
from khuyencong.selection.management.base import ImportCommand
from khuyencong.selection.models import Round
from khuyencong.workbooks.actions.sending import SentFile
from khuyencong.workbooks.models import ImportRun


class Command(ImportCommand):
    help = "Import the score sheets of a round."
    importer = ScoresImporter()

    def take_in(self, *, actor: Person, target: Round, file: SentFile, at: datetime) -> ImportRun:
        return import_scores(actor=actor, round_=target, file=file, at=at)

    def arguments(self, parser: Any) -> None:
        super().arguments(parser)
        parser.add_argument(
            "--add-jurors", action="store_true", help="name the jurors of the sheets who are not named yet"
        )
        parser.add_argument(
            "--keep-open", action="store_true", help="do not seal the scores although all sheets are there"
        )

    def options_of(self, options: dict[str, Any]) -> list[str]:
        return [ADD_JURORS] if options["add_jurors"] or options["check"] else []

    def after(self, actor: Person, run: ImportRun, options: dict[str, Any]) -> dict[str, Any]:
        """Seal the scores where nothing is missing any more; else tell what is."""
        round_ = self.round_of(options["round"])
        missing = missing_refusal(round_)
        if missing is None and not options["keep_open"] and round_.state == "scoring":
            seal_scores(actor=actor, round_=round_, at=self.moment())
        return {"state": round_.state, "told": "" if missing is None else str(missing)}
