"""The transfers that a decision about a project posts, in the decision's own transaction."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from khuyencong.accounts.deeds import Record
from khuyencong.kernel.money import Money
from khuyencong.programme.actions.ledger import TransferOrder, post_within
from khuyencong.programme.models import Project
from khuyencong.programme.rules.buckets import Kind


def post_for(record: Record, project: Project, *, kind: Kind, amount: Money, on: date, paper: str) -> None:
    """Move money of the project as a part of a deed; nothing is posted for nothing.

    A repeated click is refused by the state of the project, so the id is new.

    :raises Refusals: from the ledger.
    """
    if not amount:
        return
    assert project.line is not None
    post_within(
        record,
        [
            TransferOrder(
                id=uuid4(), line=project.line, kind=kind, amount=amount, on=on, paper=paper.strip(), project=project
            )
        ],
    )
