"""The five questions: what is offered, from which norms, and what stands against it."""

from datetime import date

import pytest

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal
from khuyencong.law.norms import national_book
from khuyencong.portal.rules.filing.entitlement import Answers, entitlement

NORMS = national_book().at(date(2026, 3, 1))


def asked(**changed):
    facts = {"maker": "household", "trade": "craft", "wish": "machine", "cost": Money(500_000_000), "year": 2027}
    return entitlement(Answers(**facts | changed), NORMS)


def test_machine_is_offered_half_of_its_cost_from_the_national_stream():
    found = asked()
    national = [(one.content.code, one.limit.limit.dong) for one in found.offers if one.stream == "national"]

    assert national == [("machinery", 250_000_000), ("technology_line", 250_000_000)]
    assert found.offers[0].stream_label == "Khuyến công quốc gia"
    assert [one.code for one in found.contents] == ["machinery", "technology_line"]
    assert found.against == ()


def test_ceiling_bounds_what_is_offered():
    assert asked(cost=Money(2_000_000_000)).offers[0].limit.limit == Money(300_000_000)


def test_level_without_cost_is_told_and_an_unknown_local_level_is_refused_with_its_source():
    national, local = asked(cost=None).offers[:2]

    assert (national.level.rate_percent, national.limit) == (50, None)
    assert (local.level, local.refusal.code) == (None, "programme.no_local_level")
    assert local.refusal.source


def test_unsure_level_is_marked():
    offers = asked(wish="brand").offers

    assert {one.is_unsure for one in offers if one.level is not None} == {True}
    assert not any(one.is_unsure for one in offers if one.level is None)


def test_deadline_of_registration_lies_in_the_year_before():
    assert [(one.code, one.due_on) for one in asked().deadlines] == [("registration", date(2026, 5, 20))]


def test_large_firm_and_trader_are_told_why_not():
    found = asked(maker="large_firm", trade="service")

    assert [one.code for one in found.against] == ["portal.not_entitled"] * 2
    assert found.against[0].source == "NĐ 235/2025/NĐ-CP, Điều 1 khoản 1"


def test_award_leads_to_the_rounds_and_offers_no_money():
    found = asked(wish="award")

    assert (found.is_award, found.offers, found.deadlines) == (True, (), ())


def test_answer_that_is_none_of_those_offered_is_refused():
    with pytest.raises(Refusal) as no:
        asked(wish="castle")

    assert no.value.code == "portal.unknown_answer"
