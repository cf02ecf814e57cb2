"""What was concluded and is still to be done, at this conference and at earlier ones."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.accounts.rules.tasks import Task
from khuyencong.conferences.models import Conclusion, Conference
from khuyencong.vietnamese.dates import short

SOON = timedelta(days=7)
SHOWN = 20


def conclusions_of(conference: Conference) -> QuerySet[Conclusion]:
    """Return the conclusions in order, with their owners and what was reported."""
    rows = Conclusion.objects.filter(conference=conference).select_related("owner_office", "owner")
    return rows.prefetch_related("reports__written_by").order_by("number")


def inherited(conference: Conference) -> QuerySet[Conclusion]:
    """Return what earlier conferences of the office concluded and nobody closed before this one began.

    What was closed since the last conference is listed too, so that its end is told once to everybody.
    """
    rows = Conclusion.objects.filter(
        conference__office_id=conference.office_id, conference__held_on__lt=conference.held_on
    ).exclude(conference__state="cancelled")
    before = (
        Conference.objects.filter(office_id=conference.office_id, held_on__lt=conference.held_on)
        .exclude(state="cancelled")
        .order_by("-held_on")
        .values_list("held_on", flat=True)
        .first()
    )
    open_or_new = ~Q(state="closed") | Q(closed_on__gte=before) if before else ~Q(state="closed")
    return (
        rows.filter(open_or_new)
        .select_related("conference", "owner_office", "owner")
        .prefetch_related("reports__written_by")
        .order_by("conference__held_on", "number")
    )


def conclusion_tasks(person: Person, today: date) -> list[Task]:
    """Return what waits for the person: own tasks to report on, reports of others to look at."""
    tasks = [_to_report(one, today) for one in _mine(person)]
    far = scope_of(person, Action.CLOSE_CONCLUSION)
    if far:
        reported = Conclusion.objects.filter(state="reported").select_related("conference")
        if not far.everywhere:
            reported = reported.filter(conference__office_id__in=far.office_ids)
        tasks += [
            Task(_("Xem báo cáo việc hội nghị giao"), one.text, _address(one), "clipboard-check", due_on=one.due_on)
            for one in reported.order_by("due_on", "pk")[:SHOWN]
        ]
    return tasks


def _mine(person: Person) -> QuerySet[Conclusion]:
    far = scope_of(person, Action.REPORT_CONCLUSION)
    mine = Q(owner=person) | Q(owner=None, owner_office_id__in=far.office_ids)
    rows = Conclusion.objects.filter(mine, state="open", conference__office_id__in=far.office_ids)
    return rows.select_related("conference").order_by("due_on", "pk")[:SHOWN]


def _to_report(one: Conclusion, today: date) -> Task:
    late = one.due_on is not None and one.due_on < today
    until = _("hạn %(day)s") % {"day": short(one.due_on)} if one.due_on else _("không ghi hạn")
    return Task(
        title=_("Làm việc hội nghị giao"),
        detail=f"{one.text} ({until})",
        url=_address(one),
        icon="clipboard",
        due_on=one.due_on,
        urgent=late or (one.due_on is not None and one.due_on <= today + SOON),
    )


def _address(one: Conclusion) -> str:
    return f"{reverse('conferences:view_conclusions', args=[one.conference_id])}#viec-{one.pk}"
