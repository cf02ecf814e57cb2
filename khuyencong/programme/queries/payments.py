"""Payment orders: what waits, what hinders one, the money of its project, and what waits for whom."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.accounts.rules.tasks import Task
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal
from khuyencong.programme.models import PaymentOrder, Project
from khuyencong.programme.queries.ledger_book import balances_around, book_around, line_of_money
from khuyencong.programme.rules.buckets import KINDS, Kind
from khuyencong.programme.rules.ledger import TransferFacts, refusals

NOBODY, SOMEBODY = -1, -2
"""Who will post and who will approve is not known yet: two different people."""


def payments_listed(person: Person, action: Action = Action.VIEW_LEDGER) -> QuerySet[PaymentOrder]:
    """Return the orders that the person's right reaches."""
    far = scope_of(person, action)
    rows = PaymentOrder.objects.select_related("project__office", "proposed_by", "approved_by", "transfer")
    if far.everywhere:
        return rows
    return rows.filter(project__office__in=far.office_ids) if far.office_ids else rows.none()


def payment_hindrances(project: Project, kind: Kind, amount: Money, today: date) -> list[Refusal]:
    """Return every reason why the ledger would not take this payment today."""
    line, row = line_of_money(project, kind, amount.dong), KINDS[kind]
    facts = TransferFacts(
        id=UUID(int=0),
        plan=line.plan_id,
        line=line.pk,
        project=project.pk,
        kind=kind,
        source=row.source,
        target=row.target,
        amount=amount.dong,
        on=today,
        posted_by=NOBODY,
        approved_by=SOMEBODY,
        paper="—",
    )
    return refusals(facts, balances_around([line.pk], [project.pk]), book_around([line.pk], [project.pk], ()))


def payment_tasks(person: Person, _today: date) -> list[Task]:
    """Return the orders that wait for the person to approve or to record."""
    tasks = []
    for action, state, title in (
        (Action.APPROVE_PAYMENT, "proposed", _("Duyệt đề nghị chi")),
        (Action.RECORD_PAYMENT, "approved", _("Ghi khoản chi đã được duyệt")),
    ):
        waiting = payments_listed(person, action).filter(state=state)
        if action is Action.APPROVE_PAYMENT:
            waiting = waiting.exclude(proposed_by=person)
        if number := waiting.count():
            detail = _("%(number)s đề nghị đang chờ.") % {"number": number}
            address = reverse("programme:view_payments") + f"?trang-thai={state}"
            tasks.append(Task(title, detail, address, "wallet2", count=number))
    return tasks
