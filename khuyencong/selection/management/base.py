"""What the commands of a round share: finding the round, taking a workbook into it."""

from __future__ import annotations

from typing import Any

from khuyencong.accounts.management.base import ProductCommand
from khuyencong.accounts.models import Person
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.selection.models import Round
from khuyencong.workbooks.management.base import WorkbookCommand


class RoundCommand(ProductCommand):
    """A command on one round, named by its code."""

    def round_of(self, code: str) -> Round:
        """Return the round.

        :raises Refusal: where no round has this code.
        """
        found = Round.objects.select_related("office").filter(code=code).first()
        if found is None:
            raise Refusal("selection.no_such_round", _("Không có kỳ bình chọn mang mã “%(round)s”."), round=code)
        return found


class ImportCommand(WorkbookCommand, RoundCommand):
    """A command that takes a workbook into a round: with faults nothing is saved."""

    def arguments(self, parser: Any) -> None:
        parser.add_argument("round", metavar="ROUND")
        super().arguments(parser)

    def target_of(self, actor: Person, options: dict[str, Any]) -> Round:
        return self.round_of(options["round"])
