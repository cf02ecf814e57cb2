"""What the ledger's rules want to know around some transfers: lines, projects, earlier rows, balances."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, F, QuerySet, Sum, Value
from django.db.models.fields import CharField

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.models import Contract, PaymentOrder, PlanLine, Project, Transfer
from khuyencong.programme.rules.buckets import KINDS, OF_PROJECT, Bucket, Kind
from khuyencong.programme.rules.ledger import Account, Balances, Book, LineFacts, ProjectFacts, TransferFacts, legs

LINE_BUCKETS = [bucket.value for bucket in Bucket if bucket not in OF_PROJECT]
FIELDS = (
    "id", "plan_id", "line_id", "to_line_id", "project_id", "kind", "from_bucket", "to_bucket", "amount", "on",
    "posted_by_id", "approved_by_id", "reverses_id", "answers_id", "paper", "note", "recorded_at",
)  # fmt: skip  # the columns of one row


def facts_of(row: Transfer) -> TransferFacts:
    """Return a stored row as the rules see it."""
    return TransferFacts(
        id=row.pk,
        plan=row.plan_id,
        line=row.line_id,
        to_line=row.to_line_id,
        project=row.project_id,
        kind=Kind(row.kind),
        source=Bucket(row.from_bucket),
        target=Bucket(row.to_bucket),
        amount=row.amount.dong,
        on=row.on,
        posted_by=row.posted_by_id,
        approved_by=row.approved_by_id,
        reverses=row.reverses_id,
        answers=row.answers_id,
        paper=row.paper,
        note=row.note,
        recorded_at=row.recorded_at,
    )


def book_around(lines: Collection[int], projects: Collection[int], earlier: Collection[UUID]) -> Book:
    """Return lines, projects and the earlier rows named, with what was reversed and carried in of them."""
    rows = {row.pk: facts_of(row) for row in Transfer.objects.filter(pk__in=earlier)}
    answered = dict(Transfer.objects.filter(answers__in=rows).values_list("answers_id", "id"))
    undone = Transfer.objects.filter(reverses__in=[*rows, *answered.values()]).values_list("reverses_id", flat=True)
    return Book(
        lines=_lines({*lines, *(row.line for row in rows.values())}),
        projects=project_facts(projects),
        earlier=rows,
        reversed_ids=frozenset(one for one in undone if one is not None),
        answered={carried: taken for carried, taken in answered.items() if carried is not None},
    )


def _lines(keys: Collection[int]) -> dict[int, LineFacts]:
    return {
        line.pk: LineFacts(
            id=line.pk,
            code=line.code,
            plan=line.plan_id,
            year=line.plan.year,
            stream=line.stream,
            is_locked=line.plan.locked_at is not None,
            office=line.plan.office_id,
        )
        for line in PlanLine.objects.filter(pk__in=keys).select_related("plan")
    }


def project_facts(keys: Collection[int]) -> dict[int, ProjectFacts]:
    """Return projects as the ledger's rules see them: amounts, advance rate of the last contract, advances due."""
    rates: dict[int, tuple[int, str]] = {}
    signed = Contract.objects.filter(project__in=keys).order_by("signed_on", "pk")
    for project, percent, source in signed.values_list("project_id", "advance_percent", "advance_source"):
        rates[project] = (percent, source)
    due: dict[int, list[tuple[date, int]]] = {}
    for project, day, amount in _advances_due(keys).values_list("project_id", "due_back_on", "amount"):
        assert day is not None
        due.setdefault(project, []).append((day, amount.dong))
    return {
        one.pk: ProjectFacts(
            id=one.pk,
            code=one.code,
            stream=one.stream,
            state=one.state,
            line=one.line_id,
            approved=one.approved.dong if one.approved is not None else None,
            contracted=one.contracted.dong if one.contracted is not None else None,
            accepted=one.accepted.dong if one.accepted is not None else None,
            advance_percent=rates[one.pk][0] if one.pk in rates else None,
            advance_source=rates[one.pk][1] if one.pk in rates else "",
            advances_due=tuple(due.get(one.pk, ())),
        )
        for one in Project.objects.filter(pk__in=keys)
    }


def _advances_due(keys: Collection[int]) -> QuerySet[PaymentOrder]:
    return PaymentOrder.objects.filter(
        project__in=keys, kind="advance", state="paid", due_back_on__isnull=False, transfer__reversed_by=None
    )


def balances_around(lines: Collection[int], projects: Collection[int]) -> Balances:
    """Return the line-level balances of the lines, and all that the projects have on any line."""
    balances = Balances()
    for line, bucket, on, amount in _line_sums(lines):
        balances.put(Account(line, None, Bucket(bucket)), on, int(amount))
    for row, undone in _rows_of(projects):
        for account, amount in legs(row):
            if account.project is not None:
                balances.put(account, row.on, amount)
        assert row.project is not None
        balances.flow(row.project, undone or row.kind, -row.amount if undone else row.amount)
    return balances


def line_of_money(project: Project, kind: Kind, amount: int) -> PlanLine:
    """Return the line from which a project's money would move: its own, or the first of another year that has enough.

    :raises Refusal: for a project that has no line.
    """
    balances = balances_around((), [project.pk])
    source = KINDS[kind].source
    enough = sorted(
        account.line for account, total in balances.totals.items() if account.bucket is source and total >= amount
    )
    key = project.line_id if project.line_id in enough or not enough else enough[0]
    if key is None:
        raise Refusal(
            "programme.project_without_line",
            _("Đề án %(project)s chưa thuộc dòng kế hoạch nào. Hãy đưa đề án vào kế hoạch trước."),
            project=project.code,
        )
    return PlanLine.objects.select_related("plan").get(pk=key)


def _line_sums(lines: Collection[int]) -> Iterable[Any]:
    """Return (line, bucket, day, sum) of both sides of transfers in one query."""
    amount = Sum("amount", output_field=BigIntegerField())
    rows = Transfer.objects.order_by()
    given = rows.filter(line__in=lines, from_bucket__in=LINE_BUCKETS).values_list(
        F("line_id"), F("from_bucket"), F("on"), -amount
    )
    taken = rows.filter(line__in=lines, to_line=None, to_bucket__in=LINE_BUCKETS).values_list(
        F("line_id"), F("to_bucket"), F("on"), amount
    )
    moved = rows.filter(to_line__in=lines).values_list(
        F("to_line_id"), Value("assigned", output_field=CharField()), F("on"), amount
    )
    return given.union(taken, moved, all=True)


def _rows_of(projects: Collection[int]) -> Iterable[tuple[TransferFacts, Kind | None]]:
    """Return every row of the projects, and for a reversal the kind of the row that it undoes."""
    for row in Transfer.objects.filter(project__in=projects).select_related("reverses"):
        yield facts_of(row), Kind(row.reverses.kind) if row.reverses is not None else None
