"""What a contract and its annexes may say, and when invoices count. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.book import NormsOfDay

CONTRACT: Final = "TT 36/2013/TT-BCT, Điều 12"
ANNEX: Final = "TT 36/2013/TT-BCT, Điều 11"


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """A contract, or an annex with what holds after it."""

    number: str
    signed_on: date
    amount: Money
    ends_on: date
    advance_percent: int = 0
    decision_number: str = ""


@dataclass(frozen=True, slots=True)
class ContractFrame:
    """What a contract is held against: ``most`` is the lesser of the approved and the last appraised amount."""

    most: Money
    approved_on: date
    first_day: date
    last_day: date
    advance_limit: int
    advance_source: str
    today: date


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the money of a contract stands before an annex."""

    contracted: Money
    unspent: Money
    reserved: Money
    signed_on: date
    accepted: Money | None = None
    ends_on: date | None = None
    advance_percent: int = 0


@dataclass(frozen=True, slots=True)
class AdvanceRate:
    """The first advance of a content: the most, from which progress on, and how sure that is."""

    percent: int
    progress_percent: int
    certainty: str
    source: str
    note: str


def advance_rate(content: str, norms: NormsOfDay) -> AdvanceRate:
    """Return the first advance of a content; one without a row gets none. Governing day: that of the contract."""
    row: dict[str, Any] = next((one for one in norms.rows("funding.advance_rates") if one["content"] == content), {})
    return AdvanceRate(
        row.get("rate_percent", 0),
        row.get("progress_percent", 0),
        row.get("certainty", "known"),
        norms.cite("funding.advance_rates"),
        row.get("note", ""),
    )


def contract_refusals(facts: ContractFacts, frame: ContractFrame) -> list[Refusal]:
    """Return every reason why the contract cannot be recorded. Governing day: that of its signing."""
    return [*_paper(facts), *_days(facts, frame), *_amounts(facts, frame)]


def annex_refusals(facts: ContractFacts, frame: ContractFrame, standing: Standing) -> list[Refusal]:
    """Return every reason why the annex cannot be recorded."""
    return [
        *contract_refusals(facts, frame),
        *_order(facts, standing),
        *_change(facts, standing),
    ]


def window_refusals(since: date, until: date, frame_first: date, frame_last: date, source: str) -> list[Refusal]:
    """Say where the days in which invoices count leave the budget year."""
    if until < since:
        return [
            Refusal("programme.window_backwards", _("Chứng từ “đến ngày” phải sau “từ ngày”."), source=source),
        ]
    if since < frame_first or until > frame_last:
        return [
            Refusal(
                "programme.window_outside_year",
                _("Chứng từ phải trong năm ngân sách: từ %(first)s đến %(last)s."),
                source=source,
                first=f"{frame_first:%d/%m/%Y}",
                last=f"{frame_last:%d/%m/%Y}",
            )
        ]
    return []


def invoice_window(kind: str, first_day: date, last_day: date, approved_on: date) -> tuple[date, date]:
    """Return the days in which invoices count, as the norm ``funding.invoice_window`` says."""
    return (first_day if kind == "budget_year" else max(first_day, approved_on)), last_day


def _paper(facts: ContractFacts) -> Iterator[Refusal]:
    if not facts.number.strip():
        yield Refusal("programme.no_contract_number", _("Hãy ghi số hợp đồng hoặc phụ lục."), source=CONTRACT)


def _days(facts: ContractFacts, frame: ContractFrame) -> Iterator[Refusal]:
    if not frame.approved_on <= facts.signed_on <= frame.today:
        yield Refusal(
            "programme.signed_on_wrong_day",
            _("Ngày ký phải từ ngày phê duyệt (%(first)s) đến hôm nay (%(last)s)."),
            source=CONTRACT,
            first=f"{frame.approved_on:%d/%m/%Y}",
            last=f"{frame.today:%d/%m/%Y}",
        )
    if not facts.signed_on <= facts.ends_on <= frame.last_day:
        yield Refusal(
            "programme.ends_on_wrong_day",
            _("Thời hạn thực hiện phải từ ngày ký đến %(last)s (hết năm ngân sách)."),
            source=CONTRACT,
            last=f"{frame.last_day:%d/%m/%Y}",
        )


def _amounts(facts: ContractFacts, frame: ContractFrame) -> Iterator[Refusal]:
    if facts.amount <= Money(0):
        yield Refusal("programme.no_contract_amount", _("Giá trị hợp đồng phải lớn hơn 0."), source=CONTRACT)
    if facts.amount > frame.most:
        yield Refusal(
            "programme.contract_over_approval",
            _("Giá trị %(amount)s đồng vượt mức được phê duyệt %(most)s đồng."),
            source=CONTRACT,
            amount=str(facts.amount),
            most=str(frame.most),
        )
    if not 0 <= facts.advance_percent <= frame.advance_limit:
        yield Refusal(
            "programme.advance_over_norm",
            _("Tỷ lệ tạm ứng %(given)s %% vượt mức tối đa %(limit)s %% của nội dung này."),
            source=frame.advance_source,
            given=facts.advance_percent,
            limit=frame.advance_limit,
        )


def _order(facts: ContractFacts, standing: Standing) -> Iterator[Refusal]:
    if facts.signed_on < standing.signed_on:
        yield Refusal(
            "programme.annex_before_contract",
            _("Phụ lục phải ký từ ngày %(day)s (hợp đồng, phụ lục trước) trở đi."),
            source=ANNEX,
            day=f"{standing.signed_on:%d/%m/%Y}",
        )
    same = (standing.contracted, standing.ends_on, standing.advance_percent)
    if (facts.amount, facts.ends_on, facts.advance_percent) == same:
        yield Refusal("programme.annex_changes_nothing", _("Phụ lục không thay đổi điều gì."), source=ANNEX)


def _change(facts: ContractFacts, standing: Standing) -> Iterator[Refusal]:
    if facts.amount != standing.contracted and not facts.decision_number.strip():
        yield Refusal(
            "programme.annex_without_decision",
            _("Thay đổi giá trị hợp đồng phải có quyết định điều chỉnh: hãy ghi số quyết định."),
            source=ANNEX,
        )
    lower, raise_ = standing.contracted - facts.amount, facts.amount - standing.contracted
    if lower > standing.unspent:
        yield Refusal(
            "programme.annex_under_spent",
            _("Giảm %(lower)s đồng nhưng chỉ còn %(unspent)s đồng chưa chi."),
            source=ANNEX,
            lower=str(lower),
            unspent=str(standing.unspent),
        )
    if raise_ > standing.reserved:
        yield Refusal(
            "programme.annex_over_reserved",
            _("Tăng %(raised)s đồng nhưng chỉ còn giữ %(reserved)s đồng cho đề án; hãy điều chỉnh đề án trước."),
            source=ANNEX,
            raised=str(raise_),
            reserved=str(standing.reserved),
        )
    if standing.accepted is not None and facts.amount < standing.accepted:
        yield Refusal(
            "programme.annex_under_accepted",
            _("Giá trị mới %(amount)s đồng thấp hơn giá trị đã nghiệm thu %(accepted)s đồng."),
            source=ANNEX,
            amount=str(facts.amount),
            accepted=str(standing.accepted),
        )
