"""The page of duplicates opens however long the file is: few questions to the database, few rows compared."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from khuyencong.registry.models import DistinctPair, Establishment, Place
from khuyencong.registry.queries import duplicates_among
from khuyencong.registry.queries.duplicates import MOST_COMPARED
from khuyencong.registry.rules.facts import establishment_keys
from khuyencong.registry.rules.legal_forms import LegalForm

ADDRESS = "/co-so/trung-nhau/"


def fill(cast, now, names, **facts):
    """Make rows, all in one commune unless told otherwise."""
    place = Place.objects.get(code="29857", until=None)
    known = {"place": place, "tax_code_kind": "none", **facts}
    return Establishment.objects.bulk_create(
        Establishment(
            office=cast.office(),
            name=name,
            form="household",
            created_at=now,
            changed_at=now,
            **{**establishment_keys(name, LegalForm.HOUSEHOLD, place.name), **known},
        )
        for name in names
    )


def shown(cast):
    answer = cast.client("thuky").get(ADDRESS)
    return [(pair.first.name, pair.second.name) for pair in answer.context["page"]], answer


def test_pairs_come_in_as_many_questions_however_many_rows_there_are(cast, now):
    client, counts = cast.client("thuky"), []
    client.get(ADDRESS)
    for start in (0, 2, 1_000):
        fill(cast, now, [f"Lò bánh số {number // 2}" for number in range(start, max(2, 3 * start))])
        with CaptureQueriesContext(connection) as asked:
            assert client.get(ADDRESS).status_code == 200
        counts.append(len(asked))

    assert len(set(counts)) == 1


def test_no_more_rows_are_compared_than_a_page_can_bear_and_the_page_says_so(cast, now):
    fill(cast, now, [f"Lò bánh số {number // 2}" for number in range(MOST_COMPARED + 10)])

    found = duplicates_among(Establishment.objects.all())

    assert (len(found), found.has_more) == (MOST_COMPARED // 2, True)
    assert "Còn nhiều bản ghi nữa" in shown(cast)[1].content.decode()


def test_what_was_told_apart_does_not_keep_the_rest_from_being_seen(cast, now):
    rows = fill(cast, now, [f"Lò bánh số {number // 2}" for number in range(MOST_COMPARED + 10)])
    DistinctPair.objects.bulk_create(
        DistinctPair(first=rows[start], second=rows[start + 1], decided_by=cast.thuky, decided_at=now)
        for start in range(0, MOST_COMPARED, 2)
    )

    found = duplicates_among(Establishment.objects.all())

    assert (len(found), found.has_more) == (5, False)


def test_a_name_that_very_many_bear_says_nothing_but_one_tax_code_does(cast, now):
    fill(cast, now, ["Lò bánh"] * 200)
    assert list(duplicates_among(Establishment.objects.all())) == []

    fill(cast, now, ["Cơ sở Một", "Cơ sở Một"], tax_code="1599564482", tax_code_kind="enterprise")
    (found,) = duplicates_among(Establishment.objects.all())

    assert found.likeness.score == 100


def test_near_names_at_one_address_typed_otherwise_are_found(cast, now):
    fill(cast, now, ["Thành Công Phát"], address="Ấp 1, xã Mỹ", place=None)
    fill(cast, now, ["Thành Kông Phát"], address="ap 1, xa my", place=None)

    (found,) = duplicates_among(Establishment.objects.all())

    assert [reason.code for reason in found.likeness.reasons] == ["near_name", "same_address"]


def test_one_commune_under_its_old_and_its_new_name_is_one(cast, now):
    old = Place.objects.filter(until__isnull=False, successions__new__isnull=False).order_by("pk").first()
    fill(cast, now, ["Gốm Đỏ Mẫu"], place=old)
    fill(cast, now, ["Gốm Đỏ Mẫu"], place=old.successions.first().new)

    (found,) = duplicates_among(Establishment.objects.all())

    assert [reason.code for reason in found.likeness.reasons] == ["same_name", "same_place"]
