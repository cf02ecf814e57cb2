"""Records the decision that recognises products of a round."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from khuyencong.accounts.models import Person
from khuyencong.selection.actions.recognition import DecisionFacts, recognise
from khuyencong.selection.management.base import RoundCommand
from khuyencong.selection.models import Dossier


class Command(RoundCommand):
    help = "Record the decision that recognises products."

    def arguments(self, parser: Any) -> None:
        parser.add_argument("round", metavar="ROUND")
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--codes", metavar="FILE", help="entry codes, one a line or parted by commas")
        which.add_argument("--reaching-threshold", action="store_true", help="every product that reaches the threshold")
        which.add_argument("--by-verdicts", action="store_true", help="what the council's recorded verdicts keep")
        parser.add_argument("--decision", required=True, metavar="NUMBER")
        parser.add_argument("--date", required=True, type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--signer", required=True)
        parser.add_argument("--signer-title", default="")
        parser.add_argument("--reason", default="", help="why dossiers that reach the threshold are not recognised")

    def act(self, actor: Person | None, options: dict[str, Any]) -> Any:
        assert actor is not None
        round_ = self.round_of(options["round"])
        decision = recognise(
            actor=actor,
            round_=round_,
            facts=DecisionFacts(
                number=options["decision"],
                signed_on=options["date"],
                signer=options["signer"],
                signer_title=options["signer_title"],
                codes=self._codes(options["codes"]) if options["codes"] else None,
                everything_reaching=options["reaching_threshold"],
                reason=options["reason"],
            ),
            at=self.moment(),
        )
        states = dict(Dossier.objects.filter(round=round_).values_list("entry_code", "state"))
        return {
            "decision": decision.number,
            "date": decision.signed_on.isoformat(),
            "recognised": sorted(code for code, state in states.items() if state == "recognised"),
            "not_recognised": sorted(code for code, state in states.items() if state == "not_recognised"),
            "snapshot_sha256": decision.sha256,
        }

    def _codes(self, path: str) -> list[str]:
        text = self.content_of(path).decode("utf-8-sig", errors="replace")
        return [code for code in re.split(r"[\s,;\[\]\"']+", text) if code]

    def tell(self, answer: Any) -> None:
        self.stdout.write(f"Quyết định {answer['decision']}: công nhận {len(answer['recognised'])} sản phẩm.")
