"""Jury and council: sizes, quorum, keep or cut, quota. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.selection.rules.ranking import LARGEST_JURY

JURY_SOURCE = "TT 26/2014/TT-BCT, Điều 11"


def check_jury(count: int, *, source: str = JURY_SOURCE) -> Refusal | None:
    """Refuse a jury that is empty, even, or larger than exact ranking allows."""
    if count == 0:
        return Refusal("selection.no_jurors", _("Kỳ bình chọn chưa có giám khảo."), source=source)
    if count % 2 == 0:
        return Refusal(
            "selection.even_jury",
            _("Ban Giám khảo có %(count)s người; số thành viên phải là số lẻ."),
            source=source,
            count=count,
        )
    if count > LARGEST_JURY:
        return Refusal(
            "selection.jury_too_large",
            _("Ban Giám khảo có %(count)s người; hệ thống xếp hạng chính xác cho tối đa %(most)s người."),
            count=count,
            most=LARGEST_JURY,
        )
    return None


def check_council_size(count: int, sizes: Sequence[int], *, level: str, source: str) -> Refusal | None:
    """Refuse a council whose number of members is none of the sizes of its level."""
    if count in sizes:
        return None
    return Refusal(
        "selection.council_size",
        _("Hội đồng %(level)s có %(count)s thành viên; quy định là %(sizes)s thành viên."),
        source=source,
        level=level,
        count=count,
        sizes=" hoặc ".join(str(size) for size in sizes),
    )


def quorum(members: int, *, percent: int = 50) -> int:
    """Return how many members must be present: more than ``percent`` of them.

    No instrument fixes it; more than half is the default of a round, which the office may raise.
    """
    return min(members, members * percent // 100 + 1)


def check_quorum(present: int, members: int, *, percent: int = 50, source: str = "") -> Refusal | None:
    """Refuse a meeting with too few members present."""
    least = quorum(members, percent=percent)
    if present >= least:
        return None
    return Refusal(
        "selection.no_quorum",
        _("Cuộc họp có %(present)s/%(members)s thành viên, chưa đủ số tối thiểu %(least)s người để biểu quyết."),
        source=source,
        present=present,
        members=members,
        least=least,
    )


@dataclass(frozen=True, slots=True)
class VerdictFacts:
    """What the council says of one dossier that reached the threshold, or that asks to be kept."""

    code: str
    group: str
    reaches_threshold: bool
    keep: bool
    votes_for: int = 0
    votes_against: int = 0
    reason: str = ""


def check_verdict(verdict: VerdictFacts, *, present: int, source: str) -> list[Refusal]:
    """Return the reasons why a verdict cannot stand.

    Keeping needs the threshold and, where votes were counted, a majority; cutting needs a reason.
    """
    refusals = []
    if verdict.keep and not verdict.reaches_threshold:
        refusals.append(below_threshold([verdict.code], source=source))
    if not verdict.keep and verdict.reaches_threshold and not verdict.reason.strip():
        refusals.append(
            Refusal(
                "selection.cut_without_reason",
                _("Hồ sơ %(entry)s đạt điểm nhưng không được chọn: phải ghi lý do."),
                entry=verdict.code,
            )
        )
    votes = verdict.votes_for + verdict.votes_against
    if present and votes > present:
        refusals.append(
            Refusal(
                "selection.more_votes_than_present",
                _("Hồ sơ %(entry)s có %(votes)s phiếu, nhiều hơn %(present)s thành viên có mặt."),
                entry=verdict.code,
                votes=votes,
                present=present,
            )
        )
    if votes and verdict.keep != (verdict.votes_for > verdict.votes_against):
        refusals.append(
            Refusal(
                "selection.verdict_against_votes",
                _("Hồ sơ %(entry)s: ý kiến ghi lại trái với kết quả biểu quyết %(ayes)s/%(noes)s."),
                entry=verdict.code,
                ayes=verdict.votes_for,
                noes=verdict.votes_against,
            )
        )
    return refusals


def below_threshold(codes: Sequence[str], *, source: str, threshold: str = "70") -> Refusal:
    """Return the refusal for dossiers that cannot be recognised for want of points."""
    return Refusal(
        "selection.below_threshold",
        _("Không công nhận được hồ sơ %(codes)s: điểm bình quân dưới %(threshold)s."),
        source=source,
        codes=", ".join(codes),
        threshold=threshold,
    )


def check_quota(kept: Mapping[str, int], *, quota: int | None, group_quotas: Mapping[str, int]) -> list[Refusal]:
    """Return the refusals where more are kept than the round's quota, or a group's, allows."""
    refusals = []
    total = sum(kept.values())
    if quota is not None and total > quota:
        refusals.append(
            Refusal(
                "selection.over_quota",
                _("Chọn %(total)s sản phẩm, vượt chỉ tiêu %(quota)s của kỳ bình chọn."),
                source="TT 26/2014/TT-BCT, Điều 17 khoản 1",
                total=total,
                quota=quota,
            )
        )
    refusals += [
        Refusal(
            "selection.over_group_quota",
            _("Nhóm %(group)s chọn %(count)s sản phẩm, vượt chỉ tiêu %(quota)s của nhóm."),
            source="TT 26/2014/TT-BCT, Điều 17 khoản 1",
            group=group,
            count=count,
            quota=group_quotas[group],
        )
        for group, count in sorted(kept.items())
        if group in group_quotas and count > group_quotas[group]
    ]
    return refusals
