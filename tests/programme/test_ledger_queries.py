"""Balances by SQL are what the pure fold says, on any day and as recorded at any moment."""

import random
from datetime import timedelta

import pytest

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusals
from khuyencong.programme.actions.ledger import TransferOrder, post_transfers
from khuyencong.programme.models import Plan, Transfer
from khuyencong.programme.queries.balances import (
    AsOf,
    balance_of_line,
    empty,
    line_balances,
    plan_balance,
    project_balances,
)
from khuyencong.programme.queries.ledger_book import facts_of
from khuyencong.programme.rules.buckets import KINDS, OF_PROJECT, Bucket, Kind
from khuyencong.programme.rules.ledger import fold
from khuyencong.programme.rules.streams import Stream
from tests.programme.ledger_world import DAY, make_plan_world, make_project
from tests.programme.test_ledger_actions import order

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(cast, now):
    """A plan with whatever random orders were accepted, each at a moment of its own."""
    chance = random.Random(612)
    world = make_plan_world(cast, now)
    make_project(world, "KC-2", "Q01")
    for step in range(150):
        kind = chance.choice([Kind.ASSIGN, Kind.RESERVE, Kind.CONTRACT, Kind.PAY, Kind.ADVANCE, *KINDS])
        code = chance.choice(["KC-1", "KC-2"])
        changes = {"line": world.projects[code].line, "on": DAY + timedelta(days=step // 6 + chance.randrange(3))}
        if {KINDS[kind].source, KINDS[kind].target} & OF_PROJECT:
            changes["project"] = world.projects[code]
        if kind is Kind.MOVE:
            changes |= {"line": world.line, "to_line": world.lines["L02"]}
        one = order(world, kind, chance.randrange(1, 60) * (9 if kind is Kind.ASSIGN else 1), **changes)
        try:
            post_transfers(actor=cast.ketoan, orders=[one], at=now + timedelta(minutes=step))
        except Refusals:
            continue
    return world


@pytest.mark.parametrize("days", [None, -1, 0, 9, 17, 40])
@pytest.mark.parametrize("minutes", [None, 40])
def test_sums_of_the_database_equal_the_fold(busy, now, days, minutes):
    as_of = AsOf(
        on=None if days is None else DAY + timedelta(days=days),
        recorded=None if minutes is None else now + timedelta(minutes=minutes),
    )
    rows = [facts_of(row) for row in Transfer.objects.all()]
    counted = fold([one for one in rows if as_of.recorded is None or one.recorded_at <= as_of.recorded])

    folded = {line: buckets for line, buckets in counted.by_line(as_of.on).items() if any(buckets.values())}
    sums = line_balances(Transfer.objects.filter(plan=busy.plan), as_of)

    assert len(rows) > 20
    assert {line: buckets for line, buckets in sums.items() if any(buckets.values())} == folded
    for line in busy.lines.values():
        assert balance_of_line(line, as_of) == folded.get(line.pk, empty())
    for project in busy.projects.values():
        mine = project_balances([project.pk], as_of)[project.pk]
        expected = {
            bucket: sum(
                counted.balance(account, as_of.on)
                for account in counted.totals
                if account.project == project.pk and account.bucket is bucket
            )
            for bucket in Bucket
        }
        assert mine == expected


def test_plan_balance_adds_lines_up_by_source(busy):
    found = plan_balance(Plan.objects.filter(pk=busy.plan.pk))

    assert [one.line.code for one in found.lines] == ["L01", "L02", "Q01"]
    local = [one for one in found.lines if one.line.stream == "local"]
    assert found.sources[Stream.LOCAL] == {bucket: sum(one.buckets[bucket] for one in local) for bucket in Bucket}
    assert all(one.assigned_total == -one.buckets[Bucket.OUTSIDE] for one in found.lines if one.line.stream != "local")


def test_balances_take_a_constant_number_of_queries(busy, django_assert_num_queries):
    with django_assert_num_queries(2):
        plan_balance([busy.plan])
    with django_assert_num_queries(2):
        balance_of_line(busy.line)
    with django_assert_num_queries(1):
        project_balances([one.pk for one in busy.projects.values()])


def test_what_may_still_be_promised_is_what_is_assigned(cast, now):
    world = make_plan_world(cast, now)
    assign = TransferOrder(id=world.row(Kind.ASSIGN, 1).pk, line=world.line, kind=Kind.ASSIGN, amount=Money(700),
                           on=DAY, paper="QĐ 1")  # fmt: skip
    post_transfers(actor=cast.ketoan, orders=[assign, order(world, Kind.RESERVE, 300)], at=now)

    line = plan_balance([world.plan]).lines[0]

    assert (line.left, line.assigned_total) == (400, 700)
