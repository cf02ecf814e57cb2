"""Facts that the ledger decides on: one transfer, its plan lines, its project. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from khuyencong.programme.rules.buckets import KINDS, OF_PROJECT, Bucket, Kind


@dataclass(frozen=True, slots=True)
class TransferFacts:
    """One transfer; ``amount`` in whole đồng; ``on`` is the day of the document and governs balances at a day."""

    id: UUID
    plan: int
    line: int
    kind: Kind
    source: Bucket
    target: Bucket
    amount: int
    on: date
    posted_by: int
    to_line: int | None = None
    project: int | None = None
    approved_by: int | None = None
    reverses: UUID | None = None
    answers: UUID | None = None
    paper: str = ""
    note: str = ""
    recorded_at: datetime | None = None

    @property
    def is_move(self) -> bool:
        """Tell whether it leads from line to line."""
        return self.source is Bucket.ASSIGNED and self.target is Bucket.ASSIGNED

    def content(self) -> tuple[object, ...]:
        """Return what a repeated order must have in common with the first."""
        return (
            self.plan, self.line, self.to_line, self.project, self.kind, self.amount, self.on, self.approved_by,
            self.reverses, self.answers, self.paper, self.note,
        )  # fmt: skip  # one list of fields


def digest(transfer: TransferFacts) -> str:
    """Return the SHA-256 of everything a transfer says, which the audit trail keeps beside its id."""
    assert transfer.recorded_at is not None
    content = [
        str(transfer.id), transfer.plan, transfer.line, transfer.to_line, transfer.project, transfer.kind.value,
        transfer.source.value, transfer.target.value, transfer.amount, transfer.on.isoformat(), transfer.posted_by,
        transfer.approved_by, str(transfer.reverses or ""), str(transfer.answers or ""), transfer.paper, transfer.note,
        transfer.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
    ]  # fmt: skip  # one list of fields
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One plan line: its plan, year and stream, and whether the year is locked."""

    id: int
    code: str
    plan: int
    year: int
    stream: str
    is_locked: bool = False
    office: int = 0


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """One project: its state and the four amounts that are never one another, in whole đồng.

    ``advances_due``: day by which an advance was to be cleared, and its amount.
    """

    id: int
    code: str
    stream: str
    state: str
    line: int | None = None
    approved: int | None = None
    contracted: int | None = None
    accepted: int | None = None
    advance_percent: int | None = None
    advance_source: str = ""
    advances_due: tuple[tuple[date, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """What is known around the transfers at hand; ``answered``: a carry-over and the carry-in that took it."""

    lines: Mapping[int, LineFacts] = field(default_factory=dict)
    projects: Mapping[int, ProjectFacts] = field(default_factory=dict)
    earlier: Mapping[UUID, TransferFacts] = field(default_factory=dict)
    reversed_ids: AbstractSet[UUID] = frozenset()
    answered: Mapping[UUID, UUID] = field(default_factory=dict)


def is_allowed_pair(kind: Kind, source: Bucket, target: Bucket) -> bool:
    """Tell whether the table allows this kind between these buckets; a reversal goes any row's way back."""
    if kind is Kind.REVERSE:
        return any((row.target, row.source) == (source, target) for row in KINDS.values())
    row = KINDS[kind]
    return (row.source, row.target) == (source, target)


def is_of_project(source: Bucket, target: Bucket) -> bool:
    """Tell whether a transfer between the buckets names a project."""
    return source in OF_PROJECT or target in OF_PROJECT


def mirrored(first: TransferFacts) -> tuple[Bucket, Bucket, int, int | None]:
    """Return source, target, line and second line of the row that undoes a transfer."""
    if first.to_line is not None:
        return first.target, first.source, first.to_line, first.line
    return first.target, first.source, first.line, None
