"""Many at once: workers move money while others read sums. Totals stay, nothing is overspent, nobody stands still."""

import json
import os
import subprocess
import sys
from uuid import uuid4

import pytest

from khuyencong.kernel.money import Money
from khuyencong.programme.actions.ledger import TransferOrder, post_transfers
from khuyencong.programme.models import Transfer
from khuyencong.programme.queries.balances import line_balances, plan_balance
from khuyencong.programme.queries.ledger_book import facts_of
from khuyencong.programme.queries.ledger_verifying import verify_ledger
from khuyencong.programme.rules.buckets import Bucket, Kind
from khuyencong.programme.rules.ledger import fold
from tests.crash.moving import MOVES, WHOLE, WRITERS_ON_SQLITE, make_world, move_and_read, take_the_last
from tests.crash.workers import at_once
from tests.programme.ledger_world import DAY

on_postgresql = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
WORKERS = 20


def marked(test):
    for mark in on_postgresql:
        test = mark(test)
    return test


@pytest.fixture
def world(now):
    return make_world(now)


@marked
def test_totals_stay_while_twenty_move_money_and_twenty_read_sums(world):
    results = move_and_read(world, WORKERS)

    assert results == [MOVES] * WORKERS + [[2 * WHOLE]] * WORKERS
    assert Transfer.objects.filter(kind="move").count() == 2 * MOVES * WORKERS
    ours = fold(facts_of(row) for row in Transfer.objects.all()).by_line()
    assert line_balances(Transfer.objects.all()) == ours
    assert verify_ledger().fault is None


@marked
def test_nothing_is_overspent_by_twenty_who_all_want_the_last_money(world):
    results = take_the_last(world, WORKERS)

    assert results.count(1) == 3
    assert [one for one in results if one != 1] == [["programme.not_enough"]] * (WORKERS - 3)
    assert plan_balance([world.plan]).lines[0].buckets[Bucket.ASSIGNED] == WHOLE - 3 * (WHOLE // 3)


@marked
def test_one_click_repeated_by_twenty_posts_once(world):
    order = TransferOrder(id=uuid4(), line=world.line, kind=Kind.CANCEL, amount=Money(5), on=DAY, paper="QĐ 4")

    results = at_once(
        lambda _worker: len(post_transfers(actor=world.cast.ketoan, orders=[order], at=world.at).posted), WORKERS
    )

    assert sorted(results) == [0] * (WORKERS - 1) + [1]
    assert Transfer.objects.filter(kind="cancel").count() == 1


@marked
def test_database_alone_keeps_twenty_from_overspending_where_no_action_locks(world):
    """Straight into the table: the trigger locks the line before it counts."""

    def take(_worker):
        world.insert(Kind.WITHDRAW, WHOLE // 3)
        return 1

    results = at_once(take, WORKERS)

    assert results.count(1) == 3
    assert {type(one).__name__ for one in results if one != 1} == {"IntegrityError"}


@pytest.mark.crash
def test_on_a_sqlite_file_fewer_writers_wait_their_turn_and_nobody_is_refused_without_a_reason(tmp_path):
    environment = os.environ | {"KHUYENCONG_TEST_VAR": str(tmp_path), "KHUYENCONG_TEST_DATABASE": ""}
    command = [sys.executable, "-m", "tests.crash.moving"]

    done = subprocess.run(command, env=environment, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    told, number = json.loads(done.stdout), WRITERS_ON_SQLITE
    assert told["moved"] == [MOVES] * number + [[2 * WHOLE]] * number
    assert sorted(map(str, told["taken"])) == ["1", "1", "1", "['programme.not_enough']"]
    assert told["fault"] == "None"
