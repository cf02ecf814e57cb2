"""Posting: all or nothing, once per id, by whom the table lets, and refused with a sentence."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import AuditEntry
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.programme.actions.ledger import Posted, TransferOrder, post_transfers, post_within
from khuyencong.programme.models import Plan, Project, Transfer
from khuyencong.programme.queries.ledger_book import facts_of
from khuyencong.programme.rules.buckets import KINDS, OF_PROJECT, Kind
from khuyencong.programme.rules.ledger import RULES, digest
from khuyencong.programme.rules.ledger.money import balance_stays
from tests.programme.ledger_world import DAY, make_plan_world, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast, now):
    return make_plan_world(cast, now)


def order(world, kind, amount=100, **changes):
    row = KINDS.get(kind)
    facts = {
        "id": uuid4(), "line": world.line, "kind": kind, "amount": Money(amount), "on": DAY, "paper": "QĐ 1",
        "project": world.project if row and {row.source, row.target} & OF_PROJECT else None,
        "approved_by": world.cast.giamdoc if row and row.approved else None,
    }  # fmt: skip
    return TransferOrder(**(facts | changes))


def post(world, *orders, actor=None):
    return post_transfers(actor=actor or world.cast.ketoan, orders=orders, at=world.at)


def codes(world, *orders, actor=None):
    before = Transfer.objects.count()
    with pytest.raises((Refusal, Refusals)) as told:
        post(world, *orders, actor=actor)
    assert Transfer.objects.count() == before
    raised = told.value
    return [one.code for one in (raised.refusals if isinstance(raised, Refusals) else [raised])]


def test_post_transfers_leads_money_from_assignment_to_settlement(world):
    kinds = [Kind.ASSIGN, Kind.RESERVE, Kind.CONTRACT, Kind.ADVANCE, Kind.CLEAR]
    done = post(world, *[order(world, kind) for kind in kinds])

    assert (len(done.posted), done.repeated) == (5, ())
    assert list(Transfer.objects.values_list("posted_by__username", flat=True).distinct()) == ["ketoan"]


def test_post_transfers_writes_all_or_nothing(world):
    assert codes(world, order(world, Kind.ASSIGN), order(world, Kind.WITHDRAW, 101)) == ["programme.not_enough"]


def test_post_transfers_of_nothing_does_nothing(world):
    assert post(world) == Posted((), ())


def test_post_transfers_tells_every_refused_order_by_its_place(world):
    with pytest.raises(Refusals) as told:
        post(world, order(world, Kind.ASSIGN), order(world, Kind.ASSIGN, 0), order(world, Kind.WITHDRAW, 500))

    assert [(one.values["position"], one.code) for one in told.value.refusals] == [
        (1, "programme.amount_out_of_bounds"),
        (2, "programme.not_enough"),
    ]


@pytest.mark.parametrize("amount", [-100, 0, 10**15, 10**18])
def test_post_transfers_refuses_amounts_that_are_none(world, amount):
    assert codes(world, replace(order(world, Kind.ASSIGN), amount=amount)) == ["programme.amount_out_of_bounds"]


def test_repeated_order_posts_once(world):
    one = order(world, Kind.ASSIGN)

    first, second = post(world, one), post(world, one)
    twice = post(world, one, one)

    assert (first.posted, second.repeated, twice.repeated) == ((one.id,), (one.id,), (one.id, one.id))
    assert Transfer.objects.count() == 1


def test_id_with_other_content_is_refused(world):
    one = order(world, Kind.ASSIGN)
    post(world, one)

    assert codes(world, replace(one, amount=Money(99))) == ["programme.id_with_other_content"]


def test_post_transfers_asks_the_policy(world):
    assert codes(world, order(world, Kind.ASSIGN), actor=world.cast.chuyenvien) == ["accounts.no_right"]
    assert codes(world, order(world, Kind.RESERVE), actor=world.cast.giamdoc) == ["accounts.no_right"]
    assert post(world, order(world, Kind.ASSIGN), actor=world.cast.giamdoc).posted


def test_post_transfers_asks_the_policy_for_every_plan(world, cast, now):
    other = make_plan_world(cast, now, office="sct-vinh-long")

    assert codes(world, order(world, Kind.ASSIGN), order(other, Kind.ASSIGN)) == ["accounts.out_of_reach"]


def contracted(world):
    post(world, *[order(world, kind, 500) for kind in (Kind.ASSIGN, Kind.RESERVE, Kind.CONTRACT)])


def test_payment_needs_an_approver_who_is_another_and_may_approve(world):
    contracted(world)

    assert codes(world, order(world, Kind.PAY, approved_by=None)) == ["programme.approval_missing"]
    assert codes(world, order(world, Kind.PAY, approved_by=world.cast.ketoan)) == ["programme.one_person_twice"]
    assert codes(world, order(world, Kind.PAY, approved_by=world.cast.chuyenvien)) == ["accounts.no_right"]


def test_post_transfers_refuses_a_locked_year(world, now):
    Plan.objects.filter(pk=world.plan.pk).update(locked_at=now, locked_by=world.cast.giamdoc)

    assert codes(world, order(world, Kind.ASSIGN)) == ["programme.year_locked"]


def test_post_transfers_refuses_more_than_contract_and_acceptance(world):
    contracted(world)
    Project.objects.filter(pk=world.project.pk).update(accepted=Money(100))

    assert codes(world, order(world, Kind.PAY, 101)) == ["programme.paid_over_acceptance"]


def test_post_transfers_refuses_a_stopped_project(world):
    contracted(world)
    Project.objects.filter(pk=world.project.pk).update(state="stopped", ended_reason="ngừng")

    assert codes(world, order(world, Kind.PAY)) == ["programme.project_stopped"]


def test_post_transfers_refuses_opening_figures_but_within_an_import(world):
    one = order(world, Kind.OPEN_PAID)

    assert codes(world, one) == ["programme.opening_only_by_import"]
    with deed(world.cast.ketoan, Action.POST_TRANSFER, at=world.at, on=world.plan) as record:
        assert post_within(record, [one], opening=True).posted == (one.id,)


def test_reversal_takes_line_and_project_from_the_row_it_undoes(world):
    contracted(world)
    paid = order(world, Kind.PAY, 40)
    post(world, paid)
    back = order(world, Kind.REVERSE, 40, reverses=paid.id, approved_by=world.cast.giamdoc)

    post(world, back)

    stored = Transfer.objects.get(pk=back.id)
    assert (stored.from_bucket, stored.to_bucket, stored.project_id) == ("paid", "contracted", world.project.pk)
    assert codes(world, replace(back, id=uuid4())) == ["programme.reversed_twice"]


def test_reversal_of_a_move_may_name_either_line(world):
    post(world, order(world, Kind.ASSIGN))
    moved = order(world, Kind.MOVE, to_line=world.lines["L02"])
    post(world, moved)

    post(world, order(world, Kind.REVERSE, reverses=moved.id))

    assert Transfer.objects.get(reverses=moved.id).line_id == world.lines["L02"].pk


def test_reversal_on_another_line_is_refused(world):
    first = order(world, Kind.ASSIGN)
    post(world, first)

    assert codes(world, order(world, Kind.REVERSE, reverses=first.id, line=world.lines["L02"])) == [
        "programme.reversal_differs"
    ]


def test_row_is_reversed_in_the_batch_that_posts_it(world):
    first = order(world, Kind.ASSIGN)

    assert len(post(world, first, order(world, Kind.REVERSE, reverses=first.id)).posted) == 2


def test_carried_money_stands_in_both_years(world, cast, now):
    following = make_plan_world(cast, now, 2027)
    post(world, order(world, Kind.ASSIGN))
    over = order(world, Kind.CARRY_OVER, on=date(2026, 12, 31))
    taken = order(following, Kind.CARRY_IN, on=date(2027, 1, 4), answers=over.id)

    assert post(world, over, taken).posted == (over.id, taken.id)
    assert codes(world, replace(taken, id=uuid4())) == ["programme.answered_twice"]


def test_recorded_moments_never_go_back(world):
    post(world, order(world, Kind.ASSIGN))
    later = order(world, Kind.ASSIGN)

    post_transfers(actor=world.cast.ketoan, orders=[later], at=world.at - timedelta(hours=1))

    assert Transfer.objects.get(pk=later.id).recorded_at == world.at


def test_the_trail_keeps_a_digest_of_every_row(world):
    one = order(world, Kind.ASSIGN)
    post(world, one)

    entry = AuditEntry.objects.get(action=Action.ASSIGN_MONEY.value)
    assert entry.facts["transfers"] == {str(one.id): digest(facts_of(Transfer.objects.get(pk=one.id)))}


def test_what_only_the_database_sees_is_told_as_a_refusal(world):
    """The planted fault: with a rule left out, the trigger still refuses, and the person reads a sentence."""
    rules = [rule for rule in RULES if rule is not balance_stays]
    with (
        pytest.raises(Refusals) as told,
        deed(world.cast.ketoan, Action.POST_TRANSFER, at=world.at, on=world.plan) as record,
    ):
        post_within(record, [order(world, Kind.WITHDRAW)], rules=rules)

    assert [one.code for one in told.value.refusals] == ["programme.not_enough"]


def test_number_of_queries_does_not_depend_on_the_rows(world, django_assert_max_num_queries):
    other = make_project(world, "KC-2")
    post(world, *[order(world, Kind.ASSIGN, 5) for _number in range(30)])

    with django_assert_max_num_queries(40):
        post(world, *[order(world, Kind.RESERVE, 1, project=one) for one in (world.project, other) * 10])


def test_post_transfers_refuses_a_reversal_of_nothing(world):
    assert codes(world, order(world, Kind.REVERSE, reverses=UUID(int=7))) == ["programme.reversal_of_nothing"]
