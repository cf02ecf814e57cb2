"""Days of the year and of a project: which are due, which are late."""

from dataclasses import replace
from datetime import date

import pytest

from khuyencong.law.norms import national_book
from khuyencong.programme.rules.deadlines import (
    ProjectDays,
    add_months,
    project_deadlines,
    year_deadlines,
)

NORMS = national_book().at(date(2026, 1, 1))
TODAY = date(2026, 6, 1)


def said(deadlines):
    return [(one.code, one.due_on, one.state) for one in deadlines]


def test_the_days_of_a_year_are_those_of_both_streams():
    assert said(year_deadlines(2026, today=date(2026, 9, 30), norms=NORMS)) == [
        ("registration", date(2025, 5, 20), "late"),
        ("late_estimate", date(2026, 9, 30), "due"),
        ("adjust_estimate", date(2026, 11, 15), "due"),
        ("budget_year_end", date(2026, 12, 31), "due"),
        ("liquidation", date(2027, 1, 22), "due"),
        ("clear_advances", date(2027, 1, 31), "due"),
    ]


def test_the_local_stream_has_no_day_of_the_ministry():
    found = year_deadlines(2026, today=TODAY, norms=NORMS, streams=["local"])

    assert {one.code for one in found} & {"registration", "liquidation"} == set()


def test_a_day_names_its_source_and_how_sure_it_is():
    registration = year_deadlines(2026, today=TODAY, norms=NORMS)[0]
    late = year_deadlines(2026, today=TODAY, norms=NORMS)[1]

    assert (registration.source, registration.certainty) == ("TT 36/2013/TT-BCT, Điều 10 khoản 1", "seen")
    assert (late.source, late.certainty) == ("Luật NSNN 2025", "unsure")
    assert registration.label == "Đăng ký đề án tại Sở Công Thương"


def test_the_law_of_the_budget_year_governs():
    before = year_deadlines(2025, today=TODAY, norms=national_book().at(date(2025, 1, 1)))

    assert [one.source for one in before if one.code == "late_estimate"] == ["Luật NSNN 2015, Điều 64 khoản 3"]


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"state": "draft"}, ["registration"]),
        ({"state": "draft", "stream": "local"}, []),
        ({"state": "planned"}, []),
        ({"state": "running"}, ["budget_year_end", "liquidation"]),
        ({"state": "running", "stream": "local"}, ["budget_year_end"]),
        ({"state": "running", "has_open_advance": True}, ["budget_year_end", "liquidation", "clear_advances"]),
        ({"state": "stopped", "has_open_advance": True}, ["clear_advances"]),
        ({"state": "ended"}, []),
    ],
)
def test_a_project_keeps_the_days_of_its_state(changed, codes):
    project = ProjectDays(**{"stream": "national", "year": 2026, "state": "draft"} | changed)

    assert [one.code for one in project_deadlines(project, today=TODAY, norms=NORMS)] == codes


@pytest.mark.parametrize(
    ("today", "state"), [(date(2026, 5, 24), "due"), (date(2026, 5, 25), "due"), (date(2026, 5, 26), "late")]
)
def test_settlement_is_due_fifteen_days_after_acceptance(today, state):
    project = ProjectDays("national", 2026, "accepted", accepted_on=date(2026, 5, 10))

    assert said(project_deadlines(project, today=today, norms=NORMS))[0] == ("settlement", date(2026, 5, 25), state)


def test_settlement_of_the_local_stream_borrows_the_count_and_says_that_it_is_unsure():
    local = ProjectDays("local", 2026, "accepted", accepted_on=date(2026, 5, 10))
    national = replace(local, stream="national")

    found = [project_deadlines(one, today=TODAY, norms=NORMS)[0] for one in (local, national)]

    assert [(one.code, one.certainty) for one in found] == [("settlement", "unsure"), ("settlement", "seen")]


def test_effects_are_followed_until_each_month_is_recorded():
    project = ProjectDays(
        "national", 2024, "closed", date(2024, 8, 31), date(2024, 9, 10), date(2025, 1, 10), followed=frozenset({12})
    )

    found = project_deadlines(project, today=TODAY, norms=national_book().at(date(2024, 1, 1)))

    assert [(one.code, one.due_on, one.label, one.state) for one in found] == [
        ("follow_up_6", date(2025, 2, 28), "Theo dõi hiệu quả sau 6 tháng", "late"),
        ("follow_up_24", date(2026, 8, 31), "Theo dõi hiệu quả sau 24 tháng", "due"),
        ("follow_up_36", date(2027, 8, 31), "Theo dõi hiệu quả sau 36 tháng", "due"),
    ]


def test_an_office_may_follow_at_other_months():
    norms = NORMS.overlaid([replace(NORMS.norm("programme.follow_up_months"), value=[18])])
    project = ProjectDays("local", 2026, "settled", date(2026, 5, 10), date(2026, 5, 20))

    found = project_deadlines(project, today=TODAY, norms=norms)

    assert [(one.code, one.label) for one in found] == [("follow_up_18", "Theo dõi hiệu quả")]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_add_months_keeps_the_day_where_the_month_has_it(day, months, later):
    assert add_months(day, months) == later
