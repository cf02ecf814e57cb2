"""Lock the books of a plan's year: after that a mistake is corrected by a new entry in an open year."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.utils import timezone

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.models import Plan
from khuyencong.programme.queries.plans.sums import by_line
from khuyencong.programme.queries.plans.versions import version_in_work
from khuyencong.programme.rules.buckets import Bucket
from khuyencong.programme.rules.plans.closing import closing_refusals


def lock_plan_year(*, actor: Person, plan: Plan, at: datetime) -> Plan:
    """Lock the year, so that no transfer is posted to it any more.

    :raises Refusal: where it is locked already, or a version waits. :raises Refusals: before the year is over, and for
        every bucket whose money could then never move again.
    """
    with deed(actor, Action.LOCK_PLAN_YEAR, on=plan, at=at) as record:
        if plan.locked_at is not None:
            raise Refusal("programme.already_locked", _("Sổ năm %(year)s đã khóa."), year=str(plan.year))
        if version_in_work(plan) is not None:
            raise Refusal(
                "programme.version_in_work_at_lock", _("Kế hoạch còn một bản chưa duyệt xong; hãy xử lý bản đó trước.")
            )
        held: Counter[Bucket] = Counter()
        for buckets in by_line([plan.pk]).values():
            held.update(buckets)
        if found := closing_refusals(plan.year, timezone.localtime(at).date(), held):
            raise Refusals(found)
        plan.locked_at, plan.locked_by = at, actor
        plan.save(update_fields=["locked_at", "locked_by"])
        record.note(year=plan.year, **{bucket.value: held[bucket] for bucket in Bucket if held[bucket]})
    return plan
