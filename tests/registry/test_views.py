"""Screens of the registry: what each shows to whom, and what each changes."""

import io
from datetime import date

import pytest
from django.urls import reverse
from PIL import Image

from khuyencong.documents.models import Attachment
from khuyencong.registry.models import DistinctPair, Establishment, Merge, Place, Product
from khuyencong.registry.queries import parties
from khuyencong.registry.queries.parties import Event
from tests.factories.registry import make_establishment, make_product

PERSONAL = "086948347706"


@pytest.fixture
def shop(cast):
    return make_establishment(
        cast.office(),
        "Hộ kinh doanh Bánh tráng Ba Khánh",
        place="29857",
        tax_code=PERSONAL,
        phone="0270 3889979",
        address="ấp An Điền",
        representative="Lê Thị Mẫu",
    )


@pytest.fixture
def secretary(cast):
    return cast.client("thuky")


def page(client, name, *arguments, **query):
    answer = client.get(reverse(f"registry:{name}", args=arguments), query)
    assert answer.status_code == 200
    return answer.content.decode()


def picture():
    buffer = io.BytesIO()
    Image.new("RGB", (600, 400), "red").save(buffer, "JPEG")
    return io.BytesIO(buffer.getvalue())


@pytest.mark.parametrize("count", [1, 3])
def test_view_establishments_costs_the_same_for_one_and_three(cast, secretary, django_assert_max_num_queries, count):
    for number in range(count):
        make_product(make_establishment(cast.office(), f"Cơ sở Mẫu {number}", place="29857"))

    with django_assert_max_num_queries(12):
        text = page(secretary, "view_establishments")

    assert text.count("Cơ sở Mẫu ") >= count


def test_view_establishments_finds_without_accents_and_with_slips(shop, cast, secretary):
    make_establishment(cast.office(), "Cơ sở Gốm Đỏ")

    assert "Ba Khánh" in page(secretary, "view_establishments", q="bnah trang")
    assert "Gốm Đỏ" not in page(secretary, "view_establishments", q="bnah trang")
    assert "Ba Khánh" not in page(secretary, "view_establishments", **{"loai-hinh": "cooperative"})
    assert "Ba Khánh" in page(secretary, "view_establishments", noi="29857")


def test_personal_numbers_are_masked_for_eyes_without_the_right(shop, cast):
    director, auditor = cast.client("giamdoc"), cast.client("kiemtoan")

    for text in (page(director, "view_establishments"), page(director, "view_establishment", shop.pk)):
        assert PERSONAL not in text
        assert "•••••••••706" in text
    assert "02703889979" not in page(director, "view_establishment", shop.pk)
    assert "ấp An Điền" not in page(director, "view_establishment", shop.pk)
    assert PERSONAL in page(auditor, "view_establishment", shop.pk)
    exported = b"".join(director.get(reverse("registry:view_establishments"), {"tai": "csv"}).streaming_content)
    assert PERSONAL.encode() not in exported
    assert page(director, "view_establishments", q=PERSONAL).count("Ba Khánh") == 0


def test_view_establishment_is_closed_to_the_neighbour_and_open_to_its_own_applicant(shop, cast):
    own = make_establishment(cast.office(), "Cơ sở của tôi", applicant=cast.coso)
    address = reverse("registry:view_establishment", args=[shop.pk])

    assert cast.client("thuky-ben").get(address).status_code == 403
    assert cast.client("coso").get(address).status_code == 403
    assert "Cơ sở của tôi" in page(cast.client("coso"), "view_establishment", own.pk)


def test_view_establishment_shows_its_whole_life(shop, secretary, monkeypatch):
    def provider(_person, family):
        return [Event(date(2016, 6, 1), f"Dự kỳ bình chọn 2016 ({len(family)})", url="/x/")]

    monkeypatch.setattr(parties, "establishment_event_providers", [provider])
    monkeypatch.setattr(parties, "product_event_providers", [provider])
    product = make_product(shop, "Bánh tráng nem")

    text = page(secretary, "view_establishment", shop.pk)

    assert "Dự kỳ bình chọn 2016 (1)" in text
    assert "Bánh tráng nem" in text
    assert "Dự kỳ bình chọn 2016 (1)" in page(secretary, "view_product", product.pk)


def test_view_establishment_asks_for_the_commune_where_the_old_one_was_divided(cast, secretary):
    old = Place.objects.get(code="29770", until__isnull=False)
    divided = make_establishment(cast.office(), "Cơ sở Mẫu", place=old, commune="phường Cái Vồn")
    unknown = make_establishment(cast.office(), "Cơ sở Khác", commune="xã Không Rõ")

    assert "Cần chọn xã, phường hiện nay" in page(secretary, "view_establishment", divided.pk)
    assert "Chưa đối chiếu được xã, phường" in page(secretary, "view_establishment", unknown.pk)


def test_register_establishment_by_form(cast, secretary):
    answer = secretary.post(
        reverse("registry:register_establishment"),
        {"name": "Cơ sở Mới", "form": "workshop", "tax_code": "1599564482", "workers": "5", "female_workers": "2"},
    )

    made = Establishment.objects.get()
    assert answer.url == reverse("registry:view_establishment", args=[made.pk])
    assert (made.name, made.office) == ("Cơ sở Mới", cast.office())


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"tax_code": "1599564483"}, "sai số kiểm tra"),
        ({"phone": "12"}, "không phải số của Việt Nam"),
        ({"workers": "1", "female_workers": "2"}, "Lao động nữ không thể nhiều hơn"),
        ({"name": ""}, "bắt buộc"),
    ],
)
def test_register_establishment_tells_the_fault_at_its_field(cast, secretary, changes, fault):
    answer = secretary.post(
        reverse("registry:register_establishment"), {"name": "Cơ sở Mới", "form": "workshop", **changes}
    )

    assert answer.status_code == 422
    assert fault in answer.content.decode()
    assert not Establishment.objects.exists()


