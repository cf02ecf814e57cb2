"""Import a whole list in one go, as offices with scripts do: checked, confirmed, or refused with its faults."""

from __future__ import annotations

from datetime import datetime

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.programme.actions.lists.projects import ProjectsImporter
from khuyencong.programme.models import Plan
from khuyencong.workbooks.actions.sending import SentFile, take_in
from khuyencong.workbooks.models import ImportRun


def import_projects(*, actor: Person, plan: Plan, file: SentFile, at: datetime) -> ImportRun:
    """Import the projects of a year; the plan is opened where the office has none; the same file changes nothing.

    :raises Refusal: where the list has faults, or the year is locked.
    """
    if not plan.pk:
        plan = _opened(actor, plan, at)
    with deed(actor, Action.IMPORT_PROJECTS, on=plan, at=at) as record:
        run = take_in(actor=actor, importer=ProjectsImporter(), target=plan, file=file, at=at)
        record.note(run=run.pk, rows=run.row_count)
    return run


def _opened(actor: Person, plan: Plan, at: datetime) -> Plan:
    """Open the plan of a year that the office has none of; it stays empty where the list is refused."""
    with deed(actor, Action.IMPORT_PROJECTS, office=plan.office, at=at) as record:
        plan.save()
        record.on(plan)
    return plan
