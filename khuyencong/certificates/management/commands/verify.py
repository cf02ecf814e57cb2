"""Tells whether a certificate is true: by its code, by all that its QR code says, or by its PDF."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from khuyencong.accounts.management.base import ProductCommand
from khuyencong.accounts.models import Person
from khuyencong.certificates.actions import verify_code, verify_pdf
from khuyencong.certificates.rules.codes import grouped
from khuyencong.certificates.rules.verdicts import Status, Verdict
from khuyencong.certificates.templatetags.certificates import verdict_words
from khuyencong.kernel.refusal import Refusal
from khuyencong.vietnamese.dates import read_date


class Command(ProductCommand):
    """Exit status 0 only for a valid certificate."""

    help = "verify a certificate by code, by the content of its QR code, or by its PDF file"
    needs_actor = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("what", metavar="CODE|FILE.pdf")
        parser.add_argument("--offline", action="store_true", help="check signatures only, ask no register")
        parser.add_argument("--on", type=_day, metavar="DATE", help="as of this day instead of today")

    def act(self, actor: Person | None, options: dict[str, Any]) -> dict[str, object]:
        on = options["on"] or self.today()
        what, offline = options["what"], options["offline"]
        path = Path(what)
        if path.is_file():
            return told(verify_pdf(path.read_bytes(), on=on, offline=offline))
        if what.lower().endswith(".pdf"):
            raise Refusal("certificates.no_such_file", _("Không có tệp %(path)s."), path=what)
        return told(verify_code(what, on=on, offline=offline))

    def tell(self, answer: dict[str, object]) -> None:
        self.stdout.write(f"{answer['status']}: {answer['sentence']}")
        for name in ("serial", "award", "product", "establishment", "issued_on", "valid_until", "note"):
            if answer.get(name):
                self.stdout.write(f"  {name}: {answer[name]}")

    def status(self, answer: dict[str, object]) -> int:
        return 0 if answer["status"] == Status.VALID else 1


def told(verdict: Verdict) -> dict[str, object]:
    """Return a verdict as plain values."""
    facts = verdict.facts
    return {
        "status": verdict.status.value,
        "sentence": verdict_words(verdict),
        "serial": facts.serial,
        "code": grouped(facts.code) if facts.code else "",
        "product": facts.product,
        "establishment": facts.establishment,
        "address": facts.address,
        "award": facts.award,
        "authority": facts.authority,
        "decision": facts.decision_number,
        "issued_on": facts.issued_on.isoformat() if facts.issued_on else None,
        "valid_until": facts.valid_until.isoformat() if facts.valid_until else None,
        "ended_on": verdict.ended_on.isoformat() if verdict.ended_on else None,
        "replaced_by": grouped(verdict.replaced_by) if verdict.replaced_by else None,
        "demonstration": facts.demonstration,
        "note": _(verdict.note) if verdict.note else "",
    }


def _day(text: str) -> date:
    try:
        return read_date(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
