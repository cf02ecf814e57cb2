"""Tells how much support a content may get on a day, every bound of it, and what speaks of double support."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser

from khuyencong.accounts.management.base import ProductCommand
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.programme.queries.evidence.support_history import support_history
from khuyencong.programme.queries.norms import norms_of, only_centre
from khuyencong.programme.rules.support import BOUND_LABELS, BoundName, SupportLimit, support_limit
from khuyencong.ui.templatetags.words import dong
from khuyencong.vietnamese.money import read_dong
from khuyencong.vietnamese.unreadable import Unreadable

AMOUNTS = {"eligible_cost": "--eligible-cost", "asked": "--asked", "left": "--left"}


class Command(ProductCommand):
    help = "Tell how much support a content may get on a day, and who supported the same before."
    needs_actor = False

    def arguments(self, parser: Any) -> None:
        parser.add_argument("--content", required=True, metavar="CODE", help="code of a content, such as machinery")
        parser.add_argument("--stream", required=True, choices=["national", "local"])
        parser.add_argument("--eligible-cost", required=True, metavar="DONG")
        parser.add_argument("--asked", metavar="DONG")
        parser.add_argument("--left", metavar="DONG", help="what may still be promised of the plan line")
        parser.add_argument("--count", type=int, default=1, help="units that the ceiling is per")
        parser.add_argument("--tax-code", default="", help="whose support of before is looked for")
        parser.add_argument("--name", default="", help="of the firm, where it has no tax code")
        parser.add_argument("--serial", action="append", default=[], help="of a machine; may be given more than once")
        parser.add_argument("--on", required=True, type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--as", dest="actor", default="", metavar="USER", help="who asks; then the policy is asked")
        parser.add_argument("--office", default="", help="whose own norms hold; else those of the only centre")

    def act(self, actor: Person | None, options: dict[str, Any]) -> Any:
        if options["actor"]:
            known = Person.objects.filter(username=options["actor"], is_active=True).first()
            demand(refusal(known or AnonymousUser(), Action.CHECK_SUPPORT))
        office_code = options["office"] or only_centre()
        norms, amounts = norms_of(office_code, options["on"]), _amounts(options)
        found = support_limit(
            content=options["content"],
            stream=options["stream"],
            eligible_cost=amounts["eligible_cost"],
            asked=amounts.get("asked"),
            left=amounts.get("left"),
            count=options["count"],
            norms=norms,
        )
        return {"limit": found.limit.dong, "bounds": _bounds(found), "findings": _findings(options, office_code)}

    def tell(self, answer: Any) -> None:
        self.stdout.write(f"Mức hỗ trợ tối đa: {dong(answer['limit'])}")
        for bound in answer["bounds"]:
            label = BOUND_LABELS[BoundName(bound["name"])]
            sure = f"; {bound['certainty']}" if bound["certainty"] else ""
            self.stdout.write(f"  {label}: {dong(bound['amount'])} ({bound['source']}{sure})")
        for finding in answer["findings"]:
            self.stdout.write(f"  ! {finding['project']}: {finding['why']}")


def _amounts(options: dict[str, Any]) -> dict[str, int]:
    amounts, faults = {}, []
    for name, option in AMOUNTS.items():
        if options[name] is None:
            continue
        try:
            amounts[name] = read_dong(options[name])
        except Unreadable as unread:
            faults.append(Refusal("programme.unreadable_amount", f"{option}: {unread}"))
    if faults:
        raise Refusals(faults)
    return amounts


def _bounds(found: SupportLimit) -> list[dict[str, Any]]:
    return [
        {
            "name": str(bound.name),
            "amount": bound.amount.dong,
            "source": bound.source,
            "certainty": str(bound.certainty) or None,
            "since": bound.since.isoformat() if bound.since else None,
        }
        for bound in found.bounds
    ]


def _findings(options: dict[str, Any], office_code: str) -> list[dict[str, str]]:
    found = support_history(
        tax_code=options["tax_code"],
        serials=options["serial"],
        content=options["content"],
        office=Office.objects.filter(code=office_code).first(),
    )
    return [{"project": one.project, "why": one.why} for one in found]
