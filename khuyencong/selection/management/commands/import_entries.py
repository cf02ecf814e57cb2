"""Takes the list of entries of a round from a workbook, as the office keeps it."""

from __future__ import annotations

from datetime import datetime

from khuyencong.accounts.models import Person
from khuyencong.selection.actions.lists.entries import EntriesImporter
from khuyencong.selection.actions.lists.importing import import_entries
from khuyencong.selection.management.base import ImportCommand
from khuyencong.selection.models import Round
from khuyencong.workbooks.actions.sending import SentFile
from khuyencong.workbooks.models import ImportRun


class Command(ImportCommand):
    help = "Import the list of entries of a round."
    importer = EntriesImporter()

    def take_in(self, *, actor: Person, target: Round, file: SentFile, at: datetime) -> ImportRun:
        return import_entries(actor=actor, round_=target, file=file, at=at)
