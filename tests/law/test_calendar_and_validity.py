"""Worked examples of days, and the properties of counting."""

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.law.calendar import add_working_days, holidays_of
from khuyencong.law.norms import national_book
from khuyencong.law.validity import last_valid_day

EXAMPLES = Path(__file__).parents[1] / "examples"


def examples(name):
    return tomllib.loads((EXAMPLES / name).read_text(encoding="utf-8"))["example"]


@pytest.mark.parametrize("example", examples("validity.toml"), ids=lambda example: str(example["issued_on"]))
def test_last_valid_day_of_the_worked_examples(example):
    norms = national_book().at(example["issued_on"])

    assert last_valid_day(example["issued_on"], norms) == example["last_valid_day"]


def test_last_valid_day_follows_the_other_reading_where_a_norm_says_so():
    norms = national_book().at(date(2024, 5, 1))
    counted = norms.norm("selection.validity_counts_year_of_issue")

    assert last_valid_day(date(2024, 5, 1), norms.overlaid([replace(counted, value=False)])) == date(2027, 12, 31)


@pytest.mark.parametrize("example", examples("working_days.toml"), ids=lambda example: str(example["from"]))
def test_add_working_days_of_the_worked_examples(example):
    holidays = holidays_of(national_book().at(example["from"]))

    assert add_working_days(example["from"], example["days"], holidays) == example["until"]


@given(st.dates(date(2021, 1, 1), date(2027, 12, 31)), st.integers(0, 60))
def test_exactly_that_many_working_days_lie_behind(day, count):
    holidays = holidays_of(national_book().at(day))

    end = add_working_days(day, count, holidays)

    passed = [day + timedelta(days=step) for step in range(1, (end - day).days + 1)]
    assert sum(holidays.is_working_day(each) for each in passed) == count
    assert count == 0 or holidays.is_working_day(end)


def test_a_make_up_day_is_worked_although_it_is_a_saturday():
    holidays = replace(holidays_of(national_book().at(date(2026, 1, 5))), work=frozenset({date(2026, 8, 22)}))

    assert holidays.is_working_day(date(2026, 8, 22))
    assert not holidays.is_working_day(date(2026, 8, 29))


def test_without_compensation_the_monday_is_worked():
    holidays = replace(holidays_of(national_book().at(date(2021, 1, 4))), compensates=False)

    assert holidays.is_working_day(date(2021, 5, 3))


def test_two_holidays_on_one_weekend_are_made_up_twice():
    holidays = replace(
        holidays_of(national_book().at(date(2027, 1, 4))), off=frozenset({date(2027, 2, 6), date(2027, 2, 7)})
    )

    assert [holidays.is_working_day(date(2027, 2, day)) for day in (5, 8, 9, 10)] == [True, False, False, True]
