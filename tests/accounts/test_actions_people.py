"""Making, locking and empowering people, and every refusal on the way."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from khuyencong.accounts.actions import people
from khuyencong.accounts.models import Grant, Office, Person
from khuyencong.accounts.rules.roles import Role
from khuyencong.kernel.refusal import Refusal, Refusals

PASSWORD = "mưa-rơi-trên-sông-hậu"


def create(cast, now, **changes):
    facts = {
        "username": "moi",
        "full_name": "Người Mới (mẫu)",
        "password": PASSWORD,
        "office": cast.office(),
        "role": Role.OFFICER,
    }
    return people.create_person(actor=cast.quantri, at=now, **{**facts, **changes})


def test_create_person_can_log_in_with_the_role(cast, now):
    person = create(cast, now, username=" Moi ")

    assert person.check_password(PASSWORD)
    assert Person.objects.get(username="moi").roles == {Role.OFFICER}


@pytest.mark.parametrize("password", ["ngan", "password1234", "nguoimoimoimoi"])
def test_create_person_refuses_a_weak_password(cast, now, password):
    with pytest.raises(Refusals):
        create(cast, now, password=password, username="nguoimoimoimoi")


def test_create_person_refuses_a_name_that_is_taken_or_misspelt(cast, now):
    for username in ("thuky", "thư ký", ""):
        with pytest.raises(Refusals):
            create(cast, now, username=username)


def test_grant_role_refuses_a_role_that_is_held(cast, now):
    with pytest.raises(Refusal) as caught:
        people.grant_role(actor=cast.quantri, person=cast.thuky, office=cast.office(), role=Role.SECRETARY, at=now)

    assert caught.value.code == "accounts.role_held"


def test_end_role_keeps_the_last_administrator(cast, now):
    grant = Grant.objects.get(person=cast.quantri)

    with pytest.raises(Refusal) as caught:
        people.end_role(actor=cast.quantri, grant=grant, at=now)

    assert caught.value.code == "accounts.last_administrator"


def test_end_role_is_felt_by_the_next_request(cast, now):
    people.end_role(actor=cast.quantri, grant=Grant.objects.get(person=cast.thuky), at=now)

    assert Person.objects.get(pk=cast.thuky.pk).roles == frozenset()


def test_disable_person_needs_a_reason_and_never_oneself(cast, now):
    with pytest.raises(Refusal) as no_reason:
        people.disable_person(actor=cast.quantri, person=cast.coso, reason=" ", at=now)
    with pytest.raises(Refusal) as oneself:
        people.disable_person(actor=cast.quantri, person=cast.quantri, reason="Nghỉ", at=now)

    assert (no_reason.value.code, oneself.value.code) == ("accounts.no_reason", "accounts.self")


def test_disable_person_ends_the_session_at_once(cast, now):
    client = cast.client("thuky")
    assert client.get("/viec/").status_code == 200

    people.disable_person(actor=cast.quantri, person=cast.thuky, reason="Chuyển công tác", at=now)

    assert client.get("/viec/").status_code == 302


def test_end_sessions_ends_the_session_and_allows_a_new_one(cast, now):
    client = cast.client("thuky")
    client.get("/viec/")

    people.end_sessions(actor=cast.quantri, person=cast.thuky, at=now)

    assert client.get("/viec/").status_code == 302
    assert Person.objects.get(pk=cast.thuky.pk).is_active


def test_constraints_hold_one_by_one(cast, now):
    with pytest.raises(ValidationError):
        Person(username="Có Dấu", full_name="x", password="x").full_clean()
    with pytest.raises(IntegrityError, match="accounts_person_username"), transaction.atomic():
        Person.objects.create(username="Có Dấu", full_name="x")
    with pytest.raises(IntegrityError, match="accounts_office_province_code"), transaction.atomic():
        Office.objects.create(code="x", kind="department", name="x", province_code="8x", path="/0/")
    held = Grant.objects.get(person=cast.thuky)
    with pytest.raises(IntegrityError, match=r"accounts_grant_once|UNIQUE"), transaction.atomic():
        Grant.objects.create(person=held.person, office=held.office, role=held.role, from_on=held.from_on)
    with pytest.raises(IntegrityError, match="accounts_grant_span"), transaction.atomic():
        Grant.objects.filter(pk=held.pk).update(ended_on="2000-01-01")
    with pytest.raises(IntegrityError, match="accounts_grant_role"), transaction.atomic():
        Grant.objects.filter(pk=held.pk).update(role="king")
