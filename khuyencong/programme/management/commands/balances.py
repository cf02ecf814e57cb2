"""`balances --plan YEAR` or `--programme CODE`: every bucket of every line and source, in đồng, on any day."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from typing import Any

from khuyencong.accounts.management.base import ProductCommand
from khuyencong.accounts.models import Person
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.models import Plan, Programme
from khuyencong.programme.queries.balances import SHOWN, AsOf, Buckets, LineBalance, plan_balance
from khuyencong.programme.queries.named_orders import plan_named
from khuyencong.programme.rules.buckets import BUCKET_LABELS
from khuyencong.programme.rules.ledger.structure import dong
from khuyencong.programme.rules.streams import STREAM_LABELS


class Command(ProductCommand):
    """Whole đồng; every bucket is there, even with nothing in it."""

    help = "print the balances of a plan or of a whole programme"
    needs_actor = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--programme", metavar="CODE")
        which.add_argument("--plan", type=int, metavar="YEAR")
        parser.add_argument("--office", default="", metavar="CODE", help="whose plan, where several have one")
        parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="at the end of this day")
        parser.add_argument("--recorded", type=datetime.fromisoformat, metavar="MOMENT", help="as recorded until then")
        parser.add_argument("--as", dest="actor", metavar="USER")

    def act(self, actor: Person | None, options: dict[str, Any]) -> Any:
        on = options["on"] or self.today()
        recorded = options["recorded"]
        if recorded is not None and recorded.tzinfo is None:
            recorded = recorded.astimezone()
        which, plans = self._plans(options)
        found = plan_balance(plans, AsOf(on, recorded))
        return {
            **which,
            "on": on.isoformat(),
            "lines": [_line(one) for one in found.lines],
            "sources": {stream.value: _told(buckets) for stream, buckets in found.sources.items()},
        }

    def tell(self, answer: Any) -> None:
        for line in answer["lines"]:
            self.stdout.write(f"{line['line']} {line['name']} ({STREAM_LABELS[line['source']]})")
            self._tell(line["buckets"])
        for stream, buckets in answer["sources"].items():
            self.stdout.write(f"= {STREAM_LABELS[stream]}")
            self._tell(buckets)

    def _tell(self, buckets: dict[str, int]) -> None:
        for bucket in SHOWN:
            if amount := buckets[bucket.value]:
                self.stdout.write(f"   {BUCKET_LABELS[bucket]}: {dong(amount)} đồng")

    def _plans(self, options: dict[str, Any]) -> tuple[dict[str, object], list[Plan]]:
        if options["plan"] is not None:
            return {"plan": options["plan"]}, [plan_named(None, options["plan"], options["office"])]
        programme = Programme.objects.filter(code=options["programme"]).first()
        if programme is None:
            raise Refusal(
                "programme.no_such_programme",
                _("Không có chương trình mang mã “%(programme)s”."),
                programme=options["programme"],
            )
        plans = Plan.objects.filter(programme=programme)
        if options["office"]:
            plans = plans.filter(office__code=options["office"])
        return {"programme": programme.code}, list(plans)


def _line(one: LineBalance) -> dict[str, object]:
    return {
        "plan": one.line.plan.year,
        "line": one.line.code,
        "name": one.line.name,
        "source": one.line.stream,
        "assigned_total": one.assigned_total,
        "buckets": _told(one.buckets),
        "left": one.left,
    }


def _told(buckets: Buckets) -> dict[str, int]:
    return {bucket.value: buckets[bucket] for bucket in SHOWN}
