"""`open_data --out DIR`: the open data as files with their sums; without `--out` those of the portal."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from khuyencong.accounts.management.base import ProductCommand
from khuyencong.accounts.models import Person
from khuyencong.reporting.actions.open_data import export_open_data


class Command(ProductCommand):
    """Stops at the first personal datum that would go out, and then leaves the folder as it was."""

    help = "write the open data: CSV, JSON, 360Giving, a DCAT catalogue, SHA256SUMS"
    needs_actor = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, default=settings.OPEN_DATA, metavar="DIR")
        parser.add_argument("--at", type=datetime.fromisoformat, metavar="MOMENT", help="the moment the files name")

    def act(self, actor: Person | None, options: dict[str, Any]) -> Any:
        at = options["at"] or self.moment()
        if at.tzinfo is None:
            at = at.astimezone()
        files = export_open_data(options["out"].absolute(), at=at)
        return {
            "folder": str(options["out"]),
            "files": [{"name": one.name, "bytes": one.size, "sha256": one.sha256} for one in files],
        }

    def tell(self, answer: Any) -> None:
        for one in answer["files"]:
            self.stdout.write(f"{one['bytes']:>12}  {one['name']}")
        self.stdout.write(f"Đã ghi {len(answer['files'])} tệp vào {answer['folder']}.")
