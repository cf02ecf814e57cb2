"""Checks, confirms and undoes the import of a workbook, each as one deed."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Model

from khuyencong.accounts.deeds import Record, deed, thing_of
from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.actions import store_file
from khuyencong.documents.rules.file_kinds import Purpose
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.workbooks.actions.examining import Examined, examine
from khuyencong.workbooks.actions.importers import Importer, importer_of
from khuyencong.workbooks.models import HeadingMemory, ImportRun
from khuyencong.workbooks.queries import forget_progress, note_progress, workbook_of
from khuyencong.workbooks.rules.import_life import IMPORT_LIFE

PROGRESS_EVERY = 0.2
"""Seconds between two notes of progress, so that noting costs nothing."""


def check_import(
    *,
    actor: Person,
    importer: Importer,
    target: Model,
    data: bytes,
    name: str,
    at: datetime,
    options: Collection[str] = (),
) -> ImportRun:
    """Take a workbook in, check it, and keep what was found; of the target nothing changes.

    The same workbook sent again for the same target is the same run: still to be confirmed, or
    confirmed already, and then nothing at all changes.

    :raises Refusal: from the policy, or where the file cannot be read safely.
    """
    demand(refusal(actor, Action.CHECK_IMPORT, target))  # type: ignore[arg-type]  # targets are guarded things
    demand(refusal(actor, importer.action, target))  # type: ignore[arg-type]  # targets are guarded things
    sha256 = hashlib.sha256(data).hexdigest()
    known = _same_file(importer, target, sha256)
    if known is not None and known.state == "confirmed":
        return known
    answers = dict(known.answers) if known else {}
    examined = examine(importer=importer, target=target, data=data, name=name, answers=answers, options=options)
    if known is not None:
        return _check_again(actor, known, examined, at=at, answers=answers, options=options)
    return _keep(actor, importer, target, examined, data=data, name=name, sha256=sha256, at=at, options=options)


def answer_questions(
    *, actor: Person, run: ImportRun, answers: Mapping[str, str], options: Collection[str], at: datetime
) -> ImportRun:
    """Take answers about headings and options, remember the answers for the office, and check again.

    :raises Refusal: from the policy, or where the run was confirmed already.
    """
    importer = importer_of(run.importer)
    target = importer.target(run.target_id)
    given = {**run.answers, **answers}
    examined = examine(
        importer=importer, target=target, data=workbook_of(run), name=run.file.name, answers=given, options=options
    )
    checked = _check_again(actor, run, examined, at=at, answers=given, options=options)
    _remember(checked, importer.schema(target).code, answers)
    return checked


def confirm_import(*, actor: Person, run: ImportRun, at: datetime) -> ImportRun:
    """Do what a checked workbook says, all or nothing; a second confirming changes nothing.

    The workbook is read and checked once more, since its target may have changed meanwhile.

    :raises Refusal: from the policy, where faults or questions are open, or where the owner's rules forbid it.
    """
    if run.state == "confirmed":
        return run
    note_progress(run.pk, 0, run.row_count)
    try:
        return _confirm(actor, run, at=at)
    finally:
        forget_progress(run.pk)


def _confirm(actor: Person, run: ImportRun, *, at: datetime) -> ImportRun:
    importer = importer_of(run.importer)
    target = importer.target(run.target_id)
    examined = examine(
        importer=importer,
        target=target,
        data=workbook_of(run),
        name=run.file.name,
        answers=run.answers,
        options=run.options,
    )
    if examined.blocked:
        _check_again(actor, run, examined, at=at, answers=run.answers, options=run.options)
        raise Refusal(
            "workbooks.still_faulty",
            _("Bảng còn %(faults)s lỗi và %(questions)s câu hỏi nên chưa nhập. Hãy sửa trong tệp rồi gửi lại."),
            faults=run.fault_count,
            questions=run.open_questions,
        )
    _apply(actor, run, importer, target, examined, at=at)
    return run


def _apply(
    actor: Person, run: ImportRun, importer: Importer, target: Model, examined: Examined, *, at: datetime
) -> None:
    with deed(actor, Action.CONFIRM_IMPORT, on=run, at=at) as record:
        demand(refusal(actor, importer.action, target))  # type: ignore[arg-type]  # targets are guarded things
        run.state = IMPORT_LIFE.after(run.state, "confirm_import")
        if ImportRun.objects.filter(
            importer=run.importer, target_id=run.target_id, sha256=run.sha256, state="confirmed"
        ).exists():
            raise _imported_before()
        applied = importer.apply(
            understanding=examined.understanding,
            target=target,
            options=run.options,
            record=record,
            progress=_Progress(run.pk),
        )
        run.refs, run.counts = dict(applied.refs), dict(applied.counts)
        run.keep_report(examined.report())
        run.confirmed_at, run.confirmed_by = at, actor
        try:
            with transaction.atomic():
                run.save()
        except IntegrityError as error:
            raise _imported_before() from error
        record.note(importer=run.importer, target=thing_of(target), sha256=run.sha256, rows=run.row_count)
        record.note(counts=run.counts, **applied.facts)


def undo_import(*, actor: Person, run: ImportRun, at: datetime) -> ImportRun:
    """Take back everything that an import made, as one deed.

    :raises Refusal: from the policy, where the run is not confirmed, or where something else rests on what it made.
    """
    importer = importer_of(run.importer)
    target = importer.target(run.target_id)
    with deed(actor, Action.UNDO_IMPORT, on=run, at=at) as record:
        demand(refusal(actor, importer.action, target))  # type: ignore[arg-type]  # targets are guarded things
        run.state = IMPORT_LIFE.after(run.state, "undo_import")
        importer.undo(refs=run.refs, target=target, record=record)
        run.undone_at, run.undone_by = at, actor
        run.save()
        record.note(importer=run.importer, target=thing_of(target), sha256=run.sha256, counts=run.counts)
    return run


def _keep(
    actor: Person,
    importer: Importer,
    target: Model,
    examined: Examined,
    *,
    data: bytes,
    name: str,
    sha256: str,
    at: datetime,
    options: Collection[str],
) -> ImportRun:
    office = importer.office(target)
    with deed(actor, Action.CHECK_IMPORT, at=at, office=office) as record:
        stored = store_file(actor=actor, data=data, name=name, purpose=Purpose.WORKBOOK.value, office=office, at=at)
        run = ImportRun(
            importer=importer.code,
            target_id=target.pk,
            target_label=importer.label_of(target),
            office=office,
            file=stored,
            sha256=sha256,
            options=sorted(options),
            checked_at=at,
            checked_by=actor,
        )
        run.keep_report(examined.report())
        run.save()
        record.on(run)
        _note_check(record, run)
    return run


def _check_again(
    actor: Person,
    run: ImportRun,
    examined: Examined,
    *,
    at: datetime,
    answers: Mapping[str, str],
    options: Collection[str],
) -> ImportRun:
    with deed(actor, Action.CHECK_IMPORT, on=run, at=at) as record:
        run.state = IMPORT_LIFE.after(run.state, "check_import")
        run.answers, run.options = dict(answers), sorted(options)
        run.keep_report(examined.report())
        run.checked_at, run.checked_by = at, actor
        run.save()
        _note_check(record, run)
    return run


def _imported_before() -> Refusal:
    return Refusal("workbooks.imported_before", _("Tệp này đã được nhập rồi, không có gì thay đổi."))


def _same_file(importer: Importer, target: Model, sha256: str) -> ImportRun | None:
    runs = ImportRun.objects.filter(importer=importer.code, target_id=target.pk, sha256=sha256)
    return runs.filter(state="confirmed").first() or runs.filter(state="checked").order_by("pk").last()


def _remember(run: ImportRun, schema: str, answers: Mapping[str, str]) -> None:
    HeadingMemory.objects.bulk_create(
        [
            HeadingMemory(office=run.office, schema=schema, heading=heading[:300], key=key)
            for heading, key in answers.items()
        ],
        update_conflicts=True,
        unique_fields=["office", "schema", "heading"],
        update_fields=["key"],
    )


def _note_check(record: Record, run: ImportRun) -> None:
    record.note(importer=run.importer, sha256=run.sha256, rows=run.row_count, faults=run.fault_count)
    record.note(repairs=run.repair_count, questions=run.open_questions)


class _Progress:
    """Notes progress now and then."""

    def __init__(self, run_id: int) -> None:
        self.run_id = run_id
        self.noted = 0.0

    def __call__(self, done: int, total: int) -> None:
        moment = time.monotonic()
        if done >= total or moment - self.noted >= PROGRESS_EVERY:
            self.noted = moment
            note_progress(self.run_id, done, total)
