"""What the commands of a round share: finding the round, reading the file, telling faults."""

from __future__ import annotations

import hashlib
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from khuyencong.accounts.management.base import MISUSE, ProductCommand
from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import refusal
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.selection.actions.lists.importing import SentFile
from khuyencong.selection.models import Round
from khuyencong.workbooks.actions import Importer, examine
from khuyencong.workbooks.models import ImportRun


class RoundCommand(ProductCommand):
    """A command on one round, named by its code."""

    def round_of(self, code: str) -> Round:
        """Return the round.

        :raises Refusal: where no round has this code.
        """
        found = Round.objects.select_related("office").filter(code=code).first()
        if found is None:
            raise Refusal("selection.no_such_round", _("Không có kỳ bình chọn mang mã “%(round)s”."), round=code)
        return found

    def content_of(self, path: str) -> bytes:
        """Return the content of a file named on the command line, or end as misuse."""
        try:
            return Path(path).read_bytes()
        except OSError as error:
            sys.stderr.write(f"không đọc được tệp {path}: {error.strerror}\n")
            sys.exit(MISUSE)


class ImportCommand(RoundCommand):
    """A command that takes a workbook into a round: with faults nothing is saved."""

    importer: Importer

    def take_in(self, *, actor: Person, round_: Round, file: SentFile, at: datetime) -> ImportRun:
        """Import the file."""
        raise NotImplementedError  # each command names its own verb

    def arguments(self, parser: Any) -> None:
        parser.add_argument("round", metavar="ROUND")
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--check", action="store_true", help="only tell what is wrong, save nothing")

    def options_of(self, options: dict[str, Any]) -> list[str]:
        """Return the codes of the importer's options that are on."""
        return []

    def act(self, actor: Person | None, options: dict[str, Any]) -> Any:
        assert actor is not None
        round_, data = self.round_of(options["round"]), self.content_of(options["file"])
        demand(refusal(actor, self.importer.action, round_))
        if not options["check"] and (known := self._known(round_, data)) is not None:
            return self._told_again(known)
        name, chosen = Path(options["file"]).name, self.options_of(options)
        examined = examine(importer=self.importer, target=round_, data=data, name=name, options=chosen)
        answer = examined.answer()
        if examined.blocked or options["check"]:
            return {**answer, "saved": False}
        run = self.take_in(actor=actor, round_=round_, file=SentFile(data, name, chosen), at=self.moment())
        told = self.after(actor, run, options)
        return {**answer, "saved": True, "again": False, "counts": run.counts, **told}

    def _known(self, round_: Round, data: bytes) -> ImportRun | None:
        sha256 = hashlib.sha256(data).hexdigest()
        runs = ImportRun.objects.filter(importer=self.importer.code, target_id=round_.pk, sha256=sha256)
        return runs.filter(state="confirmed").first()

    def _told_again(self, run: ImportRun) -> dict[str, Any]:
        """Tell that this very file was imported before: nothing changes."""
        return {
            "faults": [],
            "repairs": [],
            "notices": [str(_("Tệp này đã được nhập rồi, không có gì thay đổi."))],
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
