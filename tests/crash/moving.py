"""The work of many at once on one plan: writers that move money to and fro, readers that add up. Also a program:

`python -m tests.crash.moving` does it on a SQLite file of its own, as an office without PostgreSQL has it, and prints
what came of it as JSON; the tests' own SQLite lives in memory, where threads share one cache.
"""

import json
import os
import sys
from datetime import UTC, datetime
from uuid import uuid4

WHOLE = 10_000
MOVES = 6
WRITERS_ON_SQLITE = 4


def make_world(now):
    """Make a plan with as much money on two lines."""
    from khuyencong.kernel.money import Money
    from khuyencong.programme.actions.ledger import TransferOrder, post_transfers
    from khuyencong.programme.rules.buckets import Kind
    from tests.cast import make_cast
    from tests.programme.ledger_world import DAY, make_plan_world

    made = make_plan_world(make_cast(), now)
    orders = [
        TransferOrder(id=uuid4(), line=made.lines[code], kind=Kind.ASSIGN, amount=Money(WHOLE), on=DAY, paper="QĐ 1")
        for code in ("L01", "L02")
    ]
    post_transfers(actor=made.cast.ketoan, orders=orders, at=now)
    return made


def move_to_and_fro(world, worker):
    """Move money between two lines, half of the workers one way and half the other, in batches that cross."""
    from khuyencong.accounts.models import Person
    from khuyencong.kernel.money import Money
    from khuyencong.programme.actions.ledger import TransferOrder, post_transfers
    from khuyencong.programme.models import PlanLine
    from khuyencong.programme.rules.buckets import Kind
    from tests.programme.ledger_world import DAY

    accountant = Person.objects.get(pk=world.cast.ketoan.pk)
    lines = list(PlanLine.objects.select_related("plan").filter(code__in=["L01", "L02"]).order_by("code"))
    if worker % 2:
        lines.reverse()
    for _turn in range(MOVES):
        orders = [
            TransferOrder(id=uuid4(), line=lines[one], to_line=lines[1 - one], kind=Kind.MOVE, amount=Money(7 + one),
                          on=DAY, paper="QĐ 2")
            for one in (0, 1)
        ]  # fmt: skip  # facts read better in a block
        post_transfers(actor=accountant, orders=orders, at=world.at)
    return MOVES


def read_sums(world):
    """Read the sums over and over; return every total that was seen."""
    from khuyencong.programme.models import Plan
    from khuyencong.programme.queries.balances import plan_balance, total_of

    seen = set()
    for _turn in range(4 * MOVES):
        found = plan_balance(Plan.objects.filter(pk=world.plan.pk))
        seen.add(sum(total_of(one.buckets) for one in found.lines))
    return sorted(seen)


def move_and_read(world, number):
    """Let so many write while as many read; return what each came to."""
    from tests.crash.workers import at_once

    return at_once(lambda worker: move_to_and_fro(world, worker) if worker < number else read_sums(world), 2 * number)


def take_the_last(world, number):
    """Let all want a third of what is left; return 1 for who got it, else the codes of the refusals."""
    from khuyencong.kernel.money import Money
    from khuyencong.kernel.refusal import Refusals
    from khuyencong.programme.actions.ledger import TransferOrder, post_transfers
    from khuyencong.programme.models import PlanLine
    from khuyencong.programme.rules.buckets import Kind
    from tests.crash.workers import at_once
    from tests.programme.ledger_world import DAY

    def take(_worker):
        order = TransferOrder(
            id=uuid4(), line=PlanLine.objects.select_related("plan").get(pk=world.line.pk), kind=Kind.WITHDRAW,
            amount=Money(WHOLE // 3), on=DAY, paper="QĐ 3",
        )  # fmt: skip  # facts read better in a block
        try:
            return len(post_transfers(actor=world.cast.ketoan, orders=[order], at=world.at).posted)
        except Refusals as told:
            return [one.code for one in told.refusals]

    return at_once(take, number)


def main():
    """Do it on a file."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from khuyencong.programme.queries.ledger_verifying import verify_ledger

    world = make_world(datetime(2026, 11, 24, 2, tzinfo=UTC))
    moved, taken = move_and_read(world, WRITERS_ON_SQLITE), take_the_last(world, WRITERS_ON_SQLITE)
    print(json.dumps({"moved": moved, "taken": taken, "fault": str(verify_ledger().fault)}, default=repr))
    return 0


if __name__ == "__main__":
    sys.exit(main())
