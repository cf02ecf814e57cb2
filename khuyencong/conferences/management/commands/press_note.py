"""Prints the press note of a conference, drafted from the books."""

from __future__ import annotations

import argparse
from typing import Any

from khuyencong.accounts.management.base import ProductCommand
from khuyencong.accounts.models import Person
from khuyencong.conferences.models import Conference
from khuyencong.conferences.queries.press import press_facts
from khuyencong.conferences.rules.press_note import record
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _


class Command(ProductCommand):
    """Figures and tasks always come from the books; the text is the edited one where somebody edited it."""

    help = "print the press note of a conference"
    needs_actor = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("conference", metavar="CONFERENCE", help="code, as HN-2016")

    def act(self, actor: Person | None, options: dict[str, Any]) -> Any:
        code = options["conference"]
        conference = Conference.objects.select_related("office", "programme").filter(code__iexact=code).first()
        if conference is None:
            raise Refusal("conferences.unknown", _("Không có hội nghị mang mã “%(conference)s”."), conference=code)
        told = record(press_facts(conference))
        return told | ({"text": conference.press_text} if conference.press_text else {})

    def tell(self, answer: Any) -> None:
        self.stdout.write(answer["text"])
