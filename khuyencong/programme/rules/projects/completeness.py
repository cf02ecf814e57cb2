"""What an application must hold before it is registered: every fault at once, each with its source. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.rules.contents import ContentType, fact_refusals, stream_refusal

OUTLINE: Final = "TT 36/2013/TT-BCT, Điều 5"
"""What a project says of itself."""
DOSSIER: Final = "TT 36/2013/TT-BCT, Điều 10"
GROUP: Final = "TT 36/2013/TT-BCT, Điều 6"
"""A group project names place and beneficiary later."""
GROUP_PAPERS: Final = frozenset({"project_outline"})


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """What an application says, and which papers lie with it; ``is_open`` marks a group project without beneficiary."""

    stream: str
    name: str
    summary: str
    implementer: str
    beneficiary: str
    place: str
    is_open: bool
    total_cost: Money | None
    eligible_cost: Money | None
    asked: Money | None
    counterpart: Money | None
    other_money: Money | None
    facts: Mapping[str, Any]
    papers: frozenset[str]


def completeness(application: ApplicationFacts, content: ContentType) -> list[Refusal]:
    """Return every reason why the application cannot be registered yet. Governing day: that of registration."""
    wrong_stream = stream_refusal(content, application.stream)
    return [
        *([wrong_stream] if wrong_stream else []),
        *_words(application),
        *_money(application),
        *fact_refusals(content, application.facts, complete=not application.is_open),
        *missing_papers(application, content),
    ]


def missing_papers(application: ApplicationFacts, content: ContentType) -> list[Refusal]:
    """Return the papers of the application that are not there; of an open group project only its outline is asked."""
    return [
        Refusal(
            "programme.paper_missing",
            _("Thiếu giấy tờ: %(paper)s. Đính kèm ở phần Giấy tờ của đề án."),
            source=DOSSIER,
            paper=paper.label,
        )
        for paper in content.papers_at("application")
        if paper.required and paper.code not in application.papers
        if not application.is_open or paper.code in GROUP_PAPERS
    ]


def _words(one: ApplicationFacts) -> Iterator[Refusal]:
    asked = [
        ("name", _("tên đề án"), one.name, True),
        ("summary", _("mục tiêu, nội dung chính"), one.summary, True),
        ("implementer", _("đơn vị thực hiện"), one.implementer, True),
        ("establishment", _("cơ sở thụ hưởng"), one.beneficiary, not one.is_open),
        ("place", _("địa điểm"), one.place, not one.is_open),
    ]
    for code, label, value, is_wanted in asked:
        if is_wanted and not value.strip():
            yield _missing(code, label)


def _money(one: ApplicationFacts) -> Iterator[Refusal]:
    for code, label, amount in (
        ("eligible_cost", _("chi phí hợp lệ"), one.eligible_cost),
        ("asked", _("số đề nghị hỗ trợ"), one.asked),
    ):
        if amount is None or amount <= Money(0):
            yield _missing(code, label)
    yield from money_refusals(one)


def money_refusals(one: ApplicationFacts) -> Iterator[Refusal]:
    """Yield where the amounts told contradict one another; what is not told yet contradicts nothing."""
    parts = [one.asked, one.counterpart, one.other_money]
    if any(amount is not None and amount < Money(0) for amount in (*parts, one.total_cost, one.eligible_cost)):
        yield Refusal("programme.negative_amount", _("Số tiền không được âm."), source=OUTLINE)
        return
    if one.asked is not None and one.eligible_cost is not None and one.asked > one.eligible_cost:
        yield Refusal(
            "programme.asked_over_cost",
            _("Đề nghị hỗ trợ %(asked)s đồng lớn hơn chi phí hợp lệ %(cost)s đồng."),
            source=OUTLINE,
            asked=str(one.asked),
            cost=str(one.eligible_cost),
        )
    if one.total_cost is None:
        return
    told = Money(sum(amount.dong for amount in parts if amount is not None))
    if one.asked is not None and one.counterpart is not None and told != one.total_cost:
        yield Refusal(
            "programme.sources_do_not_add_up",
            _("Các nguồn cộng lại %(told)s đồng, không bằng tổng kinh phí %(total)s đồng."),
            source=OUTLINE,
            told=str(told),
            total=str(one.total_cost),
        )
    if one.eligible_cost is not None and one.eligible_cost > one.total_cost:
        yield Refusal(
            "programme.eligible_over_total",
            _("Chi phí hợp lệ %(cost)s đồng lớn hơn tổng kinh phí %(total)s đồng."),
            source=OUTLINE,
            cost=str(one.eligible_cost),
            total=str(one.total_cost),
        )


def _missing(code: str, label: str) -> Refusal:
    return Refusal(
        f"programme.{code}_missing", _("Chưa ghi %(label)s. Bấm “Sửa đề án” để ghi."), source=OUTLINE, label=label
    )
