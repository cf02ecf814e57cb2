"""Sends the approved letters whose time has come; run it every few minutes."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from khuyencong.accounts.management.base import ProductCommand
from khuyencong.accounts.models import Person
from khuyencong.documents.actions.letters import send_letters
from khuyencong.documents.actions.letters.sending import MOST_AT_ONCE


class Command(ProductCommand):
    """Needs the right to send in the office of the letters. Two at once share the work and send nothing twice."""

    help = "send the approved e-mails of the outbox"

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--most", type=int, default=MOST_AT_ONCE, help="how many at most")

    def act(self, actor: Person | None, options: dict[str, Any]) -> dict[str, int]:
        assert actor is not None
        return asdict(send_letters(actor=actor, at=self.moment(), most=max(0, options["most"])))

    def tell(self, answer: dict[str, int]) -> None:
        self.stdout.write(
            f"Đã gửi {answer['sent']} thư; {answer['waiting']} chờ gửi lại; {answer['failed']} gửi không được."
        )
