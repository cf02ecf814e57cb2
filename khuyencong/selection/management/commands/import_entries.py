"""Takes the list of entries of a round from a workbook, as the office keeps it."""

from __future__ import annotations

from khuyencong.selection.actions.entries import EntriesImporter
from khuyencong.selection.management.base import ImportCommand


class Command(ImportCommand):
    help = "Import the list of entries of a round."
    importer = EntriesImporter()
