"""Log-in and second factor in Vietnamese, from the first page to the recovery codes."""

import time

import pytest
from allauth.mfa.totp.internal import auth
from django.core.cache import cache
from django.test import Client

PASSWORD = "mot-mat-khau-du-dai"


@pytest.fixture
def officer(cast):
    cache.clear()
    cast.chuyenvien.set_password(PASSWORD)
    cast.chuyenvien.save(update_fields=["password"])
    return cast.chuyenvien


def log_in(client, password=PASSWORD):
    return client.post("/dang-nhap/", {"login": "chuyenvien", "password": password}, follow=True)


def code_of(secret):
    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))


def test_login_page_speaks_vietnamese(officer):
    page = Client().get("/dang-nhap/").content.decode()

    assert "Tên đăng nhập" in page
    assert "Quên mật khẩu?" in page
    assert "Username" not in page


def test_wrong_password_is_told_in_vietnamese_and_names_neither_part(officer):
    page = log_in(Client(), "sai-mat-khau-roi").content.decode()

    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in page


def test_log_in_leads_to_what_waits(officer):
    answer = log_in(Client())

    assert answer.request["PATH_INFO"] == "/viec/"
    assert "Xin chào" in answer.content.decode()


def test_second_factor_is_turned_on_used_and_shown_with_recovery_codes(officer):
    client = Client()
    log_in(client)
    client.post("/tai-khoan/xac-nhan-lai/", {"password": PASSWORD})
    page = client.get("/tai-khoan/hai-buoc/bat/")
    secret = page.context["form"].secret
    client.post("/tai-khoan/hai-buoc/bat/", {"code": code_of(secret)})
    index = client.get("/tai-khoan/hai-buoc/").content.decode()
    codes = client.get("/tai-khoan/hai-buoc/ma-du-phong/").content.decode()

    assert "Chuỗi bí mật" in page.content.decode()
    assert "Đang bật" in index
    assert "Còn 10 trong 10 mã chưa dùng." in codes

    stranger = Client()
    asked = log_in(stranger)
    wrong = stranger.post("/hai-buoc/", {"code": "000000"}).content.decode()
    recovery = client.get("/tai-khoan/hai-buoc/ma-du-phong/").context["unused_codes"][0]
    inside = stranger.post("/hai-buoc/", {"code": recovery}, follow=True)

    assert asked.request["PATH_INFO"] == "/hai-buoc/"
    assert "Mã chưa đúng" in wrong
    assert inside.request["PATH_INFO"] == "/viec/"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/tai-khoan/mat-khau/", "Mật khẩu hiện tại"),
        ("/tai-khoan/xac-nhan-lai/", "Xác nhận lại"),
        ("/dang-xuat/", "Kết thúc phiên làm việc trên máy này?"),
        ("/tai-khoan/hai-buoc/", "Ứng dụng xác thực"),
    ],
)
def test_pages_of_the_login_library_wear_the_kit(officer, address, words):
    client = Client()
    log_in(client)

    page = client.get(address).content.decode()

    assert words in page
    assert 'class="topbar"' in page
