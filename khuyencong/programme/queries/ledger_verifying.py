"""Recomputing the ledger from its transfers, against the trail, the rules and the sums of the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from uuid import UUID

from khuyencong.accounts.models import AuditEntry
from khuyencong.accounts.queries import verify_chain
from khuyencong.programme.models import PaymentOrder, Plan, Transfer
from khuyencong.programme.queries.balances import line_balances
from khuyencong.programme.queries.ledger_book import book_around, facts_of
from khuyencong.programme.rules.buckets import OPENING, Bucket
from khuyencong.programme.rules.ledger import Balances, Book, TransferFacts, digest, legs
from khuyencong.programme.rules.ledger.money import COMMITTED, HELD, SPENT
from khuyencong.programme.rules.ledger.structure import (
    amount_is_sound,
    answer_is_sound,
    lines_agree,
    reversal_mirrors,
    row_of_table,
    two_people,
)

ALWAYS = (amount_is_sound, row_of_table, lines_agree, two_people, reversal_mirrors, answer_is_sound)
"""Rules that hold of every row for ever; the others asked about a state that has changed since."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold: a stable code, the transfer or plan, and why in words for the log."""

    code: str
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Verified:
    """How much was recomputed, and the first fault."""

    transfers: int
    plans: int
    fault: Fault | None


def verify_ledger() -> Verified:
    """Recompute everything; stop at the first fault."""
    rows = plans = 0
    known = kept_digests()
    seen: set[str] = set()
    if broken := verify_chain():
        return Verified(0, 0, Fault("trail_broken", f"entry {broken.number}", broken.why))
    for plan in Plan.objects.order_by("pk"):
        walk = _Walk(plan, known)
        fault = next(walk.faults(), None)
        rows, plans = rows + len(walk.seen), plans + 1
        seen |= walk.seen
        if fault is not None:
            return Verified(rows, plans, fault)
    return Verified(rows, plans, next(_after_all(known, seen), None))


def kept_digests() -> dict[str, str]:
    """Return the digest of every transfer that the trail knows."""
    known: dict[str, str] = {}
    entries = AuditEntry.objects.filter(facts__has_key="transfers").order_by("number")
    for facts in entries.values_list("facts", flat=True).iterator(500):
        known |= facts["transfers"]
    return known


class _Walk:
    """One plan's transfers in the order in which they were recorded."""

    def __init__(self, plan: Plan, known: dict[str, str]) -> None:
        self.plan, self.known = plan, known
        self.balances, self.seen = Balances(), set[str]()
        self.undone: set[UUID] = set()
        self.answered: dict[UUID, UUID] = {}
        self.rows: dict[UUID, TransferFacts] = {}
        self.book = Book()

    def faults(self) -> Iterator[Fault]:
        """Yield what does not hold, as it is found."""
        stored = Transfer.objects.filter(plan=self.plan).order_by("recorded_at", "pk").iterator(5000)
        self.rows = {row.pk: facts_of(row) for row in stored}
        self.book = self._book()
        for _moment, together in groupby(self.rows.values(), key=lambda one: one.recorded_at):
            yield from self._group(list(together))
        yield from self._sums()
        yield from self._projects()

    def _book(self) -> Book:
        """Return lines and rows named; sets of what was undone and answered grow as the walk goes on."""
        rows = self.rows.values()
        lines = {key for one in rows for key in (one.line, one.to_line) if key is not None}
        elsewhere = book_around(lines, (), {one.answers for one in rows if one.answers is not None})
        earlier = {**elsewhere.earlier, **self.rows}
        return replace(elsewhere, earlier=earlier, reversed_ids=self.undone, answered=self.answered)

    def _group(self, rows: list[TransferFacts]) -> Iterator[Fault]:
        for one in rows:
            self.seen.add(str(one.id))
            yield from self._row(one)
            first = self.rows.get(one.reverses) if one.reverses else None
            self.balances.add(one, first.kind if first else None)
        for one in rows:
            account = legs(one)[0][0]
            if account.bucket is not Bucket.OUTSIDE and (low := self.balances.lowest(account, one.on))[0] < 0:
                yield Fault("negative", str(one.id), f"{account.bucket} is {low[0]} on {low[1]}")

    def _row(self, one: TransferFacts) -> Iterator[Fault]:
        if self.known.get(str(one.id)) != digest(one):
            known = str(one.id) in self.known
            yield Fault("changed" if known else "not_in_trail", str(one.id), "differs from what the trail keeps")
        locked = self.plan.locked_at
        if locked is not None and one.recorded_at is not None and one.recorded_at > locked:
            yield Fault("after_lock", str(one.id), f"recorded after the year was locked at {locked.isoformat()}")
        for (
            rule
        ) in ALWAYS:  # the book knows only what was undone and answered before: later rows are not held against it
            if no := rule(one, self.balances, self.book):
                yield Fault(no.code, str(one.id), str(no))
        if one.reverses is not None:
            self.undone.add(one.reverses)
        if one.answers is not None:
            self.answered[one.answers] = one.id

    def _sums(self) -> Iterator[Fault]:
        ours = self.balances.by_line()
        theirs = line_balances(Transfer.objects.filter(plan=self.plan))
        for line in sorted(ours.keys() | theirs.keys()):
            if ours.get(line) != theirs.get(line):
                yield Fault("sums_differ", f"line {line}", f"{ours.get(line)} against {theirs.get(line)}")

    def _projects(self) -> Iterator[Fault]:
        opened = {key for key, kind in self.balances.flows if kind in OPENING}
        touched = {account.project for account in self.balances.totals if account.project is not None} - opened
        book = book_around((), touched, ())
        for key, project in sorted(book.projects.items()):
            for buckets, limit, name in (
                (HELD, project.approved, "approved"),
                (COMMITTED, project.approved, "approved"),
                (SPENT, project.accepted, "accepted"),
            ):
                total = self.balances.of_project(key, buckets)
                if total > (limit or 0):
                    yield Fault("over_" + name, project.code, f"{total} of {limit or 0}")


def _after_all(known: dict[str, str], seen: set[str]) -> Iterator[Fault]:
    yield from (Fault("missing", key, "the trail keeps a transfer that is gone") for key in sorted(known.keys() - seen))
    paid = PaymentOrder.objects.filter(state="paid").select_related("transfer").order_by("pk")
    for order in paid.iterator(2000):
        row = order.transfer
        same = row is not None and (row.kind, row.amount, row.project_id, row.approved_by_id) == (
            order.kind,
            order.amount,
            order.project_id,
            order.approved_by_id,
        )
        if not same:
            yield Fault("order_differs", f"order {order.pk}", "the transfer is not what was approved")
