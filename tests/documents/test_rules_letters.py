"""Words that may leave, and when a letter is tried again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from khuyencong.documents.rules.letters.facts import (
    LONGEST_BODY,
    MOST_BYTES,
    Way,
    fingerprint_of,
    refuse_letter,
    refuse_size,
    way_to,
)
from khuyencong.documents.rules.letters.life import LETTER_LIFE
from khuyencong.documents.rules.letters.waits import FIRST_WAIT, MOST_TRIES, next_wait
from tests.factories.letters import TEXT


def code(**changes):
    found = refuse_letter(replace(TEXT, **changes))
    return found.code if found else None


def test_a_whole_letter_is_not_refused():
    assert code() is None
    assert code(way=Way.POST, address="ấp Mỹ Thuận, xã Lục Sĩ Thành") is None


@pytest.mark.parametrize("field", ["to_name", "address", "subject"])
@pytest.mark.parametrize("sign", ["\r\nBcc: ai-do@example.vn", "\n", "\r", "\x00", "\u2028", "\x85"])
def test_no_line_can_begin_another_header(field, sign):
    assert code(**{field: getattr(TEXT, field) + sign}) == "documents.letter_line"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"subject": "a" * 301}, "documents.letter_line"),
        ({"to_name": " "}, "documents.letter_empty"),
        ({"body": ""}, "documents.letter_empty"),
        ({"body": "a" * (LONGEST_BODY + 1)}, "documents.letter_long"),
        ({"address": "le.thi.mau"}, "documents.letter_address"),
        ({"address": "a@b.vn,c@d.vn"}, "documents.letter_address"),
        ({"address": "Lê <a@b.vn>"}, "documents.letter_address"),
    ],
)
def test_words_that_cannot_be_sent_are_refused(changes, expected):
    assert code(**changes) == expected


def test_files_that_no_server_takes_are_refused():
    assert refuse_size(MOST_BYTES) is None
    assert refuse_size(MOST_BYTES + 1).code == "documents.letter_size"


def test_the_way_follows_the_address():
    assert way_to("le.thi.mau@example.vn") is Way.EMAIL
    assert way_to("ấp Mỹ Thuận") is Way.POST
    assert way_to("") is Way.POST


def test_the_fingerprint_changes_with_every_word_and_file():
    changed = [replace(TEXT, **{name: "x"}) for name in ("to_name", "address", "subject", "body")]
    prints = {fingerprint_of(one, ["a" * 64]) for one in [TEXT, replace(TEXT, way=Way.HAND), *changed]}
    prints |= {fingerprint_of(TEXT, []), fingerprint_of(TEXT, ["b" * 64])}

    assert len(prints) == 8


def test_waits_grow_until_it_is_given_up():
    waits = [next_wait(tries) for tries in range(1, MOST_TRIES + 1)]

    assert waits[:3] == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT]
    assert waits[-1] is None
    assert sum(waits[:-1], timedelta()) < timedelta(hours=3)


def test_the_life_of_a_letter_has_no_dead_end():
    assert LETTER_LIFE.unreachable() == LETTER_LIFE.dead_ends() == frozenset()
    assert not any("prepared" in row.sources and row.target in ("sending", "sent") for row in LETTER_LIFE.steps)
