"""`create_user USER --role ROLE [--office OFFICE] --password-stdin`: makes somebody who can log in."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from khuyencong.accounts.actions.people import create_first_person, create_person
from khuyencong.accounts.management.base import ProductCommand, person_named
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.roles import Role
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _


class Command(ProductCommand):
    """Runs on the machine itself, so ``--as`` may be left out for the very first administrator."""

    help = "make a person with a role; the password is read from standard input"
    needs_actor = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--role", required=True, choices=[role.value for role in Role])
        parser.add_argument("--office", help="code of the office; may be left out where there is only one root office")
        parser.add_argument("--full-name", default="")
        parser.add_argument("--as", dest="actor", metavar="USER")
        parser.add_argument("--password-stdin", action="store_true", required=True)

    def act(self, actor: Person | None, options: dict[str, Any]) -> Any:
        facts = {
            "username": options["username"],
            "full_name": options["full_name"] or options["username"],
            "password": sys.stdin.readline().rstrip("\r\n"),
            "office": office_named(options["office"]),
            "role": Role(options["role"]),
            "at": self.moment(),
        }
        if options["actor"]:
            person = create_person(actor=person_named(options["actor"]), **facts)
        else:
            person = create_first_person(**facts)
        return {"username": person.username, "role": options["role"], "office": facts["office"].code}

    def tell(self, answer: Any) -> None:
        self.stdout.write(f"Đã tạo người dùng {answer['username']} ({answer['role']}, {answer['office']}).")


def office_named(code: str | None) -> Office:
    """Return the office of a code, or the only root office.

    :raises Refusal: for an unknown code, or none where there are several roots or none.
    """
    offices = Office.objects.filter(code=code) if code else Office.objects.filter(parent=None)
    found = list(offices[:2])
    if len(found) != 1:
        known = ", ".join(Office.objects.order_by("path").values_list("code", flat=True)) or "—"
        raise Refusal(
            "accounts.unknown_office",
            _("Không rõ cơ quan nào. Hãy ghi --office với một trong các mã: %(known)s."),
            known=known,
        )
    return found[0]
