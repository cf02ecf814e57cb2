"""What waits for somebody in programmes and plans: drafts to hand in, versions to decide on, money to look after."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.accounts.rules.tasks import Task
from khuyencong.kernel.refusal import Refusal
from khuyencong.programme.models import Plan, PlanVersion
from khuyencong.programme.queries.plans.contents import norms_of_year
from khuyencong.programme.queries.plans.sums import by_stream
from khuyencong.programme.queries.plans.visibility import plans_visible_to
from khuyencong.programme.rules.buckets import Bucket
from khuyencong.programme.rules.deadlines import Deadline, DeadlineState, year_deadlines

AHEAD = timedelta(days=30)
LOOKED_AFTER = ("late_estimate", "adjust_estimate", "budget_year_end")


def plan_tasks(person: Person, today: date) -> list[Task]:
    """Return what waits for the person in programmes and plans."""
    return [*_to_decide(person), *_to_write(person), *_money_left(person, today)]


def _to_decide(person: Person) -> list[Task]:
    if not scope_of(person, Action.APPROVE_PLAN):
        return []
    waiting = PlanVersion.objects.filter(
        plan__in=plans_visible_to(person, Action.APPROVE_PLAN), state="submitted"
    ).select_related("plan")
    return [
        Task(
            _("Phê duyệt kế hoạch"),
            _("%(plan)s, bản số %(number)s") % {"plan": one.plan.name, "number": one.number},
            reverse("programme:view_plan_version", args=[one.pk]),
            "journal-check",
        )
        for one in waiting.order_by("pk")
    ]


def _to_write(person: Person) -> list[Task]:
    if not scope_of(person, Action.EDIT_PLAN):
        return []
    drafts = PlanVersion.objects.filter(
        plan__in=plans_visible_to(person, Action.EDIT_PLAN), state="draft"
    ).select_related("plan")
    return [
        Task(
            _("Sửa kế hoạch bị trả lại") if one.answer else _("Soạn và trình kế hoạch"),
            one.answer or _("%(plan)s, bản số %(number)s") % {"plan": one.plan.name, "number": one.number},
            reverse("programme:view_plan_version", args=[one.pk]),
            "pencil-square",
            urgent=bool(one.answer),
        )
        for one in drafts.order_by("pk")
    ]


def _money_left(person: Person, today: date) -> list[Task]:
    """Remind of money that no project holds, where a day of the budget year is near."""
    if not scope_of(person, Action.ASSIGN_MONEY):
        return []
    plans = list(plans_visible_to(person, Action.ASSIGN_MONEY).filter(year=today.year, locked_at=None).order_by("pk"))
    near = next((one for one in deadlines_of(today.year, today) if _is_near(one, today)), None)
    if near is None or not plans:
        return []
    return [
        Task(
            _("Dự toán còn chưa giữ cho đề án nào"),
            f"{plan.name}: {_(near.label)}",
            reverse("programme:view_plan", args=[plan.pk]),
            "hourglass-split",
            due_on=near.due_on,
            urgent=near.due_on <= today + AHEAD / 2,
        )
        for plan in plans
        if has_money_left(plan)
    ]


def has_money_left(plan: Plan) -> bool:
    """Tell whether assigned money of the plan is promised to nobody."""
    return any(buckets.get(Bucket.ASSIGNED, 0) > 0 for buckets in by_stream([plan.pk]).values())


def _is_near(deadline: Deadline, today: date) -> bool:
    due = deadline.state is DeadlineState.DUE and deadline.due_on <= today + AHEAD
    return due and deadline.code in LOOKED_AFTER


def deadlines_of(year: int, today: date, *, office_code: str = "") -> list[Deadline]:
    """Return the days of a plan's year, none where the norms of that year do not say."""
    try:
        return year_deadlines(year, today=today, norms=norms_of_year(year, office_code=office_code))
    except Refusal:
        return []
