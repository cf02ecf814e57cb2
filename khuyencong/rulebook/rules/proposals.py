"""Whether an office's own norm may be proposed, and who may decide on it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.book import NormBook, NormsOfDay
from khuyencong.law.faults import NormFault
from khuyencong.law.shapes import to_json

TWO_PEOPLE: Final = _("Nguyên tắc hai người: người đề xuất không tự duyệt")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody proposes; ``value`` is JSON data, ``None`` means back to the general norm."""

    key: str
    value: Any
    start_on: date
    source: str


def proposal_refusals(proposal: Proposal, book: NormBook, in_force: NormsOfDay) -> list[Refusal]:
    """Return every reason against a proposal. ``in_force`` holds the office's norms on its first day."""
    if proposal.key not in book.definitions:
        return [Refusal("rulebook.unknown_norm", _("Không có quy định “%(key)s” trong danh mục."), key=proposal.key)]
    return [
        found for found in (_sourceless(proposal), _too_early(proposal, book), _misshapen(proposal, book)) if found
    ] or [found for found in (_idle(proposal, in_force),) if found]


def _sourceless(proposal: Proposal) -> Refusal | None:
    if proposal.source.strip():
        return None
    return Refusal("rulebook.no_source", _("Hãy ghi căn cứ: số, ký hiệu văn bản và điều khoản quy định giá trị này."))


def _too_early(proposal: Proposal, book: NormBook) -> Refusal | None:
    first = book.history[proposal.key][0]
    if proposal.start_on >= first.start:
        return None
    return Refusal(
        "rulebook.before_general_norm",
        _("Ngày bắt đầu %(day)s sớm hơn ngày quy định chung có hiệu lực (%(first)s)."),
        source=first.source,
        day=f"{proposal.start_on:%d/%m/%Y}",
        first=f"{first.start:%d/%m/%Y}",
    )


def _misshapen(proposal: Proposal, book: NormBook) -> Refusal | None:
    if proposal.value is None:
        return None
    try:
        book.definitions[proposal.key].shape.from_json(proposal.value)
    except NormFault as fault:
        return Refusal("rulebook.wrong_value", _("Giá trị chưa dùng được: %(reason)s."), reason=str(fault))
    return None


def _idle(proposal: Proposal, in_force: NormsOfDay) -> Refusal | None:
    norm = in_force.norm(proposal.key)
    if proposal.value is not None and to_json(norm.value) != proposal.value:
        return None
    if proposal.value is None and norm.certainty == "local":
        return None
    return Refusal(
        "rulebook.nothing_changes",
        _("Giá trị đề xuất giống giá trị đang áp dụng từ ngày %(day)s, không có gì thay đổi."),
        source=norm.source,
        day=f"{norm.start:%d/%m/%Y}",
    )


def decision_refusal(proposed_by: int, decides: int) -> Refusal | None:
    """Say why this person may not decide on the proposal, or ``None``; both are ids of people."""
    if proposed_by != decides:
        return None
    return Refusal(
        "rulebook.same_person",
        _("Bạn là người đề xuất nên không tự duyệt được; cần một người khác có quyền duyệt."),
        source=TWO_PEOPLE,
    )
