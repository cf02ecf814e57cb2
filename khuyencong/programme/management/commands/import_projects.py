"""Takes the list of projects of a year from a workbook, as the office keeps it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.actions.lists.importing import import_projects
from khuyencong.programme.actions.lists.projects import ProjectsImporter
from khuyencong.programme.models import Plan
from khuyencong.programme.queries.offices import office_that_runs
from khuyencong.workbooks.actions.sending import SentFile
from khuyencong.workbooks.management.base import WorkbookCommand
from khuyencong.workbooks.models import ImportRun

PLAN_NAME = "Kế hoạch khuyến công năm %(year)s"


class Command(WorkbookCommand):
    help = "Import the projects of a year, past or running."
    importer = ProjectsImporter()

    def arguments(self, parser: Any) -> None:
        parser.add_argument("year", metavar="YEAR", type=int)
        super().arguments(parser)
        parser.add_argument("--office", help="code of the office that runs the plan; else the actor's centre")

    def target_of(self, actor: Person, options: dict[str, Any]) -> Plan:
        office, year = self._office(actor, options["office"]), options["year"]
        found = Plan.objects.select_related("office").filter(office=office, year=year).first()
        return found or Plan(
            office=office, year=year, name=str(_("Kế hoạch khuyến công năm %(year)s")) % {"year": year}
        )

    def _office(self, actor: Person, code: str | None) -> Office:
        found = Office.objects.filter(code=code).first() if code else office_that_runs(actor, Action.IMPORT_PROJECTS)
        if found is None:
            raise Refusal("programme.no_such_office", _("Không có cơ quan nào để nhập đề án vào: hãy ghi --office."))
        return found

    def take_in(self, *, actor: Person, target: Plan, file: SentFile, at: datetime) -> ImportRun:
        return import_projects(actor=actor, plan=target, file=file, at=at)
