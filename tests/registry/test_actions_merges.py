"""Merging duplicates: preview, kept history, undo."""

import pytest

from khuyencong.accounts.models import AuditEntry
from khuyencong.kernel.refusal import Refusal
from khuyencong.registry.actions import edit_establishment, mark_distinct, merge_establishments, undo_merge
from khuyencong.registry.models import Establishment, Merge, Product
from khuyencong.registry.queries import duplicates_among, duplicates_of, family_of, preview_merge, survivor_of
from khuyencong.registry.queries.parties import merges_of
from khuyencong.registry.queries.search import search_products
from khuyencong.registry.rules.facts import EstablishmentFacts
from tests.factories.registry import make_establishment, make_product


@pytest.fixture
def pair(cast):
    office = cast.office()
    kept = make_establishment(office, "Hợp tác xã Mẫu 02", tax_code="1599564482", place="29770", phone="0270 3783038")
    other = make_establishment(office, "HTX Mẫu 02", place="29770", phone="0270 3783038", workers=50, female_workers=34)
    return kept, other


@pytest.fixture
def merge(cast, now, pair):
    kept, other = pair
    make_product(kept, "Thảm lục bình")
    make_product(other, "Thảm lục bình")
    make_product(other, "Giỏ lục bình")
    return merge_establishments(
        actor=cast.thuky, survivor=kept, merged=other, taken={"name"}, reason="Cùng một hợp tác xã", at=now
    )


def refused(code, call, **arguments):
    with pytest.raises(Refusal) as caught:
        call(**arguments)
    assert caught.value.code == code


def test_duplicates_are_shown_with_their_reasons(pair):
    kept, other = pair

    (found,) = duplicates_among(Establishment.objects.all())

    assert (found.first, found.second) == (kept, other)
    assert [reason.code for reason in found.likeness.reasons] == ["same_name", "same_phone", "same_place"]
    assert duplicates_of(other, Establishment.objects.all()) == [found]


def test_mark_distinct_keeps_a_pair_from_being_shown_again(pair, cast, now):
    kept, other = pair

    mark_distinct(actor=cast.thuky, first=other, second=kept, at=now)

    assert list(duplicates_among(Establishment.objects.all())) == []
    assert duplicates_of(kept, Establishment.objects.all()) == []


def test_preview_changes_nothing_and_tells_everything(pair):
    kept, other = pair
    same, gone, moves = make_product(kept, "Thảm"), make_product(other, "THẢM"), make_product(other, "Giỏ")

    preview = preview_merge(kept, other, {"name"})

    taken = {line.name: line.other for line in preview.lines if line.taken}
    assert taken == {"name": "HTX Mẫu 02", "workers": 50, "female_workers": 34}
    assert (preview.moved, preview.joined) == ((moves,), ((gone, same),))
    assert Establishment.objects.filter(state="active").count() == 2


def test_merge_establishments_takes_gaps_chosen_fields_and_products(merge, pair):
    kept, other = (Establishment.objects.get(pk=one.pk) for one in pair)

    assert (kept.name, kept.workers, kept.tax_code) == ("HTX Mẫu 02", 50, "1599564482")
    assert (other.state, other.merged_into) == ("merged", kept)
    active = kept.products.filter(state="active").order_by("name")
    assert [product.name for product in active] == ["Giỏ lục bình", "Thảm lục bình"]
    assert Product.objects.get(state="merged").merged_into in active
    assert survivor_of(other) == kept
    assert sorted(family_of(kept)) == sorted([kept.pk, other.pk])
    assert list(merges_of(kept)) == [merge]


def test_merge_writes_the_trail_without_personal_data(merge, pair):
    entry = AuditEntry.objects.get(action="registry.merge_establishments")

    assert entry.thing == f"registry.establishment:{pair[0].pk}"
    assert entry.facts["fields"] == ["female_workers", "name", "workers"]
    assert "lý" not in str(entry.facts)
    assert entry.detail.personal["reason"] == "Cùng một hợp tác xã"


def test_undo_merge_parts_both_rows_as_they_were(merge, pair, cast, now):
    kept = undo_merge(actor=cast.thuky, merge=merge, at=now)

    first, second = (Establishment.objects.get(pk=one.pk) for one in pair)
    assert kept == []
    assert (first.name, first.workers, first.female_workers) == ("Hợp tác xã Mẫu 02", None, None)
    assert (second.state, second.merged_into) == ("active", None)
    assert [product.name for product in first.products.all()] == ["Thảm lục bình"]
    assert sorted(product.name for product in second.products.all()) == ["Giỏ lục bình", "Thảm lục bình"]
    assert not Product.objects.exclude(state="active").exists()
    assert list(search_products("mau 2", Product.objects.filter(name="Giỏ lục bình"))) != []


def test_undo_merge_keeps_what_was_edited_since(merge, pair, cast, now):
    survivor = Establishment.objects.get(pk=pair[0].pk)
    facts = EstablishmentFacts("Hợp tác xã Mẫu Hai", tax_code="1599564482", phone="0270 3783038", workers=60)
    edit_establishment(actor=cast.thuky, establishment=survivor, facts=facts, place=survivor.place, at=now)

    kept = undo_merge(actor=cast.thuky, merge=merge, at=now)

    assert kept == ["female_workers", "name", "workers"]
    assert Establishment.objects.get(pk=pair[0].pk).name == "Hợp tác xã Mẫu Hai"


def test_undo_merge_is_refused_twice(merge, cast, now):
    undo_merge(actor=cast.thuky, merge=merge, at=now)

    refused("registry.merge_already_undone", undo_merge, actor=cast.thuky, merge=merge, at=now)


def test_undo_merge_waits_for_a_later_merge_to_be_undone(merge, pair, cast, now):
    later = make_establishment(cast.office(), "Mẫu lớn")
    survivor = Establishment.objects.get(pk=pair[0].pk)
    second = merge_establishments(actor=cast.thuky, survivor=later, merged=survivor, reason="x", at=now)

    refused("registry.survivor_merged_since", undo_merge, actor=cast.thuky, merge=merge, at=now)

    undo_merge(actor=cast.thuky, merge=second, at=now)
    undo_merge(actor=cast.thuky, merge=merge, at=now)
    assert Establishment.objects.filter(state="active").count() == 3


def test_merge_is_refused_without_a_reason_with_itself_or_twice(pair, cast, now):
    kept, other = pair
    common = {"actor": cast.thuky, "at": now}

    refused("registry.merge_without_reason", merge_establishments, survivor=kept, merged=other, reason=" ", **common)
    refused("registry.merge_with_itself", merge_establishments, survivor=kept, merged=kept, reason="x", **common)
    merge_establishments(survivor=kept, merged=other, reason="x", **common)
    refused("registry.merge_not_active", merge_establishments, survivor=kept, merged=other, reason="x", **common)
    assert Merge.objects.count() == 1


def test_merge_asks_the_right_for_both_rows(pair, cast, now):
    there = make_establishment(cast.office("sct-tinh-ben"), "Mẫu bên kia")

    refused(
        "accounts.out_of_reach",
        merge_establishments,
        actor=cast.thuky,
        survivor=pair[0],
        merged=there,
        reason="x",
        at=now,
    )
    refused(
        "accounts.no_right",
        merge_establishments,
        actor=cast.giamdoc,
        survivor=pair[0],
        merged=pair[1],
        reason="x",
        at=now,
    )
