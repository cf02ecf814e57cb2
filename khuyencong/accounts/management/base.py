"""What every command of the product shares: who acts, JSON or text, and the exit status."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from khuyencong.accounts.models import Person
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.ui.templatetags.words import sentence

MISUSE = 2


class ProductCommand(BaseCommand):
    """Exit status 0 done, 1 refused with the reasons, 2 misuse.

    A subclass adds its arguments in ``arguments`` and does its work in ``act``; what ``act`` returns is
    printed as JSON with ``--json``, else ``tell`` prints it. ``needs_actor`` is off where anybody may ask.
    """

    needs_actor = True
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = self._misuse  # type: ignore[method-assign]  # exit 2 without Django's own wrapping
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the answer as JSON")
        if self.needs_actor:
            parser.add_argument(
                "--as", dest="actor", required=True, metavar="USER", help="who acts; goes into the trail"
            )
        self.arguments(parser)

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own arguments."""

    def act(self, actor: Person | None, options: dict[str, Any]) -> Any:
        """Do the work and return what is to be told."""
        raise NotImplementedError  # every command has its own

    def tell(self, answer: Any) -> None:
        """Print the answer for people."""
        self.stdout.write(str(answer))

    def status(self, answer: Any) -> int:
        """Return the exit status of an answer that was reached without a refusal."""
        return 0

    def handle(self, *args: object, **options: Any) -> None:
        with translation.override("vi"):
            try:
                answer = self.act(self._actor(options), options)
            except Refusals as several:
                self._refused(several.refusals, options)
            except Refusal as one:
                self._refused([one], options)
            else:
                self._answered(answer, options)

    def _answered(self, answer: Any, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
        else:
            self.tell(answer)
        if code := self.status(answer):
            sys.exit(code)

    def _refused(self, refusals: list[Refusal], options: dict[str, Any]) -> None:
        if options["json"]:
            told = [self.told(one) for one in refusals]
            self.stdout.write(json.dumps({"refusals": told}, ensure_ascii=False, indent=1))
        for one in refusals:
            self.stderr.write(sentence(one) + (f" (Căn cứ: {one.source})" if one.source else ""))
        sys.exit(1)

    def told(self, one: Refusal) -> dict[str, object]:
        """Return what a refusal looks like in JSON."""
        return {"code": one.code, "sentence": sentence(one), "source": one.source}

    def _actor(self, options: dict[str, Any]) -> Person | None:
        if not self.needs_actor:
            return None
        person = Person.objects.filter(username=options["actor"], is_active=True).first()
        if person is None:
            self._misuse(f"không có người dùng “{options['actor']}” đang hoạt động")
        return person

    def _misuse(self, message: str) -> None:
        sys.stderr.write(f"{message}\n")
        sys.exit(MISUSE)

    def content_of(self, path: str) -> bytes:
        """Return the content of a file named on the command line, or end as misuse."""
        try:
            return Path(path).read_bytes()
        except OSError as error:
            sys.stderr.write(f"không đọc được tệp {path}: {error.strerror}\n")
            sys.exit(MISUSE)

    def today(self) -> Any:
        """Return the day in the office's time zone."""
        return timezone.localdate()

    def moment(self) -> Any:
        """Return the moment, which actions want passed in."""
        return timezone.now()


def person_named(username: str) -> Person:
    """Return the active person of a log-in name.

    :raises Refusal: where there is none.
    """
    person = Person.objects.filter(username=username, is_active=True).first()
    if person is None:
        raise Refusal("accounts.unknown_actor", _("Không có người dùng “%(name)s” đang hoạt động."), name=username)
    return person


__all__ = ["CommandError", "ProductCommand", "person_named"]
