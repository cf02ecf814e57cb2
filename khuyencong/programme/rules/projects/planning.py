"""Whether a project may be put into a line of the plan, and with how much. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

APPROVAL: Final = "TT 36/2013/TT-BCT, Điều 8"
ONE_STREAM: Final = "NĐ 45/2012/NĐ-CP, Điều 12, 13"
GROUP: Final = "group"


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """Where a project, or a line of a plan, belongs."""

    office_id: int
    stream: str
    content: str
    year: int
    kind: str


@dataclass(frozen=True, slots=True)
class PlanningFacts:
    """What the decision says and what it is held against.

    ``limit`` is the norm engine's without regard to the line's money; ``left`` is what the line may still promise;
    ``proposed`` is what the last appraisal proposed, None where the project was not appraised as good.
    """

    approved: Money
    decision_number: str
    decision_on: date
    today: date
    limit: Money
    limit_source: str
    left: Money
    proposed: Money | None
    is_in_force: bool
    is_locked: bool


def most_of(facts: PlanningFacts) -> Money:
    """Return the most that may be approved."""
    return min(facts.limit, facts.left, facts.proposed if facts.proposed is not None else Money(0))


def planning_refusals(facts: PlanningFacts, project: PlaceFacts, line: PlaceFacts) -> list[Refusal]:
    """Return every reason why the project cannot be approved. Governing day: that of the decision."""
    return [*_place(project, line), *_plan(facts), *_decision(facts), *_amount(facts)]


def _place(project: PlaceFacts, line: PlaceFacts) -> Iterator[Refusal]:
    if project.office_id != line.office_id:
        yield Refusal("programme.line_of_other_office", _("Dòng kế hoạch thuộc cơ quan khác."), source=APPROVAL)
    if project.stream != line.stream:
        yield Refusal(
            "programme.wrong_stream",
            _("Dòng kế hoạch thuộc nguồn khác; tiền hai nguồn không được trộn."),
            source=ONE_STREAM,
        )
    if project.content != line.content:
        yield Refusal("programme.wrong_content", _("Dòng kế hoạch dành cho nội dung khác."), source=APPROVAL)
    if project.year != line.year:
        yield Refusal(
            "programme.wrong_year",
            _("Dòng kế hoạch của năm %(line)s, đề án đăng ký cho năm %(project)s."),
            source=APPROVAL,
            line=line.year,
            project=project.year,
        )
    if (project.kind == GROUP) != (line.kind == GROUP) and project.kind == GROUP:
        yield Refusal("programme.wrong_kind", _("Đề án nhóm chỉ vào được dòng đề án nhóm."), source=APPROVAL)


def _plan(facts: PlanningFacts) -> Iterator[Refusal]:
    if facts.is_locked:
        yield Refusal("programme.year_locked", _("Kế hoạch năm này đã khóa sổ."), source=APPROVAL)
    if not facts.is_in_force:
        yield Refusal(
            "programme.line_not_in_force",
            _("Dòng này không có trong bản kế hoạch đang áp dụng; hãy phê duyệt kế hoạch trước."),
            source=APPROVAL,
        )


def _decision(facts: PlanningFacts) -> Iterator[Refusal]:
    if facts.proposed is None:
        yield Refusal("programme.not_appraised", _("Lần thẩm định gần nhất không đồng ý hỗ trợ."), source=APPROVAL)
    if not facts.decision_number.strip():
        yield Refusal("programme.no_decision_number", _("Hãy ghi số quyết định phê duyệt."), source=APPROVAL)
    if facts.decision_on > facts.today:
        yield Refusal("programme.decision_in_future", _("Ngày quyết định không được ở tương lai."), source=APPROVAL)


def _amount(facts: PlanningFacts) -> Iterator[Refusal]:
    if facts.approved <= Money(0):
        yield Refusal("programme.nothing_approved", _("Mức phê duyệt phải lớn hơn 0."), source=APPROVAL)
    if facts.approved > facts.limit:
        yield Refusal(
            "programme.over_norm",
            _("Mức phê duyệt %(approved)s đồng vượt định mức %(limit)s đồng."),
            source=facts.limit_source,
            approved=str(facts.approved),
            limit=str(facts.limit),
        )
    if facts.proposed is not None and facts.approved > facts.proposed:
        yield Refusal(
            "programme.over_proposed",
            _("Mức phê duyệt %(approved)s đồng vượt mức thẩm định đề xuất %(proposed)s đồng."),
            source=APPROVAL,
            approved=str(facts.approved),
            proposed=str(facts.proposed),
        )
    if facts.approved > facts.left:
        yield Refusal(
            "programme.over_line",
            _("Mức phê duyệt %(approved)s đồng nhưng dòng kế hoạch chỉ còn %(left)s đồng chưa hứa."),
            source=APPROVAL,
            approved=str(facts.approved),
            left=str(facts.left),
        )
