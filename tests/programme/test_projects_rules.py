"""Rules of planning, the facts form and the way of a project, each on its own."""

from dataclasses import replace
from datetime import date

import pytest

from khuyencong.kernel.money import Money
from khuyencong.law.norms import national_book
from khuyencong.programme.forms.projects.facts import FactsForm
from khuyencong.programme.models import Project
from khuyencong.programme.queries.projects.board import steps_of
from khuyencong.programme.rules.contents import content_type
from khuyencong.programme.rules.projects.planning import PlaceFacts, PlanningFacts, most_of, planning_refusals
from khuyencong.programme.views.projects.page import fact_lines, fact_tables, next_verb

DAY = date(2026, 11, 24)
PLACE = PlaceFacts(1, "local", "machinery", 2026, "regular")
FACTS = PlanningFacts(
    approved=Money(9), decision_number="1", decision_on=DAY, today=DAY, limit=Money(10), limit_source="NQ mẫu",
    left=Money(11), proposed=Money(9), is_in_force=True, is_locked=False,
)  # fmt: skip  # facts read better in a block


@pytest.mark.parametrize(
    ("facts", "line", "code"),
    [
        ({}, {"office_id": 2}, "programme.line_of_other_office"),
        ({"is_locked": True}, {}, "programme.year_locked"),
        ({"is_in_force": False}, {}, "programme.line_not_in_force"),
        ({"left": Money(8)}, {}, "programme.over_line"),
    ],
)
def test_planning_refuses_with_a_source(facts, line, code):
    found = planning_refusals(replace(FACTS, **facts), PLACE, replace(PLACE, **line))

    assert [one.code for one in found] == [code]
    assert found[0].source


def test_planning_allows_the_least_of_norm_line_and_appraisal():
    assert planning_refusals(FACTS, PLACE, PLACE) == []
    assert most_of(FACTS) == Money(9)
    assert most_of(replace(FACTS, proposed=None)) == Money(0)


def content(code):
    return content_type(code, national_book().at(DAY))


def test_facts_form_reads_every_kind_of_fact_back_as_it_was_kept():
    kept = {
        "depth": "nhanh", "assessed_on": "2026-05-01",
        "measure": [{"resource": "dien", "unit": "kWh", "before": "12.5", "measured_on": "2026-05-02"}],
    }  # fmt: skip  # facts read better in a block
    shown = FactsForm(content=content("cleaner_production_assessment"), kept=kept)
    typed = {
        "fact-depth": "nhanh", "fact-assessed_on": "01/05/2026", "rows-measure": "1", "row-measure-0-resource": "dien",
        "row-measure-0-unit": "kWh", "row-measure-0-before": "12,5", "row-measure-0-measured_on": "02/05/2026",
    }  # fmt: skip  # a form

    form = FactsForm(typed, content=content("cleaner_production_assessment"), kept={})

    assert shown["fact-assessed_on"].initial == date(2026, 5, 1)
    assert shown.sizes == {"measure": 2}
    assert form.is_valid(), form.errors
    assert form.told() == kept


def test_facts_form_never_grows_without_end():
    form = FactsForm({"rows-machine": "999999"}, content=content("machinery"), kept={}, more="machine")

    assert form.sizes == {"machine": 200}


def test_facts_are_told_in_words():
    project = Project(
        content="cleaner_production_assessment",
        facts={"depth": "nhanh", "assessed_on": "2026-05-01", "measure": [{"resource": "dien", "before": "12.5"}]},
    )
    kind = content("cleaner_production_assessment")

    assert [one["value"] for one in fact_lines(kind, project)] == ["Đánh giá nhanh", "01/05/2026"]
    table = next(iter(fact_tables(kind, project)))
    assert [value for _label, value in table["rows"][0] if value] == ["Điện", "12,5"]
    founding = Project(content="enterprise_founding", facts={"hard_area": True})
    assert [one["value"] for one in fact_lines(content("enterprise_founding"), founding)] == ["có"]


@pytest.mark.parametrize(
    ("facts", "last"),
    [
        ({"state": "rejected"}, ["draft", "rejected"]),
        ({"state": "rejected", "registered_on": DAY}, ["registered", "rejected"]),
        ({"state": "withdrawn", "proposed": Money(1)}, ["appraised", "withdrawn"]),
        ({"state": "stopped", "approved": Money(1)}, ["planned", "stopped"]),
        ({"state": "ended", "contracted": Money(1)}, ["contracted", "ended"]),
    ],
)
def test_way_of_a_project_that_is_over_ends_where_it_ended(facts, last):
    project = Project(stream="local", **facts)

    labels = [one["label"] for one in steps_of(project)]

    assert labels[-2:] == [project.life.label(state) for state in last]
    assert steps_of(project)[-1]["state"] == "current"


@pytest.mark.parametrize(
    ("facts", "verb"),
    [
        ({"state": "appraised", "stream": "national"}, "record_ministry_appraisal"),
        ({"state": "appraised", "stream": "local"}, "plan_project"),
        ({"state": "planned", "stream": "local"}, "name_beneficiary"),
        ({"state": "closed", "stream": "local"}, ""),
    ],
)
def test_next_step_follows_the_stream_and_the_state(facts, verb):
    assert next_verb(Project(**facts)) == verb
