"""Start passwords: set by an administrator or on the machine, shown once, changed before any work."""

import io
import json

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from khuyencong.accounts.actions import passwords, people
from khuyencong.accounts.models import AuditEntry, Person
from khuyencong.accounts.rules.roles import Role
from khuyencong.kernel.refusal import Refusal, Refusals

OWN = "mot-mat-khau-cua-rieng-toi"
GIVEN = "mua-roi-tren-song-hau"


@pytest.fixture(autouse=True)
def _nobody_failed_before():
    cache.clear()


def log_in(client, username, password):
    return client.post("/dang-nhap/", {"login": username, "password": password})


def change(client, old, new):
    return client.post("/tai-khoan/mat-khau/", {"oldpassword": old, "password1": new, "password2": new})


def run(*arguments, monkeypatch, typed):
    """Run a command with a line on its standard input; return what it told and its exit status."""
    out, status = io.StringIO(), 0
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
    try:
        call_command(*arguments, "--json", stdout=out, stderr=io.StringIO())
    except SystemExit as end:
        status = end.code
    return json.loads(out.getvalue() or "null"), status


def test_reset_password_gives_a_new_one_and_ends_every_session(cast, now):
    open_elsewhere = cast.client("thuky")
    open_elsewhere.get("/viec/")

    password = passwords.reset_password(actor=cast.quantri, person=cast.thuky, at=now)

    assert Person.objects.get(pk=cast.thuky.pk).check_password(password)
    assert open_elsewhere.get("/viec/").status_code == 302
    entry = AuditEntry.objects.get(action="accounts.reset_password")
    assert password not in str((entry.facts, entry.detail.personal))


def test_reset_password_refuses_oneself_and_whoever_is_locked_out(cast, now):
    people.disable_person(actor=cast.quantri, person=cast.coso, reason="Nghỉ", at=now)

    with pytest.raises(Refusal) as oneself:
        passwords.reset_password(actor=cast.quantri, person=cast.quantri, at=now)
    with pytest.raises(Refusal) as locked:
        passwords.reset_password(actor=cast.quantri, person=cast.coso, at=now)
    with pytest.raises(Refusal) as no_right:
        passwords.reset_password(actor=cast.thuky, person=cast.giamdoc, at=now)

    codes = [caught.value.code for caught in (oneself, locked, no_right)]
    assert codes == ["accounts.own_password", "accounts.locked", "accounts.no_right"]


def test_reset_password_leaves_the_second_factor_unless_it_was_lost_too(cast, now):
    TOTP.activate(cast.thuky, generate_totp_secret())

    passwords.reset_password(actor=cast.quantri, person=cast.thuky, at=now)
    assert cast.thuky.authenticator_set.count() == 1
    passwords.reset_password(actor=cast.quantri, person=cast.thuky, at=now, without_second_factor=True)

    assert cast.thuky.authenticator_set.count() == 0
    assert AuditEntry.objects.latest("number").facts == {"second_factor_removed": True}


def test_screen_shows_the_start_password_once_and_only_to_administrators(cast):
    administrator = cast.client("quantri")
    address = f"/nguoi-dung/{cast.thuky.pk}/dat-lai-mat-khau/"

    answer = administrator.post(address, {"without_second_factor": "on"})
    again = administrator.get(f"/nguoi-dung/{cast.thuky.pk}/")

    password = answer.context["password"]
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    assert password in answer.content.decode()
    assert "Đặt lại mật khẩu" in again.content.decode()
    assert password not in again.content.decode()
    assert cast.client("giamdoc").post(address).status_code == 403
    assert Person.objects.get(pk=cast.thuky.pk).check_password(password)


