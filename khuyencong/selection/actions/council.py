"""The council: members, a meeting with its quorum, verdicts, and votes that part a tie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.selection.actions.scoring import recount
from khuyencong.selection.models import CouncilMeeting, CouncilMember, Dossier, Round, Verdict
from khuyencong.selection.papers import norms_of
from khuyencong.selection.rules.council import (
    VerdictFacts,
    check_council_size,
    check_quorum,
    check_quota,
    check_verdict,
    quorum,
)
from khuyencong.selection.rules.ranking import threshold_key
from khuyencong.selection.rules.round_life import ROUND_LIFE
from khuyencong.vietnamese.folding import clean


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """Who sits in the council."""

    name: str
    role: str = CouncilMember.Role.MEMBER
    title: str = ""
    organisation: str = ""
    person: Person | None = None


def name_council_member(*, actor: Person, round_: Round, facts: MemberFacts, at: datetime) -> CouncilMember:
    """Name a member of the council; its size is asked for when it meets.

    :raises Refusal: for somebody already in the council, a second chair, or after the decision.
    """
    with deed(actor, Action.NAME_COUNCIL_MEMBER, on=round_, at=at) as record:
        _demand_undecided(round_)
        member = CouncilMember(
            round=round_,
            person=facts.person,
            name=clean(facts.name),
            title=clean(facts.title),
            organisation=clean(facts.organisation),
            role=facts.role,
        )
        if not member.name:
            raise Refusal("selection.member_unnamed", _("Hãy ghi họ và tên thành viên."))
        try:
            with transaction.atomic():
                member.save()
        except IntegrityError as error:
            raise Refusal(
                "selection.member_twice",
                _("“%(name)s” đã có trong Hội đồng, hoặc Hội đồng đã có Chủ tịch."),
                name=member.name,
            ) from error
        record.on(member)
        record.note(round=round_.code, role=member.role)
        record.personal(name=member.name)
    return member


def release_council_member(*, actor: Person, member: CouncilMember, at: datetime) -> CouncilMember:
    """Take a member out of the council; meetings already held keep the name."""
    with deed(actor, Action.NAME_COUNCIL_MEMBER, on=member, at=at) as record:
        _demand_undecided(member.round)
        member.has_left = True
        member.save(update_fields=["has_left"])
        record.note(round=member.round.code, left=True)
    return member


def council_hindrances(round_: Round) -> list[Refusal]:
    """Return the reasons why the council is not rightly set up: its size, a missing chair."""
    members = CouncilMember.objects.filter(round=round_, has_left=False)
    norms = norms_of(round_)
    key = f"selection.council_sizes_{round_.level}"
    found = check_council_size(
        members.count(), norms.numbers(key), level=round_.get_level_display(), source=norms.cite(key)
    )
    refusals = [found] if found else []
    if not members.filter(role=CouncilMember.Role.CHAIR).exists():
        refusals.append(
            Refusal("selection.council_without_chair", _("Hội đồng chưa có Chủ tịch."), source=norms.cite(key))
        )
    return refusals


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """When and where the council met, and who was there."""

    held_on: date
    present: Sequence[CouncilMember]
    place: str = ""
    minutes: str = ""


def record_meeting(*, actor: Person, round_: Round, facts: MeetingFacts, at: datetime) -> CouncilMeeting:
    """Record a meeting with its quorum.

    :raises Refusal: before the scores are sealed, or with too few members present.
    :raises Refusals: where the council has not a size of its level.
    """
    with deed(actor, Action.RECORD_MEETING, on=round_, at=at) as record:
        ROUND_LIFE.after(round_.state, "record_meeting")
        if refusals := council_hindrances(round_):
            raise Refusals(refusals)
        members = set(CouncilMember.objects.filter(round=round_, has_left=False).values_list("pk", flat=True))
        present = [member for member in facts.present if member.pk in members]
        demand(check_quorum(len(present), len(members), percent=round_.quorum_percent, source=round_.quorum_source))
        meeting = CouncilMeeting.objects.create(
            round=round_,
            held_on=facts.held_on,
            place=clean(facts.place),
            minutes=facts.minutes.strip(),
            present_count=len(present),
            member_count=len(members),
            quorum=quorum(len(members), percent=round_.quorum_percent),
            recorded_by=actor,
            recorded_at=at,
        )
        meeting.present.set(present)
        record.on(meeting)
        record.note(round=round_.code, present=len(present), members=len(members), held_on=facts.held_on.isoformat())
    return meeting


@dataclass(frozen=True, slots=True)
class Vote:
    """The council's word on one dossier."""

    keep: bool
    votes_for: int = 0
    votes_against: int = 0
    reason: str = ""


