"""What the database itself refuses, whoever writes and however: the ledger's constraints and triggers."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from khuyencong.kernel.money import Money
from khuyencong.programme.models import Contract, PaymentOrder, Plan, Project, Transfer
from khuyencong.programme.rules.buckets import Bucket, Kind
from tests.programme.ledger_world import DAY, make_plan_world, make_project

pytestmark = pytest.mark.django_db
NAMES = {
    "acceptance", "acontract", "advance", "alate", "answer", "approval", "balance", "lines", "project", "reversal",
    "stopped", "year",
}  # fmt: skip


@pytest.fixture
def world(cast, now):
    return make_plan_world(cast, now)


def refused(change, word=None):
    with pytest.raises(IntegrityError, match=word), transaction.atomic():
        change()


def triggers(table):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal", [table])
        return {name for (name,) in cursor.fetchall()}


def test_every_trigger_stands_after_the_last_migration():
    """SQLite drops them when a migration rebuilds the table: such a migration must set them again."""
    wanted = {f"programme_transfer_{name}_insert" for name in NAMES}
    wanted |= {f"programme_transfer_append_only_{event}" for event in ("update", "delete")}

    assert wanted <= triggers("programme_transfer")
    assert "programme_plan_stays_locked_update" in triggers("programme_plan")


def test_transfer_is_never_changed_or_removed(world):
    row = world.insert(Kind.ASSIGN, 100)

    refused(lambda: Transfer.objects.filter(pk=row.pk).update(amount=Money(99)), "append-only")
    refused(lambda: Transfer.objects.filter(pk=row.pk).delete(), "append-only")


@pytest.mark.parametrize("amount", [0, -1])
def test_amount_is_more_than_nothing(world, amount):
    refused(lambda: world.insert(Kind.ASSIGN, amount))


def test_amount_stays_below_the_limit(world):
    refused(lambda: write_by_hand(world, 10**15))
    refused(lambda: write_by_hand(world, 10**18))


def write_by_hand(world, amount):
    row = world.row(Kind.ASSIGN, 1)
    with connection.cursor() as cursor:
        key = row.pk.hex if connection.vendor == "sqlite" else row.pk
        cursor.execute(
            'INSERT INTO programme_transfer (id, plan_id, line_id, kind, from_bucket, to_bucket, amount, "on", '
            "recorded_at, paper, note, posted_by_id) VALUES (%s,%s,%s,'assign','outside','assigned',%s,%s,%s,'','',%s)",
            [key, world.plan.pk, world.line.pk, amount, DAY, row.recorded_at, world.cast.ketoan.pk],
        )  # fmt: skip


@pytest.mark.parametrize("changes", [
    {"kind": "pay", "approved_by": None}, {"from_bucket": "reserved"}, {"to_bucket": "cancelled"},
    {"kind": "gift"}, {"reverses_id": UUID(int=5)}, {"answers_id": UUID(int=5)}, {"kind": "reverse"}, {"kind": "carry_in"},
], ids=str)  # fmt: skip
def test_row_outside_the_table_of_kinds_is_refused(world, changes):
    refused(lambda: world.insert(Kind.ASSIGN, 100, **changes))


def test_payment_needs_a_second_person(world):
    world.chain(Bucket.CONTRACTED)

    refused(lambda: world.insert(Kind.PAY, 100, approved_by=None), "programme_transfer_approved")
    refused(lambda: world.insert(Kind.PAY, 100, approved_by=world.cast.ketoan), "programme_transfer_two_people")


def test_project_stands_where_the_buckets_are_a_projects(world):
    world.insert(Kind.ASSIGN, 100)

    refused(lambda: world.insert(Kind.RESERVE, 100, project=None))
    refused(lambda: world.insert(Kind.ASSIGN, 100, project=world.project), "programme_transfer_project")


def test_second_line_stands_only_of_a_move_and_is_another(world):
    world.insert(Kind.ASSIGN, 100)

    refused(lambda: world.insert(Kind.MOVE, 10), "programme_transfer_second_line")
    refused(lambda: world.insert(Kind.MOVE, 10, to_line=world.line), "programme_transfer_second_line")
    refused(lambda: world.insert(Kind.ASSIGN, 10, to_line=world.lines["L02"]), "programme_transfer_second_line")


def test_money_keeps_its_plan_and_stream(world, cast, now):
    other = make_plan_world(cast, now, 2027)
    world.insert(Kind.ASSIGN, 100)

    refused(lambda: world.insert(Kind.ASSIGN, 10, plan=other.plan), "other plan")
    refused(lambda: world.insert(Kind.MOVE, 10, to_line=other.line), "other plan")
    refused(lambda: world.insert(Kind.MOVE, 10, to_line=world.lines["Q01"]), "other plan")
    world.insert(Kind.MOVE, 10, to_line=world.lines["L02"])


def test_project_belongs_to_the_line(world):
    other = make_project(world, "KC-2", line="L02")
    world.insert(Kind.ASSIGN, 100)

    refused(lambda: world.insert(Kind.RESERVE, 10, project=other), "project of other line")


def test_bucket_never_goes_below_zero(world):
    world.insert(Kind.ASSIGN, 100)

    refused(lambda: world.insert(Kind.WITHDRAW, 101), "not enough")
    refused(lambda: world.insert(Kind.CONTRACT, 1), "not enough")
    world.insert(Kind.WITHDRAW, 100)


def test_bucket_is_not_below_zero_on_any_day(world):
    world.insert(Kind.ASSIGN, 100, on=DAY + timedelta(days=1))
    refused(lambda: world.insert(Kind.RESERVE, 100), "not enough")
    world.insert(Kind.RESERVE, 80, on=DAY + timedelta(days=5))
    refused(lambda: world.insert(Kind.WITHDRAW, 30, on=DAY + timedelta(days=2)), "not enough")


def test_move_takes_and_gives(world):
    world.insert(Kind.ASSIGN, 100)
    world.insert(Kind.MOVE, 60, to_line=world.lines["L02"])

    refused(lambda: world.insert(Kind.WITHDRAW, 41), "not enough")
    refused(lambda: world.insert(Kind.WITHDRAW, 61, line=world.lines["L02"]), "not enough")
    world.insert(Kind.WITHDRAW, 60, line=world.lines["L02"])


def test_locked_year_takes_no_row_and_stays_locked(world, now):
    Plan.objects.filter(pk=world.plan.pk).update(locked_at=now, locked_by=world.cast.giamdoc)

    refused(lambda: world.insert(Kind.ASSIGN, 1), "year locked")
    refused(lambda: Plan.objects.filter(pk=world.plan.pk).update(locked_at=None, locked_by=None), "year locked")


def undo(world, first, **changes):
    facts = {
        "kind": "reverse", "from_bucket": first.to_bucket, "to_bucket": first.from_bucket, "reverses": first,
        "project": first.project, "approved_by": first.approved_by, "line": first.to_line or first.line,
        "to_line": first.line if first.to_line else None,
    }  # fmt: skip
    return world.insert(Kind(first.kind), first.amount.dong, **(facts | changes))


def test_reversal_is_the_way_back_and_comes_once(world):
    first = world.insert(Kind.ASSIGN, 100)
    world.insert(Kind.ASSIGN, 500, on=DAY - timedelta(days=9))

    refused(lambda: undo(world, first, amount=Money(99)), "reversal differs")
    refused(lambda: undo(world, first, on=DAY - timedelta(days=1)), "reversal differs")
    refused(lambda: undo(world, first, line=world.lines["L02"]))
    refused(lambda: undo(world, first, from_bucket="assigned", to_bucket="cancelled"))
    back = undo(world, first)
    refused(lambda: undo(world, first))
    again = {"kind": "reverse", "from_bucket": "outside", "to_bucket": "assigned", "reverses": back}
    refused(lambda: world.insert(Kind.ASSIGN, 100, **again), "reversal differs")


def test_reversal_of_a_move_goes_back_from_the_second_line(world):
    world.insert(Kind.ASSIGN, 200)
    moved = world.insert(Kind.MOVE, 60, to_line=world.lines["L02"])

    refused(lambda: undo(world, moved, line=world.line, to_line=world.lines["L02"]), "reversal differs")
    undo(world, moved)


def test_reversal_of_a_payment_needs_a_second_person(world):
    row = world.chain(Bucket.PAID)[-1]

    refused(lambda: undo(world, row, approved_by=None), "reversal differs")
    undo(world, row)


def test_carry_in_answers_one_carry_over(world, cast, now):
    following = make_plan_world(cast, now, 2027)
    world.insert(Kind.ASSIGN, 100)
    over = world.insert(Kind.CARRY_OVER, 40, on=date(2026, 12, 31))
    facts = {"answers": over, "on": date(2027, 1, 5)}

    refused(lambda: following.insert(Kind.CARRY_IN, 41, **facts), "answers no carry over")
    refused(lambda: following.insert(Kind.CARRY_IN, 40, line=following.lines["Q01"], **facts), "answers no carry over")
    refused(lambda: world.insert(Kind.CARRY_IN, 40, answers=over), "answers no carry over")
    taken = following.insert(Kind.CARRY_IN, 40, **facts)
    refused(lambda: undo(world, over, on=date(2027, 1, 6)), "reversal differs")
    undo(following, taken, on=date(2027, 1, 6))
    undo(world, over, on=date(2027, 1, 6))


def test_project_is_held_contracted_and_paid_within_its_amounts(world):
    Project.objects.filter(pk=world.project.pk).update(accepted=Money(200))
    world.insert(Kind.ASSIGN, 1000)

    refused(lambda: world.insert(Kind.RESERVE, 501), "reserve over approval")
    world.insert(Kind.RESERVE, 500)
    world.insert(Kind.CONTRACT, 500)
    refused(lambda: world.insert(Kind.PAY, 201), "paid over acceptance")
    world.insert(Kind.ADVANCE, 100)
    world.insert(Kind.CLEAR, 100)
    refused(lambda: world.insert(Kind.PAY, 101), "paid over acceptance")


def test_contract_is_within_the_approval_even_where_more_was_held(world):
    world.insert(Kind.ASSIGN, 1000)
    world.insert(Kind.RESERVE, 500)
    Project.objects.filter(pk=world.project.pk).update(approved=Money(400), contracted=Money(400), accepted=Money(400))

    refused(lambda: world.insert(Kind.CONTRACT, 401), "contract over approval")


def test_stopped_project_is_not_paid(world):
    world.chain(Bucket.CONTRACTED)
    Project.objects.filter(pk=world.project.pk).update(state="stopped", ended_reason="cơ sở ngừng hoạt động")

    refused(lambda: world.insert(Kind.PAY, 10), "project stopped")
    refused(lambda: world.insert(Kind.ADVANCE, 10), "project stopped")


def sign(world, percent):
    Contract.objects.create(
        project=world.project, number="HĐ 1", signed_on=DAY, amount=Money(500), advance_percent=percent,
        ends_on=DAY, recorded_at=world.at, recorded_by=world.cast.chuyenvien,
    )  # fmt: skip


def test_advances_stay_within_the_rate_of_the_contract(world):
    sign(world, 30)
    world.chain(Bucket.CONTRACTED, 500)

    refused(lambda: world.insert(Kind.ADVANCE, 151), "advance over rate")
    first = world.insert(Kind.ADVANCE, 150)
    refused(lambda: world.insert(Kind.ADVANCE, 1), "advance over rate")
    undo(world, first)
    world.insert(Kind.ADVANCE, 150)


def test_second_advance_waits_until_the_late_first_is_cleared(world):
    world.chain(Bucket.CONTRACTED, 500)
    first = world.insert(Kind.ADVANCE, 100)
    PaymentOrder.objects.create(
        project=world.project, kind="advance", amount=Money(100), state="paid", due_back_on=DAY - timedelta(days=1),
        proposed_by=world.cast.chuyenvien, proposed_at=world.at, approved_by=world.cast.giamdoc, approved_at=world.at,
        transfer=first,
    )  # fmt: skip

    refused(lambda: world.insert(Kind.ADVANCE, 10), "advance late")
    world.insert(Kind.CLEAR, 100)
    world.insert(Kind.ADVANCE, 10)
