"""Assign money to a plan in rounds; move, withdraw, cancel and carry over what projects do not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.utils import timezone

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.actions.ledger import TransferOrder, post_within
from khuyencong.programme.models import Assignment, Plan, PlanLine, Transfer
from khuyencong.programme.queries.plans.versions import frames_of
from khuyencong.programme.rules.buckets import Kind
from khuyencong.programme.rules.plans.frame import over_frame, split_refusals


@dataclass(frozen=True, slots=True)
class AssignmentFacts:
    """One round: the decision, and what it gives to each line by code."""

    client_id: UUID
    stream: str
    decision_number: str
    decision_on: date
    split: Mapping[str, Money]
    authority: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper by which assigned money moves, and the id by which a repeated click posts once."""

    client_id: UUID
    on: date
    number: str
    note: str = ""


def assign_money(*, actor: Person, plan: Plan, facts: AssignmentFacts, at: datetime) -> Assignment:
    """Assign a round of money to the lines of the version in force; the same id again changes nothing.

    :raises Refusals: for a split that does not fit, at once; lines over what the version gives them.
    """
    with deed(actor, Action.ASSIGN_MONEY, on=plan, at=at) as record:
        stands = Assignment.objects.filter(client_id=facts.client_id).first()
        if stands is not None:
            record.note(repeated=True, number=stands.number)
            return _the_same(stands, plan, facts)
        found = [*_decision(facts, at), *split_refusals(facts.stream, facts.split, frames_of(plan))]
        if found:
            raise Refusals(found)
        lines = {line.code: line for line in plan.lines.filter(code__in=facts.split)}
        assignment = Assignment.objects.create(
            client_id=facts.client_id,
            plan=plan,
            stream=facts.stream,
            number=1 + plan.assignments.filter(stream=facts.stream).count(),
            amount=sum(facts.split.values(), Money(0)),
            decision_number=facts.decision_number.strip(),
            decision_on=facts.decision_on,
            authority=facts.authority.strip(),
            note=facts.note.strip(),
        )
        post_within(record, _parts(assignment, lines, facts.split))
        record.note(stream=facts.stream, number=assignment.number, amount=assignment.amount.dong)
    return assignment


def _parts(assignment: Assignment, lines: Mapping[str, PlanLine], split: Mapping[str, Money]) -> list[TransferOrder]:
    return [
        TransferOrder(
            id=uuid5(assignment.client_id, code),
            line=lines[code],
            kind=Kind.ASSIGN,
            amount=amount,
            on=assignment.decision_on,
            paper=assignment.decision_number,
            note=assignment.note,
        )
        for code, amount in sorted(split.items())
        if amount
    ]


def _the_same(stands: Assignment, plan: Plan, facts: AssignmentFacts) -> Assignment:
    """Return the round that was written under this id, where it says the same to the last line."""
    parts = {uuid5(stands.client_id, code): amount for code, amount in facts.split.items() if amount}
    written = dict(Transfer.objects.filter(plan=stands.plan_id, pk__in=parts).values_list("pk", "amount"))
    total = sum(facts.split.values(), Money(0))
    before = (stands.plan_id, stands.stream, stands.amount, stands.decision_number, stands.decision_on)
    if before != (plan.pk, facts.stream, total, facts.decision_number.strip(), facts.decision_on) or written != parts:
        raise Refusal(
            "programme.id_with_other_content",
            _("Đợt giao kinh phí này đã được ghi với nội dung khác. Hãy mở lại trang rồi ghi đợt mới."),
        )
    return stands


def _decision(facts: AssignmentFacts, at: datetime) -> list[Refusal]:
    found = []
    if not facts.decision_number.strip():
        found.append(Refusal("programme.decision_unnumbered", _("Phải ghi số quyết định giao dự toán.")))
    if facts.decision_on > timezone.localtime(at).date():
        found.append(Refusal("programme.decision_in_future", _("Ngày quyết định không thể ở sau hôm nay.")))
    return found


def move_money(*, actor: Person, line: PlanLine, to_line: PlanLine, amount: Money, paper: Paper, at: datetime) -> UUID:
    """Move assigned money to another line of the same plan and source: one paper, the total unchanged.

    :raises Refusal: over what the version in force gives the other line.
    :raises Refusals: what the ledger refuses, such as more than is left.
    """
    with deed(actor, Action.ASSIGN_MONEY, on=line.plan, at=at) as record:
        if not Transfer.objects.filter(pk=paper.client_id).exists():  # a repeated click finds the line full
            _demand_room(line.plan, to_line, amount)
        order = _order(Kind.MOVE, line, amount, paper, to_line=to_line)
        post_within(record, [order])
        record.note(kind=Kind.MOVE.value, amount=amount.dong, line=line.code, to_line=to_line.code)
    return order.id


def withdraw_money(*, actor: Person, line: PlanLine, amount: Money, paper: Paper, at: datetime) -> UUID:
    """Take assigned money back out of the plan, as the authority that assigned it decides."""
    return _take(Kind.WITHDRAW, actor, line, amount, paper, at)


def cancel_money(*, actor: Person, line: PlanLine, amount: Money, paper: Paper, at: datetime) -> UUID:
    """Cancel assigned money that can no longer be used in its year."""
    return _take(Kind.CANCEL, actor, line, amount, paper, at)


def _take(  # noqa: PLR0917 — one private hand behind two verbs
    kind: Kind, actor: Person, line: PlanLine, amount: Money, paper: Paper, at: datetime
) -> UUID:
    with deed(actor, Action.ASSIGN_MONEY, on=line.plan, at=at) as record:
        order = _order(kind, line, amount, paper)
        post_within(record, [order])
        record.note(kind=kind.value, amount=amount.dong, line=line.code)
    return order.id


def carry_over_money(
    *, actor: Person, line: PlanLine, to_line: PlanLine, amount: Money, paper: Paper, at: datetime
) -> tuple[UUID, UUID]:
    """Carry assigned money over to a line of next year's plan: out of one, into the other, in one deed.

    What is carried in comes on top of what next year's version gives the line.

    :raises Refusals: what the ledger refuses: another stream, another office, more than is left, a locked year.
    """
    with deed(actor, Action.ASSIGN_MONEY, on=line.plan, at=at) as record:
        demand(refusal(actor, Action.ASSIGN_MONEY, to_line))
        out = _order(Kind.CARRY_OVER, line, amount, paper)
        into = TransferOrder(
            id=uuid5(paper.client_id, "carry_in"),
            line=to_line,
            kind=Kind.CARRY_IN,
            amount=amount,
            on=paper.on,
            paper=paper.number.strip(),
            note=paper.note.strip(),
            answers=out.id,
        )
        post_within(record, [out, into])
        record.note(kind=out.kind.value, amount=amount.dong, line=line.code, to_line=to_line.code)
    return out.id, into.id


def _demand_room(plan: Plan, line: PlanLine, amount: Money) -> None:
    frame = frames_of(plan).get(line.code)
    if frame is not None:
        demand(over_frame(frame, amount))


def _order(kind: Kind, line: PlanLine, amount: Money, paper: Paper, to_line: PlanLine | None = None) -> TransferOrder:
    return TransferOrder(
        id=paper.client_id,
        line=line,
        kind=kind,
        amount=amount,
        on=paper.on,
        paper=paper.number.strip(),
        note=paper.note.strip(),
        to_line=to_line,
    )
