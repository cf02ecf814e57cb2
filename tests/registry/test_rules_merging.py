"""What becomes of fields and products when two records are made one."""

from hypothesis import given
from hypothesis import strategies as st

from khuyencong.registry.rules.merging import lines, moves, restored

FOLLOWS = {"kind": "code", "women": "workers"}
KEPT = {"name": "A", "code": "", "kind": "none", "workers": 5, "women": None, "phone": "1"}
OTHER = {"name": "B", "code": "12", "kind": "x", "workers": 9, "women": 8, "phone": ""}


def taken(kept, other, chosen=frozenset()):
    return {line.name for line in lines(kept, other, chosen, FOLLOWS) if line.taken}


def test_lines_fills_gaps_and_takes_contradictions_only_where_chosen():
    assert taken(KEPT, OTHER) == {"code", "kind"}
    assert taken(KEPT, OTHER, frozenset({"name", "phone"})) == {"name", "code", "kind"}


def test_lines_lets_a_follower_go_with_its_leader_only():
    assert taken(KEPT, OTHER, {"workers"}) == {"code", "kind", "workers", "women"}
    assert taken({**KEPT, "workers": 9}, OTHER) == {"code", "kind", "women"}


def test_line_differs_where_both_say_something_else():
    assert [line.name for line in lines(KEPT, OTHER, frozenset(), FOLLOWS) if line.differs] == [
        "name",
        "kind",
        "workers",
    ]


def test_moves_joins_products_of_one_name():
    found = moves({"bun": 1, "mien": 2}, {"bun": 7, "pho": 8})

    assert (found.moved, found.joined) == ((8,), ((7, 1),))


def test_restored_sets_back_only_what_nobody_edited_since():
    assert restored({"name": ("A", "B"), "phone": ("", "1")}, {"name": "C", "phone": "1"}) == ({"phone": ""}, ["name"])


fields = st.fixed_dictionaries({name: st.sampled_from(["", "x", "y"]) for name in KEPT})


@given(fields, fields, st.sets(st.sampled_from(sorted(KEPT))))
def test_undoing_at_once_always_gives_the_first_record_back(kept, other, chosen):
    changes = {line.name: (line.kept, line.other) for line in lines(kept, other, chosen, FOLLOWS) if line.taken}
    after = {**kept, **{name: new for name, (_old, new) in changes.items()}}

    back, edited = restored(changes, after)

    assert ({**after, **back}, edited) == (kept, [])
