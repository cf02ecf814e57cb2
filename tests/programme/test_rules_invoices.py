"""One spelling of an invoice's number, its window of days, and every reason against it."""

from dataclasses import replace
from datetime import date

import pytest

from khuyencong.kernel.money import Money
from khuyencong.kernel.period import Period
from khuyencong.kernel.refusal import Refusal
from khuyencong.programme.rules.evidence.invoices import (
    InvoiceFacts,
    InvoiceGround,
    Used,
    Window,
    invoice_key,
    invoice_refusals,
    invoice_sums,
    invoice_window,
)

WINDOW = Window(Period(date(2026, 1, 1), date(2027, 1, 1)), "TT 36/2013/TT-BCT, Điều 17")
FACTS = InvoiceFacts("1C26TAA", "123", "Người bán mẫu", "0101234560", date(2026, 6, 1), Money(100), Money(8), Money(50))
GROUND = InvoiceGround(date(2026, 11, 24), "running", "Đang thực hiện", WINDOW, Money(300), Money(250))


def codes(facts=FACTS, ground=GROUND):
    return [one.code for one in invoice_refusals(facts, invoice_key(facts.series, facts.number), ground)]


@pytest.mark.parametrize(
    ("series", "number"),
    [
        ("1C26TAA", "123"),
        ("1C26TAA", "00000123"),
        ("c26taa", "0123"),
        ("", "1C26TAA-00000123"),
        ("1C26 TAA", "Số: 123"),
    ],
)
def test_key_is_one_however_the_number_is_typed(series, number):
    assert invoice_key(series, number) == "C26TAA/123"


def test_key_keeps_series_and_numbers_apart():
    assert invoice_key("AA/20E", "0000123") == "AA20E/123"
    assert invoice_key("1C26TAB", "123") != invoice_key("1C26TAA", "123")
    assert invoice_key("", "000") == "/0"


def test_number_without_a_digit_is_refused():
    with pytest.raises(Refusal) as told:
        invoice_key("", "không số")

    assert told.value.code == "programme.invoice_number_unreadable"


def test_good_invoice_has_nothing_against_it():
    assert codes() == []


@pytest.mark.parametrize("state", ["draft", "registered", "settled", "stopped", "closed"])
def test_invoice_is_taken_from_approval_to_settlement_only(state):
    assert codes(ground=replace(GROUND, state=state)) == ["programme.invoice_in_wrong_state"]


def test_invoice_of_last_year_is_refused_with_the_norm():
    told = invoice_refusals(replace(FACTS, issued_on=date(2025, 12, 31)), "C26TAA/123", GROUND)

    assert [(one.code, one.source) for one in told] == [
        ("programme.invoice_outside_window", "TT 36/2013/TT-BCT, Điều 17")
    ]
    assert str(told[0]) == (
        "Hóa đơn ngày 31/12/2025 ngoài thời gian được tính của đề án: từ 01/01/2026 đến hết 31/12/2026."
    )


def test_invoice_of_tomorrow_is_refused():
    assert codes(replace(FACTS, issued_on=date(2026, 11, 25))) == ["programme.invoice_in_the_future"]


def test_invoice_used_before_names_the_project():
    used = Used("C26TAA/123", "QG-2020-01", 2020, "Khuyến công quốc gia")

    told = invoice_refusals(FACTS, "C26TAA/123", replace(GROUND, used=(used,)))

    assert [one.code for one in told] == ["programme.invoice_used"]
    assert "đề án QG-2020-01 năm 2020 (Khuyến công quốc gia)" in str(told[0])


def test_same_number_without_series_cannot_be_told_apart():
    ground = replace(GROUND, used=(Used("/123", "DA-1", 2026, ""),))

    assert codes(ground=ground) == ["programme.invoice_series_missing"]
    assert codes(ground=replace(GROUND, used=(Used("C26TAB/123", "DA-1", 2026, ""),))) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"before_vat": Money(0), "vat": Money(0), "state_share": None}, "programme.invoice_amount_wrong"),
        ({"vat": Money(-1)}, "programme.invoice_amount_wrong"),
        ({"vat": Money(101)}, "programme.invoice_vat_wrong"),
        ({"before_vat": Money(20), "vat": Money(2), "state_share": Money(30)}, "programme.invoice_share_over_invoice"),
        ({"state_share": Money(51)}, "programme.invoice_shares_over_accepted"),
    ],
)
def test_amounts_that_cannot_be_are_refused(changed, code):
    assert codes(replace(FACTS, **changed)) == [code]


@pytest.mark.parametrize(
    ("rule", "first"),
    [("budget_year", date(2026, 1, 1)), ("approval", date(2026, 2, 1)), ("contract", date(2026, 3, 1))],
)
def test_window_follows_the_norm(rule, first):
    window = invoice_window(
        rule=rule, source="Điều 17", year=2026, last_year=2027, approved_on=date(2026, 2, 1), signed_on=date(2026, 3, 1)
    )

    assert (window.period.start, window.last_day) == (first, date(2027, 12, 31))


def test_sums_tell_what_is_lacking():
    sums = invoice_sums([(Money(100), Money(8), Money(50)), (Money(40), Money(4), None)], Money(200))

    assert (sums.before_vat, sums.whole, sums.share, sums.lacking) == (Money(140), Money(152), Money(50), Money(60))
    assert invoice_sums([], None).lacking is None