def test_edit_establishment_by_form(shop, secretary):
    address = reverse("registry:edit_establishment", args=[shop.pk])
    assert PERSONAL in secretary.get(address).content.decode()

    secretary.post(
        address, {"name": shop.name, "form": "household", "tax_code": PERSONAL, "place": shop.place.pk, "workers": "9"}
    )

    shop.refresh_from_db()
    assert (shop.workers, shop.place.code) == (9, "29857")


def test_register_and_edit_product_by_form(shop, secretary):
    secretary.post(
        reverse("registry:register_product", args=[shop.pk]),
        {
            "name": "Bánh tráng nem",
            "group": "B",
            "annual_output": "1.250,5",
            "price_dong": "35.000",
            "revenue_dong": "850 triệu",
        },
    )
    product = Product.objects.get()
    assert (product.price_dong, product.revenue_dong, str(product.annual_output)) == (35_000, 850_000_000, "1250.500")
    shown = secretary.get(reverse("registry:edit_product", args=[product.pk])).content.decode()
    assert 'value="1250,5"' in shown

    secretary.post(reverse("registry:edit_product", args=[product.pk]), {"name": "Bánh tráng nem", "group": "A"})

    product.refresh_from_db()
    assert (product.group, product.price_dong) == ("A", None)


def test_register_product_tells_unreadable_amounts_at_their_field(shop, secretary):
    answer = secretary.post(
        reverse("registry:register_product", args=[shop.pk]),
        {"name": "X", "price_dong": "nhiều", "annual_output": "1,2345"},
    )

    assert answer.status_code == 422
    assert not Product.objects.exists()


def test_view_products_finds_and_narrows(shop, secretary):
    make_product(shop, "Bánh tráng nem", group="B")

    assert "Bánh tráng nem" in page(secretary, "view_products", q="banh trang nem", nhom="B")
    assert "Bánh tráng nem" not in page(secretary, "view_products", nhom="A")


def test_duplicates_are_shown_told_apart_and_merged(shop, cast, secretary):
    twin = make_establishment(cast.office(), "HKD Bánh tráng Ba Khánh", place="29857", phone="0270 3889979")
    text = page(secretary, "view_duplicates")
    assert "Cùng tên, không kể hình thức pháp lý và dấu" in text
    assert "Có thể trùng với bản ghi khác" in page(secretary, "view_establishment", shop.pk)
    merging = reverse("registry:merge_establishments", args=[shop.pk, twin.pk])
    assert "lấy của bản ghi gộp vào" in secretary.get(merging).content.decode()
    assert secretary.post(merging, {"taken": ["name"]}).status_code == 422

    secretary.post(merging, {"taken": ["name"], "reason": "Cùng một hộ"})

    shop.refresh_from_db()
    assert shop.name == "HKD Bánh tráng Ba Khánh"
    assert "Bản ghi này đã được gộp" in page(secretary, "view_establishment", twin.pk)
    secretary.post(reverse("registry:undo_merge", args=[Merge.objects.get().pk]))
    assert Establishment.objects.filter(state="active").count() == 2
    secretary.post(reverse("registry:mark_distinct", args=[shop.pk, twin.pk]))
    assert DistinctPair.objects.count() == 1
    assert "Không thấy bản ghi nào trùng nhau" in page(secretary, "view_duplicates")


def test_attach_file_and_withdraw_file_on_both_pages(shop, cast, secretary):
    product = make_product(shop, "Bánh tráng nem")
    for name, thing in (("establishment", shop), ("product", product)):
        answer = secretary.post(
            reverse(f"registry:attach_to_{name}", args=[thing.pk]),
            {"kind": "photo", "file": picture(), "caption": "Mặt trước"},
        )
        assert answer.status_code == 302
        attachment = Attachment.objects.get(owner_label=f"registry.{name}", owner_id=thing.pk)
        assert "Mặt trước" in page(secretary, f"view_{name}", thing.pk)
        assert secretary.get(reverse("documents:view_thumbnail", args=[attachment.file_id])).status_code == 200

        secretary.post(reverse(f"registry:withdraw_from_{name}", args=[thing.pk, attachment.pk]))

        assert "Mặt trước" not in page(secretary, f"view_{name}", thing.pk)
    again = reverse("registry:withdraw_from_product", args=[product.pk, attachment.pk])
    assert secretary.post(again).status_code == 409


def test_attach_file_refuses_what_is_no_picture_and_nothing_at_all(shop, secretary):
    address = reverse("registry:attach_to_establishment", args=[shop.pk])
    bad = io.BytesIO(b"<svg onload=alert(1)>")
    bad.name = "anh.jpg"

    assert secretary.post(address, {"kind": "photo", "file": bad}).status_code == 409
    assert secretary.post(address, {"kind": "photo"}).status_code == 302
    assert not Attachment.objects.exists()


def test_view_places_tells_where_a_commune_came_from_and_how_sure_that_is(cast, secretary):
    text = page(secretary, "view_places", q="Vũng Liêm")

    assert "xã Trung Thành" in text
    assert "phường Vũng Liêm" in text
    assert "Nghị quyết 1687/NQ-UBTVQH15" in text


def test_link_applicant_is_posted_from_the_establishments_page(shop, cast):
    secretary = cast.client("thuky")

    answer = secretary.post(reverse("registry:link_applicant", args=[shop.pk]), {"username": "coso"}, follow=True)

    shop.refresh_from_db()
    assert shop.applicant == cast.coso
    assert "Đã gắn tài khoản của" in answer.content.decode()
