"""May the work start, be reported, be stopped, and what a stop frees."""

from datetime import date

import pytest

from khuyencong.kernel.money import Money
from khuyencong.programme.rules.buckets import Bucket, Kind
from khuyencong.programme.rules.work.running import (
    Course,
    Report,
    day_refusal,
    end_refusal,
    freed_on_stop,
    reason_refusal,
    report_refusals,
    start_refusal,
    to_be_returned,
)

TODAY = date(2026, 6, 30)
COURSE = Course(signed_on=date(2026, 3, 1), started_on=date(2026, 3, 5), percent=40, reported_on=date(2026, 5, 2))


def code_of(refusal):
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    ("on", "since", "code"),
    [
        (TODAY, None, None),
        (date(2026, 7, 1), None, "programme.day_in_future"),
        (date(2026, 2, 28), date(2026, 3, 1), "programme.day_before_work"),
        (date(2026, 3, 1), date(2026, 3, 1), None),
    ],
)
def test_day_is_neither_to_come_nor_before_the_work(on, since, code):
    assert code_of(day_refusal(on, TODAY, since, "Kiểm tra")) == code


def test_start_needs_a_contract_signed_before():
    assert code_of(start_refusal(TODAY, TODAY, Course())) == "programme.no_contract"
    assert code_of(start_refusal(date(2026, 2, 1), TODAY, COURSE)) == "programme.day_before_work"
    assert start_refusal(date(2026, 3, 5), TODAY, COURSE) is None


def test_reason_is_asked_for():
    assert code_of(reason_refusal("  ")) == "programme.reason_missing"
    assert reason_refusal("Cơ sở ngừng sản xuất") is None


@pytest.mark.parametrize(
    ("report", "codes"),
    [
        (Report(TODAY, 60, Money(10), total=Money(100)), []),
        (Report(TODAY, 40), []),
        (Report(TODAY, 101), ["programme.percent_out_of_range"]),
        (Report(TODAY, 30), ["programme.progress_fell"]),
        (Report(TODAY, 30, problems="Máy hỏng phải lắp lại"), []),
        (Report(date(2026, 5, 1), 60), ["programme.report_out_of_order"]),
        (Report(TODAY, 60, Money(-1)), ["programme.spent_negative"]),
        (Report(TODAY, 60, Money(101), total=Money(100)), ["programme.spent_over_total"]),
        (
            Report(date(2026, 7, 1), -1, Money(-1), problems="x"),
            ["programme.day_in_future", "programme.percent_out_of_range", "programme.spent_negative"],
        ),
    ],
)
def test_report_is_refused_for_every_fault_at_once(report, codes):
    assert [no.code for no in report_refusals(report, TODAY, COURSE)] == codes


def test_first_report_is_held_against_the_contract():
    course = Course(signed_on=date(2026, 3, 1))

    assert [no.code for no in report_refusals(Report(date(2026, 2, 1), 5), TODAY, course)] == [
        "programme.day_before_work"
    ]


def test_stop_frees_what_was_not_spent_in_the_order_of_the_ledger():
    held = {Bucket.RESERVED: Money(20), Bucket.CONTRACTED: Money(70), Bucket.ADVANCED: Money(30)}

    assert freed_on_stop(held) == ((Kind.REDUCE_CONTRACT, Money(70)), (Kind.RELEASE, Money(90)))
    assert freed_on_stop({Bucket.RESERVED: Money(20)}) == ((Kind.RELEASE, Money(20)),)
    assert freed_on_stop({Bucket.ADVANCED: Money(30)}) == ()


def test_advances_and_payments_beyond_acceptance_are_owed_after_a_stop():
    assert to_be_returned({Bucket.ADVANCED: Money(30), Bucket.PAID: Money(50)}, None) == Money(80)
    assert to_be_returned({Bucket.ADVANCED: Money(30), Bucket.PAID: Money(50)}, Money(50)) == Money(30)


def test_stopped_project_is_not_ended_while_money_is_owed():
    no = end_refusal({Bucket.ADVANCED: Money(30_000_000)}, None)

    assert code_of(no) == "programme.return_open"
    assert "30.000.000 đồng" in str(no)
    assert end_refusal({Bucket.RETURNED: Money(30)}, None) is None
