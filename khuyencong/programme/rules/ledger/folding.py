"""Transfers folded to balances: per plan line, project and bucket, on every day. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from khuyencong.programme.rules.buckets import OF_PROJECT, Bucket, Kind
from khuyencong.programme.rules.ledger.shapes import TransferFacts


class Account(NamedTuple):
    """Where money is: a bucket of a plan line, and of a project where the bucket is a project's."""

    line: int
    project: int | None
    bucket: Bucket


def legs(transfer: TransferFacts) -> tuple[tuple[Account, int], tuple[Account, int]]:
    """Return the two sides of a transfer; together they are always zero."""
    to_line = transfer.line if transfer.to_line is None else transfer.to_line
    return (
        (_account(transfer.line, transfer.project, transfer.source), -transfer.amount),
        (_account(to_line, transfer.project, transfer.target), transfer.amount),
    )


def _account(line: int, project: int | None, bucket: Bucket) -> Account:
    return Account(line, project if bucket in OF_PROJECT else None, bucket)


class Balances:
    """Sums of transfers by account and day, in whole đồng; ``flows`` are net of reversals, by project and kind."""

    def __init__(self) -> None:
        self.days: dict[Account, dict[date, int]] = {}
        self.totals: dict[Account, int] = {}
        self.flows: dict[tuple[int, Kind], int] = {}

    def put(self, account: Account, on: date, amount: int) -> None:
        """Add an amount to an account on a day."""
        days = self.days.setdefault(account, {})
        days[on] = days.get(on, 0) + amount
        self.totals[account] = self.totals.get(account, 0) + amount

    def flow(self, project: int, kind: Kind, amount: int) -> None:
        """Add an amount to what a project moved by one kind."""
        self.flows[project, kind] = self.flows.get((project, kind), 0) + amount

    def add(self, transfer: TransferFacts, undone: Kind | None = None) -> None:
        """Add a transfer; for a reversal, ``undone`` is the kind of the row that it undoes."""
        for account, amount in legs(transfer):
            self.put(account, transfer.on, amount)
        if transfer.project is not None:
            kind, sign = (transfer.kind, 1) if undone is None else (undone, -1)
            self.flow(transfer.project, kind, sign * transfer.amount)

    def balance(self, account: Account, on: date | None = None) -> int:
        """Return the balance at the end of a day; without a day, of everything posted."""
        if on is None:
            return self.totals.get(account, 0)
        return sum(amount for day, amount in self.days.get(account, {}).items() if day <= on)

    def lowest(self, account: Account, since: date) -> tuple[int, date]:
        """Return the lowest balance at the end of that day or of any later one, and the first such day."""
        days = self.days.get(account, {})
        running = sum(amount for day, amount in days.items() if day <= since)
        lowest, when = running, since
        for day in sorted(day for day in days if day > since):
            running += days[day]
            if running < lowest:
                lowest, when = running, day
        return lowest, when

    def of_project(self, project: int, buckets: Iterable[Bucket]) -> int:
        """Return what a project has in the buckets, on all lines together."""
        wanted = frozenset(buckets)
        return sum(
            amount for account, amount in self.totals.items() if account.project == project and account.bucket in wanted
        )

    def flowed(self, project: int, *kinds: Kind) -> int:
        """Return what a project moved by the kinds, net of reversals."""
        return sum(self.flows.get((project, kind), 0) for kind in kinds)

    def by_line(self, on: date | None = None) -> dict[int, dict[Bucket, int]]:
        """Return every bucket of every line at the end of a day."""
        found: dict[int, dict[Bucket, int]] = {}
        for account in self.totals:
            line = found.setdefault(account.line, dict.fromkeys(Bucket, 0))
            line[account.bucket] += self.balance(account, on)
        return found

    def negatives(self) -> list[tuple[Account, date, int]]:
        """Return accounts that are below zero at the end of some day: account, first such day, balance."""
        found = []
        for account, days in self.days.items():
            if account.bucket is Bucket.OUTSIDE:
                continue
            running = 0
            for day in sorted(days):
                running += days[day]
                if running < 0:
                    found.append((account, day, running))
                    break
        return found


def fold(transfers: Iterable[TransferFacts], kinds: Mapping[UUID, Kind] | None = None) -> Balances:
    """Fold transfers to balances; ``kinds`` knows those of rows undone that are not among them."""
    known: dict[UUID, Kind] = dict(kinds or {})
    balances = Balances()
    listed = list(transfers)
    known |= {one.id: one.kind for one in listed}
    for one in listed:
        balances.add(one, known[one.reverses] if one.reverses is not None else None)
    return balances
