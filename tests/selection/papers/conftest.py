"""A round that was decided, made once for a file of tests and rolled back after it."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import transaction

from khuyencong.selection.actions.council import (
    MeetingFacts,
    MemberFacts,
    Vote,
    name_council_member,
    record_meeting,
    record_verdict,
)
from khuyencong.selection.actions.recognition import DecisionFacts, recognise
from khuyencong.selection.actions.scoring import seal_scores
from khuyencong.selection.models import Round
from tests.cast import Cast, make_cast
from tests.factories.selection import SIGNED_ON, enter, make_scoring, points

GIVEN = (points(39, 38, 9, 9), points(35, 33, 8, 8), points(20, 20, 5, 5))


@dataclass
class Decided:
    """The cast, the round, and the moment of it all."""

    cast: Cast
    round: Round
    at: datetime


@pytest.fixture(scope="module")
def decided(django_db_setup, django_db_blocker):
    """One product was recognised, one cut by the council, and one fell below the threshold."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_decided_round(datetime(2026, 11, 24, 2, 0, tzinfo=UTC))
        transaction.set_rollback(True)


def make_decided_round(now):
    """Lead a round from its opening to the decision."""
    cast = make_cast()
    round_, dossiers, jury = make_scoring(cast, now)
    for juror in jury:
        for dossier, given in zip(dossiers, GIVEN, strict=True):
            enter(cast, juror, dossier, now, given)
    roles = ["chair", "secretary", *["member"] * 5]
    facts = [MemberFacts(name=f"Ủy Viên Mẫu {number}", title="Ủy viên", role=role) for number, role in enumerate(roles)]
    members = [name_council_member(actor=cast.thuky, round_=round_, facts=one, at=now) for one in facts]
    seal_scores(actor=cast.thuky, round_=round_, at=now)
    meeting = MeetingFacts(held_on=SIGNED_ON, present=members[:6], place="Hội trường Mẫu", minutes="Xét từng sản phẩm.")
    record_meeting(actor=cast.thuky, round_=round_, facts=meeting, at=now)
    for dossier, keep in zip(dossiers[:2], (True, False), strict=True):
        vote = Vote(
            keep=keep,
            votes_for=6 if keep else 1,
            votes_against=0 if keep else 5,
            reason="" if keep else "Vượt chỉ tiêu.",
        )
        record_verdict(actor=cast.thuky, dossier=dossier, vote=vote, at=now)
    decision = DecisionFacts(number="12/QĐ-UBND", signed_on=SIGNED_ON, signer="Ủy Viên Mẫu")
    recognise(actor=cast.chutich, round_=round_, facts=decision, at=now)
    return Decided(cast, Round.objects.get(), now)
