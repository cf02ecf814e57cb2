"""Which office runs a plan and its projects for a person."""

from __future__ import annotations

from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.queries import office_in_charge
from khuyencong.accounts.rules.policy import Action


def office_that_runs(person: Person, action: Action) -> Office | None:
    """Return the promotion centre at or beneath the office where the person may do the act, else that office."""
    own = office_in_charge(person, action)
    if own is None or own.kind == "centre":
        return own
    return Office.objects.filter(kind="centre", path__startswith=own.path).order_by("path").first() or own
