"""Registering and editing by hand, and the constraints beneath."""

import pytest
from django.db import IntegrityError, transaction

from khuyencong.accounts.models import AuditEntry
from khuyencong.kernel.refusal import Refusal
from khuyencong.registry.actions import (
    edit_establishment,
    edit_product,
    link_applicant,
    merge_establishments,
    register_establishment,
    register_product,
)
from khuyencong.registry.models import Establishment, Place, Product
from khuyencong.registry.queries.search import search_establishments, search_products
from khuyencong.registry.rules.facts import EstablishmentFacts, ProductFacts
from tests.factories.registry import make_establishment, make_product

FACTS = EstablishmentFacts("Cơ sở Ba Khánh", tax_code="1599564482", commune="xã Lục Sĩ Thành", workers=5)


def refused(code, call, **arguments):
    with pytest.raises(Refusal) as caught:
        call(**arguments)
    assert caught.value.code == code


@pytest.fixture
def place(db):
    return Place.objects.get(code="29857", until=None)


@pytest.fixture
def shop(cast, now, place):
    return register_establishment(actor=cast.thuky, office=cast.office(), facts=FACTS, place=place, at=now)


def test_register_establishment_keeps_it_and_the_trail(shop):
    entry = AuditEntry.objects.get(action="registry.register_establishment")

    assert (shop.public_address, shop.place_text) == ("xã Lục Sĩ Thành, tỉnh Vĩnh Long", "xã Lục Sĩ Thành")
    assert entry.thing == f"registry.establishment:{shop.pk}"
    assert "1599564482" not in str(entry.facts)
    assert entry.detail.personal["tax_code"] == "1599564482"


def test_register_establishment_is_refused_where_the_tax_code_is_on_file(shop, cast, now):
    refused(
        "registry.tax_code_on_file",
        register_establishment,
        actor=cast.thuky,
        office=cast.office(),
        facts=FACTS,
        place=None,
        at=now,
    )
    assert Establishment.objects.count() == 1


def test_register_establishment_is_refused_without_the_right(cast, now):
    for actor in (cast.giamdoc, cast.giamkhao01, cast.coso):
        refused(
            "accounts.no_right",
            register_establishment,
            actor=actor,
            office=cast.office(),
            facts=FACTS,
            place=None,
            at=now,
        )


def test_edit_establishment_changes_what_search_finds_and_keeps_the_name_as_written(shop, cast, now, place):
    product = make_product(shop, "Bún")
    facts = EstablishmentFacts("Cơ sở Năm Thạnh", tax_code="1599564482", workers=6)

    edit_establishment(actor=cast.thuky, establishment=shop, facts=facts, place=place, at=now)

    shop.refresh_from_db()
    assert (shop.name, shop.workers, shop.place_text) == ("Cơ sở Năm Thạnh", 6, "xã Lục Sĩ Thành")
    assert list(search_establishments("nam thanh", Establishment.objects.all())) == [shop]
    assert list(search_products("nam thanh bun", Product.objects.all())) == [product]
    entry = AuditEntry.objects.order_by("-number").first()
    assert entry.facts == {"changed": ["name", "workers"]}
    assert entry.detail.personal["before"] == {"name": "Cơ sở Ba Khánh", "workers": 5}


def test_edit_establishment_is_refused_with_the_code_of_another_or_once_merged(shop, cast, now):
    other = make_establishment(cast.office(), "Khác", tax_code="1599425545")
    common = {"actor": cast.thuky, "place": None, "at": now}

    refused("registry.tax_code_on_file", edit_establishment, establishment=other, facts=FACTS, **common)
    merge_establishments(actor=cast.thuky, survivor=shop, merged=other, reason="trùng", at=now)
    refused("registry.not_active", edit_establishment, establishment=other, facts=EstablishmentFacts("Khác"), **common)


def test_register_and_edit_product(shop, cast, now):
    product = register_product(
        actor=cast.chuyenvien, establishment=shop, facts=ProductFacts("Bún gạo", group="B"), at=now
    )

    edit_product(actor=cast.thuky, product=product, facts=ProductFacts("Bún gạo khô", group="B", unit="kg"), at=now)

    product.refresh_from_db()
    assert (product.name, product.unit, product.group) == ("Bún gạo khô", "kg", "B")
    entry = AuditEntry.objects.order_by("-number").first()
    assert entry.facts == {"changed": ["name", "unit"]}
    assert entry.detail.personal["before"] == {"name": "Bún gạo", "unit": ""}


def test_a_second_product_of_one_name_is_refused(shop, cast, now):
    first, second = make_product(shop, "Bún"), make_product(shop, "Miến")

    refused(
        "registry.product_on_file",
        register_product,
        actor=cast.thuky,
        establishment=shop,
        facts=ProductFacts("BÚN"),
        at=now,
    )
    refused(
        "registry.product_on_file", edit_product, actor=cast.thuky, product=second, facts=ProductFacts("bún"), at=now
    )
    assert first.state == "active"


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "merged"},
        {"workers": 1, "female_workers": 2},
        {"tax_code": "123", "tax_code_kind": "enterprise"},
        {"tax_code_kind": "none"},
        {"form": "khac"},
    ],
)
def test_database_refuses_impossible_establishments(shop, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        Establishment.objects.filter(pk=shop.pk).update(**changes)


@pytest.mark.parametrize("changes", [{"state": "merged"}, {"price_dong": -1}, {"revenue_dong": -1}, {"group": "E"}])
def test_database_refuses_impossible_products(shop, changes):
    product = make_product(shop)

    with pytest.raises(IntegrityError), transaction.atomic():
        Product.objects.filter(pk=product.pk).update(**changes)


def test_link_applicant_opens_the_establishment_to_its_own_person_and_closes_it_again(shop, cast, now):
    shop_id = shop.pk
    address = f"/co-so/{shop_id}/"
    assert cast.client("coso").get(address).status_code in {403, 404}

    link_applicant(actor=cast.thuky, establishment=shop, username=" Coso ", at=now)
    assert cast.client("coso").get(address).status_code == 200

    link_applicant(actor=cast.thuky, establishment=shop, username="", at=now)
    assert cast.client("coso").get(address).status_code in {403, 404}
    assert "coso" not in str(
        AuditEntry.objects.filter(action="registry.link_applicant").values_list("facts", flat=True)
    )


@pytest.mark.parametrize("username", ["khong-co", "thuky"])
def test_link_applicant_refuses_a_name_without_the_role(shop, cast, now, username):
    refused(
        "registry.no_applicant",
        link_applicant,
        actor=cast.thuky,
        establishment=shop,
        username=username,
        at=now,
    )
