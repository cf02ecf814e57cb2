"""The shipped places: complete, consistent, loaded by migrate, and understanding old records."""

from collections import Counter
from datetime import date

import pytest

from khuyencong.registry.actions.places import Loaded, load_places
from khuyencong.registry.adapters.place_files import read_rows
from khuyencong.registry.models import Place, PlaceSuccession
from khuyencong.registry.queries.places import communes_now, place_book, places_today, province_on, provinces_now


def test_files_hold_the_34_provinces_and_the_63_before():
    rows = read_rows("provinces.csv")

    assert Counter(bool(row["until"]) for row in rows) == {False: 34, True: 63}


def test_files_hold_the_124_communes_of_vinh_long():
    rows = read_rows("communes.csv")

    assert Counter(row["kind"] for row in rows) == {"commune": 105, "ward": 19}
    assert {row["province_code"] for row in rows} == {"86"}


def test_every_old_commune_went_somewhere_and_every_new_one_came_from_somewhere():
    successions = read_rows("successions.csv")

    assert {row["old_code"] for row in successions} == {row["code"] for row in read_rows("old_communes.csv")}
    assert {row["new_code"] for row in successions} == {row["code"] for row in read_rows("communes.csv")}


def test_only_divided_communes_went_to_more_than_one():
    successions = read_rows("successions.csv")
    counted = Counter(row["old_code"] for row in successions)

    assert {row["extent"] for row in successions if counted[row["old_code"]] == 1} == {"whole"}
    assert {row["extent"] for row in successions if counted[row["old_code"]] > 1} == {"part"}
    assert sum(number > 1 for number in counted.values()) == 5


@pytest.mark.parametrize(
    "name",
    ["provinces.csv", "districts.csv", "communes.csv", "old_communes.csv", "other_names.csv", "successions.csv"],
)
def test_every_row_names_its_source_and_how_sure_it_is(name):
    rows = read_rows(name)

    assert all(row["source"] for row in rows)
    assert {row["certainty"] for row in rows} <= {"two_lists", "one_list", "unsure"}


def test_migrate_leaves_the_places_loaded_and_loading_again_changes_nothing(db):
    before = Place.objects.count()

    assert load_places() == Loaded(97, 26 + 124 + 354, 359, 51)
    assert (before, Place.objects.count(), PlaceSuccession.objects.count()) == (504, 504, 359)


def test_loading_puts_a_changed_row_right(db):
    Place.objects.filter(code="29857", until=None).update(name="Sai")

    load_places()

    assert Place.objects.get(code="29857", until=None).name == "Lục Sĩ Thành"


def test_province_on_tells_apart_who_bore_a_code(db):
    assert province_on("24", date(2025, 6, 30)).name == "Bắc Giang"
    assert province_on("24", date(2025, 7, 1)).name == "Bắc Ninh"
    assert province_on("84", date(2026, 1, 1)) is None


def test_provinces_and_communes_of_today(db):
    assert provinces_now().count() == 34
    assert communes_now("86").first().name == "An Bình"
    assert communes_now("86").count() == 124


SAMPLES = [
    ("phường Cái Vồn, thị xã Bình Minh", "29770", False),
    ("xã Lục Sĩ Thành, huyện Trà Ôn", "29857", True),
    ("xã Tân Ngãi, thành phố Vĩnh Long", "29566", True),
    ("xã Tân Quới, huyện Bình Tân", "29800", True),
    ("xã Nhơn Phú, huyện Mang Thít", "29623", True),
    ("xã Mỹ Hòa, thị xã Bình Minh", "29770", True),
    ("xã Thành Lợi, huyện Bình Tân", "29800", True),
    ("xã Mỹ Phước, huyện Mang Thít", "29623", True),
    ("xã Thanh Đức, huyện Long Hồ", "29590", True),
    ("xã Đồng Phú, huyện Long Hồ", "29584", True),
    ("xã Hòa Hiệp, huyện Tam Bình", "29734", True),
    ("xã Trung Thành, huyện Vũng Liêm", "29659", True),
    ("phường 5, thành phố Vĩnh Long", "29590", True),
    ("phường Vũng Liêm, tỉnh Vĩnh Long", "29659", True),
    ("xã Hòa Minh, huyện Châu Thành, tỉnh Trà Vinh", "29410", True),
]


@pytest.mark.parametrize(("address", "code", "current"), SAMPLES)
def test_place_book_understands_the_addresses_of_old_lists(db, address, code, current):
    found = place_book().find_in("ấp Hòa Phú, " + address)

    place = Place.objects.get(pk=found.key)
    assert (place.code, place.is_current) == (code, current)


def test_place_book_follows_a_commune_merged_before_2025_through_its_divided_town(db):
    found = place_book().find("xã Tường Lộc", "huyện Tam Bình")

    place = Place.objects.get(pk=found.key)
    assert (str(place), place.is_current) == ("thị trấn Tam Bình", False)
    assert places_today(place) == {"29719", "29836"}


def test_places_today_of_nothing_is_nothing():
    assert places_today(None) == frozenset()
