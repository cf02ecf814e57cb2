"""Statements of the bank and the Treasury beside the transfers that move money."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.queries import scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.programme.models import Statement, StatementLine, Transfer
from khuyencong.programme.rules.buckets import Kind
from khuyencong.programme.rules.evidence.reconciliation import CASH, OUT, Movement, Paying

State = StatementLine.State
REACH = timedelta(days=120)
"""How far from the days of a statement a transfer may lie to be thought of at all."""


def statements_of(person: Person) -> QuerySet[Statement]:
    """Return the statements that a person may see, with how their lines stand."""
    far = scope_of(person, Action.VIEW_LEDGER)
    rows = Statement.objects.all() if far.everywhere else Statement.objects.filter(office__in=far.office_ids)
    counts = {state.value: Count("lines", filter=Q(lines__state=state)) for state in State}
    return rows.select_related("office", "taken_in_by").annotate(**counts, line_count=Count("lines"))


def payings_around(office: Office, first: date, last: date) -> QuerySet[Transfer]:
    """Return the transfers of an office that moved money in these days, were not undone and fit no line yet."""
    return (
        Transfer.objects.filter(
            plan__office=office,
            kind__in=[kind.value for kind in CASH],
            on__gte=first,
            on__lte=last,
            reversed_by=None,
            statement_line=None,
        )
        .select_related("project", "line__plan")
        .order_by("on", "pk")
    )


def payings_to_match(statement: Statement) -> QuerySet[Transfer]:
    """Return the transfers that a line of the statement may be."""
    first, last = _days(statement)
    return payings_around(statement.office, first - REACH, last + REACH)


def unseen_payings(statement: Statement) -> QuerySet[Transfer]:
    """Return the transfers within the days of the statement that no line of any statement is."""
    first, last = _days(statement)
    return payings_around(statement.office, first, last)


def candidates_of(line: StatementLine) -> QuerySet[Transfer]:
    """Return the transfers of the same amount and way that a line may be, the nearest days first."""
    kinds = [kind.value for kind in (OUT if line.outgoing else CASH - OUT)]
    amount = line.outgoing or line.incoming
    return payings_to_match(line.statement).filter(kind__in=kinds, amount=amount)


def _days(statement: Statement) -> tuple[date, date]:
    first = statement.first_on or statement.taken_in_at.date()
    return first, statement.last_on or first


def movement(line: StatementLine) -> Movement:
    """Return a line as the rules see it."""
    return Movement(
        line.pk, line.happened_on, line.outgoing.dong, line.incoming.dong, line.paper, line.content
    )  # fmt: skip  # one row


def paying(transfer: Transfer) -> Paying:
    """Return a transfer as the rules see it."""
    return Paying(
        key=transfer.pk,
        on=transfer.on,
        amount=transfer.amount.dong,
        is_out=Kind(transfer.kind) in OUT,
        paper=transfer.paper,
        project=transfer.project.code if transfer.project is not None else "",
    )


def lines_known(office: Office, account: str, days: Collection[date]) -> list[tuple[object, ...]]:
    """Return the lines of these days that other statements of the same account hold already."""
    rows = StatementLine.objects.filter(
        statement__office=office, statement__account=account, happened_on__in=sorted(set(days))
    )
    return [
        (one.happened_on, one.paper, one.content, one.outgoing.dong, one.incoming.dong) for one in rows.iterator(2000)
    ]
