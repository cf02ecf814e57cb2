"""Seals the scores of a round: from here no sheet changes."""

from __future__ import annotations

from typing import Any

from khuyencong.accounts.models import Person
from khuyencong.selection.actions.scoring import seal_scores
from khuyencong.selection.management.base import RoundCommand


class Command(RoundCommand):
    help = "Seal the scores of a round."

    def arguments(self, parser: Any) -> None:
        parser.add_argument("round", metavar="ROUND")

    def act(self, actor: Person | None, options: dict[str, Any]) -> Any:
        assert actor is not None
        round_ = seal_scores(actor=actor, round_=self.round_of(options["round"]), at=self.moment())
        return {"round": round_.code, "state": round_.state}

    def tell(self, answer: Any) -> None:
        self.stdout.write(f"Đã niêm phong điểm của kỳ {answer['round']}.")
