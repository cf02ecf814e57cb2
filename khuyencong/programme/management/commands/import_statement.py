"""Takes in a statement of the bank or the Treasury, and matches it with the ledger."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.actions.evidence.statement_lists import StatementImporter, import_statement
from khuyencong.programme.queries.offices import office_that_runs
from khuyencong.workbooks.actions.sending import SentFile
from khuyencong.workbooks.management.base import WorkbookCommand
from khuyencong.workbooks.models import ImportRun


class Command(WorkbookCommand):
    help = "Import a statement of the bank or the Treasury and match it with the ledger."
    importer = StatementImporter()

    def arguments(self, parser: Any) -> None:
        super().arguments(parser)
        parser.add_argument("--office", help="code of the office whose account it is; else the actor's centre")

    def target_of(self, actor: Person, options: dict[str, Any]) -> Office:
        code = options["office"]
        found = Office.objects.filter(code=code).first() if code else office_that_runs(actor, Action.IMPORT_STATEMENT)
        if found is None:
            raise Refusal("programme.no_such_office", _("Không có cơ quan nào để nhập sao kê vào: hãy ghi --office."))
        return found

    def take_in(self, *, actor: Person, target: Office, file: SentFile, at: datetime) -> ImportRun:
        return import_statement(actor=actor, office=target, file=file, at=at)
