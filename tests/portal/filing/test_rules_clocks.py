"""Days of complaints, standing of papers, money and turns in plain words."""

from datetime import date

import pytest

from khuyencong.law.norms import national_book
from khuyencong.portal.rules.filing.complaints import (
    refusal_answer_due,
    refusal_window,
    result_answer_due,
    result_window,
)
from khuyencong.portal.rules.filing.following import PlainMoney, next_of_dossier, next_of_project
from khuyencong.portal.rules.filing.locker import standing
from khuyencong.programme.rules.project_life import NATIONAL_PROJECT_LIFE
from khuyencong.selection.rules.dossier_life import DOSSIER_LIFE

TUESDAY = date(2026, 11, 24)
NORMS = national_book().at(TUESDAY)


def test_result_may_be_contested_for_fifteen_working_days():
    window = result_window(TUESDAY, NORMS)

    assert (window.until, window.source) == (date(2026, 12, 15), "TT 26/2014/TT-BCT, Điều 20 khoản 1")
    assert window.refusal(date(2026, 12, 15)) is None
    assert window.refusal(date(2026, 12, 16)).source == "TT 26/2014/TT-BCT, Điều 20 khoản 1"


def test_refused_project_may_be_contested_for_ninety_days():
    assert refusal_window(TUESDAY, NORMS).until == date(2027, 2, 22)


def test_answers_are_due_after_ten_working_and_thirty_calendar_days():
    assert result_answer_due(TUESDAY, NORMS) == date(2026, 12, 8)
    assert refusal_answer_due(TUESDAY, NORMS) == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("until", "said"),
    [(None, "valid"), (date(2027, 6, 1), "valid"), (date(2026, 12, 24), "ending"), (date(2026, 12, 25), "valid"),
     (TUESDAY, "ending"), (date(2026, 11, 23), "over")],
)  # fmt: skip  # a table
def test_paper_counts_through_its_last_day_and_is_reminded_of_before(until, said):
    assert standing(until, NORMS) == said


def test_every_state_says_what_comes_next_and_whose_turn_it_is():
    assert {state.code for state in NATIONAL_PROJECT_LIFE.states} == {
        state.code for state in NATIONAL_PROJECT_LIFE.states if next_of_project(state.code).words
    }
    assert all(next_of_dossier(state.code, is_published=True).words for state in DOSSIER_LIFE.states)
    assert next_of_project("needs_supplement").is_yours


def test_verdict_stays_unsaid_until_it_is_published():
    assert next_of_dossier("recognised", is_published=False) == next_of_dossier("not_recognised", is_published=False)
    assert next_of_dossier("recognised", is_published=True) != next_of_dossier("not_recognised", is_published=True)


def test_money_left_is_what_was_approved_less_what_came():
    assert (PlainMoney(300, 90, 60).left, PlainMoney(300, 300, 60).left) == (150, 0)
