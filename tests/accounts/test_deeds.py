"""A deed keeps right, lock and audit together; the trail cannot be changed unseen."""

import pytest
from django.db import IntegrityError, connection, transaction

from khuyencong.accounts.actions import people
from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import AuditDetail, AuditEntry, ChainHead, Person
from khuyencong.accounts.queries import verify_chain
from khuyencong.accounts.rules.policy import Action
from khuyencong.accounts.rules.roles import Role
from khuyencong.kernel.refusal import Refusal


@pytest.fixture
def three_deeds(cast, now):
    for person in cast.jurors[:3]:
        people.end_sessions(actor=cast.quantri, person=person, at=now)
    return cast


def unlocked(table):
    """Take the triggers away, as somebody with the database in their hands could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


def test_deed_writes_one_chained_entry(three_deeds):
    entries = list(AuditEntry.objects.order_by("number"))

    assert [entry.number for entry in entries] == [1, 2, 3]
    assert [entry.action for entry in entries] == ["accounts.end_sessions"] * 3
    assert entries[1].previous == entries[0].digest
    assert verify_chain() is None


def test_deed_leaves_neither_change_nor_entry_after_a_refusal(cast, now):
    def refused_deed():
        with deed(cast.quantri, Action.DISABLE_PERSON, at=now, on=cast.coso):
            Person.objects.filter(pk=cast.coso.pk).update(is_active=False)
            raise Refusal("accounts.self", "Không.")

    with pytest.raises(Refusal):
        refused_deed()

    assert Person.objects.get(pk=cast.coso.pk).is_active
    assert not AuditEntry.objects.exists()


def test_deed_asks_the_policy(cast, now):
    with pytest.raises(Refusal) as caught, deed(cast.coso, Action.DISABLE_PERSON, at=now, on=cast.quantri):
        pass

    assert caught.value.code == "accounts.no_right"


def test_personal_facts_stay_outside_the_chain(cast, now):
    people.disable_person(actor=cast.quantri, person=cast.coso, reason="Xin nghỉ", at=now)
    entry = AuditEntry.objects.get()

    assert "Xin nghỉ" not in str(entry.facts)
    assert entry.detail.personal == {"actor": cast.quantri.full_name, "reason": "Xin nghỉ"}


def test_facts_of_every_kind_are_hashed_as_they_are_read_back(cast, now):
    from fractions import Fraction

    with deed(cast.quantri, Action.END_SESSIONS, at=now, on=cast.coso) as record:
        record.note(day=now.date(), mean=Fraction(1697, 18), many=[1, {"b": None, "a": True}])

    assert verify_chain() is None


@pytest.mark.parametrize(
    "statement", ["UPDATE accounts_auditentry SET action = 'x'", "DELETE FROM accounts_auditentry"]
)
def test_the_database_refuses_to_change_the_trail(three_deeds, statement):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_refuses_to_change_or_remove_details(three_deeds):
    for statement in ("UPDATE accounts_auditdetail SET salt = 'x'", "DELETE FROM accounts_auditdetail"):
        with pytest.raises(IntegrityError, match="erased"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize(
    ("statement", "number", "why"),
    [
        ("UPDATE accounts_auditentry SET action = 'x' WHERE number = 2", 2, "content was changed"),
        ("UPDATE accounts_auditentry SET facts = '{\"x\": 1}' WHERE number = 1", 1, "content was changed"),
    ],
)
def test_verify_finds_a_planted_change(three_deeds, statement, number, why):
    unlocked("accounts_auditentry")
    with connection.cursor() as cursor:
        cursor.execute(statement)

    found = verify_chain()

    assert (found.number, found.why) == (number, why)


def test_verify_finds_entries_cut_off_at_the_end(three_deeds):
    unlocked("accounts_auditentry")
    unlocked("accounts_auditdetail")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_auditdetail WHERE entry_id = 3")
        cursor.execute("DELETE FROM accounts_auditentry WHERE number = 3")

    assert verify_chain().why == "the head of the chain names another last entry"


def test_verify_finds_a_changed_or_missing_detail(three_deeds):
    unlocked("accounts_auditdetail")
    AuditDetail.objects.filter(pk=2).update(personal={"actor": "Người khác"})
    assert (verify_chain().number, verify_chain().why) == (2, "personal detail was changed")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_auditdetail WHERE entry_id = 2")
    assert (verify_chain().number, verify_chain().why) == (2, "personal detail is missing")


def test_erasing_leaves_the_chain_whole(three_deeds, now):
    cast = three_deeds

    count = people.erase_personal_data(actor=cast.quantri, person=cast.quantri, at=now)

    assert count == 3
    assert AuditDetail.objects.get(pk=1).personal == {}
    assert verify_chain() is None
    assert ChainHead.objects.get(pk=1).number == 4


def test_grant_role_reaches_the_offices_beneath_at_once(cast, now):
    person = cast.coso
    people.grant_role(
        actor=cast.quantri, person=person, office=cast.office("ubnd-vinh-long"), role=Role.OFFICER, at=now
    )

    fresh = Person.objects.get(pk=person.pk)

    held = next(held for held in fresh.held_roles if held.role == Role.OFFICER)
    assert cast.office("ttkc-vinh-long").pk in held.office_ids
    assert cast.office("sct-tinh-ben").pk not in held.office_ids
