"""Screens of advice, from the street and from behind the door."""

import re

import pytest
from django.core import signing
from django.core.cache import cache
from django.test import Client

from khuyencong.advisory.actions.asking import ask_advice
from khuyencong.advisory.forms import SALT
from khuyencong.advisory.models import AdviceRequest, PartnerLink
from tests.factories.advisory import question

TYPED = {
    "question": "Muốn mua máy sấy thì được hỗ trợ bao nhiêu?",
    "name": "Nguyễn Thị Hỏi Thử (mẫu)",
    "phone": "0912 345 678",
    "agreed": "on",
}


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear()


@pytest.fixture
def asked(cast, now):
    return ask_advice(asked=question(), at=now)


def typed(seconds=10, **changes):
    """Return a filled form whose page was shown so many seconds ago."""
    import time

    return TYPED | {"moment": signing.dumps(int(time.time()) - seconds, salt=SALT)} | changes


def test_stranger_asks_and_follows_the_answer_by_an_address_of_their_own(cast):
    client = Client()
    answer = client.post("/tu-van/", typed())

    secret = AdviceRequest.objects.get().secret
    assert answer.headers["Location"] == f"/tu-van/theo-doi/{secret}/"
    page = client.get(answer.headers["Location"])
    assert TYPED["question"] in page.content.decode()
    assert (page.headers["X-Robots-Tag"], page.headers["Referrer-Policy"]) == ("noindex", "no-referrer")
    assert "0912345678" not in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"agreed": ""}, "form-field--wrong"), ({"phone": ""}, "Hãy ghi số điện thoại hoặc thư điện tử"),
        ({"phone": "12"}, "không phải số của Việt Nam"), ({"website": "x"}, "ô ẩn"), ({"seconds": 0}, "quá nhanh"),
        ({"moment": "gia-mao"}, "mở đã quá lâu"),
    ],
)  # fmt: skip  # a table
def test_question_that_cannot_be_taken_comes_back_with_a_reason(cast, changes, words):
    page = Client().post("/tu-van/", typed(**changes))

    assert page.status_code == 422
    assert re.search(words, page.content.decode(), re.IGNORECASE)
    assert not AdviceRequest.objects.exists()


def test_sixth_question_of_an_hour_is_refused(cast):
    client = Client()
    codes = [client.post("/tu-van/", typed()).status_code for _number in range(6)]

    assert codes == [302] * 5 + [422]


def test_asker_erases_their_data(cast, asked):
    Client().post(f"/tu-van/theo-doi/{asked.secret}/xoa/")

    asked.refresh_from_db()
    assert asked.name == ""
    assert (
        asked.question not in Client().get(f"/tu-van/theo-doi/{asked.secret}/").content.decode() or not asked.question
    )


def test_officer_takes_answers_and_closes_a_question(cast, asked):
    client = cast.client("chuyenvien")
    client.post(f"/cau-hoi-tu-van/{asked.pk}/nhan/")
    assert client.post(f"/cau-hoi-tu-van/{asked.pk}/tra-loi/", {"answer": ""}).status_code == 422
    client.post(f"/cau-hoi-tu-van/{asked.pk}/tra-loi/", {"answer": "Được một nửa."})
    assert "Được một nửa." in Client().get(f"/tu-van/theo-doi/{asked.secret}/").content.decode()
    client.post(f"/cau-hoi-tu-van/{asked.pk}/ket-thuc/", {"reason": "Xong"})

    asked.refresh_from_db()
    assert asked.state == "closed"
    assert "Được một nửa." in client.get(f"/cau-hoi-tu-van/{asked.pk}/").content.decode()


def test_officer_forwards_a_question(cast, asked):
    cast.client("chuyenvien").post(f"/cau-hoi-tu-van/{asked.pk}/chuyen/", {"to": "Sở Y tế"})

    assert "Sở Y tế" in Client().get(f"/tu-van/theo-doi/{asked.secret}/").content.decode()


def test_list_asks_the_same_number_of_queries_for_one_and_three(cast, asked, now, django_assert_num_queries):
    client = cast.client("chuyenvien")
    client.get("/cau-hoi-tu-van/")
    with django_assert_num_queries(6):
        client.get("/cau-hoi-tu-van/")
    for _number in range(2):
        ask_advice(asked=question(), at=now)

    with django_assert_num_queries(6):
        page = client.get("/cau-hoi-tu-van/?tinh-trang=cho")
    assert page.content.decode().count("TV-2026-") == 3


def test_offers_are_added_shown_to_everybody_and_withdrawn(cast):
    client = cast.client("chuyenvien")
    facts = {"kind": "market", "title": "Hội chợ mẫu", "partner": "Ban mẫu", "summary": "Còn gian hàng."}
    assert client.post("/cau-hoi-tu-van/loi-chao/", facts | {"shown_until": "2020-01-01"}).status_code == 422
    client.post("/cau-hoi-tu-van/loi-chao/", facts | {"shown_until": "2199-01-01"})
    link = PartnerLink.objects.get()
    assert "Hội chợ mẫu" in Client().get("/tu-van/").content.decode()

    client.post(f"/cau-hoi-tu-van/loi-chao/{link.pk}/go/")

    assert "Hội chợ mẫu" not in Client().get("/tu-van/").content.decode()
