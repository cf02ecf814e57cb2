"""Settlement, liquidation, closing: what stops them, what is late, what money moves."""

from dataclasses import replace
from datetime import date

import pytest

from khuyencong.kernel.money import Money
from khuyencong.programme.rules.buckets import Bucket, Kind
from khuyencong.programme.rules.work.closing import (
    Retention,
    SettlementFacts,
    kept_until,
    lateness,
    liquidation_refusal,
    retention_classes,
    retention_refusal,
    settlement_refusals,
    settlement_transfers,
)

TODAY = date(2026, 12, 20)
FACTS = SettlementFacts(
    on=TODAY,
    today=TODAY,
    accepted=Money(80),
    accepted_on=date(2026, 12, 10),
    buckets={Bucket.PAID: Money(80), Bucket.CONTRACTED: Money(20)},
    days=15,
)
CLASSES = retention_classes(
    [{"code": "books", "label": "10 năm", "number": 10}, {"code": "permanent", "label": "vĩnh viễn", "number": 0}]
)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"on": date(2026, 12, 21)}, ["programme.day_in_future"]),
        ({"on": date(2026, 12, 9)}, ["programme.day_before_work"]),
        (
            {"buckets": {Bucket.PAID: Money(50), Bucket.ADVANCED: Money(30)}},
            ["programme.advance_open", "programme.paid_is_not_accepted"],
        ),
        ({"buckets": {Bucket.PAID: Money(90)}}, ["programme.paid_is_not_accepted"]),
        ({"buckets": {Bucket.PAID: Money(50), Bucket.SETTLED: Money(30)}}, []),
        ({"missing_papers": ["Biên bản nghiệm thu"]}, ["programme.settlement_paper_missing"]),
    ],
)
def test_settlement_is_refused_for_every_fault_at_once(changed, expected):
    assert [no.code for no in settlement_refusals(replace(FACTS, **changed))] == expected


def test_settlement_gives_back_what_was_contracted_but_not_accepted():
    assert settlement_transfers(FACTS.buckets) == (
        (Kind.SETTLE, Money(80)),
        (Kind.REDUCE_CONTRACT, Money(20)),
        (Kind.RELEASE, Money(20)),
    )
    assert settlement_transfers({Bucket.PAID: Money(80)}) == ((Kind.SETTLE, Money(80)),)


def test_settlement_is_due_some_days_after_acceptance():
    assert FACTS.due_on == date(2026, 12, 25)


def test_late_is_told_with_days_and_source():
    assert lateness(date(2027, 1, 22), date(2027, 1, 22), "Thanh lý", "TT") is None
    assert lateness(date(2027, 1, 22), None, "Thanh lý", "TT") is None

    late = lateness(date(2027, 1, 25), date(2027, 1, 22), "Thanh lý hợp đồng", "TT 36/2013/TT-BCT, Điều 18")

    assert (late.code, str(late)) == ("programme.late", "Thanh lý hợp đồng chậm 3 ngày so với hạn 22/01/2027.")


def test_liquidation_needs_its_paper_and_a_day_after_settlement():
    def code(on, paper):
        no = liquidation_refusal(on, TODAY, date(2026, 12, 15), paper)
        return no.code if no else None

    assert code(date(2026, 12, 14), "01/BB") == "programme.day_before_work"
    assert code(TODAY, " ") == "programme.liquidation_paper_missing"
    assert code(TODAY, "01/BB") is None


def test_files_stay_to_the_end_of_a_year_or_for_ever():
    assert kept_until(date(2027, 2, 3), CLASSES["books"]) == date(2037, 12, 31)
    assert kept_until(date(2027, 2, 3), CLASSES["permanent"]) is None
    assert CLASSES["books"] == Retention("books", "10 năm", 10)


def test_closing_asks_for_a_class_of_the_norm():
    assert retention_refusal("books", CLASSES) is None
    assert retention_refusal("", CLASSES).code == "programme.retention_unknown"
