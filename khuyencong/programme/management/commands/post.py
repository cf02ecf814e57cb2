"""`post --file transfers.jsonl --as USER`: posts transfers, all or none, each id once."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from khuyencong.accounts.management.base import ProductCommand
from khuyencong.accounts.models import Person
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.actions.ledger import TransferOrder, post_transfers
from khuyencong.programme.queries.named_orders import line_named, people_named, plan_named, project_named
from khuyencong.programme.rules.ledger.reading import NamedOrder, read_order


class Command(ProductCommand):
    """Prints {"posted": n, "repeated": m}, or every refusal with the line of the file and the id."""

    help = "post transfers to the ledger from a file of JSON lines"

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--file", required=True, metavar="FILE.jsonl", help="one transfer a line")

    def act(self, actor: Person | None, options: dict[str, Any]) -> Any:
        assert actor is not None
        self.numbers: list[int] = []
        try:
            text = Path(options["file"]).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            self._misuse(f"không đọc được tệp: {error}")
        orders = self._orders(actor, text)
        done = post_transfers(actor=actor, orders=orders, at=self.moment())
        return {"posted": len(done.posted), "repeated": len(done.repeated)}

    def tell(self, answer: Any) -> None:
        self.stdout.write(f"Đã ghi {answer['posted']} bút toán; {answer['repeated']} bút toán đã có từ trước.")

    def told(self, one: Refusal) -> dict[str, object]:
        position, number = one.values.get("position"), one.values.get("row")
        if isinstance(position, int):
            number = self.numbers[position]
        return {"line": number, "id": one.values.get("transfer"), **super().told(one)}

    def _orders(self, actor: Person, text: str) -> list[TransferOrder]:
        named, refused = [], []
        for number, line in enumerate(text.splitlines(), 1):
            if not line.strip():
                continue
            try:
                named.append((number, read_order(line)))
            except Refusal as no:
                refused.append(_at(no, number))
        people = people_named({one.approved_by for _number, one in named if one.approved_by})
        orders = []
        for number, one in named:
            try:
                orders.append(_order(actor, one, people))
                self.numbers.append(number)
            except Refusal as no:
                refused.append(_at(no, number, one))
        if refused:
            raise Refusals(sorted(refused, key=lambda no: str(no.values["row"]).zfill(9)))
        return orders


def _at(no: Refusal, number: int, one: NamedOrder | None = None) -> Refusal:
    no.values |= {"row": number, "transfer": str(one.id) if one else None}
    return no


def _order(actor: Person, one: NamedOrder, people: Mapping[str, Person]) -> TransferOrder:
    plan = plan_named(actor, one.plan, one.office)
    if one.approved_by and one.approved_by not in people:
        raise Refusal(
            "programme.no_such_person",
            _("Không có người dùng “%(name)s” đang hoạt động để duyệt."),
            name=one.approved_by,
        )
    return TransferOrder(
        id=one.id,
        line=line_named(plan, one.line),
        to_line=line_named(plan, one.to_line) if one.to_line else None,
        project=project_named(plan, one.project) if one.project else None,
        kind=one.kind,
        amount=one.amount,
        on=one.on,
        paper=one.paper,
        note=one.note,
        approved_by=people.get(one.approved_by),
        reverses=one.reverses,
        answers=one.answers,
    )
