"""Trainees, savings and figures before and after, and when to look again."""

from datetime import date
from fractions import Fraction

import pytest

from khuyencong.programme.rules.work.effects import (
    Change,
    FollowUpFacts,
    TraineeTotals,
    changes,
    derived_figures,
    follow_up_refusals,
    savings,
    share,
    trainee_totals,
)

TRAINEES = [
    {"name": "Thạch Thị A", "sex": "nu", "ethnic_group": "Khmer", "poor_household": True, "job_after": True},
    {"name": "Nguyễn Văn B", "sex": "nam", "ethnic_group": "Kinh", "poor_household": False, "job_after": True},
    {"name": "Lê Thị C", "sex": "Nữ", "ethnic_group": ""},
]


def test_trainees_are_counted_by_what_the_reports_ask():
    totals = trainee_totals(TRAINEES)

    assert totals == TraineeTotals(total=3, women=2, ethnic_minority=1, poor_household=1, with_job=2)
    assert share(totals.women, totals.total) == Fraction(200, 3)
    assert share(0, 0) is None


def test_savings_are_exact():
    [power, water, waste] = savings(
        [
            {"resource": "dien", "unit": "kWh/tấn", "before": "12.5", "after": 10},
            {"resource": "nuoc", "unit": "m³/tấn", "before": "3", "after": None},
            {"resource": "chat_thai", "unit": "kg", "before": 0, "after": "0.005"},
        ]
    )

    assert (power.saved, power.percent) == (Fraction(5, 2), Fraction(20))
    assert (water.before, water.saved, water.percent) == (3, None, None)
    assert (waste.saved, waste.percent) == (Fraction(-1, 200), None)


def test_figures_follow_from_facts_and_lists():
    facts = {"classes": 1, "topic": "Đan lục bình", "hard_area": True, "trainees": 30, "trainee": TRAINEES}

    assert derived_figures(facts, 0) == {
        "classes": 1, "trainees": 3, "women": 2, "ethnic_minority": 1, "poor_household": 1, "with_job": 2,
    }  # fmt: skip  # one block of figures
    assert derived_figures({"booth": [{}, {}], "member": []}, 4) == {"booths": 2, "machines": 4}


def test_changes_stand_side_by_side():
    told = changes(["jobs_kept", "revenue", "export"], {"jobs_kept": "10", "revenue": "0"}, {"jobs_kept": "12.5"})

    assert told == [Change("jobs_kept", Fraction(10), Fraction(25, 2)), Change("revenue", Fraction(0), None)]
    assert (told[0].difference, told[0].percent) == (Fraction(5, 2), Fraction(25))
    assert (told[1].difference, told[1].percent) == (None, None)
    assert Change("tax", Fraction(0), Fraction(5)).percent is None


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (FollowUpFacts(12, date(2027, 6, 1), {"revenue": "100"}), []),
        (FollowUpFacts(12, date(2027, 5, 31), {"revenue": "100"}), ["programme.follow_up_early"]),
        (FollowUpFacts(6, date(2027, 6, 1), {"revenue": "100"}), ["programme.follow_up_done"]),
        (FollowUpFacts(7, date(2027, 6, 1), {"revenue": "100"}), ["programme.follow_up_months_unknown"]),
        (FollowUpFacts(12, date(2027, 9, 1), {"revenue": "1"}), ["programme.day_in_future"]),
        (FollowUpFacts(12, date(2027, 6, 1), {"rain": "1"}), ["programme.indicator_unknown"]),
        (FollowUpFacts(12, date(2027, 6, 1), {"revenue": " "}), ["programme.figures_missing"]),
    ],
)
def test_follow_up_is_refused_for_every_fault_at_once(facts, expected):
    found = follow_up_refusals(
        facts,
        accepted_on=date(2026, 6, 1),
        today=date(2027, 8, 1),
        months={6, 12, 24, 36},
        done={6},
        known={"revenue", "tax"},
        source="NĐ 45/2012/NĐ-CP",
    )

    assert [no.code for no in found] == expected
