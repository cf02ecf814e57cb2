"""What may be asked, and what a question goes through."""

import pytest

from khuyencong.advisory.rules.advice_life import ADVICE_LIFE
from khuyencong.advisory.rules.asking import refuse_empty, refuse_machine, refuse_unreachable


def code(refusal):
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    ("seconds", "honey", "expected"),
    [
        (3, "", None), (86_400, "", None), (2, "", "advisory.too_fast"), (0, "", "advisory.too_fast"),
        (86_401, "", "advisory.stale_form"), (None, "", "advisory.stale_form"), (60, "http://x", "advisory.machine"),
    ],
)  # fmt: skip  # a table
def test_machines_are_told_from_people_by_a_hidden_field_and_by_their_haste(seconds, honey, expected):
    assert code(refuse_machine(seconds, honey)) == expected


@pytest.mark.parametrize(
    ("phone", "email", "expected"), [("0912345678", "", None), ("", "a@b.vn", None), ("", "", "advisory.unreachable")]
)
def test_an_asker_needs_one_way_to_be_reached(phone, email, expected):
    assert code(refuse_unreachable(phone, email)) == expected


@pytest.mark.parametrize(("words", "expected"), [("có", None), ("  ", "advisory.empty")])
def test_words_must_be_there(words, expected):
    assert code(refuse_empty(words, "ô")) == expected


def test_life_has_no_dead_end_and_every_state_is_reached():
    assert (ADVICE_LIFE.dead_ends(), ADVICE_LIFE.unreachable()) == (frozenset(), frozenset())
