"""Who may do what, asked for one person; reading the audit trail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from django.contrib.auth.models import AnonymousUser

from khuyencong.accounts.models import AuditDetail, AuditEntry, ChainHead, Office, Person
from khuyencong.accounts.rules.chain import Break, first_break, personal_digest
from khuyencong.accounts.rules.decision import Guarded, HeldRole, Reach, reach, refusal_for
from khuyencong.accounts.rules.policy import Action
from khuyencong.accounts.rules.tasks import Task
from khuyencong.kernel.refusal import Refusal

Actor = Person | AnonymousUser

TaskProvider = Callable[[Person, date], list[Task]]
task_providers: list[TaskProvider] = []
"""What upper contexts add to "what waits for me", each in its AppConfig.ready."""


def tasks_of(person: Person, today: date) -> list[Task]:
    """Return what waits for the person, urgent things first, then by date due."""
    found = [task for provider in task_providers for task in provider(person, today)]
    return sorted(found, key=lambda task: (not task.urgent, task.due_on or date.max))


def refusal(person: Actor, action: Action, thing: Guarded | None = None) -> Refusal | None:
    """Say why the person may not do the act on the thing, or ``None``."""
    return refusal_for(_roles(person), person, action, thing)


def scope_of(person: Actor, action: Action) -> Reach:
    """Return how far the person's right goes, for queries that list what is visible."""
    return reach(_roles(person), action)


def _roles(person: Actor) -> tuple[HeldRole, ...]:
    return person.held_roles if isinstance(person, Person) and person.is_active else ()


def office_in_charge(person: Person, action: Action) -> Office | None:
    """Return the office in which the person would start a new thing: the first whose role allows the act."""
    for held in person.held_roles:
        if reach([held], action):
            return Office.objects.get(pk=held.office_id)
    return None


def verify_chain() -> Break | None:
    """Walk the whole trail, then its personal details; return the first break, or ``None``.

    Entries added while the walk runs are left to the next walk.
    """
    head = ChainHead.objects.get(pk=1)
    entries = AuditEntry.objects.filter(number__lte=head.number).order_by("number")
    found = first_break(((entry.link(), entry.digest) for entry in entries.iterator(2000)), head.number, head.digest)
    return found or _first_changed_detail(head.number)


def _first_changed_detail(last: int) -> Break | None:
    details = AuditDetail.objects.filter(entry__number__lte=last).select_related("entry").order_by("entry_id")
    expected = 1
    for detail in details.iterator(2000):
        if detail.entry_id != expected:
            return Break(expected, "personal detail is missing")
        if detail.erased_at is None and personal_digest(detail.salt, detail.personal) != detail.entry.personal:
            return Break(detail.entry_id, "personal detail was changed")
        expected += 1
    return None if expected == last + 1 else Break(expected, "personal detail is missing")


def trail_of(thing: str) -> Iterator[AuditEntry]:
    """Return the entries about one thing (``label:id``), newest first."""
    return AuditEntry.objects.filter(thing=thing).select_related("detail").order_by("-number").iterator(200)
