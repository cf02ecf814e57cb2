"""`audit verify`: walks the hash chain of the trail and says where it does not hold."""

from __future__ import annotations

import argparse
from typing import Any

from khuyencong.accounts.management.base import ProductCommand
from khuyencong.accounts.models import ChainHead, Person
from khuyencong.accounts.queries import verify_chain


class Command(ProductCommand):
    """Exit status 1 where the chain is broken."""

    help = "verify the audit trail"
    needs_actor = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("what", choices=["verify"])
        parser.add_argument("--as", dest="actor", metavar="USER")

    def act(self, actor: Person | None, options: dict[str, Any]) -> Any:
        head, found = ChainHead.objects.get(pk=1), verify_chain()
        broken = {"entry": found.number, "why": found.why} if found else None
        return {"whole": found is None, "entries": head.number, "head": head.digest, "broken": broken}

    def tell(self, answer: Any) -> None:
        if answer["whole"]:
            self.stdout.write(f"Nhật ký nguyên vẹn: {answer['entries']} dòng, đầu chuỗi {answer['head']}.")
        else:
            self.stderr.write(f"Nhật ký đã bị sửa: dòng {answer['broken']['entry']} ({answer['broken']['why']}).")

    def status(self, answer: Any) -> int:
        return 0 if answer["whole"] else 1
