"""`packet ROUND|PROJECT --out FILE.zip`: a whole dossier in one file, with its manifest."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import Any

from khuyencong.accounts.management.base import MISUSE, ProductCommand, person_named
from khuyencong.accounts.models import Person
from khuyencong.documents.actions.packets import build_packet, download_packet
from khuyencong.documents.queries.packets import packet_named


class Command(ProductCommand):
    """With ``--as`` the policy is asked and the trail keeps who took it; without, whoever runs the machine packs."""

    help = "pack a round or a project whole: files, papers, money, trail, manifest"
    needs_actor = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("word", metavar="ROUND|PROJECT", help="its code; project:CODE where several things bear it")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE.zip")
        parser.add_argument("--as", dest="actor", metavar="USER")

    def act(self, actor: Person | None, options: dict[str, Any]) -> dict[str, object]:
        source, thing = packet_named(options["word"])
        if options["actor"]:
            person = person_named(options["actor"])
            packet = download_packet(actor=person, source=source, thing=thing, at=self.moment())
        else:
            packet = build_packet(source, thing, at=self.moment())
        out: Path = options["out"]
        try:
            with packet.file, out.open("wb") as target:
                shutil.copyfileobj(packet.file, target)
        except OSError as error:
            sys.stderr.write(f"không ghi được tệp {out}: {error.strerror}\n")
            sys.exit(MISUSE)
        subject = source.subject(thing)
        return {
            "kind": source.kind,
            "code": subject.code,
            "title": subject.title,
            "out": str(out),
            "files": packet.files,
            "manifest_sha256": packet.manifest_sha256,
        }

    def tell(self, answer: dict[str, object]) -> None:
        self.stdout.write(f"{answer['code']} {answer['title']}: {answer['files']} tệp, {answer['out']}")
        self.stdout.write(f"SHA-256 của manifest.json: {answer['manifest_sha256']}")
