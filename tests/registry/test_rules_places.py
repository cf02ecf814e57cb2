"""Addresses, old and new, to the commune of today."""

import pytest

from khuyencong.registry.rules.places import Named, PlaceBook, PlaceEntry, PlaceKind, read_address, read_unit

C, W, T = PlaceKind.COMMUNE, PlaceKind.WARD, PlaceKind.TOWNSHIP
BOOK = PlaceBook(
    [
        PlaceEntry(1, frozenset({(C, "luc si thanh")}), province="vinh long"),
        PlaceEntry(2, frozenset({(W, "tan ngai")}), province="vinh long"),
        PlaceEntry(3, frozenset({(W, "cai von")}), province="vinh long"),
        PlaceEntry(4, frozenset({(W, "binh minh")}), province="vinh long"),
        PlaceEntry(5, frozenset({(C, "chau thanh")}), province="vinh long"),
        PlaceEntry(11, frozenset({(C, "luc si thanh")}), "tra on", "vinh long", current=False, successors=(1,)),
        PlaceEntry(
            12, frozenset({(W, "tan ngai"), (C, "tan ngai")}), "vinh long", "vinh long", current=False, successors=(2,)
        ),
        PlaceEntry(13, frozenset({(W, "cai von")}), "binh minh", "vinh long", current=False, successors=(3, 4)),
        PlaceEntry(14, frozenset({(C, "my hoa")}), "binh minh", "vinh long", current=False, successors=(3,)),
        PlaceEntry(15, frozenset({(C, "my hoa")}), "ba tri", "ben tre", current=False, successors=(5,)),
        PlaceEntry(16, frozenset({(W, "5")}), "vinh long", "vinh long", current=False, successors=(2,)),
    ]
)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("xã Lục Sĩ Thành", Named(C, "luc si thanh")),
        ("Thị trấn Trà Ôn", Named(T, "tra on")),
        ("TT. Trà Ôn", Named(T, "tra on")),
        ("P.5", Named(W, "5")),
        ("phường 05", Named(W, "5")),
        ("TX Bình Minh", Named(PlaceKind.TOWN, "binh minh")),
        ("thành phố Vĩnh Long", Named(PlaceKind.CITY, "vinh long")),
        ("Xã", Named(None, "xa")),
        ("Phú Quới", Named(None, "phu quoi")),
        ("Hòa Phú", Named(None, "hoa phu")),
    ],
)
def test_read_unit_tells_kind_and_name(text, unit):
    assert read_unit(text) == unit


def test_read_address_reads_from_its_end():
    assert read_address("ấp An Điền, xã Lục Sĩ Thành, huyện Trà Ôn, tỉnh Vĩnh Long") == (
        Named(C, "luc si thanh"),
        Named(PlaceKind.DISTRICT, "tra on"),
        Named(PlaceKind.PROVINCE, "vinh long"),
    )


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("ấp An Điền, xã Lục Sĩ Thành, huyện Trà Ôn", 1),
        ("ấp 1, xã Tân Ngãi, thành phố Vĩnh Long", 2),
        ("phường Tân Ngãi, tỉnh Vĩnh Long", 2),
        ("xã Mỹ Hòa, thị xã Bình Minh", 3),
        ("phường 5, TP. Vĩnh Long", 2),
        ("phường Cái Vồn, thị xã Bình Minh", 13),
        ("phường Cái Vồn, tỉnh Vĩnh Long", 3),
        ("xã Không Có, huyện Trà Ôn", None),
        ("xã Mỹ Hòa", None),
        ("12 đường Trưng Nữ Vương", None),
    ],
)
def test_find_in_gives_the_place_of_today(address, key):
    assert BOOK.find_in(address).key == key


def test_find_keeps_a_divided_place_and_names_where_it_went():
    found = BOOK.find("phường Cái Vồn", "thị xã Bình Minh")

    assert (found.key, found.candidates) == (13, (3, 4))
    assert found.note == "Đơn vị cũ đã chia về nhiều xã, phường mới; cần chọn đúng nơi."


def test_find_never_guesses_between_two_of_one_name():
    found = BOOK.find("Mỹ Hòa")

    assert (found.key, found.candidates) == (None, (3, 5))


def test_find_uses_the_province_where_the_district_is_not_told():
    assert BOOK.find("xã Mỹ Hòa", province="Bến Tre").key == 5


def test_find_says_when_nothing_was_written():
    assert BOOK.find(" ").note == "Chưa ghi xã, phường."
