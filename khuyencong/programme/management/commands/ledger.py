"""`ledger verify`: recomputes the ledger from its transfers and names the first thing that does not hold."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from khuyencong.accounts.management.base import ProductCommand
from khuyencong.accounts.models import Person
from khuyencong.programme.queries.ledger_verifying import verify_ledger


class Command(ProductCommand):
    """Exit status 1 where something does not hold."""

    help = "verify the ledger"
    needs_actor = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("what", choices=["verify"])
        parser.add_argument("--as", dest="actor", metavar="USER")

    def act(self, actor: Person | None, options: dict[str, Any]) -> Any:
        found = verify_ledger()
        return {"whole": found.fault is None, **asdict(found)}

    def tell(self, answer: Any) -> None:
        fault = answer["fault"]
        if fault is None:
            self.stdout.write(f"Sổ nguyên vẹn: {answer['transfers']} bút toán, {answer['plans']} kế hoạch năm.")
        else:
            self.stderr.write(f"Sổ đã bị sửa ở {fault['where']}: {fault['code']} ({fault['why']}).")

    def status(self, answer: Any) -> int:
        return 0 if answer["whole"] else 1
