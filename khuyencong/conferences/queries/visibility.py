"""Which conferences a person sees; the same answer as the policy gives one by one."""

from __future__ import annotations

from django.db.models import QuerySet

from khuyencong.accounts.queries import Actor, scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.conferences.models import Conference, Guest, Presentation


def conferences_visible_to(person: Actor, action: Action = Action.VIEW_CONFERENCE) -> QuerySet[Conference]:
    """Return the conferences on which the person may do the act."""
    far = scope_of(person, action)
    return Conference.objects.all() if far.everywhere else Conference.objects.filter(office_id__in=far.office_ids)


def load_presentation(key: int) -> Presentation | None:
    """Return what owns the photographs of one handing over."""
    return Presentation.objects.select_related("conference").filter(pk=key).first()


def load_conference(key: int) -> Conference | None:
    """Return what owns the photographs and papers of a conference."""
    return Conference.objects.filter(pk=key).first()


def guest_of_token(token: str) -> Guest | None:
    """Return the guest whose invitation bears the token, unless taken off the list."""
    return Guest.objects.select_related("conference__office").filter(token=token, is_listed=True).first()
