"""Revokes a certificate by its serial."""

from __future__ import annotations

import argparse
from typing import Any

from khuyencong.accounts.management.base import ProductCommand
from khuyencong.accounts.models import Person
from khuyencong.certificates.actions import revoke_certificate
from khuyencong.certificates.queries import by_serial


class Command(ProductCommand):
    """Needs the right to revoke in the office of the certificate, and a reason."""

    help = "revoke a certificate for good"

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("serial", help="as printed, for example 05/2026/GCN-SCT-VINH-LONG")
        parser.add_argument("--reason", required=True)

    def act(self, actor: Person | None, options: dict[str, Any]) -> dict[str, object]:
        assert actor is not None
        found = by_serial(options["serial"])
        ended = revoke_certificate(actor=actor, certificate=found, reason=options["reason"], at=self.moment())
        assert ended.ended_on is not None
        return {"serial": ended.serial, "state": ended.state, "revoked_on": ended.ended_on.isoformat()}

    def tell(self, answer: dict[str, object]) -> None:
        self.stdout.write(f"Đã thu hồi giấy chứng nhận {answer['serial']} từ ngày {answer['revoked_on']}.")
