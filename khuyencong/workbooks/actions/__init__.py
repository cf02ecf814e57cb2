"""Importing a workbook: check, answer, confirm, undo; and the register of importers."""

from khuyencong.workbooks.actions.examining import Examined, examine
from khuyencong.workbooks.actions.importers import Applied, Importer, Option, Progress, importer_of, register
from khuyencong.workbooks.actions.runs import answer_questions, check_import, confirm_import, undo_import

__all__ = [
    "Applied",
    "Examined",
    "Importer",
    "Option",
    "Progress",
    "answer_questions",
    "check_import",
    "confirm_import",
    "examine",
    "importer_of",
    "register",
    "undo_import",
]
