"""A life cycle as a table: what leads where, and tables that cannot be."""

import pytest

from khuyencong.kernel.lifecycle import Lifecycle, State, step
from khuyencong.kernel.refusal import Refusal

STATES = (State("open", "đang mở", "đang mở"), State("shut", "đã đóng", "xong"), State("lost", "lạc", "lạc"))


def life(*steps, start="open", final=("shut",)):
    return Lifecycle("door", STATES, start, frozenset(final), steps)


DOOR = life(step("shut", "open lost", "shut", "Đóng"), step("lose", "open", "lost", "Làm lạc"))


def test_after_follows_the_table():
    assert DOOR.after("open", "shut") == "shut"
    assert DOOR.after("lost", "shut") == "shut"


def test_after_refuses_and_names_what_can_be_done():
    with pytest.raises(Refusal) as caught:
        DOOR.after("lost", "lose")

    assert caught.value.code == "kernel.wrong_state"
    assert (
        str(caught.value) == "Không làm được việc “Làm lạc” khi đang ở trạng thái “lạc”. Việc làm được lúc này: Đóng."
    )


def test_after_names_each_thing_that_can_be_done_apart():
    two = life(
        step("shut", "open", "shut", "Đóng"),
        step("lose", "open", "lost", "Làm lạc"),
        step("find", "lost", "open", "Tìm"),
    )
    with pytest.raises(Refusal) as caught:
        two.after("open", "find")

    assert caught.value.values["possible"] == "Đóng; Làm lạc"


def test_verbs_labels_and_choices_come_in_the_order_of_the_table():
    assert DOOR.verbs("open") == ("shut", "lose")
    assert DOOR.allows("open", "lose")
    assert not DOOR.allows("shut", "lose")
    assert (DOOR.label("shut"), DOOR.public_label("shut")) == ("đã đóng", "xong")
    assert (DOOR.button("shut"), DOOR.button("unknown")) == ("Đóng", "unknown")
    assert DOOR.choices()[0] == ("open", "đang mở")


def test_unreachable_and_dead_ends_are_found():
    assert DOOR.unreachable() == frozenset()
    assert DOOR.dead_ends() == frozenset()
    broken = life(step("lose", "open", "lost", "Làm lạc"))
    assert broken.unreachable() == {"shut"}
    assert broken.dead_ends() == {"lost"}


def test_a_table_that_names_unknown_states_cannot_be_built():
    with pytest.raises(ValueError, match="unknown states"):
        life(step("fly", "open", "sky", "Bay"))


def test_a_verb_that_leads_to_two_places_cannot_be_built():
    with pytest.raises(ValueError, match="two places"):
        life(step("shut", "open", "shut", "Đóng"), step("shut", "open", "lost", "Đóng"))


def test_mermaid_draws_every_step():
    assert "open --> shut: shut" in DOOR.mermaid()
    assert "shut --> [*]" in DOOR.mermaid()
