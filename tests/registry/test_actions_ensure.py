"""Establishments and products as lists tell of them: found, added, never silently overwritten."""

from dataclasses import replace

import pytest

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import AuditEntry
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal
from khuyencong.registry.actions import (
    ensure_establishment,
    ensure_establishments,
    ensure_product,
    ensure_products,
    forget_unused,
)
from khuyencong.registry.models import Establishment, Product
from khuyencong.registry.rules.facts import EstablishmentFacts, ProductFacts

FACTS = EstablishmentFacts(
    name="Hộ kinh doanh Mẫu 14",
    form="Hộ kinh doanh",
    tax_code="86948347706",
    representative="Lê Thị Mẫu Một",
    phone="0270 3889979",
    address="ấp Mỹ Thuận, xã Tân Ngãi, thành phố Vĩnh Long",
    commune="xã Tân Ngãi",
    district="thành phố Vĩnh Long",
    workers=13,
    female_workers=1,
)


@pytest.fixture
def ensure(cast, now):
    def run(*many, office=None):
        with deed(cast.thuky, Action.REGISTER_ESTABLISHMENT, office=cast.office(), at=now) as record:
            return ensure_establishments(record=record, office=office or cast.office(), many=many)

    return run


def test_ensure_adds_an_establishment_with_its_place_of_today(ensure):
    ((made, added),) = ensure(FACTS)

    assert added
    assert (made.tax_code, made.tax_code_kind, made.phone) == ("086948347706", "personal", "02703889979")
    assert (made.place.code, made.place_text) == ("29566", "xã Tân Ngãi, thành phố Vĩnh Long")
    assert (made.form, made.bare_name) == ("household", "mau 14")


def test_ensure_keeps_the_old_name_where_no_place_is_known(ensure):
    ((made, _added),) = ensure(replace(FACTS, commune="xã Không Rõ", address="ấp 1"))

    assert (made.place, made.place_text) == (None, "xã Không Rõ, thành phố Vĩnh Long")


def test_ensure_finds_by_tax_code_however_the_name_is_written(ensure):
    ((made, _),) = ensure(FACTS)

    ((found, added),) = ensure(replace(FACTS, name="hộ KD mẫu 14", tax_code="086948347706"))

    assert (found, added) == (made, False)
    assert found.name == "Hộ kinh doanh Mẫu 14"


def test_ensure_finds_by_name_in_the_same_commune_without_a_tax_code(ensure):
    ((made, _),) = ensure(replace(FACTS, tax_code=""))

    ((found, added),) = ensure(replace(FACTS, name="HKD Mẫu 14", tax_code="", commune="phường Tân Ngãi", district=""))
    ((other, other_added),) = ensure(
        replace(FACTS, tax_code="", commune="xã Lục Sĩ Thành", district="huyện Trà Ôn", address="")
    )

    assert (found, added) == (made, False)
    assert (other == made, other_added) == (False, True)


def test_ensure_takes_two_tax_codes_for_two_establishments_of_one_name(ensure):
    ensure(FACTS)

    ((_made, added),) = ensure(replace(FACTS, tax_code="1599564482"))

    assert added


def test_ensure_gives_rows_of_one_list_that_are_one_establishment_once(ensure):
    answers = ensure(FACTS, FACTS, replace(FACTS, name="Hộ kinh doanh Mẫu 15", tax_code="1599564482"))

    assert [added for _row, added in answers] == [True, False, True]
    assert Establishment.objects.count() == 2


def test_ensure_fills_gaps_and_notes_contradictions_without_overwriting(ensure):
    ensure(replace(FACTS, phone="", workers=None, female_workers=None))

    ((found, _),) = ensure(replace(FACTS, representative="Người Khác"))

    found.refresh_from_db()
    assert (found.phone, found.workers, found.representative) == ("02703889979", 13, "Lê Thị Mẫu Một")
    entry = AuditEntry.objects.order_by("-number").first()
    assert entry.facts == {"establishments_differ_in": ["representative"]}


