"""Transfers, lines and projects as facts, for tests of the pure ledger."""

from datetime import UTC, date, datetime
from uuid import UUID

from khuyencong.programme.rules.buckets import KINDS, OF_PROJECT, Kind
from khuyencong.programme.rules.ledger import Book, LineFacts, ProjectFacts, TransferFacts
from khuyencong.programme.rules.ledger.shapes import mirrored

DAY = date(2026, 3, 2)
CLERK, DIRECTOR = 1, 2
LINES = {
    1: LineFacts(1, "L01", plan=1, year=2026, stream="local", office=7),
    2: LineFacts(2, "L02", plan=1, year=2026, stream="local", office=7),
    3: LineFacts(3, "L03", plan=1, year=2026, stream="national", office=7),
    4: LineFacts(4, "L01", plan=2, year=2027, stream="local", office=7),
    5: LineFacts(5, "L01", plan=3, year=2025, stream="local", is_locked=True, office=7),
}


def project(key=11, **changes):
    """Return a running project of line 1, accepted in full."""
    facts = {
        "code": f"KC-{key}", "stream": "local", "state": "running", "line": 1,
        "approved": 500, "contracted": 500, "accepted": 500,
    }  # fmt: skip
    return ProjectFacts(id=key, **(facts | changes))


def transfer(kind, amount=100, number=1, **changes):
    """Return a transfer of the table's row on line 1, of project 11 where the row asks for one, approved where asked."""
    row = KINDS[kind]
    facts = {
        "plan": 1, "line": 1, "on": DAY, "posted_by": CLERK, "paper": "QĐ 12/QĐ-UBND",
        "source": row.source, "target": row.target,
        "project": 11 if {row.source, row.target} & OF_PROJECT else None,
        "to_line": 2 if kind is Kind.MOVE else None,
        "approved_by": DIRECTOR if row.approved else None,
        "recorded_at": datetime(2026, 3, 2, tzinfo=UTC),
    }  # fmt: skip
    return TransferFacts(id=UUID(int=number), kind=kind, amount=amount, **(facts | changes))


def reversal(first, number, **changes):
    """Return the row that undoes a transfer."""
    source, target, line, to_line = mirrored(first)
    facts = {
        "plan": first.plan, "line": line, "to_line": to_line, "project": first.project, "amount": first.amount,
        "source": source, "target": target, "on": first.on, "posted_by": CLERK, "approved_by": first.approved_by,
        "reverses": first.id, "paper": "BB 1",
    }  # fmt: skip
    return TransferFacts(id=UUID(int=number), kind=Kind.REVERSE, **(facts | changes))


def book(*transfers, projects=None, reversed_ids=(), answered=None, lines=None):
    """Return what is known around transfers."""
    return Book(
        lines=lines or LINES,
        projects={one.id: one for one in (projects or [project(), project(12, line=2)])},
        earlier={one.id: one for one in transfers},
        reversed_ids=frozenset(reversed_ids),
        answered=answered or {},
    )
