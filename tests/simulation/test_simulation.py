"""A short run of the simulator, and one planted bug for each invariant that it must catch."""

import pytest
from django.db import connection

from khuyencong.programme.actions.ledger import Posted, post_within
from khuyencong.programme.models import Project, Transfer
from khuyencong.programme.queries.balances import line_balances
from khuyencong.programme.queries.ledger_verifying import verify_ledger
from khuyencong.programme.rules.buckets import Bucket
from khuyencong.programme.rules.ledger import RULES, money, structure
from tests.simulation.checks import Broken, Watch
from tests.simulation.engine import Simulation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", [1, 2026])
def test_office_at_work_keeps_every_invariant(seed):
    told = Simulation(seed).run(200)

    assert all(told.values())
    assert verify_ledger().fault is None


def test_simulation_repeats_itself_from_its_seed():
    first = Simulation(5).run(60)
    rows = list(Transfer.objects.order_by("id").values_list("id", "amount"))
    clear()

    assert Simulation(5).run(60) == first
    assert list(Transfer.objects.order_by("id").values_list("id", "amount")) == rows


def clear():
    lift_guards()
    from tests.emptying import empty

    empty()


def lift_guards():
    """Take triggers and checks away, so that a planted bug in the rules is seen by the simulator alone."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'programme_transfer'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE programme_transfer DISABLE TRIGGER USER")
            cursor.execute(
                "SELECT conname FROM pg_constraint WHERE conrelid = 'programme_transfer'::regclass AND contype = 'c'"
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f'ALTER TABLE programme_transfer DROP CONSTRAINT "{name}"')


@pytest.fixture
def unguarded(db):
    lift_guards()
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def nothing_accepted(simulation):
    Project.objects.update(accepted=0)


def one_person(simulation):
    simulation.office.accountants = simulation.office.directors = [simulation.office.both]


def short_years(simulation):
    simulation.year_size = 40


def as_it_is(simulation):
    """Change nothing."""


@pytest.mark.parametrize(("left_out", "word", "prepare"), [
    ((money.balance_stays,), "negative", as_it_is),
    ((money.paid_within_acceptance,), "paid beyond its acceptance", nothing_accepted),
    ((money.contract_within_approval, money.reserve_within_approval), "contracted beyond its approval", as_it_is),
    ((structure.two_people,), "one person approved and posted", one_person),
    ((structure.lines_agree,), "was not conserved", as_it_is),
    ((structure.year_is_open,), "locked year", short_years),
], ids=lambda value: value if isinstance(value, str) else "")  # fmt: skip
def test_planted_bug_in_a_rule_is_caught(unguarded, left_out, word, prepare):
    simulation = Simulation(11, rules=tuple(rule for rule in RULES if rule not in left_out))
    prepare(simulation)

    with pytest.raises(Broken, match=rf"seed 11, step \d+: .*{word}"):
        simulation.run(2000)


def test_planted_posting_that_forgets_the_ids_is_caught(unguarded):
    def forgetful(record, orders, **options):
        """Post a repeated click again, under new ids."""
        from dataclasses import replace
        from uuid import uuid4

        return post_within(record, [replace(one, id=uuid4()) for one in orders], **options)

    with pytest.raises(Broken, match="neither posted nor repeated"):
        Simulation(11, post=forgetful).run(400)


def test_planted_posting_that_writes_half_a_batch_is_caught():
    def halving(record, orders, **options):
        """Post what goes and say nothing of the rest."""
        done = post_within(record, orders[:1], **options)
        return Posted(done.posted[:0], done.repeated)

    with pytest.raises(Broken, match="told 0 transfers, wrote 1"):
        Simulation(11, post=halving).run(400)


def test_planted_report_that_counts_a_bucket_twice_is_caught():
    def careless(rows):
        sums = line_balances(rows)
        for buckets in sums.values():
            buckets[Bucket.RESERVED] *= 2
        return sums

    with pytest.raises(Broken, match="differs from the ledger"):
        Simulation(11, watch=Watch(careless)).run(2000)
