"""Every state and verb of the two lives of a project."""

import pytest

from khuyencong.kernel.refusal import Refusal
from khuyencong.programme.rules.project_life import (
    ALIVE,
    LOCAL_PROJECT_LIFE,
    NATIONAL_PROJECT_LIFE,
    PROJECT_LIVES,
    project_life,
)
from khuyencong.programme.rules.streams import Stream

LIVES = [LOCAL_PROJECT_LIFE, NATIONAL_PROJECT_LIFE]


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.name)
def test_nothing_is_unreachable_and_every_state_has_a_way_out(life):
    assert life.unreachable() == frozenset()
    assert life.dead_ends() == frozenset()


@pytest.mark.parametrize(
    ("life", "state", "verb"),
    [
        (life, state.code, verb)
        for life in LIVES
        for state in life.states
        for verb in sorted({row.verb for row in life.steps})
    ],
    ids=lambda part: getattr(part, "name", part),
)
def test_a_verb_works_exactly_where_the_table_says(life, state, verb):
    target = next((row.target for row in life.steps if row.verb == verb and state in row.sources), None)

    if target is None:
        with pytest.raises(Refusal):
            life.after(state, verb)
    else:
        assert life.after(state, verb) == target


def test_only_the_national_line_goes_through_the_ministry():
    local, national = project_life("local"), project_life("national")

    assert local.after("appraised", "plan_project") == "planned"
    assert not local.allows("appraised", "record_ministry_appraisal")
    assert not national.allows("appraised", "plan_project")
    assert national.after("appraised", "record_ministry_appraisal") == "ministry_appraised"
    assert national.after("appraised", "return_by_ministry") == "registered"
    assert national.after("appraised", "refuse_by_ministry") == "rejected"
    assert national.after("ministry_appraised", "plan_project") == "planned"
    assert national.after("ministry_appraised", "withdraw_project") == "withdrawn"


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.name)
def test_nothing_is_planned_without_an_appraisal_nor_contracted_without_a_plan(life):
    contracting = [state.code for state in life.states if life.allows(state.code, "sign_contract")]

    assert contracting == ["planned"]
    assert "registered" not in [state.code for state in life.states if life.allows(state.code, "plan_project")]


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.name)
def test_a_final_state_lets_only_the_effect_be_followed(life):
    assert {verb for state in life.final for verb in life.verbs(state)} == {"follow_up"}


def test_every_stream_has_a_life_and_drafts_do_not_count_as_support():
    assert set(PROJECT_LIVES) == set(Stream)
    assert not {"draft", "rejected", "withdrawn"} & ALIVE
