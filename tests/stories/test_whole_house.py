"""Walk the seeded province as everybody of the cast: every page is judged, and the README's pictures are taken."""

import os
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from khuyencong.accounts.models import Person
from khuyencong.demonstration.actions.cast import seed_cast
from khuyencong.demonstration.actions.province import seed_province
from khuyencong.selection.models import Dossier, Juror, Round
from tests.stories import axe, nu
from tests.stories.conftest import DESK, PHONE, width_beyond

pytestmark = pytest.mark.story

WALKERS = ("thuky", "giamkhao01", "chutich", "quantri", "kiemtoan", "coso", None)
NO_PAGE = {"account_logout", "mfa_download_recovery_codes"}
MOST = 120
PICTURES = os.environ.get("KHUYENCONG_TEST_PICTURES", "")


@pytest.fixture
def province(live_server, now):
    seed_cast(at=now, passwords={})
    seed_province(at=now)
    return live_server


def person(username):
    return Person.objects.get(username=username) if username else None


@cache
def address_name(path):
    """Return the name of the address, or nothing where it is no page to look at."""
    try:
        found = resolve(urlsplit(path).path)
    except Resolver404:
        return ""
    return "" if found.url_name in NO_PAGE else f"{found.namespace}:{found.url_name}"


def walk(page, start, seen, faults):
    """Open every page that links lead to, one of each kind; note what is wrong, return their HTML by address."""
    waiting, taken = [start], {}
    while waiting and len(taken) < MOST:
        path = waiting.pop(0)
        name = address_name(path)
        if not name or name in seen:
            continue
        seen.add(name)
        answer = page.request.get(path)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        page.goto(path)
        faults += [f"{path}: {fault}" for fault in axe.faults(page)]
        faults += [f"{path}: status {answer.status}"] if answer.status != 200 else []
        faults += [f"{path}: {width_beyond(page)} pixels too wide"] if width_beyond(page) > 0 else []
        taken[path] = answer.text()
        links = page.eval_on_selector_all("a[href^='/']", "all => all.map(one => one.getAttribute('href'))")
        waiting += [link.split("#")[0] for link in links]
    return taken


def test_every_page_that_links_lead_to_is_accessible_valid_and_fits_a_phone(province, open_page):
    seen, found, faults = set(), {}, []
    for username in WALKERS:
        page = open_page(person(username), size=PHONE)
        found |= walk(page, "/viec/" if username else "/", seen, faults)

    assert len(found) > 40
    assert faults + nu.faults(found) == []


def test_pictures_of_the_main_screens(province, open_page, tmp_path):
    folder = Path(PICTURES) if PICTURES else tmp_path
    scoring, decided = Round.objects.get(code="BC-2026"), Round.objects.get(code="BC-2016")
    juror = Juror.objects.get(round=scoring, seat_no=3)
    dossier = Dossier.objects.get(round=scoring, entry_code="B01")
    shots = [
        ("viec-cua-toi", "thuky", DESK, "/viec/"),
        ("ky-binh-chon", "thuky", DESK, f"/ky-binh-chon/{scoring.pk}/"),
        ("xep-hang", "thuky", DESK, f"/ky-binh-chon/{decided.pk}/xep-hang/"),
        ("cham-diem", juror.person.username, PHONE, f"/cham-diem/{dossier.pk}/"),
        ("trang-cong-khai", None, DESK, "/"),
    ]

    for name, username, size, path in shots:
        page = open_page(person(username), size=size)
        page.goto(path)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=folder / f"{name}.png")

    assert all((folder / f"{name}.png").stat().st_size > 10_000 for name, *_rest in shots)
