"""When an appraisal stands: criteria answered, votes counted, the amount within the norms. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.book import NormsOfDay

APPRAISAL: Final = "TT 36/2013/TT-BCT, Điều 8"
COUNCIL: Final = "council"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said about one criterion."""

    code: str
    met: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class OpinionFacts:
    """What one member said."""

    member: str
    agrees: bool
    title: str = ""
    opinion: str = ""
    proposed: Money | None = None


@dataclass(frozen=True, slots=True)
class AppraisalFacts:
    """One appraisal as it is written down; ``body`` is council or officer."""

    body: str
    held_on: date
    passed: bool
    conclusion: str
    proposed: Money | None = None
    paper: str = ""
    answers: tuple[Answer, ...] = ()
    opinions: tuple[OpinionFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What an appraisal is held against: ``limit`` is the norm engine's, ``earliest`` the day of registration."""

    limit: Money
    limit_source: str
    earliest: date | None
    today: date
    needs_council: bool


def criteria(norms: NormsOfDay) -> tuple[dict[str, Any], ...]:
    """Return the criteria in force. Governing day: that of the appraisal."""
    return norms.rows("programme.appraisal_criteria")


def asks_for(step: str, stream: str, norms: NormsOfDay) -> bool:
    """Tell whether the line of a stream asks for an optional step; that of the national one asks for none."""
    if stream != "local":
        return False
    return any(row["code"] == step and row["required"] for row in norms.rows("programme.local_steps"))


def appraisal_refusals(facts: AppraisalFacts, frame: Frame, norms: NormsOfDay) -> list[Refusal]:
    """Return every reason why the appraisal does not stand. Governing day: that of the appraisal."""
    return [
        *_day(facts, frame),
        *_answers(facts, norms),
        *_council(facts, frame, norms),
        *_amount(facts, frame),
    ]


def agreeing(opinions: Sequence[OpinionFacts]) -> int:
    """Count the members who agree."""
    return sum(one.agrees for one in opinions)


def _day(facts: AppraisalFacts, frame: Frame) -> Iterator[Refusal]:
    if facts.held_on > frame.today:
        yield Refusal("programme.appraisal_in_future", _("Ngày thẩm định không được ở tương lai."), source=APPRAISAL)
    if frame.earliest is not None and facts.held_on < frame.earliest:
        yield Refusal(
            "programme.appraisal_too_early",
            _("Ngày thẩm định phải từ ngày đăng ký đề án (%(day)s) trở đi."),
            source=APPRAISAL,
            day=f"{frame.earliest:%d/%m/%Y}",
        )
    if not facts.conclusion.strip():
        yield Refusal("programme.no_conclusion", _("Hãy ghi kết luận thẩm định."), source=APPRAISAL)


def _answers(facts: AppraisalFacts, norms: NormsOfDay) -> Iterator[Refusal]:
    source = norms.cite("programme.appraisal_criteria")
    given = {one.code: one.met for one in facts.answers}
    asked = {row["code"]: row for row in criteria(norms)}
    for code in given.keys() - asked.keys():
        yield Refusal("programme.unknown_criterion", _("Không có tiêu chí “%(given)s”."), source=source, given=code)
    for code, row in asked.items():
        if code not in given:
            yield Refusal(
                "programme.criterion_unanswered",
                _("Chưa kết luận tiêu chí “%(criterion)s”."),
                source=source,
                criterion=row["label"],
            )
        elif facts.passed and row["required"] and not given[code]:
            yield Refusal(
                "programme.criterion_not_met",
                _("Tiêu chí “%(criterion)s” không đạt thì không kết luận đồng ý được."),
                source=source,
                criterion=row["label"],
            )


def _council(facts: AppraisalFacts, frame: Frame, norms: NormsOfDay) -> Iterator[Refusal]:
    if facts.body != COUNCIL:
        if frame.needs_council:
            yield Refusal(
                "programme.council_needed",
                _("Quy định của đơn vị yêu cầu thẩm định bằng hội đồng."),
                source=norms.cite("programme.local_steps"),
            )
        return
    least = norms.whole("programme.council_minimum")
    names = [one.member.strip().casefold() for one in facts.opinions]
    if len(names) < least:
        yield Refusal(
            "programme.council_too_small",
            _("Hội đồng có %(count)s thành viên, ít nhất phải có %(least)s."),
            source=norms.cite("programme.council_minimum"),
            count=len(names),
            least=least,
        )
    if len(set(names)) < len(names):
        yield Refusal("programme.member_twice", _("Một thành viên được ghi hai lần."), source=APPRAISAL)
    votes = agreeing(facts.opinions)
    if names and facts.passed != (2 * votes > len(names)):
        yield Refusal(
            "programme.votes_say_otherwise",
            _("%(votes)s/%(count)s thành viên đồng ý: kết luận phải theo quá nửa số phiếu."),
            source=APPRAISAL,
            votes=votes,
            count=len(names),
        )


def _amount(facts: AppraisalFacts, frame: Frame) -> Iterator[Refusal]:
    if not facts.passed:
        return
    if facts.proposed is None or facts.proposed <= Money(0):
        yield Refusal("programme.no_proposed_amount", _("Đồng ý thì phải ghi mức đề xuất hỗ trợ."), source=APPRAISAL)
    elif facts.proposed > frame.limit:
        yield Refusal(
            "programme.proposed_over_limit",
            _("Mức đề xuất %(proposed)s đồng vượt mức tối đa %(limit)s đồng."),
            source=frame.limit_source,
            proposed=str(facts.proposed),
            limit=str(frame.limit),
        )
