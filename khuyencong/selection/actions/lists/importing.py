"""Import a whole list in one go, as offices with scripts do: checked, confirmed, or refused with its faults."""

from __future__ import annotations

from datetime import datetime

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.selection.actions.lists.entries import EntriesImporter
from khuyencong.selection.actions.lists.score_sheets import ScoresImporter
from khuyencong.selection.models import Round
from khuyencong.workbooks.actions.sending import SentFile, take_in
from khuyencong.workbooks.models import ImportRun


def import_entries(*, actor: Person, round_: Round, file: SentFile, at: datetime) -> ImportRun:
    """Import the list of entries; the same file again changes nothing.

    :raises Refusal: where it has faults, or the round no longer takes entries.
    """
    with deed(actor, Action.IMPORT_ENTRIES, on=round_, at=at) as record:
        run = take_in(actor=actor, importer=EntriesImporter(), target=round_, file=file, at=at)
        record.note(run=run.pk, rows=run.row_count)
    round_.refresh_from_db()
    return run


def import_scores(*, actor: Person, round_: Round, file: SentFile, at: datetime) -> ImportRun:
    """Import score sheets, starting the scoring where it has not started; the same file again changes nothing.

    :raises Refusal: where it has faults, the jury is even, or the scores are sealed.
    """
    with deed(actor, Action.IMPORT_SCORES, on=round_, at=at) as record:
        run = take_in(actor=actor, importer=ScoresImporter(), target=round_, file=file, at=at)
        record.note(run=run.pk, rows=run.row_count)
    round_.refresh_from_db()
    return run
