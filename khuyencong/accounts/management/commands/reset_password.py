"""`reset_password USER --password-stdin`: sets a start password for somebody who forgot theirs."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from khuyencong.accounts.actions.passwords import reset_password, reset_password_on_the_machine
from khuyencong.accounts.management.base import ProductCommand, person_named
from khuyencong.accounts.models import Person


class Command(ProductCommand):
    """Runs on the machine itself, so ``--as`` may be left out: even the only administrator forgets."""

    help = "set a start password, read from standard input; the person must change it at the next log-in"
    needs_actor = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--as", dest="actor", metavar="USER")
        parser.add_argument("--password-stdin", action="store_true", required=True)

    def act(self, actor: Person | None, options: dict[str, Any]) -> Any:
        person = person_named(options["username"])
        password = sys.stdin.readline().rstrip("\r\n")
        if options["actor"]:
            reset_password(actor=person_named(options["actor"]), person=person, password=password, at=self.moment())
        else:
            reset_password_on_the_machine(person=person, password=password, at=self.moment())
        return {"username": person.username}

    def tell(self, answer: Any) -> None:
        self.stdout.write(f"Đã đặt lại mật khẩu của {answer['username']}; phải đổi khi đăng nhập.")
