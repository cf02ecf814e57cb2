"""A workbook sent in one go, as offices with scripts do: checked and confirmed, or refused with its faults."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model

from khuyencong.accounts.models import Person
from khuyencong.workbooks.actions.importers import Importer
from khuyencong.workbooks.actions.runs import check_import, confirm_import
from khuyencong.workbooks.models import ImportRun


@dataclass(frozen=True, slots=True)
class SentFile:
    """A workbook with its name, and the importer's options that are on."""

    data: bytes
    name: str
    options: Collection[str] = ()


def take_in(*, actor: Person, importer: Importer, target: Model, file: SentFile, at: datetime) -> ImportRun:
    """Check a workbook and confirm it at once; the same file again changes nothing.

    Used inside a deed of the owner's own act.

    :raises Refusal: where it has faults, or the target no longer takes it.
    """
    run = check_import(
        actor=actor, importer=importer, target=target, data=file.data, name=file.name, at=at, options=file.options
    )
    return confirm_import(actor=actor, run=run, at=at)
