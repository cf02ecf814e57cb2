"""Every state and verb of the three life cycles."""

import pytest

from khuyencong.kernel.refusal import Refusal
from khuyencong.selection.rules.dossier_life import DOSSIER_LIFE, LIVE_STATES, SCORED_STATES
from khuyencong.selection.rules.round_life import ROUND_LIFE, SEALED_STATES
from khuyencong.selection.rules.scorecard_life import SCORECARD_LIFE

LIVES = [ROUND_LIFE, DOSSIER_LIFE, SCORECARD_LIFE]


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.name)
def test_nothing_is_unreachable_and_every_state_has_a_way_out(life):
    assert life.unreachable() == frozenset()
    assert life.dead_ends() == frozenset()


@pytest.mark.parametrize(
    ("life", "state", "verb"),
    [(life, state.code, row.verb) for life in LIVES for state in life.states for row in life.steps],
    ids=lambda part: getattr(part, "name", part),
)
def test_a_verb_works_exactly_where_the_table_says(life, state, verb):
    target = next((row.target for row in life.steps if row.verb == verb and state in row.sources), None)

    if target is None:
        with pytest.raises(Refusal):
            life.after(state, verb)
    else:
        assert life.after(state, verb) == target


@pytest.mark.parametrize("state", sorted(SEALED_STATES))
def test_no_score_is_given_after_sealing(state):
    assert not {"score", "import_scores", "start_scoring"} & set(ROUND_LIFE.verbs(state))


def test_a_decision_comes_once_and_after_sealing():
    assert [state.code for state in ROUND_LIFE.states if ROUND_LIFE.allows(state.code, "recognise")] == ["sealed"]


def test_scored_states_are_live():
    assert SCORED_STATES < LIVE_STATES
