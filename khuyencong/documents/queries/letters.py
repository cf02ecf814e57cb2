"""Reads the outbox: who sees which letters, what waits, what is due."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.accounts.rules.tasks import Task
from khuyencong.documents.models import OutgoingLetter
from khuyencong.documents.queries.files import owner_label
from khuyencong.documents.rules.letters.facts import Way


def letters_visible_to(person: Person) -> QuerySet[OutgoingLetter]:
    """Return the letters that a person may see."""
    reach = scope_of(person, Action.VIEW_LETTERS)
    letters = OutgoingLetter.objects.select_related("office", "prepared_by", "approved_by")
    return letters if reach.everywhere else letters.filter(office__in=reach.office_ids)


def letters_about(thing: Model) -> QuerySet[OutgoingLetter]:
    """Return the letters about one thing, newest first."""
    return OutgoingLetter.objects.filter(owner_label=owner_label(thing), owner_id=thing.pk).order_by("-pk")


def letters_to_see(person: Person) -> QuerySet[OutgoingLetter]:
    """Return the letters that wait for somebody to see and approve them, in the order they were prepared."""
    return (
        letters_visible_to(person)
        .filter(state="prepared")
        .prefetch_related("files__file")
        .order_by("prepared_at", "pk")
    )


def letters_due(office_ids: frozenset[int], at: datetime) -> QuerySet[OutgoingLetter]:
    """Return the approved e-mails of the offices whose time has come, oldest approval first."""
    due = Q(next_try_at=None) | Q(next_try_at__lte=at)
    return OutgoingLetter.objects.filter(due, state="approved", way=Way.EMAIL, office__in=office_ids).order_by(
        "approved_at", "pk"
    )  # fmt: skip - one condition to a line reads worse


def letter_tasks(person: Person, _today: date) -> list[Task]:
    """Return the lines of "what waits for me" about letters: to be seen, and those that could not be sent."""
    reach = scope_of(person, Action.APPROVE_LETTERS)
    mine = OutgoingLetter.objects.filter(office__in=reach.office_ids)
    waiting = list(mine.filter(state__in=["prepared", "failed"]).values_list("state", flat=True)[:500])
    found = []
    if number := waiting.count("prepared"):
        address = reverse("documents:preview_letters")
        found.append(Task(_("Thư đã lập, chờ xem và duyệt gửi"), "", address, "envelope-paper", count=number))
    if number := waiting.count("failed"):
        address = reverse("documents:view_letters") + "?trang-thai=failed"
        found.append(Task(_("Thư gửi không được"), "", address, "envelope-exclamation", count=number, urgent=True))
    return found
