"""The catalogue: who is in it, how it is found, and what it never shows."""

import io
from datetime import date

import pytest
from django.test import Client
from PIL import Image

from khuyencong.documents.actions.files import store_file
from khuyencong.documents.models import Attachment
from khuyencong.registry.models import Place, SearchWord
from tests.factories.portal import make_award
from tests.factories.selection import make_maker, make_product

SECRETS = {"representative": "Lê Thị Bí Mật", "phone": "0912345678", "address": "số 7, ấp Bí Mật"}


@pytest.fixture
def shelf(cast, now):
    """An awarded product, one whose award was revoked, and one without any."""
    maker = make_maker(cast, now, place=Place.objects.filter(until=None).order_by("pk").first())
    type(maker).objects.filter(pk=maker.pk).update(**SECRETS, tax_code="012345678901", tax_code_kind="personal")
    awarded = make_product(maker, now, "Cam sành sấy dẻo", "B")
    revoked = make_product(maker, now, "Rượu bưởi", "B")
    plain = make_product(maker, now, "Chiếu lác", "A")
    make_award(cast, awarded, now)
    make_award(cast, revoked, now, state="revoked", ended_on=date(2017, 1, 1))
    SearchWord.objects.bulk_create(
        [SearchWord(word=word) for word in awarded.search_text.split()], ignore_conflicts=True
    )
    return awarded, revoked, plain


def attach_photo(cast, product, now):
    drawn = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(drawn, "JPEG")
    stored = store_file(
        actor=cast.thuky, data=drawn.getvalue(), name="anh.jpg", purpose="photo", office=cast.office(), at=now
    )
    return Attachment.objects.create(
        file=stored,
        owner_label="registry.product",
        owner_id=product.pk,
        kind="photo",
        added_at=now,
        added_by=cast.thuky,
    )


def names(address=""):
    page = Client().get(f"/san-pham-tieu-bieu/{address}")
    return [card["product"].name for card in page.context["cards"]]


def test_catalogue_shows_only_products_whose_award_stands(shelf):
    assert names() == ["Cam sành sấy dẻo"]


@pytest.mark.parametrize("text", ["cam sanh", "CAM SÀNH", "cam sanhh", "say deo"])
def test_catalogue_finds_without_accents_and_with_a_slip(shelf, text):
    assert names(f"?q={text}") == ["Cam sành sấy dẻo"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("?cap=province", 1), ("?cap=nation", 0), ("?nam=2016", 1), ("?nam=2020", 0), ("?nam=x", 1),
        ("?nhom=B", 1), ("?nhom=A", 0), ("?noi=99999999", 0), ("?noi=x", 1), ("?noi=99999999999999999999", 1),
    ],
)  # fmt: skip  # a table
def test_catalogue_narrows_by_level_year_group_and_commune(shelf, address, expected):
    assert len(names(address)) == expected


def test_catalogue_asks_the_same_number_of_queries_for_one_and_three(cast, now, shelf, django_assert_num_queries):
    client = Client()
    with django_assert_num_queries(6):
        client.get("/san-pham-tieu-bieu/")
    maker = shelf[0].establishment
    for name in ("Bún gạo", "Kẹo dừa"):
        make_award(cast, make_product(maker, now, name, "B"), now)

    with django_assert_num_queries(6):
        client.get("/san-pham-tieu-bieu/")


@pytest.mark.parametrize(
    "address", ["/", "/san-pham-tieu-bieu/", "/san-pham-tieu-bieu/{}/", "/san-pham-tieu-bieu/?tai=csv"]
)
def test_public_pages_never_show_personal_data(shelf, address):
    answer = Client().get(address.format(shelf[0].pk))
    body = answer.getvalue().decode() if answer.streaming else answer.content.decode()

    assert answer.status_code == 200
    assert [secret for secret in (*SECRETS.values(), "012345678901") if secret in body] == []


def test_product_page_tells_that_an_award_has_expired(shelf):
    page = Client().get(f"/san-pham-tieu-bieu/{shelf[0].pk}/").content.decode()

    assert "Đã hết hạn" in page
    assert "do cơ quan khác cấp" in page


def test_product_without_a_standing_award_has_no_page(shelf):
    assert [Client().get(f"/san-pham-tieu-bieu/{one.pk}/").status_code for one in shelf] == [200, 404, 404]


def test_photo_of_an_awarded_product_is_public_and_of_others_is_not(cast, now, shelf):
    attached = [attach_photo(cast, product, now) for product in shelf]
    answers = [
        Client().get(f"/san-pham-tieu-bieu/{product.pk}/anh/{photo.pk}/?nho=1")
        for product, photo in zip(shelf, attached, strict=True)
    ]

    assert [answer.status_code for answer in answers] == [200, 404, 404]
    assert answers[0].headers["Content-Type"] == "image/jpeg"
    assert Client().get(f"/san-pham-tieu-bieu/{shelf[0].pk}/anh/{attached[1].pk}/").status_code == 404
    assert f"/anh/{attached[0].pk}/?nho=1" in Client().get("/san-pham-tieu-bieu/").content.decode()
    assert f"/anh/{attached[0].pk}/" in Client().get(f"/san-pham-tieu-bieu/{shelf[0].pk}/").content.decode()


def test_photo_of_nothing_is_not_found(shelf):
    assert Client().get(f"/san-pham-tieu-bieu/{shelf[0].pk}/anh/1/").status_code == 404


def test_catalogue_speaks_english_when_asked(shelf):
    client = Client()
    client.post("/ngon-ngu/", {"language": "en", "next": "/"})

    assert '<html lang="en"' in client.get("/san-pham-tieu-bieu/").content.decode()


def test_csv_of_the_catalogue_speaks_the_chosen_language(shelf):
    client = Client()
    client.cookies["ngon_ngu"] = "en"

    lines = client.get("/san-pham-tieu-bieu/?tai=csv").getvalue().decode("utf-8-sig").splitlines()

    assert lines[0] == "Product,Establishment,Made in,Product group,Recognition"
    assert "provincial level 2016" in lines[1]


def test_product_page_says_in_machine_readable_words_what_it_is_who_makes_it_and_its_valid_award(cast, now, shelf):
    page = Client().get(f"/san-pham-tieu-bieu/{shelf[0].pk}/").content.decode()

    assert 'itemtype="https://schema.org/Product"' in page
    assert f'<meta itemprop="name" content="{shelf[0].name}">' in page
    assert 'itemprop="manufacturer" itemscope itemtype="https://schema.org/Organization"' in page
    assert 'itemprop="award"' not in page  # its award has expired
