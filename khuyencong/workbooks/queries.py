"""Reads runs and what offices have said about headings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.queries import scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.accounts.rules.tasks import Task
from khuyencong.documents.models.disk import read
from khuyencong.workbooks.models import HeadingMemory, ImportRun

PROGRESS_SECONDS = 3600


def remembered_answers(office: Office, schema: str) -> Mapping[str, str]:
    """Return what the office has said about headings of this kind of list."""
    return dict(HeadingMemory.objects.filter(office=office, schema=schema).values_list("heading", "key"))


def visible_to(person: Person) -> QuerySet[ImportRun]:
    """Return the runs that a person may see, newest first, without what is large."""
    reach = scope_of(person, Action.VIEW_IMPORTS)
    runs = ImportRun.objects.defer("findings", "refs").select_related("file", "office", "checked_by", "confirmed_by")
    if not reach.everywhere:
        runs = runs.filter(Q(office__in=reach.office_ids) | (Q(checked_by=person) if reach.own else Q(pk=None)))
    return runs.order_by("-pk")


def waiting_for(person: Person, _today: date) -> list[Task]:
    """Return the line of "what waits for me" about workbooks that were checked and not yet confirmed."""
    reach = scope_of(person, Action.CONFIRM_IMPORT)
    runs = list(
        ImportRun.objects.filter(state="checked", office__in=reach.office_ids)
        .order_by("-pk")
        .values_list("pk", "target_label")[:100]
    )
    if not runs:
        return []
    pk, label = runs[0]
    address = reverse("workbooks:view_import", args=[pk]) if len(runs) == 1 else reverse("workbooks:view_imports")
    return [Task(_("Bảng đã gửi, chưa xác nhận nhập"), label, address, "file-earmark-spreadsheet", count=len(runs))]


def runs_of(importer: str, target_id: int) -> QuerySet[ImportRun]:
    """Return the runs of one target, newest first."""
    runs = ImportRun.objects.defer("findings", "refs").select_related("file", "checked_by", "confirmed_by")
    return runs.filter(importer=importer, target_id=target_id).order_by("-pk")


def workbook_of(run: ImportRun) -> bytes:
    """Return the workbook as it was sent."""
    return read(run.file.sha256)


def progress_of(run_id: int) -> tuple[int, int]:
    """Return how many rows of a running import are done, of how many; zeros where none runs.

    Kept beside the database, so that a page can see it while the transaction is still open.
    """
    found: tuple[int, int] = cache.get(f"workbooks-progress-{run_id}", (0, 0))
    return found


def note_progress(run_id: int, done: int, total: int) -> None:
    """Let pages see how far a running import is."""
    cache.set(f"workbooks-progress-{run_id}", (done, total), PROGRESS_SECONDS)


def forget_progress(run_id: int) -> None:
    """Forget a finished import."""
    cache.delete(f"workbooks-progress-{run_id}")
