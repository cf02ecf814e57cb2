"""Projects in work: contract signed, money in its buckets, progress told; written straight into the tables."""

import uuid
from datetime import date

from khuyencong.kernel.money import Money
from khuyencong.programme.models import Contract, ProgressReport, Transfer
from khuyencong.programme.rules.buckets import KINDS, Kind
from tests.factories.programme import make_line, make_plan, make_project

SUPPORT = 300_000_000


def put_money(cast, project, *steps):
    """Post (kind, amount) one after the other; what needs a second person was approved by the director."""
    for kind, amount in steps:
        row = KINDS[Kind(kind)]
        of_line = kind == "assign"
        Transfer.objects.create(
            id=uuid.uuid4(), plan=project.line.plan, line=project.line, project=None if of_line else project, kind=kind,
            from_bucket=row.source.value, to_bucket=row.target.value, amount=Money(amount), on=date(2026, 3, 2),
            recorded_at=project.created_at, paper="01/CT", posted_by=cast.ketoan,
            approved_by=cast.giamdoc if row.approved else None,
        )  # fmt: skip  # one row


def make_contracted(cast, *, line=None, code="DA-001", content="machinery", **changed):
    """Make a project with a contract over its whole approval and the money behind it."""
    line = line or make_line(make_plan(cast), content=content)
    facts = {"state": "contracted", "contracted": Money(SUPPORT), "ends_on": date(2026, 11, 30)} | changed
    project = make_project(cast, line=line, code=code, **facts)
    Contract.objects.create(
        project=project, number=f"{code}/HĐ", signed_on=date(2026, 3, 1), amount=Money(SUPPORT), advance_percent=50,
        advance_source="TT 36/2013/TT-BCT, Điều 13", ends_on=date(2026, 11, 30), recorded_at=project.created_at,
        recorded_by=cast.chuyenvien,
    )  # fmt: skip  # one row
    put_money(cast, project, ("assign", SUPPORT), ("reserve", SUPPORT), ("contract", SUPPORT))
    return project


def make_running(cast, *, percent=100, **changed):
    """Make a project in work since 5 March, whose last report told so many percent; None for no report."""
    project = make_contracted(cast, **{"state": "running", "starts_on": date(2026, 3, 5)} | changed)
    if percent is not None:
        ProgressReport.objects.create(
            project=project, reported_on=date(2026, 11, 1), percent=percent, recorded_by=cast.chuyenvien,
            recorded_at=project.created_at,
        )  # fmt: skip  # one row
    return project


def make_accepted(cast, *, amount=SUPPORT, **changed):
    """Make an accepted project, paid in full for what was accepted."""
    facts = {"state": "accepted", "accepted": Money(amount), "accepted_on": date(2026, 11, 10)} | changed
    project = make_running(cast, **facts)
    put_money(cast, project, ("pay", amount))
    return project
