"""Propose, approve, reject: two people, one deed each, nothing changed afterwards."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from khuyencong.accounts.actions import people
from khuyencong.accounts.models import AuditEntry
from khuyencong.accounts.rules.roles import Role
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.rulebook.actions import approve_norm, propose_norm, reject_norm
from khuyencong.rulebook.models import LocalNorm
from tests.factories.rulebook import approved, proposed


def code_of(act):
    with pytest.raises((Refusal, Refusals)) as caught:
        act()
    told = caught.value
    return told.refusals[0].code if isinstance(told, Refusals) else told.code


def test_propose_norm_keeps_who_when_and_source_and_is_audited(cast, now):
    norm = proposed(cast, now, note=" theo họp ")

    entry = AuditEntry.objects.get()
    assert (norm.state, norm.proposed_by, norm.note) == ("proposed", cast.chuyenvien, "theo họp")
    assert (entry.action, entry.thing) == ("rulebook.propose_norm", f"rulebook.localnorm:{norm.pk}")
    assert entry.facts == {
        "key": "selection.threshold_points",
        "office": "sct-vinh-long",
        "value": 75,
        "start_on": "2027-01-01",
    }
    assert entry.sources == ["QĐ 12/2026/QĐ-UBND, Điều 3"]


def test_propose_norm_refuses_what_the_rules_refuse(cast, now):
    assert code_of(lambda: proposed(cast, now, source=" ")) == "rulebook.no_source"
    assert not LocalNorm.objects.exists()
    assert not AuditEntry.objects.exists()


def test_propose_norm_refuses_a_second_proposal_while_one_waits(cast, now):
    proposed(cast, now)

    assert code_of(lambda: proposed(cast, now, value=80)) == "rulebook.already_waiting"


def test_propose_norm_refuses_people_without_the_right_and_other_offices(cast, now):
    assert code_of(lambda: proposed(cast, now, actor=cast.giamdoc)) == "accounts.no_right"
    assert code_of(lambda: proposed(cast, now, actor=cast.thuky_ben)) == "accounts.out_of_reach"


def test_approve_norm_needs_a_second_person(cast, now):
    people.grant_role(actor=cast.quantri, person=cast.giamdoc, office=cast.office(), role=Role.OFFICER, at=now)
    norm = proposed(cast, now, actor=cast.giamdoc)

    assert code_of(lambda: approve_norm(actor=cast.giamdoc, norm=norm, at=now)) == "rulebook.same_person"
    norm.refresh_from_db()
    assert norm.state == "proposed"


def test_approve_norm_writes_who_and_when(cast, now):
    norm = approved(cast, now)

    norm.refresh_from_db()
    assert (norm.state, norm.decided_by, norm.decided_at) == ("approved", cast.giamdoc, now)
    assert AuditEntry.objects.order_by("number").last().action == "rulebook.approve_norm"


def test_reject_norm_needs_and_keeps_a_reason(cast, now):
    norm = proposed(cast, now)

    assert code_of(lambda: reject_norm(actor=cast.giamdoc, norm=norm, reason=" ", at=now)) == "rulebook.no_reason"
    reject_norm(actor=cast.giamdoc, norm=norm, reason=" chưa có văn bản ", at=now)

    norm.refresh_from_db()
    assert (norm.state, norm.reason) == ("rejected", "chưa có văn bản")
    assert proposed(cast, now, value=80).state == "proposed"


def test_a_decided_norm_is_not_decided_again(cast, now):
    norm = approved(cast, now)

    assert code_of(lambda: approve_norm(actor=cast.giamdoc, norm=norm, at=now)) == "kernel.wrong_state"
    assert code_of(lambda: reject_norm(actor=cast.giamdoc, norm=norm, reason="x", at=now)) == "kernel.wrong_state"


@pytest.mark.parametrize(
    "change", [{"value": 60}, {"start_on": date(2026, 1, 1)}, {"source": "khác"}, {"state": "proposed"}, {"note": "x"}]
)
def test_the_database_keeps_an_approved_norm(cast, now, change):
    norm = approved(cast, now)

    with pytest.raises(IntegrityError), transaction.atomic():
        LocalNorm.objects.filter(pk=norm.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        LocalNorm.objects.filter(pk=norm.pk).delete()


@pytest.mark.parametrize("change", [{"value": 60}, {"value": None}, {"key": "selection.jury_odd"}, {"source": "khác"}])
def test_the_database_keeps_the_substance_of_a_proposal(cast, now, change):
    norm = proposed(cast, now)

    with pytest.raises(IntegrityError), transaction.atomic():
        LocalNorm.objects.filter(pk=norm.pk).update(**change)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        (
            "rulebook_localnorm_two_people",
            lambda cast, now: {"state": "approved", "decided_by": cast.chuyenvien, "decided_at": now},
        ),
        ("rulebook_localnorm_decided", lambda cast, now: {"state": "approved"}),
        ("rulebook_localnorm_decided", lambda cast, now: {"decided_by": cast.giamdoc, "decided_at": now}),
        (
            "rulebook_localnorm_reason",
            lambda cast, now: {"state": "rejected", "decided_by": cast.giamdoc, "decided_at": now},
        ),
        ("rulebook_localnorm_reason", lambda cast, now: {"reason": "x"}),
        (
            "rulebook_localnorm_state",
            lambda cast, now: {"state": "lost", "decided_by": cast.giamdoc, "decided_at": now},
        ),
        ("rulebook_localnorm_source", lambda cast, now: {"source": ""}),
    ],
)
def test_the_database_refuses_a_row_that_contradicts_itself(cast, now, constraint, changes):
    facts = {
        "office": cast.office(),
        "key": "selection.threshold_points",
        "value": 75,
        "start_on": date(2027, 1, 1),
        "source": "QĐ 1",
        "proposed_by": cast.chuyenvien,
        "proposed_at": now,
        **changes(cast, now),
    }

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        LocalNorm.objects.create(**facts)


def test_the_database_refuses_two_waiting_proposals(cast, now):
    first = proposed(cast, now)

    with pytest.raises(IntegrityError), transaction.atomic():
        LocalNorm.objects.create(
            office=first.office, key=first.key, value=80, start_on=first.start_on, source="QĐ 2",
            proposed_by=cast.thuky, proposed_at=now,
        )  # fmt: skip


def test_the_first_day_and_the_unknown_key_reach_the_rules(cast, now):
    assert code_of(lambda: propose_norm(
        actor=cast.thuky, office=cast.office(), key="a.b", value=1, start_on=date(2027, 1, 1), source="QĐ", at=now
    )) == "rulebook.unknown_norm"  # fmt: skip