def test_start_password_opens_only_the_page_that_changes_it(cast, now):
    password = passwords.reset_password(actor=cast.quantri, person=cast.thuky, at=now)
    client = Client()
    log_in(client, "thuky", password)

    assert client.get("/viec/")["Location"] == "/tai-khoan/mat-khau/"
    assert client.get("/ky-binh-chon/")["Location"] == "/tai-khoan/mat-khau/"
    assert "Hãy đổi mật khẩu trước đã" in client.get("/tai-khoan/mat-khau/").content.decode()

    assert "Mật khẩu mới phải khác" in change(client, password, password).content.decode()
    assert client.get("/viec/").status_code == 302
    assert change(client, password, OWN)["Location"] == "/tai-khoan/"
    assert client.get("/viec/").status_code == 200


def test_start_password_comes_before_the_second_factor(cast, now, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    password = passwords.reset_password(actor=cast.quantri, person=cast.thuky, at=now)
    client = Client()
    log_in(client, "thuky", password)
    asked = client.get("/viec/")["Location"]
    change(client, password, OWN)

    assert (asked, client.get("/viec/")["Location"]) == ("/tai-khoan/mat-khau/", "/tai-khoan/hai-buoc/bat/")


def test_whoever_an_administrator_makes_has_a_start_password(cast, now):
    made = people.create_person(
        actor=cast.quantri,
        username="moi",
        full_name="Người Mới (mẫu)",
        password=GIVEN,
        office=cast.office(),
        role=Role.OFFICER,
        at=now,
    )

    assert Person.objects.get(pk=made.pk).has_start_password


def test_reset_password_command_sets_a_start_password(cast, monkeypatch):
    told = run("reset_password", "quantri", "--password-stdin", monkeypatch=monkeypatch, typed=GIVEN)
    by_another = run(
        "reset_password", "thuky", "--as", "quantri", "--password-stdin", monkeypatch=monkeypatch, typed=GIVEN
    )

    assert told == ({"username": "quantri"}, 0)
    assert by_another == ({"username": "thuky"}, 0)
    for username in ("quantri", "thuky"):
        person = Person.objects.get(username=username)
        assert (person.check_password(GIVEN), person.has_start_password) == (True, True)
    assert AuditEntry.objects.earliest("number").facts == {"reset_on_the_machine": True}


@pytest.mark.parametrize(
    ("arguments", "typed", "code"),
    [
        (["thuky"], "ngan", "accounts.weak_password"),
        (["thuky"], "", "accounts.weak_password"),
        (["khong-co"], GIVEN, "accounts.unknown_actor"),
        (["thuky", "--as", "khong-co"], GIVEN, "accounts.unknown_actor"),
        (["thuky", "--as", "giamdoc"], GIVEN, "accounts.no_right"),
        (["thuky", "--as", "thuky"], GIVEN, "accounts.no_right"),
    ],
)
def test_reset_password_command_refuses(cast, monkeypatch, arguments, typed, code):
    told, status = run("reset_password", *arguments, "--password-stdin", monkeypatch=monkeypatch, typed=typed)

    assert ({one["code"] for one in told["refusals"]}, status) == ({code}, 1)


def test_create_user_command_gives_a_start_password_where_somebody_acts(cast, monkeypatch):
    place = ["--role", "officer", "--office", "sct-vinh-long", "--password-stdin"]
    run("create_user", "mot", *place, monkeypatch=monkeypatch, typed=GIVEN)
    run("create_user", "hai", *place, "--as", "quantri", monkeypatch=monkeypatch, typed=GIVEN)
    unknown, status = run("create_user", "ba", *place[:3], "khong-co", place[4], monkeypatch=monkeypatch, typed=GIVEN)

    started = dict(Person.objects.filter(username__in=["mot", "hai"]).values_list("username", "has_start_password"))
    assert started == {"mot": False, "hai": True}
    assert ([one["code"] for one in unknown["refusals"]], status) == (["accounts.unknown_office"], 1)


def test_a_weak_password_is_told_rule_by_rule(cast):
    with pytest.raises(Refusals) as caught:
        passwords.demand_good_password("thuky", cast.thuky)

    assert len(caught.value.refusals) >= 2
