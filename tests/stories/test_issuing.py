"""The secretary issues a round's certificates: progress, a stop in the middle, and going on without issuing twice."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from khuyencong.certificates.models import Certificate
from tests.factories.decided import make_decided
from tests.stories.axe import assert_accessible
from tests.stories.conftest import PHONE, width_beyond

pytestmark = pytest.mark.story
CODES = ("A01", "A02", "A03", "B01", "B02", "C01")


@pytest.fixture
def address(live_server, cast, now):
    round_, _dossiers = make_decided(cast, now, codes=CODES)
    return reverse("selection:view_issuing", args=[round_.pk])


def test_certificates_are_issued_with_progress(open_page, address, cast):
    page = open_page(cast.thuky, size=PHONE)
    page.goto(address)
    page.get_by_role("button", name="Cấp giấy chứng nhận").click()

    expect(page.get_by_role("status").filter(has_text="Đã cấp xong")).to_be_visible(timeout=60_000)
    expect(page.locator("[data-serial] a")).to_have_count(6)
    assert page.locator("progress").evaluate("(bar) => bar.value") == 6
    assert Certificate.objects.filter(state="issued").count() == 6
    assert width_beyond(page) == 0
    assert_accessible(page)


def test_stopped_issuing_goes_on_where_it_was(open_page, address, cast):
    page = open_page(cast.thuky)
    page.goto(address)
    page.get_by_role("button", name="Cấp giấy chứng nhận").click()
    page.get_by_role("button", name="Dừng").click()
    expect(page.get_by_role("status").filter(has_text="Đã dừng")).to_be_visible(timeout=60_000)
    before = dict(Certificate.objects.filter(state="issued").values_list("request_key", "serial"))

    page.reload()
    page.get_by_role("button", name="Cấp giấy chứng nhận").click()
    expect(page.get_by_role("status").filter(has_text="Đã cấp xong")).to_be_visible(timeout=60_000)

    after = dict(Certificate.objects.filter(state="issued").values_list("request_key", "serial"))
    assert 0 < len(before) < 6
    assert (len(after), len(set(after.values()))) == (6, 6)
    assert before.items() <= after.items()


def test_issuing_that_the_network_breaks_can_be_pressed_again(open_page, address, cast):
    page = open_page(cast.thuky, meant="ERR_INTERNET_DISCONNECTED")
    page.goto(address)
    page.context.set_offline(True)
    page.get_by_role("button", name="Cấp giấy chứng nhận").click()
    expect(page.get_by_role("status").filter(has_text="Không cấp tiếp được")).to_be_visible()

    page.context.set_offline(False)
    page.get_by_role("button", name="Cấp giấy chứng nhận").click()

    expect(page.get_by_role("status").filter(has_text="Đã cấp xong")).to_be_visible(timeout=60_000)
