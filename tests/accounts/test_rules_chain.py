"""The hash chain finds every planted change."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from khuyencong.accounts.rules.chain import GENESIS, Break, Link, first_break, personal_digest


def chain(length):
    links, previous = [], GENESIS
    for number in range(1, length + 1):
        link = Link(
            number, "2026-11-24T02:00:00+00:00", "7", "a.b", f"x:{number}", {"n": number}, ("Điều 1",), "p", previous
        )
        previous = link.digest()
        links.append((link, previous))
    return links


def head(links):
    return len(links), links[-1][1] if links else GENESIS


def test_a_whole_chain_has_no_break():
    for length in (0, 1, 5):
        links = chain(length)
        assert first_break(links, *head(links)) is None


@given(st.integers(0, 4), st.sampled_from(["at", "actor", "action", "thing", "personal", "facts", "sources"]))
def test_a_changed_field_is_found_where_it_was_changed(place, name):
    links = chain(5)
    link, stored = links[place]
    changed = {"facts": {"n": 99}, "sources": ("Điều 2",)}.get(name, "changed")
    links[place] = (replace(link, **{name: changed}), stored)

    assert first_break(links, *head(links)) == Break(place + 1, "content was changed")


def test_a_change_with_a_new_digest_breaks_the_next_entry():
    links = chain(3)
    forged = replace(links[1][0], thing="y")
    links[1] = (forged, forged.digest())

    assert first_break(links, *head(links)) == Break(3, "does not follow the entry before it")


def test_a_removed_entry_is_found_in_the_middle_and_at_the_end():
    links = chain(4)

    assert first_break([links[0], *links[2:]], *head(links)) == Break(2, "entry is missing")
    assert first_break(links[:-1], *head(links)) == Break(4, "the head of the chain names another last entry")


def test_the_personal_digest_needs_its_salt():
    assert personal_digest("a", {"x": 1}) == personal_digest("a", {"x": 1})
    assert personal_digest("a", {"x": 1}) != personal_digest("b", {"x": 1})
