"""What every command that takes a workbook in shares: reading the file, telling all its faults, saving once."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from khuyencong.accounts.management.base import ProductCommand
from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import refusal
from khuyencong.kernel.refusal import demand
from khuyencong.workbooks.actions import Importer, examine
from khuyencong.workbooks.actions.sending import SentFile
from khuyencong.workbooks.models import ImportRun


class WorkbookCommand(ProductCommand):
    """A command that takes a workbook into something: with faults nothing is saved, and the status is 1."""

    importer: Importer

    def target_of(self, actor: Person, options: dict[str, Any]) -> Model:
        """Return the guarded thing that the rows go to; without a key where it is yet to be made."""
        raise NotImplementedError  # each command names its own

    def take_in(self, *, actor: Person, target: Any, file: SentFile, at: datetime) -> ImportRun:
        """Import the file."""
        raise NotImplementedError  # each command names its own verb

    def arguments(self, parser: Any) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--check", action="store_true", help="only tell what is wrong, save nothing")

    def options_of(self, options: dict[str, Any]) -> list[str]:
        """Return the codes of the importer's options that are on."""
        return []

    def act(self, actor: Person | None, options: dict[str, Any]) -> Any:
        assert actor is not None
        target, data = self.target_of(actor, options), self.content_of(options["file"])
        demand(refusal(actor, self.importer.action, target))  # type: ignore[arg-type]  # targets are guarded things
        if not options["check"] and (known := self._known(target, data)) is not None:
            return self._told_again(known)
        name, chosen = Path(options["file"]).name, self.options_of(options)
        examined = examine(importer=self.importer, target=target, data=data, name=name, options=chosen)
        answer = examined.answer()
        if examined.blocked or options["check"]:
            return {**answer, "saved": False}
        run = self.take_in(actor=actor, target=target, file=SentFile(data, name, chosen), at=self.moment())
        told = self.after(actor, run, options)
        return {**answer, "saved": True, "again": False, "counts": run.counts, **told}

    def _known(self, target: Model, data: bytes) -> ImportRun | None:
        sha256 = hashlib.sha256(data).hexdigest()
        runs = ImportRun.objects.filter(importer=self.importer.code, target_id=target.pk or 0, sha256=sha256)
        return runs.filter(state="confirmed").first()

    def _told_again(self, run: ImportRun) -> dict[str, Any]:
        """Tell that this very file was imported before: nothing changes."""
        return {
            "faults": [],
            "repairs": [],
            "notices": [_("Tệp này đã được nhập rồi, không có gì thay đổi.")],
            "rows": run.row_count,
            "saved": True,
            "again": True,
            "counts": run.counts,
        }

    def after(self, actor: Person, run: ImportRun, options: dict[str, Any]) -> dict[str, Any]:
        """Do what follows an import, and return what is to be told of it."""
        return {}

    def status(self, answer: Any) -> int:
        return 1 if answer["faults"] else 0

    def tell(self, answer: Any) -> None:
        for fault in answer["faults"]:
            place = " ".join(str(part) for part in (fault["sheet"], f"{fault['column']}{fault['row']}") if part)
            self.stderr.write(f"{place}: {fault['message']}")
        for notice in answer["notices"]:
            self.stdout.write(notice)
        self.stdout.write(f"{answer['rows']} dòng, {len(answer['faults'])} lỗi, {len(answer['repairs'])} chỗ đã tự sửa")
        for word, count in answer.get("counts", {}).items():
            self.stdout.write(f"{word}: {count}")
        if answer.get("told"):
            self.stdout.write(answer["told"])
