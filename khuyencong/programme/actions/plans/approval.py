"""Record the decision that puts a version of the plan in force, in place of the one before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.models import PlanLine, PlanVersion
from khuyencong.programme.queries.plans.sums import committed_by_code
from khuyencong.programme.queries.plans.versions import lines_of, version_in_force
from khuyencong.programme.rules.plan_life import PLAN_VERSION_LIFE
from khuyencong.programme.rules.plans.versions import DecisionFacts, decision_refusals, floor_refusals


@dataclass(frozen=True, slots=True)
class Decision:
    """Number, day and signer of the paper that approves a plan."""

    number: str
    on: date | None
    signer: str


def approve_plan(*, actor: Person, version: PlanVersion, decision: Decision, at: datetime) -> PlanVersion:
    """Put a version in force by a decision; the one before it is kept as superseded.

    The lines are locked while it is asked whether projects hold more than the version gives.

    :raises Refusal: for whoever drew the version up. :raises Refusals: for what the decision lacks, and for every
        line that would fall under what its projects hold.
    """
    with deed(actor, Action.APPROVE_PLAN, on=version, at=at) as record:
        state = PLAN_VERSION_LIFE.after(version.state, "approve_plan")
        if version.created_by_id == actor.pk:
            raise Refusal("programme.own_plan", _("Người lập bản kế hoạch không tự ghi quyết định phê duyệt bản đó."))
        list(PlanLine.objects.select_for_update().filter(plan=version.plan_id).order_by("pk"))
        supports = {line.code: line.support for line in lines_of(version)}
        today = timezone.localtime(at).date()
        facts = DecisionFacts(
            decision.number, decision.on is not None and decision.on > today, decision.on is not None, decision.signer
        )
        found = [*decision_refusals(facts), *floor_refusals(supports, committed_by_code(version.plan))]
        if found:
            raise Refusals(found)
        before = version_in_force(version.plan)
        if before is not None:
            before.state = PLAN_VERSION_LIFE.after(before.state, "supersede")
            before.save(update_fields=["state"])
        version.state, version.answer = state, ""
        version.decision_number, version.decision_on = decision.number.strip(), decision.on
        version.signer = decision.signer.strip()
        version.save(update_fields=["state", "answer", "decision_number", "decision_on", "signer"])
        record.note(
            state=state,
            decision=version.decision_number,
            on=decision.on,
            support=sum(amount.dong for amount in supports.values()),
            supersedes=before.number if before is not None else None,
        )
    return version