def latest_meeting(round_: Round) -> CouncilMeeting:
    """Return the meeting at which the council says its word.

    :raises Refusal: where none is recorded.
    """
    meeting = CouncilMeeting.objects.filter(round=round_).order_by("-held_on", "-pk").first()
    if meeting is None:
        raise Refusal(
            "selection.no_meeting",
            _(
                "Chưa ghi phiên họp nào của Hội đồng. Ở trang “Hội đồng”, hãy ghi phiên họp với ngày họp và người dự, "
                "rồi mới ghi ý kiến về từng hồ sơ."
            ),
            source="TT 26/2014/TT-BCT, Điều 17 khoản 1",
        )
    return meeting


def record_verdict(
    *, actor: Person, dossier: Dossier, vote: Vote, meeting: CouncilMeeting | None = None, at: datetime
) -> Verdict:
    """Record keep or cut for one dossier, with votes and reason.

    :raises Refusal: before any meeting is recorded.
    :raises Refusals: below the threshold, against the votes, over a quota, or a cut without a reason.
    """
    with deed(actor, Action.RECORD_VERDICT, on=dossier, at=at) as record:
        round_ = dossier.round
        ROUND_LIFE.after(round_.state, "record_verdict")
        meeting = meeting or latest_meeting(round_)
        refusals = check_verdict(
            VerdictFacts(
                code=dossier.entry_code,
                group=dossier.group,
                reaches_threshold=reaches(dossier),
                keep=vote.keep,
                votes_for=vote.votes_for,
                votes_against=vote.votes_against,
                reason=vote.reason,
            ),
            present=meeting.present_count,
            source=round_.norms.get("selection.threshold_points", ""),
        )
        if vote.keep:
            refusals += quota_refusals(round_, kept_groups(round_, [dossier]))
        if refusals:
            raise Refusals(refusals)
        verdict = write_verdict(actor, dossier, vote, meeting, at)
        record.note(entry_code=dossier.entry_code, keep=vote.keep, ayes=vote.votes_for, noes=vote.votes_against)
        record.personal(reason=vote.reason.strip())
        record.relies_on("TT 26/2014/TT-BCT, Điều 17 khoản 1")
    return verdict


def write_verdict(actor: Person, dossier: Dossier, vote: Vote, meeting: CouncilMeeting | None, at: datetime) -> Verdict:
    """Store a verdict; called within a deed."""
    verdict, _made = Verdict.objects.update_or_create(
        dossier=dossier,
        defaults={
            "meeting": meeting,
            "keep": vote.keep,
            "votes_for": vote.votes_for,
            "votes_against": vote.votes_against,
            "reason": vote.reason.strip(),
            "recorded_by": actor,
            "recorded_at": at,
        },
    )
    return verdict


def reaches(dossier: Dossier) -> bool:
    """Tell whether the exact mean reaches the round's threshold."""
    return dossier.mean_key is not None and dossier.mean_key >= threshold_key(dossier.round.threshold_hundredths)


def kept_groups(round_: Round, more: Sequence[Dossier] = ()) -> dict[str, int]:
    """Count what is kept per group, with the given dossiers kept as well."""
    kept = dict(Verdict.objects.filter(dossier__round=round_, keep=True).values_list("dossier_id", "dossier__group"))
    kept |= {dossier.pk: dossier.group for dossier in more}
    counts: dict[str, int] = {}
    for group in kept.values():
        counts[group] = counts.get(group, 0) + 1
    return counts


def quota_refusals(round_: Round, kept: Mapping[str, int]) -> list[Refusal]:
    """Return the refusals where more would be kept than the quotas allow."""
    return check_quota(kept, quota=round_.quota, group_quotas=round_.group_quotas)


def record_tie_vote(*, actor: Person, round_: Round, votes: Mapping[int, int], at: datetime) -> Round:
    """Record the council's votes for dossiers (by id) that no criterion could part.

    :raises Refusal: for dossiers that do not share one place.
    """
    with deed(actor, Action.RECORD_TIE_VOTE, on=round_, at=at) as record:
        ROUND_LIFE.after(round_.state, "record_tie_vote")
        dossiers = list(Dossier.objects.filter(round=round_, pk__in=votes, sheets__gt=0))
        if len(dossiers) < 2 or len(dossiers) != len(votes) or len({_merit(dossier) for dossier in dossiers}) != 1:
            raise Refusal("selection.not_tied", _("Chỉ biểu quyết phân hạng cho các hồ sơ bằng nhau mọi tiêu chí."))
        for dossier in dossiers:
            Dossier.objects.filter(pk=dossier.pk).update(tie_votes=votes[dossier.pk])
        recount(round_, [dossier.pk for dossier in dossiers])
        record.note(votes={dossier.entry_code: votes[dossier.pk] for dossier in dossiers})
        record.relies_on(round_.norms.get("selection.tie_order", ""))
    return round_


def _merit(dossier: Dossier) -> str:
    """Return the ranking key without its last part, the vote."""
    return dossier.ranking_key[:-19]


def _demand_undecided(round_: Round) -> None:
    if round_.state in {"decided", "closed", "cancelled"}:
        raise Refusal("selection.round_is_over", _("Kỳ bình chọn đã có quyết định hoặc đã hủy, không sửa được nữa."))
