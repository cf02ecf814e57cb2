"""Results: only what was published, and nothing about points, jurors or losers."""

from datetime import date

import pytest
from django.test import Client

from khuyencong.certificates.actions.ending import revoke_certificate
from khuyencong.portal.queries.results import complaint_window
from khuyencong.registry.models import Product
from tests.factories.portal import make_award, publish
from tests.factories.selection import make_dossier, make_maker, make_round


@pytest.fixture
def published(cast, now):
    round_ = make_round(cast, now)
    maker = make_maker(cast, now)
    for code in ("A01", "A02", "B01"):
        make_dossier(cast, round_, now, code=code, group=code[0], maker=maker)
    publish(cast, round_, now, ["A01", "B01"])
    return round_


def test_results_list_only_published_rounds(cast, now, published):
    make_round(cast, now, code="2027-TINH", name="Kỳ chưa công bố")
    page = Client().get("/ket-qua/").content.decode()

    assert published.name in page
    assert "Kỳ chưa công bố" not in page


def test_result_shows_decision_and_recognised_products_by_group(published):
    page = Client().get(f"/ket-qua/{published.code}/")
    body = page.content.decode()

    assert [(label, [one.entry_code for one in rows]) for label, rows in page.context["groups"]] == [
        ("Thủ công mỹ nghệ", ["A01"]),
        ("Chế biến nông, lâm, thủy sản và thực phẩm", ["B01"]),
    ]
    assert "1686/QĐ-UBND" in body
    assert "A02" not in body


def test_result_never_shows_personal_data_of_the_maker(published):
    body = Client().get(f"/ket-qua/{published.code}/").content.decode()

    assert "Lê Thị Mẫu" not in body
    assert "ấp Mỹ Thuận" not in body


def test_result_says_which_certificate_was_taken_back(cast, now, published):
    first, second = Product.objects.filter(dossiers__round=published, dossiers__state="recognised").order_by("pk")
    for product in (first, second):
        make_award(cast, product, now, award_year=published.year)
    before = Client().get(f"/ket-qua/{published.code}/")
    revoke_certificate(actor=cast.chutich, certificate=first.certificates.get(), reason="Khai sai", at=now)

    after = Client().get(f"/ket-qua/{published.code}/")

    assert (before.context["taken_back"], after.context["taken_back"]) == (set(), {first.pk})
    assert after.content.count(b"tag--bad") == 1


def test_unpublished_round_has_no_public_page(cast, now):
    round_ = make_round(cast, now)

    assert Client().get(f"/ket-qua/{round_.code}/").status_code == 404


def test_complaint_window_counts_working_days_and_cites_its_source():
    window = complaint_window(date(2026, 11, 24))

    assert (window.until, window.days, window.answer_days) == (date(2026, 12, 15), 15, 10)
    assert window.source == "TT 26/2014/TT-BCT, Điều 20 khoản 1"


def test_home_asks_a_fixed_number_of_queries(published, django_assert_num_queries):
    with django_assert_num_queries(4):
        Client().get("/")


def test_code_typed_on_the_front_page_reaches_the_check(db):
    page = Client().get("/").content.decode()
    answer = Client().get("/kiem-tra/", {"code": "không phải mã"})

    assert 'action="/kiem-tra/"' in page
    assert 'name="code"' in page
    assert answer.status_code == 422
    assert "không phải là mã kiểm tra" in answer.content.decode()
