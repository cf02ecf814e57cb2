"""The pages of an application: what is asked, and how what was typed is read."""

from datetime import date

import pytest

from khuyencong.law.norms import national_book
from khuyencong.portal.rules.filing.sheet import (
    MOST_ROWS,
    facts_in,
    faults_of,
    product_sheet,
    project_sheet,
    rows_shown,
    values_of,
)
from khuyencong.programme.rules.contents import content_type, fact_refusals
from tests.factories.filing import WHOLE

NORMS = national_book().at(date(2026, 3, 1))
MACHINE = content_type("machinery", NORMS)
CLASS = content_type("vocational_training", NORMS)


def test_pages_of_a_project_end_with_papers_and_sending():
    assert [page.code for page in project_sheet(MACHINE, {})] == ["viec", "tien", "chi-tiet", "giay-to", "gui"]


def test_content_without_facts_has_no_page_of_details():
    bare = content_type("machinery", NORMS)
    from dataclasses import replace

    assert "chi-tiet" not in [page.code for page in project_sheet(replace(bare, facts=(), tables={}), {})]


def test_list_has_one_empty_row_more_than_was_filled():
    assert rows_shown(MACHINE, "machine", {}) == 1
    assert rows_shown(MACHINE, "machine", {"row-machine-2-name": "Máy"}) == 4
    assert rows_shown(MACHINE, "machine", {f"row-machine-{MOST_ROWS - 1}-name": "Máy"}) == MOST_ROWS


def test_whole_application_is_read_as_the_facts_of_its_content():
    sheet = project_sheet(MACHINE, WHOLE)
    values = values_of(sheet, WHOLE)

    assert faults_of(sheet, WHOLE) == []
    assert (values["eligible_cost"], values["asked"]) == (500_000_000, 200_000_000)
    facts = facts_in(MACHINE, values)
    assert facts["machine"] == [{"name": "Máy sấy lạnh", "quantity": 1, "price": 500_000_000}]
    assert fact_refusals(MACHINE, facts, complete=True) == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [("asked", "nhiều lắm"), ("asked", "-5"), ("starts_on", "31/02/2026"), ("row-machine-0-quantity", "hai"),
     ("row-machine-0-is_new", "lạ"), ("name", "x" * 401)],
)  # fmt: skip  # a table
def test_what_cannot_be_read_is_told_with_its_page(name, typed):
    answers = WHOLE | {name: typed}
    faults = faults_of(project_sheet(MACHINE, answers), answers)

    assert [fault.name for fault in faults] == [name]
    assert "Bước" in str(faults[0].refusal)


def test_missing_blank_counts_only_before_sending():
    sheet = project_sheet(MACHINE, {})

    assert [fault.name for fault in faults_of(sheet, {}, only="viec")] == ["name", "summary"]
    assert faults_of(sheet, {}, complete=False) == []


def test_days_flags_choices_and_numbers_are_kept_as_plain_data():
    answers = {
        "fact-opens_on": "1/6/2026", "fact-form": "moi", "row-trainee-0-name": "An", "row-trainee-0-poor_household": "no",
    }  # fmt: skip  # a table
    facts = facts_in(CLASS, values_of(project_sheet(CLASS, answers), answers))

    assert facts == {"form": "moi", "opens_on": "2026-06-01", "trainee": [{"name": "An", "poor_household": False}]}


def test_product_offers_the_groups_and_reads_decimals():
    sheet = product_sheet([("A", "A – Thủ công")])
    answers = {"name": "Gốm", "group": "A", "description": "Đẹp", "annual_output": "12,5"}

    assert values_of(sheet, answers)["annual_output"] == "12.5"
    assert [fault.name for fault in faults_of(sheet, answers | {"group": "Z", "annual_output": "-1"})] == [
        "group", "annual_output",
    ]  # fmt: skip  # a list
