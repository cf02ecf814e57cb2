"""Assigned money: rounds, moves, what is taken back, cancelled and carried over, and the lock of the year."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.urls import reverse

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.programme.actions.plans.money import (
    AssignmentFacts,
    Paper,
    assign_money,
    cancel_money,
    carry_over_money,
    move_money,
    withdraw_money,
)
from khuyencong.programme.actions.plans.year import lock_plan_year
from khuyencong.programme.models import Assignment, Plan, Transfer
from khuyencong.programme.queries.plans.sums import by_line, by_stream, whole_of
from khuyencong.programme.queries.plans.tasks import plan_tasks
from khuyencong.programme.queries.plans.versions import frames_of
from khuyencong.programme.rules.buckets import Bucket
from tests.factories.programme import make_line, make_plan

AT = datetime(2026, 2, 1, 2, 0, tzinfo=UTC)
LATER = datetime(2027, 2, 1, 2, 0, tzinfo=UTC)


def codes(refused):
    found = refused.value
    return [one.code for one in found.refusals] if isinstance(found, Refusals) else [found.code]


def paper(number, on=date(2026, 1, 20)):
    return Paper(UUID(int=number), on, f"{number}/QĐ-STC", "Theo văn bản")


def facts(number=1, stream="local", **split):
    split = {code: Money(amount) for code, amount in split.items()}
    return AssignmentFacts(UUID(int=number), stream, f"{number}/QĐ-UBND", date(2026, 1, 15), split)


@pytest.fixture
def plan(cast):
    made = make_plan(cast)
    for code, stream in (("L01", "local"), ("L02", "local"), ("L03", "national")):
        make_line(made, code=code, stream=stream, support=1000)
    return made


def lines(plan):
    return {line.code: line for line in plan.lines.all()}


def held(plan):
    codes_of = dict(plan.lines.values_list("pk", "code"))
    return {codes_of[line]: buckets[Bucket.ASSIGNED] for line, buckets in by_line([plan.pk]).items()}


def test_assign_money_gives_each_line_its_part(cast, plan):
    made = assign_money(actor=cast.ketoan, plan=plan, facts=facts(L01=400, L02=100), at=AT)

    assert (made.number, made.amount, held(plan)) == (1, Money(500), {"L01": 400, "L02": 100})
    assert set(Transfer.objects.values_list("paper", flat=True)) == {"1/QĐ-UBND"}


def test_assign_money_twice_with_one_id_assigns_once(cast, plan):
    first = assign_money(actor=cast.ketoan, plan=plan, facts=facts(L01=400), at=AT)

    again = assign_money(actor=cast.ketoan, plan=plan, facts=facts(L01=400), at=AT)

    assert (again, Assignment.objects.count(), held(plan)) == (first, 1, {"L01": 400})


def test_assign_money_refuses_the_same_id_with_other_content(cast, plan):
    assign_money(actor=cast.ketoan, plan=plan, facts=facts(L01=400), at=AT)

    with pytest.raises(Refusal) as refused:
        assign_money(actor=cast.ketoan, plan=plan, facts=facts(L01=401), at=AT)

    assert codes(refused) == ["programme.id_with_other_content"]


def test_assign_money_counts_rounds_of_each_source(cast, plan):
    numbers = [
        assign_money(actor=cast.ketoan, plan=plan, facts=one, at=AT).number
        for one in (facts(1, L01=1), facts(2, L01=1), facts(3, "national", L03=1))
    ]

    assert numbers == [1, 2, 1]


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (facts(), "programme.nothing_assigned"),
        (facts(L01=1001), "programme.over_frame"),
        (facts(L03=1), "programme.line_of_other_stream"),
        (facts(L09=1), "programme.line_of_other_stream"),
        (facts(L01=-1), "programme.negative_assignment"),
        (replace(facts(L01=1), decision_number=" "), "programme.decision_unnumbered"),
        (replace(facts(L01=1), decision_on=date(2026, 2, 2)), "programme.decision_in_future"),
    ],
)
def test_assign_money_refuses_what_does_not_fit(cast, plan, wanted, code):
    with pytest.raises(Refusals) as refused:
        assign_money(actor=cast.ketoan, plan=plan, facts=wanted, at=AT)

    assert (codes(refused), Transfer.objects.count()) == ([code], 0)


def test_assign_money_refuses_more_in_rounds_than_the_version_gives(cast, plan):
    assign_money(actor=cast.ketoan, plan=plan, facts=facts(1, L01=600), at=AT)

    with pytest.raises(Refusals) as refused:
        assign_money(actor=cast.ketoan, plan=plan, facts=facts(2, L01=401), at=AT)

    assert codes(refused) == ["programme.over_frame"]
    assert "chỉ giao thêm được 400 đồng" in str(refused.value.refusals[0])


def test_move_money_leaves_the_total_as_it_is(cast, plan):
    assign_money(actor=cast.ketoan, plan=plan, facts=facts(L01=400, L02=100), at=AT)
    of = lines(plan)

    for _click in range(2):
        move_money(
            actor=cast.ketoan, line=of["L01"], to_line=of["L02"], amount=Money(150), paper=paper(7), at=AT
        )  # fmt: skip  # one call

    assert held(plan) == {"L01": 250, "L02": 250}
    assert whole_of(by_stream([plan.pk])["local"]) == 500


def test_move_money_refuses_more_than_the_version_gives_the_other_line(cast, plan):
    assign_money(actor=cast.ketoan, plan=plan, facts=facts(L01=400, L02=900), at=AT)
    of = lines(plan)

    with pytest.raises(Refusal) as refused:
        move_money(actor=cast.ketoan, line=of["L01"], to_line=of["L02"], amount=Money(101), paper=paper(7), at=AT)

    assert codes(refused) == ["programme.over_frame"]


def test_move_money_refuses_another_source(cast, plan):
    assign_money(actor=cast.ketoan, plan=plan, facts=facts(L01=400), at=AT)
    of = lines(plan)

    with pytest.raises(Refusals) as refused:
        move_money(actor=cast.ketoan, line=of["L01"], to_line=of["L03"], amount=Money(1), paper=paper(7), at=AT)

    assert codes(refused) == ["programme.other_stream"]


@pytest.mark.parametrize(("act", "whole"), [(withdraw_money, 300), (cancel_money, 400)])
def test_withdraw_money_and_cancel_money_take_what_is_left(cast, plan, act, whole):
    assign_money(actor=cast.ketoan, plan=plan, facts=facts(L01=400), at=AT)

    act(actor=cast.ketoan, line=lines(plan)["L01"], amount=Money(100), paper=paper(8), at=AT)

    assert (held(plan)["L01"], whole_of(by_stream([plan.pk])["local"])) == (300, whole)


@pytest.mark.parametrize("act", [withdraw_money, cancel_money])
def test_withdraw_money_and_cancel_money_refuse_more_than_is_left(cast, plan, act):
    assign_money(actor=cast.ketoan, plan=plan, facts=facts(L01=400), at=AT)

    with pytest.raises(Refusals):
        act(actor=cast.ketoan, line=lines(plan)["L01"], amount=Money(401), paper=paper(8), at=AT)

    assert held(plan) == {"L01": 400}


def test_carry_over_money_comes_on_top_of_next_years_frame(cast, plan):
    assign_money(actor=cast.ketoan, plan=plan, facts=facts(L01=400), at=AT)
    following = make_plan(cast, year=2027)
    line = make_line(following, code="L05", support=1000)

    carry_over_money(
        actor=cast.ketoan, line=lines(plan)["L01"], to_line=line, amount=Money(150),
        paper=paper(9, date(2027, 1, 31)), at=LATER,
    )  # fmt: skip  # one call

    assert (held(plan)["L01"], held(following)["L05"]) == (250, 150)
    assert frames_of(following)["L05"].room == Money(1000)


def test_carry_over_money_refuses_a_line_of_another_source_and_leaves_nothing_half_done(cast, plan):
    assign_money(actor=cast.ketoan, plan=plan, facts=facts(L01=400), at=AT)
    line = make_line(make_plan(cast, year=2027), code="L05", stream="national")

    with pytest.raises(Refusals) as refused:
        carry_over_money(
            actor=cast.ketoan, line=lines(plan)["L01"], to_line=line, amount=Money(150),
            paper=paper(9, date(2027, 1, 31)), at=LATER,
        )  # fmt: skip  # one call

    assert (codes(refused), held(plan)) == (["programme.answer_differs"], {"L01": 400})


def test_lock_plan_year_refuses_while_the_year_runs_and_while_money_is_open(cast, plan):
    assign_money(actor=cast.ketoan, plan=plan, facts=facts(L01=400), at=AT)

    with pytest.raises(Refusals) as refused:
        lock_plan_year(actor=cast.giamdoc, plan=plan, at=AT)

    assert codes(refused) == ["programme.year_not_over", "programme.money_still_open"]


def test_lock_plan_year_lets_no_money_in_any_more(cast, plan):
    assign_money(actor=cast.ketoan, plan=plan, facts=facts(L01=400), at=AT)
    cancel_money(actor=cast.ketoan, line=lines(plan)["L01"], amount=Money(400), paper=paper(8), at=AT)

    lock_plan_year(actor=cast.giamdoc, plan=plan, at=LATER)

    with pytest.raises(Refusals) as refused:
        assign_money(actor=cast.ketoan, plan=plan, facts=facts(2, L01=1), at=LATER)
    assert codes(refused) == ["programme.year_locked"]


def test_lock_plan_year_refuses_a_second_time_and_while_a_version_waits(cast, plan):
    plan.versions.create(number=2, created_at=AT, created_by=cast.chuyenvien)
    with pytest.raises(Refusal) as waiting:
        lock_plan_year(actor=cast.giamdoc, plan=plan, at=LATER)
    Plan.objects.update(locked_at=AT, locked_by=cast.giamdoc)

    with pytest.raises(Refusal) as locked:
        lock_plan_year(actor=cast.giamdoc, plan=plan, at=LATER)

    assert codes(waiting) + codes(locked) == ["programme.version_in_work_at_lock", "programme.already_locked"]


def page(name, *args):
    return reverse(f"programme:{name}", args=args)


def test_assign_money_through_the_screen_keeps_what_was_typed_when_refused(cast, plan):
    client = cast.client("ketoan")
    data = {
        "client_id": str(UUID(int=5)), "stream": "local", "decision_number": "5/QĐ", "decision_on": "15/01/2026",
        "line-L01": "2.000", "line-L02": "",
    }  # fmt: skip  # facts read better in a block

    refused = client.post(page("assign_money", plan.pk), data)
    accepted = client.post(page("assign_money", plan.pk), data | {"line-L01": "900"})

    assert (refused.status_code, [one.code for one in refused.context["refusals"]]) == (422, ["programme.over_frame"])
    assert 'value="2.000"' in refused.content.decode()
    assert (accepted["Location"], held(plan)) == (page("view_assignments", plan.pk), {"L01": 900})


@pytest.mark.parametrize(
    ("name", "left"), [("move_money", 60), ("withdraw_money", 60), ("cancel_money", 60), ("carry_over_money", 60)]
)
def test_money_moves_through_the_screens(cast, plan, name, left):
    assign_money(actor=cast.ketoan, plan=plan, facts=facts(L01=100), at=AT)
    of = lines(plan)
    later = make_line(make_plan(cast, year=2027), code="L05")
    data = {
        "client_id": str(UUID(int=6)), "line": of["L01"].pk, "amount": "40", "on": "20/01/2026", "paper": "6/QĐ",
        "to_line": later.pk if name == "carry_over_money" else of["L02"].pk,
    }  # fmt: skip  # facts read better in a block

    shown = cast.client("ketoan").get(page(name, plan.pk)).status_code
    answer = cast.client("ketoan").post(page(name, plan.pk), data)

    assert (shown, answer["Location"], held(plan)["L01"]) == (200, page("view_assignments", plan.pk), left)


def test_move_money_screen_asks_for_two_lines(cast, plan):
    line = lines(plan)["L01"].pk
    data = {"client_id": str(UUID(int=6)), "line": line, "to_line": line, "amount": "1", "on": "1/1/2026", "paper": "1"}

    answer = cast.client("ketoan").post(page("move_money", plan.pk), data)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["to_line"])


def test_lock_plan_year_through_the_screen(cast):
    plan = make_plan(cast, year=2024)

    cast.client("giamdoc").post(page("lock_plan_year", plan.pk))

    plan.refresh_from_db()
    assert plan.locked_by == cast.giamdoc


def test_view_assignments_lists_rounds_and_entries(cast, plan):
    assign_money(actor=cast.ketoan, plan=plan, facts=facts(L01=400, L02=100), at=AT)

    answer = cast.client("kiemtoan").get(page("view_assignments", plan.pk))

    assert len(answer.context["listing"].page.object_list) == 2
    assert "1/QĐ-UBND" in answer.content.decode()


def test_tasks_remind_the_accountant_of_money_left_before_the_day_of_adjusting(cast, plan):
    assign_money(actor=cast.ketoan, plan=plan, facts=facts(L01=400), at=AT)

    told = {
        day: [task.due_on for task in plan_tasks(cast.ketoan, day)] for day in (date(2026, 3, 1), date(2026, 11, 5))
    }

    assert told == {date(2026, 3, 1): [], date(2026, 11, 5): [date(2026, 11, 15)]}
