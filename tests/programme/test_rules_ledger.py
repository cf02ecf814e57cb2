"""The ledger's rules: what each refuses, and that no accepted sequence loses a đồng or goes below zero."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.kernel.money import LIMIT
from khuyencong.programme.rules.buckets import KINDS, OF_PROJECT, Bucket, Kind
from khuyencong.programme.rules.ledger import RULES, Account, Balances, digest, fold, refusals
from khuyencong.programme.rules.ledger.money import balance_stays
from khuyencong.programme.rules.ledger.shapes import is_allowed_pair
from tests.programme.ledger_facts import CLERK, DAY, DIRECTOR, LINES, book, project, reversal, transfer

ASSIGNED = Account(1, None, Bucket.ASSIGNED)


def codes(one, before=(), around=None, **facts):
    """Return the codes of what is refused, after some transfers that stand already."""
    return [no.code for no in refusals(one, fold(before), around or book(*before, **facts))]


def assigned(amount=1000, **changes):
    return transfer(Kind.ASSIGN, amount, 90, **changes)


def contracted(amount=500):
    return [assigned(), transfer(Kind.RESERVE, amount, 91), transfer(Kind.CONTRACT, amount, 92)]


def paid(amount=300):
    return [*contracted(), transfer(Kind.PAY, amount, 93)]


def test_transfer_that_keeps_every_rule_is_not_refused():
    assert codes(transfer(Kind.RESERVE), [assigned()]) == []


@pytest.mark.parametrize("amount", [0, -5, LIMIT, 10**18])
def test_amount_refuses_nothing_less_than_nothing_and_slips_of_the_hand(amount):
    assert codes(assigned(amount)) == ["programme.amount_out_of_bounds"]


def test_kind_refuses_buckets_that_are_not_its_row():
    assert codes(assigned(target=Bucket.CANCELLED)) == ["programme.kind_not_allowed"]
    assert not is_allowed_pair(Kind.REVERSE, Bucket.PAID, Bucket.RESERVED)


@pytest.mark.parametrize("kind", KINDS)
def test_kind_names_a_project_where_its_buckets_are_a_projects(kind):
    row = KINDS[kind]
    wanted = bool({row.source, row.target} & OF_PROJECT)
    other = transfer(kind, project=None if wanted else 11)

    assert codes(other)[:1] == ["programme.project_missing" if wanted else "programme.project_not_wanted"]


@pytest.mark.parametrize("to_line", [None, 1])
def test_move_refuses_fewer_than_two_lines(to_line):
    assert codes(transfer(Kind.MOVE, to_line=to_line), [assigned()]) == ["programme.second_line"]


def test_second_line_is_refused_where_nothing_moves():
    assert codes(assigned(to_line=2)) == ["programme.second_line"]


def test_locked_year_takes_no_transfer():
    assert codes(assigned(plan=3, line=5, on=date(2025, 5, 1))) == ["programme.year_locked"]


def test_move_refuses_a_line_of_another_plan():
    assert codes(transfer(Kind.MOVE, to_line=4), [assigned()]) == ["programme.other_plan"]


def test_move_refuses_another_stream():
    assert codes(transfer(Kind.MOVE, to_line=3), [assigned()]) == ["programme.other_stream"]


def test_project_of_another_line_is_refused():
    assert codes(transfer(Kind.RESERVE, project=12), [assigned()]) == ["programme.project_of_other_line"]


def test_project_of_another_stream_is_refused():
    assert codes(transfer(Kind.RESERVE), [assigned()], projects=[project(stream="national")]) == [
        "programme.project_of_other_line"
    ]


def test_project_that_moved_to_another_line_may_still_give_back_on_the_old():
    back = transfer(Kind.RETURN_PAYMENT, 300)

    assert codes(back, paid(), projects=[project(line=2)]) == []


@pytest.mark.parametrize(("day", "expected"), [
    (date(2025, 1, 1), []), (date(2027, 12, 31), []), (date(2024, 12, 31), ["programme.day_outside_year"]),
    (date(2028, 1, 1), ["programme.day_outside_year"]),
])  # fmt: skip
def test_day_is_at_most_a_year_from_the_budget_year(day, expected):
    assert codes(assigned(on=day)) == expected


def test_opening_figures_keep_their_own_day():
    assert codes(transfer(Kind.OPEN_PAID, on=date(2016, 5, 1))) == []


def test_budget_acts_name_their_paper():
    assert codes(assigned(paper="")) == ["programme.paper_missing"]
    assert codes(transfer(Kind.RESERVE, paper=""), [assigned()]) == []


def test_payment_without_a_second_person_is_refused():
    assert codes(transfer(Kind.PAY, approved_by=None), contracted()) == ["programme.approval_missing"]


def test_payment_approved_by_its_own_clerk_is_refused():
    assert codes(transfer(Kind.PAY, approved_by=CLERK), contracted()) == ["programme.one_person_twice"]


def test_reversal_of_a_payment_needs_a_second_person_too():
    before = paid()
    undone = reversal(before[-1], 1, approved_by=None)

    assert codes(undone, before) == ["programme.approval_missing"]
    assert codes(replace(undone, approved_by=DIRECTOR), before) == []


def test_reversal_names_what_it_undoes_and_nothing_else_does():
    first = assigned()

    assert codes(reversal(first, 1, reverses=None), [first]) == ["programme.reversal_names_nothing"]
    assert codes(transfer(Kind.ASSIGN, reverses=first.id), [first]) == ["programme.reversal_names_nothing"]


def test_reversal_of_a_row_that_is_not_there_is_refused():
    first = assigned()

    assert codes(reversal(first, 1, reverses=UUID(int=5)), [first]) == ["programme.reversal_of_nothing"]


def test_reversal_of_a_row_of_another_plan_is_refused():
    first = assigned()

    assert codes(reversal(first, 1, plan=2, line=4), [first]) == ["programme.reversal_of_nothing"]


def test_reversal_of_a_reversal_is_refused():
    undone = reversal(assigned(), 1)
    again = reversal(undone, 2)

    assert codes(again, [assigned(), undone]) == ["programme.reversal_of_reversal"]


def test_reversal_comes_once():
    first = assigned()

    assert codes(reversal(first, 1), [first], reversed_ids=[first.id]) == ["programme.reversed_twice"]


@pytest.mark.parametrize("changes", [
    {"amount": 999}, {"line": 2}, {"on": DAY - timedelta(days=1)}, {"target": Bucket.CANCELLED, "source": Bucket.ASSIGNED},
], ids=str)  # fmt: skip
def test_reversal_is_the_exact_way_back(changes):
    first = assigned()

    assert codes(reversal(first, 1, **changes), [first])[-1] == "programme.reversal_differs"


def test_reversal_of_a_move_leads_back_from_the_second_line():
    moved = transfer(Kind.MOVE, 400)
    back = reversal(moved, 2)

    assert (back.line, back.to_line) == (2, 1)
    assert codes(back, [assigned(), moved]) == []


def test_reversal_is_refused_where_the_money_has_gone_on():
    first = assigned(100)

    assert codes(reversal(first, 1), [first, transfer(Kind.RESERVE, 40)]) == ["programme.not_enough"]


def carried():
    return transfer(Kind.CARRY_OVER, 400, 95, on=date(2026, 12, 31))


def carry_in(**changes):
    facts = {"plan": 2, "line": 4, "answers": carried().id, "on": date(2027, 1, 5)}
    return transfer(Kind.CARRY_IN, **({"amount": 400} | facts | changes))


def test_carry_in_answers_what_was_carried_over():
    assert codes(carry_in(), [assigned(), carried()]) == []


@pytest.mark.parametrize(("changes", "facts", "expected"), [
    ({"answers": None}, {}, "programme.answers_nothing"),
    ({"answers": UUID(int=7)}, {}, "programme.answers_no_carry_over"),
    ({"answers": assigned().id}, {}, "programme.answers_no_carry_over"),
    ({}, {"reversed_ids": [carried().id]}, "programme.answers_no_carry_over"),
    ({}, {"answered": {carried().id: UUID(int=8)}}, "programme.answered_twice"),
    ({"amount": 399}, {}, "programme.answer_differs"),
    ({"plan": 1, "line": 2}, {}, "programme.answer_differs"),
], ids=str)  # fmt: skip
def test_carry_in_is_refused(changes, facts, expected):
    assert codes(carry_in(**changes), [assigned(), carried()], **facts) == [expected]


def test_only_carry_in_answers():
    assert codes(assigned(answers=UUID(int=3))) == ["programme.answers_nothing"]


def test_carry_over_that_was_answered_is_not_reversed():
    before = [assigned(), carried()]

    answered = {carried().id: UUID(int=8)}

    assert codes(reversal(carried(), 1), before, answered=answered) == ["programme.carry_over_answered"]
    assert codes(reversal(carried(), 1), before, answered=answered, reversed_ids=[UUID(int=8)]) == []


def test_balance_refuses_what_is_not_there():
    assert codes(transfer(Kind.RESERVE, 101), [assigned(100)]) == ["programme.not_enough"]


def test_balance_refuses_a_day_on_which_the_money_was_not_there_yet():
    before = [assigned(100, on=DAY + timedelta(days=1))]

    assert codes(transfer(Kind.RESERVE, 100), before) == ["programme.not_enough"]


def test_balance_refuses_a_day_before_money_that_was_spent_later():
    """A transfer dated back may not take what a later day has given away already."""
    before = [assigned(100), transfer(Kind.RESERVE, 80, 2, on=DAY + timedelta(days=9))]

    assert codes(transfer(Kind.WITHDRAW, 30, 3), before) == ["programme.not_enough"]
    assert codes(transfer(Kind.WITHDRAW, 20, 3), before) == []


def test_payment_to_a_stopped_project_is_refused():
    for state in ("stopped", "suspended", "ended"):
        assert codes(transfer(Kind.PAY), contracted(), projects=[project(state=state)]) == ["programme.project_stopped"]


def test_stopped_project_gives_money_back():
    assert codes(transfer(Kind.RETURN_PAYMENT, 300), paid(), projects=[project(state="stopped")]) == []


def test_money_is_not_held_for_a_project_that_was_not_approved():
    assert "programme.project_not_ready" in codes(
        transfer(Kind.RESERVE), [assigned()], projects=[project(state="appraised", approved=None)]
    )


def test_reserve_over_the_approval_is_refused():
    assert codes(transfer(Kind.RESERVE, 501), [assigned()]) == ["programme.reserve_over_approval"]


def test_contract_over_what_was_signed_is_refused():
    before = [assigned(), transfer(Kind.RESERVE, 500, 91)]

    assert codes(transfer(Kind.CONTRACT, 401), before, projects=[project(contracted=400)]) == [
        "programme.contract_over_approval"
    ]
    assert codes(transfer(Kind.CONTRACT, 500), before, projects=[project(contracted=None)]) == []


def test_payment_over_the_acceptance_is_refused():
    assert codes(transfer(Kind.PAY, 301), contracted(), projects=[project(accepted=300)]) == [
        "programme.paid_over_acceptance"
    ]
    assert codes(transfer(Kind.PAY, 1), contracted(), projects=[project(accepted=None)]) == [
        "programme.paid_over_acceptance"
    ]


def test_advance_over_the_rate_is_refused():
    rated = [project(advance_percent=70)]

    assert codes(transfer(Kind.ADVANCE, 350), contracted(), projects=rated) == []
    assert codes(transfer(Kind.ADVANCE, 351), contracted(), projects=rated) == ["programme.advance_over_rate"]


def test_second_advance_while_the_first_is_late_is_refused():
    before = [*contracted(), transfer(Kind.ADVANCE, 100, 96)]
    late = [project(advances_due=((DAY - timedelta(days=1), 100),))]

    assert codes(transfer(Kind.ADVANCE, 50), before, projects=late) == ["programme.advance_late"]
    assert codes(transfer(Kind.ADVANCE, 50), [*before, transfer(Kind.CLEAR, 100, 97)], projects=late) == []


def test_line_beyond_every_budget_is_refused():
    assert codes(transfer(Kind.ASSIGN, 1), [assigned(LIMIT - 1)]) == ["programme.line_out_of_bounds"]


def test_planted_ledger_without_the_balance_rule_overspends():
    rules = [rule for rule in RULES if rule is not balance_stays]

    assert refusals(transfer(Kind.WITHDRAW), Balances(), book(), rules) == []


def test_digest_changes_with_every_field():
    first = transfer(Kind.ASSIGN)
    others = [
        replace(first, amount=101), replace(first, on=DAY + timedelta(days=1)), replace(first, paper="x"),
        replace(first, line=2), replace(first, note="x"), replace(first, posted_by=9), replace(first, approved_by=9),
    ]  # fmt: skip

    assert len({digest(one) for one in [first, *others]}) == 8


def test_content_of_a_repeated_order_is_what_was_asked_not_who_asked():
    first = transfer(Kind.ASSIGN)

    assert replace(first, posted_by=9, recorded_at=None).content() == first.content()
    assert replace(first, amount=9).content() != first.content()


def test_negatives_tell_the_first_day_below_zero():
    fault = transfer(Kind.RESERVE, 100, 2)

    assert fold([assigned(100, on=DAY + timedelta(days=3)), fault]).negatives() == [(ASSIGNED, DAY, -100)]


def test_balance_of_a_day_counts_what_came_until_then():
    balances = fold([assigned(100), transfer(Kind.RESERVE, 30, 2, on=DAY + timedelta(days=1))])

    assert (balances.balance(ASSIGNED, DAY), balances.balance(ASSIGNED)) == (100, 70)
    assert balances.by_line(DAY)[1] == dict.fromkeys(Bucket, 0) | {Bucket.ASSIGNED: 100, Bucket.OUTSIDE: -100}


KIND_LIST = list(KINDS)
ORDERS = st.lists(
    st.tuples(
        st.sampled_from([*KIND_LIST, Kind.REVERSE]), st.integers(1, 600), st.sampled_from([1, 2]),
        st.integers(0, 20), st.integers(0, 30),
    ),
    max_size=40,
)  # fmt: skip


def order(made, number, spec):
    """Make the order that a drawn row means, or None where there is nothing to reverse."""
    kind, amount, line, days, which = spec
    if kind is Kind.REVERSE:
        return reversal(made[which % len(made)], number) if made else None
    changes = {"line": line, "on": DAY + timedelta(days=days)}
    if kind is Kind.MOVE:
        changes["to_line"] = 3 - line
    if {KINDS[kind].source, KINDS[kind].target} & OF_PROJECT:
        changes["project"] = 10 + line
    return transfer(kind, amount, number, **changes)


@given(ORDERS)
def test_no_accepted_sequence_loses_money_or_goes_below_zero(specs):
    made, undone, balances = [], set(), Balances()
    for number, spec in enumerate(specs, 100):
        one = order(made, number, spec)
        if one is None or refusals(one, balances, book(*made, reversed_ids=undone)):
            continue
        undone |= {one.reverses} - {None}
        balances.add(one, next((first.kind for first in made if first.id == one.reverses), None))
        made.append(one)

    assert balances.negatives() == []
    assert sum(balances.totals.values()) == 0
    again = fold(made)
    assert (again.totals, again.days, again.flows) == (balances.totals, balances.days, balances.flows)
    for key in (11, 12):
        spent = balances.of_project(key, {Bucket.PAID, Bucket.SETTLED})
        opened = balances.flowed(key, Kind.OPEN_PAID, Kind.OPEN_SETTLED)
        assert spent - opened <= 500


@given(st.sampled_from(KIND_LIST), st.integers(1, 10**12))
def test_both_legs_of_a_transfer_are_nothing_together(kind, amount):
    assert sum(fold([transfer(kind, amount)]).totals.values()) == 0


def test_lines_of_the_facts_are_what_the_tests_take_them_for():
    assert LINES[5].is_locked
