"""Posting to the ledger: all or nothing, once per client's id, under the lock of the lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Max

from khuyencong.accounts.deeds import Record, deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.models import Plan, PlanLine, Project, Transfer
from khuyencong.programme.queries.ledger_book import balances_around, book_around
from khuyencong.programme.rules.buckets import KINDS, OPENING, Bucket, Kind
from khuyencong.programme.rules.ledger import RULES, Balances, Book, TransferFacts, digest, refusals
from khuyencong.programme.rules.ledger.refused import refusal_of_database
from khuyencong.programme.rules.ledger.shapes import mirrored
from khuyencong.programme.rules.ledger.structure import RULE_OF_LEDGER, Rule

BUDGET = frozenset({Kind.ASSIGN, Kind.WITHDRAW, Kind.MOVE, Kind.CANCEL, Kind.CARRY_OVER, Kind.CARRY_IN})
"""Kinds that need the right to assign money; the others need the right to post."""
TRIES = 3


@dataclass(frozen=True, slots=True)
class TransferOrder:
    """One transfer that somebody wants posted; the id is theirs, so that a repeated click posts once.

    A reversal takes line, project and amount from the row that it names, where they are not given otherwise.
    """

    id: UUID
    line: PlanLine
    kind: Kind
    amount: Money | int
    on: date
    paper: str = ""
    project: Project | None = None
    to_line: PlanLine | None = None
    approved_by: Person | None = None
    reverses: UUID | None = None
    answers: UUID | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Posted:
    """Which ids were written now, and which stood already with the same content."""

    posted: tuple[UUID, ...]
    repeated: tuple[UUID, ...]


def post_transfers(*, actor: Person, orders: Sequence[TransferOrder], at: datetime) -> Posted:
    """Post all transfers or none, in a deed of its own. Within another deed use :func:`post_within`.

    :raises Refusals: every reason of every order; ``values["position"]`` is its place, from 0.
    """
    if not orders:
        return Posted((), ())
    for left in reversed(range(TRIES)):
        try:
            return _post_once(actor, orders, at)
        except OperationalError:  # a deadlock that the database resolved by ending us: nothing was written
            if not left or connection.in_atomic_block:
                raise
    raise AssertionError("the loop above returns or raises")


def post_transfer(*, actor: Person, order: TransferOrder, at: datetime) -> Posted:
    """Post one transfer.

    :raises Refusals: every reason against it.
    """
    return post_transfers(actor=actor, orders=[order], at=at)


def _post_once(actor: Person, orders: Sequence[TransferOrder], at: datetime) -> Posted:
    plans = list(Plan.objects.filter(lines__in={one.line.pk for one in orders}).select_related("office").distinct())
    rights = [Action.ASSIGN_MONEY if one.kind in BUDGET else Action.POST_TRANSFER for one in orders]
    action = Action.POST_TRANSFER if Action.POST_TRANSFER in rights else Action.ASSIGN_MONEY
    with deed(actor, action, at=at, office=plans[0].office) as record:
        for plan in plans:
            for right in set(rights):
                demand(refusal(actor, right, plan))
        record.on(plans[0])
        return post_within(record, orders)


def post_within(
    record: Record, orders: Sequence[TransferOrder], *, opening: bool = False, rules: Sequence[Rule] = RULES
) -> Posted:
    """Post within a deed that is open, whose actor becomes who posted; the trail keeps a digest of each row.

    ``opening`` allows the kinds by which money stands in the ledger that moved before it began.

    :raises Refusals: every reason of every order; nothing is written then.
    """
    lines, projects = _lock(orders)
    latest = Transfer.objects.filter(plan__in={line.plan_id for line in lines.values()}).aggregate(
        last=Max("recorded_at")
    )["last"]
    # Clocks of several servers differ: what is recorded later never carries an earlier moment.
    moment = max(record.at, latest) if latest else record.at
    around = {key for one in orders for key in (one.id, one.reverses, one.answers) if key is not None}
    book = book_around(lines, projects, around)
    batch = _Batch(book, balances_around(lines, projects), rules, opening=opening)
    for position, one in enumerate(orders):
        batch.take(position, _facts(one, record.actor, moment, batch.earlier), one)
    if batch.refused:
        raise Refusals(batch.refused)
    _write(batch.new)
    noted = record.facts.setdefault("transfers", {})
    assert isinstance(noted, dict)
    noted.update({str(one.id): digest(one) for one in batch.new})
    return Posted(tuple(one.id for one in batch.new), tuple(batch.repeated))


def _lock(orders: Sequence[TransferOrder]) -> tuple[dict[int, PlanLine], set[int]]:
    """Lock projects, then plans, then lines, each in the order of their keys; every deed keeps this order."""
    projects = {one.project.pk for one in orders if one.project is not None}
    projects |= {
        key
        for key in Transfer.objects.filter(pk__in=[one.reverses for one in orders if one.reverses]).values_list(
            "project_id", flat=True
        )
        if key is not None
    }
    keys = {line.pk for one in orders for line in (one.line, one.to_line) if line is not None}
    keys |= _lines_undone(orders)
    _lock_rows(Project, projects)
    _lock_rows(Plan, set(PlanLine.objects.filter(pk__in=keys).values_list("plan_id", flat=True)))
    locked = PlanLine.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True)
    return {line.pk: line for line in locked}, projects


def _lines_undone(orders: Sequence[TransferOrder]) -> set[int]:
    undone = Transfer.objects.filter(pk__in=[one.reverses for one in orders if one.reverses])
    return {key for pair in undone.values_list("line_id", "to_line_id") for key in pair if key is not None}


def _lock_rows(model: type[Project | Plan], keys: Collection[int]) -> None:
    if keys:
        list(
            model._default_manager.filter(pk__in=keys)
            .order_by("pk")
            .select_for_update(no_key=True)
            .values_list("pk", flat=True)
        )


def _facts(one: TransferOrder, actor: Person, moment: datetime, earlier: Mapping[UUID, TransferFacts]) -> TransferFacts:
    """Return the order as the rules see it."""
    dong = one.amount.dong if isinstance(one.amount, Money) else one.amount
    row = KINDS.get(one.kind)
    facts = TransferFacts(
        id=one.id,
        plan=one.line.plan_id,
        line=one.line.pk,
        to_line=one.to_line.pk if one.to_line else None,
        project=one.project.pk if one.project else None,
        kind=one.kind,
        source=row.source if row else Bucket.ASSIGNED,
        target=row.target if row else Bucket.OUTSIDE,
        amount=dong,
        on=one.on,
        posted_by=actor.pk,
        approved_by=one.approved_by.pk if one.approved_by else None,
        reverses=one.reverses,
        answers=one.answers,
        paper=one.paper.strip(),
        note=one.note.strip(),
        recorded_at=moment,
    )
    first = earlier.get(one.reverses) if one.reverses else None
    if one.kind is not Kind.REVERSE or first is None:
        return facts
    source, target, line, to_line = mirrored(first)
    if one.line.pk not in {first.line, first.to_line}:
        line = one.line.pk
    return replace(facts, source=source, target=target, line=line, to_line=to_line, project=first.project)


class _Batch:
    """Orders taken one after another, each on the balances that those before it leave."""

    def __init__(self, book: Book, balances: Balances, rules: Sequence[Rule], *, opening: bool) -> None:
        self.earlier, self.reversed, self.answered = dict(book.earlier), set(book.reversed_ids), dict(book.answered)
        self.book = replace(book, earlier=self.earlier, reversed_ids=self.reversed, answered=self.answered)
        self.balances, self.rules, self.opening = balances, rules, opening
        self.accepted: dict[UUID, TransferFacts] = {}
        self.repeated: list[UUID] = []
        self.refused: list[Refusal] = []

    @property
    def new(self) -> list[TransferFacts]:
        """Return the rows to write, in the order of the orders."""
        return list(self.accepted.values())

    def take(self, position: int, facts: TransferFacts, one: TransferOrder) -> None:
        """Accept one order, note it as repeated, or keep the reasons against it."""
        stands = self.earlier.get(facts.id)
        if stands is not None and stands.content() == facts.content():
            self.repeated.append(facts.id)
            return
        found = [_id_taken(facts)] if stands is not None else self._reasons(facts, one)
        for no in found:
            no.values |= {"position": position, "transfer": str(facts.id)}
        self.refused += found
        if not found:
            self._accept(facts)

    def _reasons(self, facts: TransferFacts, one: TransferOrder) -> list[Refusal]:
        if facts.kind in OPENING and not self.opening:
            return [_opening_only_by_import()]
        found = refusals(facts, self.balances, self.book, self.rules)
        if not found and one.approved_by is not None:
            no = refusal(one.approved_by, Action.APPROVE_PAYMENT, one.project or one.line)
            found = [no] if no else []
        return found

    def _accept(self, facts: TransferFacts) -> None:
        first = self.earlier.get(facts.reverses) if facts.reverses else None
        self.balances.add(facts, first.kind if first else None)
        self.accepted[facts.id] = self.earlier[facts.id] = facts
        if facts.reverses is not None:
            self.reversed.add(facts.reverses)
        if facts.answers is not None:
            self.answered[facts.answers] = facts.id


def _id_taken(facts: TransferFacts) -> Refusal:
    return Refusal(
        "programme.id_with_other_content",
        _("Mã bút toán %(id)s đã được dùng cho một bút toán khác. Hãy tải lại trang rồi ghi lại."),
        source=RULE_OF_LEDGER,
        id=str(facts.id),
    )


def _opening_only_by_import() -> Refusal:
    return Refusal(
        "programme.opening_only_by_import",
        _("Số đầu kỳ chỉ được ghi khi nhập đề án của các năm trước từ bảng tính."),
        source=RULE_OF_LEDGER,
    )


def _write(rows: Iterable[TransferFacts]) -> None:
    """Write the rows; what a trigger refuses in the last moment is told like any other refusal."""
    try:
        with transaction.atomic():
            Transfer.objects.bulk_create(_row(one) for one in rows)
    except IntegrityError as error:
        found = refusal_of_database(str(error))
        if found is None:
            raise
        raise Refusals([found]) from error


def _row(one: TransferFacts) -> Transfer:
    assert one.recorded_at is not None
    return Transfer(
        id=one.id,
        plan_id=one.plan,
        line_id=one.line,
        to_line_id=one.to_line,
        project_id=one.project,
        kind=one.kind.value,
        from_bucket=one.source.value,
        to_bucket=one.target.value,
        amount=Money(one.amount),
        on=one.on,
        recorded_at=one.recorded_at,
        paper=one.paper,
        note=one.note,
        posted_by_id=one.posted_by,
        approved_by_id=one.approved_by,
        reverses_id=one.reverses,
        answers_id=one.answers,
    )
