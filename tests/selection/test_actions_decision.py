"""Council, decision and certificates: what they ask for, what they freeze, and what cannot be done twice."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from khuyencong.certificates.models import Certificate
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.selection.actions.council import (
    MeetingFacts,
    MemberFacts,
    Vote,
    name_council_member,
    record_meeting,
    record_tie_vote,
    record_verdict,
    release_council_member,
)
from khuyencong.selection.actions.issuing import issue_certificates, issue_one, recognised_dossiers
from khuyencong.selection.actions.recognition import DecisionFacts, recognise, snapshot_sha256
from khuyencong.selection.actions.rounds import close_round, publish_results
from khuyencong.selection.actions.scoring import seal_scores
from khuyencong.selection.models import CouncilMember, Decision, Dossier, Verdict
from khuyencong.selection.queries import ranking_rows
from khuyencong.selection.queries.ranking import shared_places
from tests.factories.selection import enter, make_scoring, points

SIGNED_ON = date(2026, 11, 20)


def codes_of(refused):
    error = refused.value
    return [one.code for one in error.refusals] if isinstance(error, Refusals) else [error.code]


@pytest.fixture
def sealed(cast, now):
    """Four dossiers: two reach the threshold and are equal in all, one reaches it, one does not."""
    round_, dossiers, jury = make_scoring(cast, now, codes=("A01", "A02", "B01", "B02"), jurors=1)
    for dossier, given in zip(dossiers, [(35, 35, 8, 8), (35, 35, 8, 8), (30, 30, 5, 5), (20, 20, 5, 5)], strict=True):
        enter(cast, jury[0], dossier, now, points(*given))
    seal_scores(actor=cast.thuky, round_=round_, at=now)
    return round_, [Dossier.objects.get(pk=dossier.pk) for dossier in dossiers]


def facts(**changes):
    return DecisionFacts(**({"number": "1234/QĐ-UBND", "signed_on": SIGNED_ON, "signer": "Nguyễn Chủ Tịch"} | changes))


def decide(cast, round_, now, **changes):
    return recognise(actor=cast.chutich, round_=round_, facts=facts(**changes), at=now)


def make_council(cast, round_, now, count=7):
    roles = [CouncilMember.Role.CHAIR, *[CouncilMember.Role.MEMBER] * (count - 1)]
    return [
        name_council_member(actor=cast.thuky, round_=round_, facts=MemberFacts(f"Thành viên {seat}", role), at=now)
        for seat, role in enumerate(roles, 1)
    ]


def meet(cast, round_, now, present):
    return record_meeting(actor=cast.thuky, round_=round_, facts=MeetingFacts(SIGNED_ON, present), at=now)


def test_record_meeting_needs_a_size_of_its_level_a_chair_and_a_quorum(cast, now, sealed):
    round_, _dossiers = sealed
    members = make_council(cast, round_, now, 6)

    with pytest.raises(Refusals) as refused:
        meet(cast, round_, now, members)
    assert codes_of(refused) == ["selection.council_size"]
    members.append(name_council_member(actor=cast.thuky, round_=round_, facts=MemberFacts("Thành viên 7"), at=now))
    with pytest.raises(Refusal) as refused:
        meet(cast, round_, now, members[:3])
    assert codes_of(refused) == ["selection.no_quorum"]
    meeting = meet(cast, round_, now, members[:4])
    assert (meeting.present_count, meeting.member_count, meeting.quorum) == (4, 7, 4)
    release_council_member(actor=cast.thuky, member=members[0], at=now)
    with pytest.raises(Refusals) as refused:
        meet(cast, round_, now, members)
    assert codes_of(refused) == ["selection.council_size", "selection.council_without_chair"]


def test_name_council_member_refuses_twice_and_a_second_chair(cast, now, sealed):
    round_, _dossiers = sealed
    make_council(cast, round_, now, 1)

    for member, code in (
        (MemberFacts("Thành viên 1"), "selection.member_twice"),
        (MemberFacts("Khác", CouncilMember.Role.CHAIR), "selection.member_twice"),
        (MemberFacts(" "), "selection.member_unnamed"),
    ):
        with pytest.raises(Refusal) as refused:
            name_council_member(actor=cast.thuky, round_=round_, facts=member, at=now)
        assert codes_of(refused) == [code]


def test_record_verdict_keeps_within_points_votes_and_quota(cast, now, sealed):
    round_, (first, second, third, fourth) = sealed
    meet(cast, round_, now, make_council(cast, round_, now))
    round_.quota = 1
    round_.save()

    def verdict(dossier, vote):
        return record_verdict(actor=cast.thuky, dossier=dossier, vote=vote, at=now)

    verdict(first, Vote(keep=True, votes_for=6, votes_against=1))
    for dossier, vote, code in (
        (second, Vote(keep=True), "selection.over_quota"),
        (third, Vote(keep=False), "selection.cut_without_reason"),
        (fourth, Vote(keep=True), "selection.below_threshold"),
        (third, Vote(keep=False, votes_for=5, votes_against=2, reason="x"), "selection.verdict_against_votes"),
        (third, Vote(keep=False, votes_against=8, reason="x"), "selection.more_votes_than_present"),
    ):
        with pytest.raises(Refusals) as refused:
            verdict(dossier, vote)
        assert code in codes_of(refused)
    verdict(second, Vote(keep=False, reason="Hết chỉ tiêu"))
    decide(cast, round_, now)
    states = dict(Dossier.objects.values_list("entry_code", "state"))
    assert states == {"A01": "recognised", "A02": "not_recognised", "B01": "not_recognised", "B02": "not_recognised"}
    assert Verdict.objects.get(dossier=second).reason == "Hết chỉ tiêu"
    assert Verdict.objects.get(dossier=third).reason == "Theo Quyết định số 1234/QĐ-UBND."


def test_record_tie_vote_parts_only_what_is_tied(cast, now, sealed):
    round_, (first, second, third, _fourth) = sealed
    assert [[dossier.entry_code for dossier in tied] for tied in shared_places(round_)] == [["A01", "A02"]]

    with pytest.raises(Refusal) as refused:
        record_tie_vote(actor=cast.thuky, round_=round_, votes={first.pk: 3, third.pk: 4}, at=now)
    assert codes_of(refused) == ["selection.not_tied"]
    record_tie_vote(actor=cast.thuky, round_=round_, votes={first.pk: 2, second.pk: 5}, at=now)
    assert [(row.dossier.entry_code, row.rank) for row in ranking_rows(round_)][:2] == [("A02", 1), ("A01", 2)]
    assert list(shared_places(round_)) == []


def test_record_verdict_waits_for_a_meeting_but_a_decision_without_one_stands(cast, now, sealed):
    round_, (first, *_others) = sealed

    with pytest.raises(Refusal) as refused:
        record_verdict(actor=cast.thuky, dossier=first, vote=Vote(keep=True), at=now)
    decide(cast, round_, now, everything_reaching=True)

    assert codes_of(refused) == ["selection.no_meeting"]
    assert Dossier.objects.get(pk=first.pk).state == "recognised"


def test_recognise_refuses_against_the_council_and_over_quota(cast, now, sealed):
    round_, (first, *_others) = sealed
    meet(cast, round_, now, make_council(cast, round_, now))
    record_verdict(actor=cast.thuky, dossier=first, vote=Vote(keep=False, reason="Hàng nhái"), at=now)
    round_.group_quotas = {"A": 1}
    round_.save()

    with pytest.raises(Refusals) as refused:
        decide(cast, round_, now, codes=["A01", "A02"])

    assert codes_of(refused) == ["selection.against_verdict", "selection.over_group_quota"]


@pytest.mark.parametrize("changes", [{"number": " "}, {"signer": ""}])
def test_recognise_needs_a_number_and_a_signer(cast, now, sealed, changes):
    with pytest.raises(Refusal) as refused:
        decide(cast, sealed[0], now, everything_reaching=True, **changes)

    assert codes_of(refused) == ["selection.decision_unsigned"]


def test_recognise_freezes_everything_it_rests_on(cast, now, sealed):
    round_, _dossiers = sealed
    decision = decide(cast, round_, now, codes=["a1", "B01"], reason="Ngân sách đủ cho hai giải")

    assert snapshot_sha256(decision.snapshot) == decision.sha256
    assert [row["entry_code"] for row in decision.snapshot["ranking"]] == ["A01", "A02", "B01", "B02"]
    assert [row["state"] for row in decision.snapshot["ranking"]] == [
        "recognised",
        "not_recognised",
        "recognised",
        "not_recognised",
    ]
    assert len(decision.snapshot["sheets"]) == 4
    assert decision.snapshot["verdicts"][1] == {
        "dossier__entry_code": "A02", "keep": False, "votes_for": 0, "votes_against": 0, "reason": "Ngân sách đủ cho hai giải",
    }  # fmt: skip  # one row
    for change in (lambda: Decision.objects.update(number="9"), decision.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_publish_results_and_close_round_follow_the_decision(cast, now, sealed):
    round_, _dossiers = sealed
    decide(cast, round_, now, everything_reaching=True)

    assert publish_results(actor=cast.thuky, round_=round_, at=now).published_at == now
    assert close_round(actor=cast.thuky, round_=round_, at=now).state == "closed"
    with pytest.raises(Refusal) as refused:
        name_council_member(actor=cast.thuky, round_=round_, facts=MemberFacts("Muộn"), at=now)
    assert codes_of(refused) == ["selection.round_is_over"]


def test_issue_certificates_gives_each_once_and_only_what_was_recognised(cast, now, sealed):
    round_, _dossiers = sealed
    with pytest.raises(Refusal) as refused:
        issue_certificates(actor=cast.thuky, round_=round_, at=now)
    assert codes_of(refused) == ["kernel.wrong_state"]
    decide(cast, round_, now, codes=["A01", "B01"])

    first = issue_one(actor=cast.thuky, dossier=recognised_dossiers(round_)[0], at=now)
    issued = issue_certificates(actor=cast.thuky, round_=round_, at=now)
    again = issue_certificates(actor=cast.thuky, round_=round_, at=now)

    assert [one.dossier.entry_code for one in issued] == ["A01", "B01"]
    assert issued[0].certificate.pk == first.pk
    assert [one.certificate.serial for one in again] == [one.certificate.serial for one in issued]
    assert {one.certificate.state for one in issued} == {"issued"}
    assert Certificate.objects.count() == 2
    assert {one.certificate.issued_on for one in issued} == {SIGNED_ON}
    assert {one.certificate.valid_until for one in issued} == {date(2028, 12, 31)}
    for act in (
        lambda: issue_certificates(actor=cast.thuky, round_=round_, codes=["A02"], at=now),
        lambda: issue_one(actor=cast.thuky, dossier=Dossier.objects.get(entry_code="A02"), at=now),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert codes_of(refused) == ["selection.not_recognised"]
    assert Certificate.objects.count() == 2


def test_issue_certificates_is_for_the_secretary(cast, now, sealed):
    round_, _dossiers = sealed
    decide(cast, round_, now, everything_reaching=True)

    with pytest.raises(Refusal) as refused:
        issue_certificates(actor=cast.chuyenvien, round_=round_, at=now)

    assert codes_of(refused) == ["accounts.no_right"]
