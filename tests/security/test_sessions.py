"""Log-in, second factor and sessions as an attacker, or a person who walks away from the machine, meets them."""

import time
from datetime import timedelta
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
    while (passed + 1) * step < settings.SESSION_ABSOLUTE:
        passed += 1
        monkeypatch.setattr(guards, "now", lambda passed=passed: start + passed * step)
        assert client.get("/viec/").status_code == 200
    monkeypatch.setattr(guards, "now", lambda: start + (passed + 1) * step + timedelta(minutes=1))

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


def fail(client, times, *, address="192.0.2.7"):
    for _time in range(times):
        answer = client.post("/dang-nhap/", {"login": "chuyenvien", "password": "sai-mat-khau"}, REMOTE_ADDR=address)
    return answer


def is_in(client):
    return client.get("/viec/").status_code == 200


def test_failures_at_one_address_do_not_lock_the_owner_out_at_another(officer):
    stranger, owner = Client(REMOTE_ADDR="192.0.2.7"), Client()
    fail(stranger, 8)
    log_in(stranger)
    log_in(owner)

    assert (is_in(stranger), is_in(owner)) == (False, True)


def test_failures_from_everywhere_lock_the_name_but_not_on_the_owners_device(officer):
    owner, elsewhere = Client(), Client()
    log_in(owner)
    owner.post("/dang-xuat/")
    for number in range(7):
        fail(Client(), 4, address=f"192.0.2.{number}")
    log_in(elsewhere)
    log_in(owner)

    assert (is_in(elsewhere), is_in(owner)) == (False, True)


def test_a_known_device_may_guess_no_more_than_a_little(officer):
    thief = Client()
    log_in(thief)
    thief.post("/dang-xuat/")
    fail(thief, 10)
    log_in(thief)

    assert not is_in(thief)


def test_a_device_known_for_one_person_is_a_strangers_for_another(officer, cast):
    cast.giamdoc.set_password(PASSWORD)
    cast.giamdoc.save(update_fields=["password"])
    client = Client()
    client.post("/dang-nhap/", {"login": "giamdoc", "password": PASSWORD})
    client.post("/dang-xuat/")
    fail(client, 5)

    assert "quá nhiều" in fail(client, 1).content.decode()


def test_a_forged_device_counts_as_a_strangers(officer):
    client = Client()
    log_in(client)
    client.post("/dang-xuat/")
    forged = client.cookies["thiet_bi"].value
    client.cookies["thiet_bi"] = ("1" if forged[0] != "1" else "2") + forged[1:]
    fail(client, 5)

    assert "quá nhiều" in fail(client, 1).content.decode()


def test_the_device_cookie_names_nobody_and_opens_nothing(officer):
    client = Client()
    log_in(client)
    cookie = client.cookies["thiet_bi"]
    alone = Client()
    alone.cookies["thiet_bi"] = cookie.value

    assert "chuyenvien" not in cookie.value
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert not is_in(alone)


def test_a_log_in_that_went_well_takes_its_count_back(officer):
    for _time in range(8):
        client = Client()
        log_in(client)
        assert is_in(client)


def test_logging_out_asks_for_a_post_and_leaves_nothing(officer):
    client = Client()
    log_in(client)
    client.get("/dang-xuat/")
    assert client.get("/viec/").status_code == 200

    client.post("/dang-xuat/")

    assert client.get("/viec/").status_code == 302
