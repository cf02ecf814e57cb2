"""Opens a selection round under the norms in force."""

from __future__ import annotations

from datetime import date
from typing import Any

from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.queries import office_in_charge
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.selection.actions.rounds import RoundFacts, open_round
from khuyencong.selection.management.base import RoundCommand


class Command(RoundCommand):
    help = "Open a selection round."

    def arguments(self, parser: Any) -> None:
        parser.add_argument("code", metavar="CODE")
        parser.add_argument("--level", required=True, choices=["commune", "province", "region", "nation"])
        parser.add_argument("--year", required=True, type=int)
        parser.add_argument("--name", required=True)
        parser.add_argument("--office", default="", help="code of the office; the actor's own by default")
        parser.add_argument("--quota", type=int)
        parser.add_argument("--closes-on", type=date.fromisoformat)
        parser.add_argument("--authority", default="", help="who recognises, as printed on the certificates")
        parser.add_argument("--place", default="", help="where the certificates are signed")
        parser.add_argument("--without-criteria", action="store_true", help="start without the legal score sheet")

    def act(self, actor: Person | None, options: dict[str, Any]) -> Any:
        assert actor is not None
        round_ = open_round(
            actor=actor,
            office=self._office(actor, options["office"]),
            facts=RoundFacts(
                code=options["code"],
                name=options["name"],
                level=options["level"],
                year=options["year"],
                quota=options["quota"],
                closes_on=options["closes_on"],
                authority=options["authority"],
                place=options["place"],
                with_criteria=not options["without_criteria"],
            ),
            at=self.moment(),
        )
        return {
            "code": round_.code,
            "level": round_.level,
            "year": round_.year,
            "state": round_.state,
            "criteria": [
                {"code": row.code, "label": row.label, "maximum": row.maximum // 100} for row in round_.rubric
            ],
        }

    def _office(self, actor: Person, code: str) -> Office:
        if code:
            found = Office.objects.filter(code=code).first()
        else:
            found = office_in_charge(actor, Action.OPEN_ROUND) or (
                Office.objects.filter(pk__in=[held.office_id for held in actor.held_roles]).first()
            )
        if found is None:
            raise Refusal("selection.no_office", _("Không xác định được cơ quan mở kỳ bình chọn."))
        return found

    def tell(self, answer: Any) -> None:
        self.stdout.write(f"Đã mở kỳ {answer['code']} với {len(answer['criteria'])} tiêu chí.")
