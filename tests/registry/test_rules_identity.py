"""Duplicates: what speaks for and against, and which pairs are found."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from khuyencong.registry.rules.identity import Identity, compare, find_duplicates, near

FIRST = Identity(
    1, "mau 02", tax_code="1599564482", phone="02703783038", places=frozenset({"29770"}), address="ap my thuan"
)


def codes(likeness):
    return [reason.code for reason in likeness.reasons]


def test_compare_gives_every_reason_for_one_establishment_written_twice():
    likeness = compare(FIRST, replace(FIRST, key=2))

    assert likeness.score == 100
    assert codes(likeness) == ["same_tax_code", "same_name", "same_phone", "same_place", "same_address"]


def test_compare_shows_same_tax_code_under_another_name():
    likeness = compare(FIRST, Identity(2, "lo gach hoa phu", tax_code="1599564482"))

    assert codes(likeness) == ["same_tax_code", "other_name"]
    assert likeness.shown


def test_compare_does_not_show_the_same_name_alone():
    likeness = compare(Identity(1, "thanh cong"), Identity(2, "thanh cong"))

    assert not likeness.shown


def test_compare_shows_same_name_in_one_commune():
    likeness = compare(
        Identity(1, "thanh cong", places=frozenset({"1"})), Identity(2, "thanh cong", places=frozenset({"1", "2"}))
    )

    assert (likeness.score, likeness.shown) == (45, True)


def test_compare_lets_different_tax_codes_speak_against():
    likeness = compare(FIRST, replace(FIRST, key=2, tax_code="1599425545", phone="", address=""))

    assert codes(likeness) == ["other_tax_code", "same_name", "same_place"]
    assert not likeness.shown


def test_compare_lets_another_registered_form_speak_against():
    first = Identity(1, "mau 02", places=frozenset({"1"}), form="cooperative")
    second = Identity(2, "mau 02", places=frozenset({"1"}), form="private_enterprise")

    assert codes(compare(first, second)) == ["same_name", "other_form", "same_place"]
    assert not compare(first, second).shown
    assert compare(first, replace(second, form="")).shown


def test_near_keeps_numbered_names_apart():
    assert not near("mau 01", "mau 02")


def test_near_forgives_a_slip_and_another_order():
    assert near("banh trang nem cuu long", "banh trang nem cu long")
    assert near("thanh cong vinh long", "vinh long thanh cong")


def test_find_duplicates_finds_a_pair_once_and_the_surest_first():
    rows = [
        FIRST,
        replace(FIRST, key=2),
        Identity(3, "ba khanh", phone="0912345678", places=frozenset({"9"})),
        Identity(4, "ba khanh", phone="0912345678"),
        Identity(5, "khac han", places=frozenset({"29770"})),
    ]

    found = find_duplicates(rows)

    assert [(one.first, one.second, one.score) for one in found] == [(1, 2, 100), (3, 4, 55)]


def test_find_duplicates_passes_over_what_very_many_share_but_chains_a_tax_code():
    hotline = [Identity(key, "ba khanh", phone="0912345678") for key in range(61)]
    taxed = [Identity(key, f"ten {key}", tax_code="1599564482", address=f"ap {key}") for key in range(61)]

    assert len(find_duplicates(hotline[:60])) == 60 * 59 // 2
    assert find_duplicates(hotline) == []
    assert len(find_duplicates(taxed)) == 60


identities = st.builds(
    Identity,
    st.integers(1, 8),
    st.sampled_from(["ba khanh", "thanh cong", "thanh kong", "mau 01", "mau 02", ""]),
    st.sampled_from(["", "1599564482", "1599425545"]),
    st.sampled_from(["", "0912345678"]),
    st.sampled_from([frozenset(), frozenset({"1"}), frozenset({"1", "2"})]),
    st.sampled_from(["", "ap 1"]),
)


@given(identities, identities)
def test_compare_does_not_depend_on_order(first, second):
    one, other = compare(first, second), compare(second, first)

    assert (one.score, one.reasons) == (other.score, other.reasons)
    assert 0 <= one.score <= 100


@given(st.lists(identities, unique_by=lambda identity: identity.key))
def test_find_duplicates_agrees_with_comparing_all_pairs(rows):
    found = {(one.first, one.second) for one in find_duplicates(rows)}

    everyone = {
        (min(a.key, b.key), max(a.key, b.key)) for i, a in enumerate(rows) for b in rows[i + 1 :] if compare(a, b).shown
    }
    assert found == everyone
