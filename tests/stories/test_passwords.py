"""Somebody forgot a password: the administrator gives a start password, which opens only the page that changes it."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from tests.stories import nu
from tests.stories.axe import assert_accessible
from tests.stories.conftest import PHONE, width_beyond

pytestmark = pytest.mark.story
OWN = "mot-mat-khau-cua-rieng-toi"


def judge(page):
    """Check a page that came as an answer to a form, as it stands."""
    assert_accessible(page)
    assert width_beyond(page) <= 0


@pytest.mark.parametrize("size", [PHONE, (1280, 800)])
def test_a_forgotten_password_is_reset_and_changed_at_the_first_log_in(cast, open_page, size):
    cache.clear()
    administrator, secretary = open_page(cast.quantri, size=size), open_page(size=size)
    administrator.goto(f"/nguoi-dung/{cast.thuky.pk}/")
    administrator.get_by_role("button", name="Đặt lại mật khẩu").first.click()
    dialog = administrator.get_by_role("dialog")
    expect(dialog.get_by_label("Gỡ cả xác thực hai bước")).to_be_visible()
    judge(administrator)
    with administrator.expect_navigation() as given:
        dialog.get_by_role("button", name="Đặt lại mật khẩu").click()
    password = administrator.locator("code").inner_text()
    judge(administrator)

    secretary.goto("/dang-nhap/")
    secretary.get_by_label("Tên đăng nhập").fill("thuky")
    secretary.get_by_label("Mật khẩu", exact=True).fill(password)
    with secretary.expect_navigation() as led:
        secretary.get_by_role("button", name="Đăng nhập").click()
    expect(secretary.get_by_text("Hãy đổi mật khẩu trước đã")).to_be_visible()
    judge(secretary)
    nu.assert_valid_html(led.value.text(), given.value.text())
    secretary.get_by_label("Mật khẩu hiện tại").fill(password)
    secretary.get_by_label("Mật khẩu mới", exact=True).fill(OWN)
    secretary.get_by_label("Nhập lại mật khẩu mới").fill(OWN)
    secretary.get_by_role("button", name="Đổi mật khẩu").click()

    expect(secretary.get_by_role("heading", name="Tài khoản", level=1)).to_be_visible()
    secretary.goto("/viec/")
    expect(secretary.get_by_text("Xin chào")).to_be_visible()
