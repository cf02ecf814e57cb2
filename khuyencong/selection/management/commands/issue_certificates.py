"""Issues the certificates of a decided round into a folder; safe to stop and to repeat."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

from khuyencong.accounts.models import Person
from khuyencong.documents.queries import open_file
from khuyencong.selection.actions.issuing import Issued, issue_certificates
from khuyencong.selection.management.base import RoundCommand


class Command(RoundCommand):
    help = "Issue the certificates of a round."

    def arguments(self, parser: Any) -> None:
        parser.add_argument("round", metavar="ROUND")
        parser.add_argument("--out", required=True, metavar="DIR")
        parser.add_argument(
            "--issued-on", type=date.fromisoformat, metavar="YYYY-MM-DD", help="instead of the decision's day"
        )
        parser.add_argument("--codes", default="", help="only these entry codes, parted by commas")

    def act(self, actor: Person | None, options: dict[str, Any]) -> Any:
        assert actor is not None
        folder = Path(options["out"])
        folder.mkdir(parents=True, exist_ok=True)
        issued = issue_certificates(
            actor=actor,
            round_=self.round_of(options["round"]),
            issued_on=options["issued_on"],
            codes=[code.strip() for code in options["codes"].split(",") if code.strip()] or None,
            at=self.moment(),
            on_progress=None if options["json"] else self._progress,
        )
        return [_written(one, folder) for one in issued]

    def _progress(self, done: int, total: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{done}/{total}")

    def tell(self, answer: Any) -> None:
        for line in answer:
            self.stdout.write(f"{line['serial']}  {line['entry_code']}  {line['file']}")
        self.stdout.write(f"{len(answer)} giấy chứng nhận.")


def _written(one: Issued, folder: Path) -> dict[str, str]:
    """Write the file whole or not at all, under a name that a second run gives again."""
    serial = one.certificate.serial.replace("/", "-")
    path = folder / f"{one.dossier.entry_code}-{serial}.pdf"
    assert one.certificate.file is not None
    data = open_file(one.certificate.file)
    if not path.exists() or path.read_bytes() != data:
        passing = path.with_suffix(".part")
        with passing.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        passing.replace(path)
    return {
        "serial": one.certificate.serial,
        "entry_code": one.dossier.entry_code,
        "code": one.certificate.code or "",
        "file": str(path),
    }