def test_ensure_fills_a_missing_tax_code_with_its_kind(ensure):
    ensure(replace(FACTS, tax_code=""))

    ((found, added),) = ensure(FACTS)

    found.refresh_from_db()
    assert (added, found.tax_code, found.tax_code_kind) == (False, "086948347706", "personal")


def test_ensure_leaves_other_provinces_alone(ensure, cast):
    ((there, _),) = ensure(FACTS, office=cast.office("sct-tinh-ben"))

    ((here, added),) = ensure(FACTS)

    assert added
    assert here != there


def test_ensure_costs_as_many_queries_for_many_as_for_few(ensure, django_assert_max_num_queries):
    ensure(FACTS)
    with django_assert_max_num_queries(40):
        ensure(*(replace(FACTS, name=f"Cơ sở Mẫu {number}", tax_code="", form="") for number in range(300)))


def test_ensure_refuses_a_wrong_tax_code(ensure):
    with pytest.raises(Refusal) as caught:
        ensure(replace(FACTS, tax_code="1599564483"))

    assert caught.value.code == "registry.tax_code_check_digit"
    assert Establishment.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " . "}, "registry.no_name"),
        ({"workers": 3, "female_workers": 4}, "registry.more_women_than_workers"),
        ({"phone": "123"}, "registry.phone_impossible"),
        ({"address": "a" * 401}, "registry.too_long"),
    ],
)
def test_ensure_refuses_impossible_facts(ensure, changes, code):
    with pytest.raises(Refusal) as caught:
        ensure(replace(FACTS, **changes))

    assert caught.value.code == code


def test_ensure_product_finds_by_name_within_its_establishment(ensure, cast, now):
    ((maker, _),) = ensure(FACTS)
    ((other, _),) = ensure(replace(FACTS, name="Khác", tax_code="1599564482"))
    with deed(cast.thuky, Action.REGISTER_PRODUCT, on=maker, at=now) as record:
        first, added = ensure_product(record=record, establishment=maker, facts=ProductFacts("Bún gạo khô", group="b"))
        answers = ensure_products(
            record=record,
            many=[
                (maker, ProductFacts("BÚN GẠO KHÔ", revenue_dong=5)),
                (other, ProductFacts("Bún gạo khô")),
                (maker, ProductFacts("Bộ sản phẩm gốm")),
            ],
        )

    assert (added, first.group) == (True, "B")
    assert [(product == first, made) for product, made in answers] == [(True, False), (False, True), (False, True)]
    assert answers[2][0].is_set
    first.refresh_from_db()
    assert first.revenue_dong == 5


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (ProductFacts(""), "registry.no_product_name"),
        (ProductFacts("A", group="E"), "registry.unknown_group"),
        (ProductFacts("A", price_dong=-1), "registry.negative_amount"),
        (ProductFacts("A" * 301), "registry.too_long"),
    ],
)
def test_ensure_product_refuses_impossible_facts(ensure, cast, now, facts, code):
    ((maker, _),) = ensure(FACTS)

    with (
        pytest.raises(Refusal) as caught,
        deed(cast.thuky, Action.REGISTER_PRODUCT, on=maker, at=now) as record,
    ):
        ensure_product(record=record, establishment=maker, facts=facts)

    assert caught.value.code == code


def test_forget_unused_takes_back_what_nothing_rests_on(ensure, cast, now):
    ((kept, _), (gone, _)) = ensure(FACTS, replace(FACTS, name="Mẫu 15", tax_code="1599564482"))
    with deed(cast.thuky, Action.REGISTER_PRODUCT, on=kept, at=now) as record:
        product, _ = ensure_product(record=record, establishment=kept, facts=ProductFacts("Bún"))
        taken = forget_unused(record=record, establishments=[kept.pk, gone.pk], products=[])

    assert taken == (1, 0)
    assert list(Establishment.objects.all()) == [kept]
    assert list(Product.objects.all()) == [product]


def test_ensure_establishment_gives_one_answer(ensure, cast, now):
    with deed(cast.thuky, Action.REGISTER_ESTABLISHMENT, office=cast.office(), at=now) as record:
        made, added = ensure_establishment(record=record, office=cast.office(), facts=FACTS)

    assert (added, made.name) == (True, "Hộ kinh doanh Mẫu 14")
