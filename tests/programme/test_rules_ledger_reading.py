"""Lines of a file read into orders, and the database's last word said as a refusal."""

import json
from datetime import date
from uuid import UUID

import pytest

from khuyencong.kernel.refusal import Refusal
from khuyencong.programme.rules.buckets import Kind
from khuyencong.programme.rules.ledger.reading import NamedOrder, read_order
from khuyencong.programme.rules.ledger.refused import WORDS, refusal_of_database

KEY = "00000000-0000-4000-8000-000000000001"


def line(**changes):
    told = {"id": KEY, "plan": 2026, "line": " L01 ", "kind": "assign", "amount": 100, "on": "2026-01-15"} | changes
    return json.dumps({key: value for key, value in told.items() if value != "left out"})


def test_line_is_read_with_what_it_leaves_out_empty():
    assert read_order(line()) == NamedOrder(UUID(KEY), 2026, "L01", Kind.ASSIGN, 100, date(2026, 1, 15))


def test_line_names_what_it_reverses_and_answers():
    found = read_order(line(reverses=KEY, answers=KEY, paper=None))

    assert (found.reverses, found.answers, found.paper) == (UUID(KEY), UUID(KEY), "")


@pytest.mark.parametrize(("text", "code"), [
    ("{", "programme.line_not_json"), ("3", "programme.line_not_json"), (line(tone="?"), "programme.unknown_key"),
    (line(line="left out"), "programme.key_missing"), (line(line=3), "programme.not_a_text"),
    (line(plan="left out"), "programme.key_missing"), (line(amount=0.5), "programme.not_whole"),
    (line(amount=True), "programme.not_whole"), (line(id="x"), "programme.not_a_uuid"),
    (line(on="31/12"), "programme.not_a_day"), (line(on=7), "programme.not_a_day"), (line(kind="gift"), "programme.unknown_kind"),
], ids=str)  # fmt: skip
def test_line_that_cannot_be_understood_is_refused(text, code):
    with pytest.raises(Refusal) as told:
        read_order(text)

    assert told.value.code == code
    assert "%" not in str(told.value)


@pytest.mark.parametrize("word", WORDS)
def test_what_the_database_refuses_is_told_with_a_code_of_the_rules(word):
    found = refusal_of_database(f"ERROR: {word} CONTEXT: …")

    assert found is not None
    assert found.code.startswith("programme.")


def test_what_is_none_of_ours_is_not_told_as_a_refusal():
    assert refusal_of_database("disk full") is None
