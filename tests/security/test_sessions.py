"""Log-in, second factor and sessions as an attacker, or a person who walks away from the machine, meets them."""

import time
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal import auth
from django.core.cache import cache
from django.test import Client

from khuyencong.accounts import guards
from khuyencong.accounts.models import AuditEntry
from khuyencong.accounts.queries import verify_chain

PASSWORD = "mot-mat-khau-du-dai"


@pytest.fixture
def officer(cast):
    cache.clear()
    cast.chuyenvien.set_password(PASSWORD)
    cast.chuyenvien.save(update_fields=["password"])
    return cast.chuyenvien


def log_in(client, **more):
    return client.post("/dang-nhap/", {"login": "chuyenvien", "password": PASSWORD, **more})


def code_of(secret):
    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))


def set_up_second_factor(client):
    client.post("/tai-khoan/xac-nhan-lai/", {"password": PASSWORD})
    page = client.get("/tai-khoan/hai-buoc/bat/")
    return client.post("/tai-khoan/hai-buoc/bat/", {"code": code_of(page.context["form"].secret)})


def events():
    return [entry.facts["event"] for entry in AuditEntry.objects.order_by("number") if "event" in entry.facts]


def test_whoever_must_set_up_a_second_factor_gets_to_the_page_where_it_is_set_up(officer, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client = Client()
    log_in(client)

    assert client.get("/ky-binh-chon/")["Location"] == "/tai-khoan/hai-buoc/bat/"
    set_up_second_factor(client)
    assert client.get("/ky-binh-chon/").status_code == 200


def test_a_password_alone_does_not_open_an_account_with_a_second_factor(officer):
    owner, thief = Client(), Client()
    log_in(owner)
    set_up_second_factor(owner)

    assert log_in(thief)["Location"].startswith("/hai-buoc/")
    for address in ("/viec/", "/tai-khoan/", "/tai-khoan/hai-buoc/tat/", "/tai-khoan/mat-khau/"):
        assert urlsplit(thief.get(address)["Location"]).path == "/dang-nhap/", address


def test_log_in_and_what_people_do_to_their_log_in_stand_in_the_trail(officer, django_capture_on_commit_callbacks):
    client = Client()
    log_in(client)
    with django_capture_on_commit_callbacks(execute=True):
        set_up_second_factor(client)
    new = "mot-mat-khau-khac-han"
    client.post("/tai-khoan/mat-khau/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert {"log_in", "totp_activated", "password_changed"} <= set(events())
    assert verify_chain() is None


def test_log_in_changes_the_session_and_ends_where_it_was_asked_on_this_host_only(officer):
    client = Client()
    client.get("/dang-nhap/")
    planted = "planted0planted0planted0planted0"
    client.cookies["phien"] = planted

    answer = log_in(client, next="https://example.org/trap")

    assert answer["Location"] == "/viec/"
    assert client.cookies["phien"].value != planted
    assert log_in(Client(), next="//example.org")["Location"] == "/viec/"


def test_a_session_ends_after_its_longest_time_however_busy_it_is(officer, monkeypatch, settings):
    client = Client()
    log_in(client)
    client.get("/viec/")
    start, step = guards.now(), settings.SESSION_IDLE / 2
    passed = 0
    while passed * step < settings.SESSION_ABSOLUTE:
        passed += 1
        monkeypatch.setattr(guards, "now", lambda passed=passed: start + passed * step)
        assert client.get("/viec/").status_code == 200
    monkeypatch.setattr(guards, "now", lambda: start + (passed + 1) * step)

    assert client.get("/viec/")["Location"] == "/dang-nhap/"


def test_somebody_without_a_password_is_told_who_sets_one(cast):
    cast.chuyenvien.set_unusable_password()
    cast.chuyenvien.save(update_fields=["password"])

    answer = cast.client("chuyenvien").get("/tai-khoan/mat-khau/", follow=True)

    assert answer.status_code == 200
    assert "người quản trị hệ thống" in answer.content.decode()


def test_failed_log_ins_are_counted_though_the_asker_names_another_address(officer):
    for number in range(8):
        answer = Client().post(
            "/dang-nhap/",
            {"login": "chuyenvien", "password": "sai-mat-khau"},
            headers={"X-Forwarded-For": f"203.0.113.{number}"},
        )

    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." not in answer.content.decode()
    assert "_auth_user_id" not in answer.client.session


def test_logging_out_asks_for_a_post_and_leaves_nothing(officer):
    client = Client()
    log_in(client)
    client.get("/dang-xuat/")
    assert client.get("/viec/").status_code == 200

    client.post("/dang-xuat/")

    assert client.get("/viec/").status_code == 302
