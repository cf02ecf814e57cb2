"""Which programmes and plans a person sees; the same answers as the policy gives one by one."""

from __future__ import annotations

from django.db.models import QuerySet

from khuyencong.accounts.queries import Actor, scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.programme.models import Plan, Programme


def programmes_visible_to(person: Actor, action: Action = Action.VIEW_PROGRAMME) -> QuerySet[Programme]:
    """Return the programmes on which the person may do the act."""
    far = scope_of(person, action)
    return Programme.objects.all() if far.everywhere else Programme.objects.filter(office_id__in=far.office_ids)


def plans_visible_to(person: Actor, action: Action = Action.VIEW_PLAN) -> QuerySet[Plan]:
    """Return the yearly plans on which the person may do the act."""
    far = scope_of(person, action)
    return Plan.objects.all() if far.everywhere else Plan.objects.filter(office_id__in=far.office_ids)
