"""Writes an official paper as DOCX or PDF: as it was issued, else as it would be drafted today."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from khuyencong.accounts.management.base import ProductCommand
from khuyencong.accounts.models import Person
from khuyencong.documents.models import IssuedPaper
from khuyencong.documents.papers import PaperKind, fresh, paper_kinds
from khuyencong.documents.queries.files import owner_label
from khuyencong.documents.queries.papers import file_of
from khuyencong.documents.rules.papers.paper_life import NUMBERED_STATES
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _


class Command(ProductCommand):
    help = "Write an official paper: the issued one, else a draft of today. Without arguments, list the kinds."
    needs_actor = False

    def arguments(self, parser: Any) -> None:
        parser.add_argument("kind", metavar="KIND", nargs="?", default="")
        parser.add_argument("id", metavar="ID", nargs="?", default="", help="id or code of what it is made from")
        parser.add_argument("--format", choices=("docx", "pdf"), default="pdf")
        parser.add_argument("--out", metavar="FILE", default="")
        parser.add_argument("--draft", action="store_true", help="draft anew even where one was issued")

    def act(self, actor: Person | None, options: dict[str, Any]) -> Any:
        kind = paper_kinds.get(options["kind"])
        if not options["kind"]:
            return [_told(one) for one in _sorted_kinds()]
        if kind is None:
            known = ", ".join(one.code for one in _sorted_kinds())
            self._misuse(f"không có loại văn bản “{options['kind']}”; các loại: {known}")
        if not options["id"] or not options["out"]:
            self._misuse("cần cả mã của hồ sơ và --out TỆP")
        assert kind is not None
        thing = kind.load(options["id"])
        if thing is None:
            raise Refusal(
                "documents.nothing_to_make_it_from",
                _("Không tìm thấy “%(typed)s” để lập %(kind)s."),
                typed=options["id"],
                kind=kind.label.lower(),
            )
        issued = None if options["draft"] else _issued(kind, thing)
        data = file_of(issued, options["format"]) if issued else self._drafted(kind, thing, options["format"])
        self._write(options["out"], data)
        return {
            "kind": kind.code,
            "id": thing.pk,
            "format": options["format"],
            "state": issued.state if issued else "draft",
            "serial": issued.serial if issued else "",
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
            "out": options["out"],
        }

    def tell(self, answer: Any) -> None:
        if isinstance(answer, list):
            for one in answer:
                self.stdout.write(f"{one['kind']:<32} {one['label']} ({one['owner']})")
            return
        state = f"đã ban hành, số {answer['serial']}" if answer["state"] != "draft" else "dự thảo hôm nay"
        self.stdout.write(f"{answer['out']}: {answer['bytes']} byte, {state}")

    def _drafted(self, kind: PaperKind, thing: Any, suffix: str) -> bytes:
        today = self.today()
        return fresh(kind, thing, today, suffix, at=datetime.combine(today, time(), UTC))

    def _write(self, path: str, data: bytes) -> None:
        try:
            Path(path).write_bytes(data)
        except OSError as error:
            self._misuse(f"không ghi được tệp {path}: {error.strerror}")


def _sorted_kinds() -> list[PaperKind]:
    return [paper_kinds[code] for code in sorted(paper_kinds)]


def _told(kind: PaperKind) -> dict[str, str]:
    return {"kind": kind.code, "label": kind.label, "owner": kind.owner}


def _issued(kind: PaperKind, thing: Any) -> IssuedPaper | None:
    """Return the newest issued paper of a kind that was made from the thing."""
    rows = IssuedPaper.objects.filter(
        kind=kind.code, owner_label=owner_label(thing), owner_id=thing.pk, state__in=NUMBERED_STATES
    )
    return rows.exclude(state__in=("replaced", "recalled")).order_by("-issued_at", "-pk").first()
