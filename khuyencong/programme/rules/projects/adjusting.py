"""Whether a project that stands in the plan may be adjusted. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

ADJUSTMENT: Final = "TT 36/2013/TT-BCT, Điều 11"


@dataclass(frozen=True, slots=True)
class AdjustmentFacts:
    """What an adjustment says, and what it is held against; ``limit`` is the norm engine's on the day of approval."""

    reason: str
    paper: str
    stream: str
    confirmed_by_department: str
    changes_something: bool
    before: Money
    after: Money
    contracted: Money
    reserved: Money
    left: Money
    limit: Money
    limit_source: str


def adjustment_refusals(facts: AdjustmentFacts) -> list[Refusal]:
    """Return every reason why the project cannot be adjusted so. Governing day of the norms: that of approval."""
    return [*_papers(facts), *_money(facts)]


def _papers(facts: AdjustmentFacts) -> Iterator[Refusal]:
    if not facts.reason.strip():
        yield Refusal("programme.no_reason", _("Hãy ghi lý do."), source=ADJUSTMENT)
    if not facts.paper.strip():
        yield Refusal("programme.no_adjustment_paper", _("Hãy ghi số văn bản điều chỉnh."), source=ADJUSTMENT)
    if facts.stream == "national" and not facts.confirmed_by_department.strip():
        yield Refusal(
            "programme.not_confirmed_by_department",
            _("Đề án quốc gia do Sở đăng ký thì phải có ý kiến xác nhận của Sở."),
            source=ADJUSTMENT,
        )
    if not facts.changes_something:
        yield Refusal("programme.nothing_adjusted", _("Không có gì thay đổi so với bản đang áp dụng."))


def _money(facts: AdjustmentFacts) -> Iterator[Refusal]:
    if facts.after <= Money(0):
        yield Refusal("programme.nothing_approved", _("Mức phê duyệt phải lớn hơn 0."), source=ADJUSTMENT)
    if facts.after < facts.contracted:
        yield Refusal(
            "programme.approval_under_contract",
            _("Mức mới %(after)s đồng thấp hơn giá trị hợp đồng %(contracted)s đồng; hãy ký phụ lục giảm trước."),
            source=ADJUSTMENT,
            after=str(facts.after),
            contracted=str(facts.contracted),
        )
    if facts.after > facts.before:
        yield from _raise(facts)


def _raise(facts: AdjustmentFacts) -> Iterator[Refusal]:
    if facts.after > facts.limit:
        yield Refusal(
            "programme.over_norm",
            _("Mức phê duyệt %(approved)s đồng vượt định mức %(limit)s đồng."),
            source=facts.limit_source,
            approved=str(facts.after),
            limit=str(facts.limit),
        )
    if (needed := to_reserve(facts)) > facts.left:
        yield Refusal(
            "programme.over_line",
            _("Mức phê duyệt %(approved)s đồng nhưng dòng kế hoạch chỉ còn %(left)s đồng chưa hứa."),
            source=ADJUSTMENT,
            approved=str(needed),
            left=str(facts.left),
        )


def to_reserve(facts: AdjustmentFacts) -> Money:
    """Return what a higher amount must reserve beside what is reserved and bound already."""
    needed = facts.after - facts.contracted - facts.reserved
    return needed if facts.after > facts.before and needed > Money(0) else Money(0)


def to_release(facts: AdjustmentFacts) -> Money:
    """Return what a lower amount frees of what is reserved."""
    surplus = facts.reserved - (facts.after - facts.contracted)
    return surplus if facts.after < facts.before and surplus > Money(0) else Money(0)
