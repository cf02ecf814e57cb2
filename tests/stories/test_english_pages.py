"""Every page of the seeded product, asked for in English by everybody, shows no Vietnamese of the product's own."""

import html
import re
from collections import Counter
from functools import cache
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve

from khuyencong.accounts.models import Person
from khuyencong.demonstration.actions.cast import seed_cast
from khuyencong.demonstration.actions.province import seed_province
from tests.ui.english import interface_text, vietnamese_in, written_by_people

pytestmark = [pytest.mark.story, pytest.mark.django_db]

WALKERS = (None, "thuky", "giamkhao01", "chutich", "giamdoc", "chuyenvien", "ketoan", "quantri", "kiemtoan", "coso")
LINK = re.compile(r'(?:href|action)="(/[^"#]*)')
EACH = 2
"""How many pages of one address are looked at."""


@cache
def address_name(path):
    try:
        found = resolve(urlsplit(path).path)
    except Resolver404:
        return ""
    return f"{found.namespace}:{found.url_name}"


def pages_of(client, start):
    """Yield the name of the address and the text of every page that links and forms lead to."""
    waiting, seen, done = [start], Counter(), set()
    while waiting:
        path = waiting.pop(0)
        name = address_name(path)
        if not name or path in done or name.endswith("logout") or seen[name] >= EACH:
            continue
        done.add(path)
        seen[name] += 1
        answer = client.get(path)
        if "text/html" in answer.headers.get("Content-Type", "") and not answer.streaming:
            text = answer.content.decode()
            waiting += [html.unescape(link) for link in LINK.findall(text)]
            yield name, text
        answer.close()


def test_english_pages_show_no_vietnamese_of_the_products_own(now, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    seed_cast(at=now, passwords={})
    seed_province(at=now)
    data, told, faults, walked = written_by_people(), {}, set(), set()

    for username in WALKERS:
        client = english(Person.objects.get(username=username) if username else None)
        for name, text in pages_of(client, "/viec/" if username else "/"):
            walked.add(name)
            for found in set(vietnamese_in(text)):
                told.setdefault(found, interface_text(found, data))
                faults |= {f"{name}: {told[found]}"} if told[found] else set()

    assert len(walked) > 50
    assert sorted(faults) == []


def english(person):
    client = Client()
    if person is not None:
        client.force_login(person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def test_the_reader_finds_a_planted_text_and_passes_what_is_marked():
    page = (
        '<p lang="vi">Sản phẩm</p><p title="Đóng"><span lang="vi">Cơ sở</span> Chưa dịch</p><img alt="Ảnh"><p>Done</p>'
    )

    assert vietnamese_in(page) == ["title=Đóng", "Chưa dịch", "alt=Ảnh"]
    assert interface_text("Hợp tác xã Mẫu: chưa dịch, QĐ 12/QĐ-UBND", ["Hợp tác xã Mẫu"]) == "·: chưa dịch, ·"
    assert interface_text("Hợp tác xã Mẫu, QĐ 12/QĐ-UBND", ["Hợp tác xã Mẫu"]) == ""
