"""Search that does not mind accents, case or slips, on whichever database the suite runs."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.registry.models import Establishment, Product
from khuyencong.registry.queries import search
from khuyencong.registry.queries.search import search_establishments, search_products
from khuyencong.registry.rules.search import Vocabulary, near_words, one_slip, put_right, query_words, words_of
from tests.factories.registry import make_establishment, make_product

NAMES = [
    "Công ty TNHH Bánh tráng nem Cù Lao Mây",
    "Hợp tác xã Bánh tráng Mỹ Lồng",
    "Hộ kinh doanh Đặng Thị Gốm Đỏ",
    "HTX Mẫu 02",
    "DNTN Mẫu 12",
    "Cơ sở Ba Khánh",
]


@pytest.fixture
def shops(cast):
    return {name: make_establishment(cast.office(), name, place="29857") for name in NAMES}


def found(text, **options):
    return [row.name for row in search_establishments(text, Establishment.objects.all(), **options)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("banh trang nem", [NAMES[0]]),
        ("BÁNH TRÁNG NEM", [NAMES[0]]),
        (unicodedata.normalize("NFD", "bánh tráng nem"), [NAMES[0]]),
        ("banh trang", [NAMES[1], NAMES[0]]),
        ("dang thi gom", [NAMES[2]]),
        ("đặng", [NAMES[2]]),
        ("banh tra", [NAMES[1], NAMES[0]]),
        ("mẫu 2", [NAMES[3]]),
        ("Hợp tác xã Mẫu 02", [NAMES[3]]),
        ("mau", [NAMES[4], NAMES[3]]),
        ("hợp tác xã", [NAMES[1], NAMES[3]]),
        ("htx", [NAMES[1], NAMES[3]]),
        ("lục sĩ thành ba khánh", [NAMES[5]]),
        ("khong co gi ca", []),
        ("", []),
        ('" OR * NEAR( :&|!', []),
        ("'); DROP TABLE registry_product; --", []),
    ],
)
def test_search_finds_by_words_without_accents(shops, text, names):
    assert sorted(found(text)) == sorted(names)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("bnah trang nem", NAMES[0]),
        ("banh tranng nem", NAMES[0]),
        ("banhtrang nem", NAMES[0]),
        ("cu lao mat", NAMES[0]),
        ("ba khanhh", NAMES[5]),
        ("dnag gom do", NAMES[2]),
    ],
)
def test_search_puts_slips_right(shops, text, name):
    assert found(text)[0] == name


def test_search_puts_right_a_slip_that_is_a_word_itself(shops, cast):
    make_establishment(cast.office(), "Cơ sở Gấm Lụa")

    assert found("dang thi gam") == [NAMES[2]]


def test_search_shows_the_exact_name_first(shops, cast):
    make_establishment(cast.office(), "Cơ sở An Ba Khánh Hòa")

    assert found("ba khanh")[0] == "Cơ sở Ba Khánh"


def test_search_follows_a_changed_and_a_removed_row(shops):
    Establishment.objects.filter(name=NAMES[5]).update(search_text="ba khanh moi")
    Establishment.objects.filter(name=NAMES[4]).delete()

    assert found("khanh moi") == [NAMES[5]]
    assert found("mau 12") == []


def test_search_gives_names_that_begin_so_where_a_word_is_common(shops, monkeypatch):
    monkeypatch.setattr(search, "COMMON_FROM", 1)
    monkeypatch.setattr(search, "LARGE_FROM", 0)

    assert found("banh tra")[0] in NAMES[:2]
    assert found("nem") == [NAMES[0]]


def test_search_stays_within_what_is_visible(shops):
    assert list(search_establishments("mau", Establishment.objects.filter(name=NAMES[3]))) == [shops[NAMES[3]]]


def test_search_by_number_keeps_personal_numbers_from_eyes_without_the_right(cast):
    company = make_establishment(cast.office(), "Công ty A", tax_code="1599564482")
    household = make_establishment(cast.office(), "Hộ kinh doanh B", tax_code="086948347706", phone="0270 3889979")

    assert found("1599564482") == [company.name]
    assert found("086948347706") == []
    assert found("086948347706", see_personal=True) == [household.name]
    assert found("0270 3889979", see_personal=True) == [household.name]
    assert found("02703889979") == []


def test_search_products_by_their_name_or_their_maker(cast):
    maker = make_establishment(cast.office(), "Cơ sở Ba Khánh")
    product = make_product(maker, "Bún gạo khô")

    assert list(search_products("bun gao", Product.objects.all())) == [product]
    assert list(search_products("ba khanh", Product.objects.all())) == [product]


def test_words_of_drops_leading_zeros_of_short_numbers_only():
    assert words_of("Mẫu 02, số 0086948347706") == ["mau", "2", "so", "0086948347706"]


def test_query_words_keeps_a_form_that_stands_alone():
    assert query_words("HTX") == ["hop", "tac", "xa"]
    assert query_words("HTX Mẫu 02") == ["mau", "2"]


KNOWN = Vocabulary.of(["banh", "trang", "gao", "tranh", "nem"])


def test_near_words_prefers_the_nearest_that_begins_alike():
    assert near_words("trnag", KNOWN) == ("trang",)
    assert near_words("ab", KNOWN) == ()
    assert near_words("123", KNOWN) == ()


def test_put_right_parts_words_typed_as_one():
    assert [one.spellings for one in put_right(["banhtrang", "xyz"], KNOWN)] == [("banh",), ("trang",), ("xyz",)]


def test_one_slip_needs_another_word_to_hold_on_to():
    assert one_slip(["trang"], KNOWN) == []
    assert [[one.spellings for one in way] for way in one_slip(["nem", "trang"], KNOWN)] == [[("nem",), ("tranh",)]]


@given(st.text(max_size=60))
def test_query_words_are_folded_letters_and_digits_whatever_is_typed(text):
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in query_words(text))
