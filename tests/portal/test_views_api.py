"""The interface for programs: shape of answers, pages, filters, noes, and that it says what it does."""

import json

import pytest
from django.core.cache import cache
from django.test import Client

from khuyencong.portal.views.api.problems import Problem
from khuyencong.portal.views.api.shapes import row_shape
from khuyencong.registry.models import Product
from khuyencong.reporting.rules.open_data.fields import DATASETS
from tests.factories.open_data import NUMBER, PERSON, PHONE, STREET, make_open_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_world(cast, now):
    cache.clear()
    return make_open_world(cast, now, rows=3)


def ask(path, **headers):
    return Client().get(f"/api/v1/{path}", headers=headers)


def problem(answer):
    """Return (status, code) of a no, after its shape was checked."""
    assert answer["Content-Type"] == "application/problem+json"
    told = Problem.model_validate_json(answer.content)
    assert told.status == answer.status_code
    return told.status, told.code


def test_index_names_every_set(db):
    told = ask("").json()

    assert [one["code"] for one in told["sets"]] == list(DATASETS)
    assert told["licence"] == "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize("code", DATASETS)
def test_set_tells_rows_of_its_shape_and_each_alone(open_world, code):
    shape = row_shape(DATASETS[code])
    rows = ask(f"{code}/").json()["data"]
    alone = ask(f"{code}/{next(iter(rows[0].values()))}/").json()

    assert [shape.model_validate(row, strict=True).model_dump() for row in rows] == rows
    assert alone == rows[0]
    assert set(rows[0]) == {field.name for field in DATASETS[code].shown}


@pytest.mark.parametrize("code", DATASETS)
def test_set_tells_nothing_personal(open_world, code):
    text = ask(f"{code}/").content.decode()

    assert [secret for secret in (NUMBER, PHONE, PERSON, STREET, "DA-DRAFT") if secret in text] == []


def test_pages_follow_one_another_to_the_end(open_world):
    first = ask("products/?limit=2").json()
    second = ask(f"products/?limit=2&cursor={first['next']}").json()
    ids = list(Product.objects.order_by("pk").values_list("pk", flat=True))

    assert [row["id"] for row in first["data"] + second["data"]] == ids
    assert second["next"] is None


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("products/?group=A", 3),
        ("products/?group=B", 0),
        ("products/?commune_code=29713", 3),
        ("certificates/?level=province&award_year=2016", 3),
        ("certificates/?award_year=2017", 0),
        ("establishments/?form=household", 1),
        ("rounds/?year=2025", 1),
        ("results/?round_code=2025-TINH&group=A", 3),
        ("programme-money/?programme_code=KC-2026-2030&year=2026", 1),
        ("programme-targets/?programme_code=x", 0),
        ("plans/?year=2026", 1),
        ("plan-lines/?stream=local&content=machinery&year=2026", 1),
        ("projects/?year=2026&stream=national", 0),
        ("projects/?commune_code=29713", 0),
    ],
)
def test_filters_narrow(open_world, path, count):
    assert len(ask(path).json()["data"]) == count


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_queries_whatever_its_rows(cast, now, rows, django_assert_num_queries):
    make_open_world(cast, now, rows=rows)

    for path, queries in (("products/", 3), ("establishments/", 4), ("projects/", 3), ("results/", 2)):
        with django_assert_num_queries(queries):
            ask(path)


def test_noes_are_problems(open_world):
    assert problem(ask("products/999999/")) == (404, "api.not_found")
    assert problem(ask("nothing/here")) == (404, "api.not_found")
    assert problem(ask("products/?limit=0")) == (422, "api.invalid")
    assert problem(ask("products/abc/")) == (422, "api.invalid")
    assert problem(ask("products/?cursor=abc")) == (422, "api.invalid")
    assert problem(ask("products/?lang=fr")) == (422, "api.invalid")
    assert problem(Client().post("/api/v1/products/", {})) == (405, "api.reading_only")


def test_a_leak_stops_the_answer_with_its_sentence(open_world):
    Product.objects.filter(pk=open_world.product.pk).update(name="Gọi 0912345678")
    answer = ask("products/")

    assert problem(answer) == (409, "reporting.open_data_leak")
    assert "0912345678" not in answer.content.decode()


def test_sentences_are_told_in_the_language_asked_for(open_world):
    assert ask("products/?lang=en")["Content-Language"] == "en"
    assert ask("products/")["Content-Language"] == "vi"


def test_a_known_answer_is_not_sent_again(open_world):
    first = ask("products/")
    again = ask("products/", if_none_match=first["ETag"])
    Product.objects.filter(pk=open_world.product.pk).update(name="Tên khác")
    changed = ask("products/", if_none_match=first["ETag"])

    assert (first.status_code, again.status_code, again.content, changed.status_code) == (200, 304, b"", 200)


def test_other_sites_may_read_and_nobody_may_write(open_world):
    before = Client().options("/api/v1/products/", headers={"Origin": "https://x.vn"})

    assert (before.status_code, before["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert ask("products/")["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in ask("products/").headers
    assert ask("products/").cookies == {}


def test_one_address_asks_only_so_often(open_world, settings):
    settings.API_ASKINGS = 2
    codes = [ask("products/").status_code for _time in range(3)]
    often = ask("products/")

    assert codes == [200, 200, 429]
    assert (problem(often), often["Retry-After"]) == ((429, "api.too_often"), "600")


def test_description_is_openapi_3_1_and_documents_every_no(db):
    told = json.loads(ask("openapi.json").content)
    answers = {
        code for path, methods in told["paths"].items() for code in methods["get"]["responses"] if path != "/api/v1/"
    }

    assert told["openapi"] == "3.1.0"
    assert {f"/api/v1/{code}/" for code in DATASETS} <= told["paths"].keys()
    assert {"200", "304", "404", "409", "422", "429"} <= answers
    assert told["servers"] == [{"url": "http://localhost:8000"}]


def test_page_for_people_names_every_address(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = Client().get("/du-lieu-mo/giao-dien/").content.decode()

    assert [code for code in DATASETS if f"GET /api/v1/{code}/<" not in page] == []
