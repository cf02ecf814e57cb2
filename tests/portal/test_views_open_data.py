"""The page of open data and its files."""

import hashlib

import pytest
from django.test import Client

from khuyencong.reporting.actions.open_data import export_open_data
from khuyencong.reporting.rules.open_data.fields import DATASETS
from tests.factories.open_data import NUMBER, PHONE, make_open_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def exported(cast, now, settings, tmp_path):
    settings.OPEN_DATA = tmp_path / "open-data"
    make_open_world(cast, now)
    export_open_data(settings.OPEN_DATA, at=now)
    return settings.OPEN_DATA


def body(answer):
    return b"".join(answer.streaming_content)


def test_page_says_that_no_export_was_made_yet(db, settings, tmp_path):
    settings.OPEN_DATA = tmp_path / "none"
    page = Client().get("/du-lieu-mo/")

    assert "Chưa có lần xuất nào" in page.content.decode()
    assert Client().get("/du-lieu-mo/products.csv").status_code == 404


def test_page_links_every_file_with_moment_and_licence(exported, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = Client().get("/du-lieu-mo/").content.decode()

    assert [code for code in DATASETS if f'href="/du-lieu-mo/{code}.csv"' not in page] == []
    assert "CC BY 4.0" in page
    assert "2026-11-24T" in page


def test_english_readers_get_the_sets_in_english(exported):
    client = Client()
    client.cookies["ngon_ngu"] = "en"

    assert "Awarded products" in client.get("/du-lieu-mo/").content.decode()


def test_file_is_sent_as_its_sum_says(exported):
    sums = dict(reversed(line.split("  ")) for line in (exported / "SHA256SUMS").read_text().splitlines())
    answers = {name: Client().get(f"/du-lieu-mo/{name}") for name in sums}

    assert {name: hashlib.sha256(body(one)).hexdigest() for name, one in answers.items()} == sums
    assert answers["products.csv"]["Content-Type"] == "text/csv; charset=utf-8"
    assert answers["catalog.jsonld"]["Content-Type"] == "application/ld+json; charset=utf-8"
    assert body(Client().get("/du-lieu-mo/SHA256SUMS")) == (exported / "SHA256SUMS").read_bytes()


@pytest.mark.parametrize("name", ["..", "secret_key", "products.csv.bak", "%2e%2e%2fsecret_key"])
def test_nothing_but_the_export_is_sent(exported, name):
    assert Client().get(f"/du-lieu-mo/{name}").status_code == 404


def test_files_tell_nothing_personal(exported):
    whole = b"".join(one.read_bytes() for one in exported.iterdir()).decode()

    assert [secret for secret in (NUMBER, PHONE) if secret in whole] == []
