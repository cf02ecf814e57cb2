"""A form that the server refuses comes back with what was typed and the reason beside it."""

import pytest
from django.urls import reverse

from tests.factories.selection import make_dossier, make_round
from tests.stories import axe
from tests.stories.conftest import DESK

pytestmark = [pytest.mark.story, pytest.mark.django_db(transaction=True)]
REFUSED = "409"


@pytest.fixture
def dossier(cast, now):
    round_ = make_round(cast, now, code="NHAP")
    return make_dossier(cast, round_, now, code="A01")


def test_a_refused_dialog_comes_back_with_its_words_and_the_reason(dossier, cast, open_page):
    page = open_page(cast.thuky, size=DESK, meant=REFUSED)
    page.goto(reverse("selection:view_dossier", args=[dossier.pk]))
    opener = page.locator("button[data-opens]").filter(has_text="Yêu cầu bổ sung").first
    opener.click()
    dialog = page.locator("dialog[open]")
    dialog.locator("input[type=checkbox]").first.check()
    dialog.locator("[name=due_on]").fill("01/01/2020")
    dialog.locator("[name=note]").fill("Thiếu ảnh mặt sau")
    dialog.locator("button[type=submit]").click()

    page.get_by_text("Hạn bổ sung phải từ hôm nay trở đi").first.wait_for()
    page.get_by_role("link", name="Quay lại trang trước").click()
    again = page.locator("dialog[open]")
    again.wait_for()

    assert again.locator("[name=note]").input_value() == "Thiếu ảnh mặt sau"
    assert again.locator("[name=due_on]").input_value() == "01/01/2020"
    assert again.locator("input[type=checkbox]").first.is_checked()
    assert "từ hôm nay" in again.locator("[role=alert]").inner_text()
    page.reload()
    assert page.locator("dialog[open]").count() == 0


def test_nothing_comes_back_after_a_form_that_was_taken(dossier, cast, open_page):
    page = open_page(cast.thuky, size=DESK)
    page.goto(reverse("selection:edit_dossier", args=[dossier.pk]))
    page.locator("textarea").first.fill("Mô tả đã lưu")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**" + reverse("selection:view_dossier", args=[dossier.pk]))

    assert page.evaluate("sessionStorage.getItem('khuyencong-draft')") is None


def test_a_question_mark_shows_the_keys_unless_they_are_turned_off(cast, open_page):
    page = open_page(cast.thuky, size=DESK)
    page.goto("/co-so/")
    page.keyboard.press("?")
    page.locator("dialog#keys[open]").wait_for()
    axe.assert_accessible(page)
    page.get_by_label("Dùng phím tắt một chữ trên máy này").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("dialog#keys[open]").count() == 0

    page.evaluate("localStorage.clear()")
    page.reload()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
