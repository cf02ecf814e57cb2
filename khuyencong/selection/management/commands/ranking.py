"""Prints the ranking of a round, exact to the fraction."""

from __future__ import annotations

from typing import Any

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import demand
from khuyencong.selection.management.base import RoundCommand
from khuyencong.selection.queries import RankingRow, ranking_rows
from khuyencong.vietnamese.numbers import plain_decimal


class Command(RoundCommand):
    help = "Print the ranking of a round."

    def arguments(self, parser: Any) -> None:
        parser.add_argument("round", metavar="ROUND")
        parser.add_argument("--group", default="", help="only this product group, with its own ranks")

    def act(self, actor: Person | None, options: dict[str, Any]) -> Any:
        assert actor is not None
        round_ = self.round_of(options["round"])
        demand(refusal(actor, Action.VIEW_RANKING, round_))
        rows = ranking_rows(round_, options["group"])
        return [_line(row, row.group_rank if options["group"] else row.rank) for row in rows]

    def tell(self, answer: Any) -> None:
        for line in answer:
            mark = "đạt" if line["reaches_threshold"] else ""
            rank, mean = line["rank"] or "–", (line["mean"] or "–").replace(".", ",")
            names = f"{line['product']} – {line['establishment']}"
            self.stdout.write(f"{rank:>4}  {line['entry_code']:<6} {mean:>6}  {mark:<4} {names}")


def _line(row: RankingRow, rank: int | None) -> dict[str, Any]:
    mean = row.mean
    return {
        "rank": rank,
        "entry_code": row.dossier.entry_code,
        "group": row.dossier.group,
        "product": row.dossier.product_name,
        "establishment": row.dossier.establishment_name,
        "sheets": row.dossier.sheets,
        "mean": plain_decimal(mean) if mean is not None else None,
        "mean_exact": str(mean) if mean is not None else None,
        "criteria": [plain_decimal(part) for part in row.criteria],
        "reaches_threshold": row.reaches_threshold,
    }
