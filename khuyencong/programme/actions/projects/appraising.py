"""Record what the appraisal of a project found, at the base and at the Ministry."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils import timezone

from khuyencong.accounts.deeds import Record, deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.models import Appraisal, Opinion, Project
from khuyencong.programme.queries.projects.bounds import bounds_data, norms_for, support_of
from khuyencong.programme.queries.projects.findings import unlooked
from khuyencong.programme.rules.projects.appraisal import (
    APPRAISAL,
    AppraisalFacts,
    Frame,
    appraisal_refusals,
    asks_for,
    criteria,
)
from khuyencong.programme.rules.support import SupportLimit


def appraise_project(*, actor: Person, project: Project, facts: AppraisalFacts, at: datetime) -> Appraisal:
    """Record the appraisal at the base: criteria, opinions, the amount proposed, and whether it passed.

    :raises Refusals: with every reason why the appraisal does not stand.
    :raises Refusal: where findings of double support have not been looked at.
    """
    with deed(actor, Action.APPRAISE_PROJECT, on=project, at=at) as record:
        project.state = project.life.after(project.state, "appraise_project")
        if facts.passed:
            demand(unlooked(project, "appraisal"))
        appraisal = write_appraisal(record, project, facts, at)
        project.proposed = appraisal.proposed
        project.changed_at = at
        project.save(update_fields=["state", "proposed", "changed_at"])
        record.note(state=project.state)
    return appraisal


def write_appraisal(record: Record, project: Project, facts: AppraisalFacts, at: datetime) -> Appraisal:
    """Hold an appraisal against the rules and store it with its opinions and the bounds that were shown.

    :raises Refusals: with every reason why it does not stand.
    """
    norms = norms_for(project, facts.held_on)
    limit = _limit(project, facts, facts.held_on)
    frame = Frame(
        limit=limit.limit if limit is not None else Money(0),
        limit_source=", ".join(bound.source for bound in limit.deciding) if limit is not None else "",
        earliest=project.registered_on,
        today=timezone.localtime(at).date(),
        needs_council=asks_for("council_appraisal", project.stream, norms),
    )
    if faults := appraisal_refusals(facts, frame, norms):
        raise Refusals(faults)
    labels = {row["code"]: row["label"] for row in criteria(norms)}
    appraisal = Appraisal.objects.create(
        project=project, level=Appraisal.Level.BASE, body=facts.body, held_on=facts.held_on, paper=facts.paper,
        criteria=[{**asdict(answer), "label": labels[answer.code]} for answer in facts.answers],
        bounds=bounds_data(limit) if limit is not None else [],
        proposed=facts.proposed if facts.passed else None, passed=facts.passed, conclusion=facts.conclusion.strip(),
        recorded_by=record.actor, recorded_at=at,
    )  # fmt: skip  # one row
    Opinion.objects.bulk_create(
        Opinion(appraisal=appraisal, **{name: getattr(one, name) for name in _OPINION}) for one in facts.opinions
    )
    record.note(passed=facts.passed, proposed=facts.proposed.dong if facts.proposed else None, body=facts.body)
    record.relies_on(
        norms.cite("programme.appraisal_criteria"), *({bound.source for bound in limit.bounds} if limit else ())
    )
    return appraisal


_OPINION = ("member", "title", "agrees", "opinion", "proposed")


def _limit(project: Project, facts: AppraisalFacts, day: date) -> SupportLimit | None:
    """Ask the norm engine; where nothing is proposed, a level that is missing stands in nobody's way."""
    try:
        return support_of(project, norms_for(project, day))
    except Refusal:
        if facts.passed:
            raise
        return None


class MinistrySays(StrEnum):
    """What the Ministry did with a project of the national stream; the value is the step of its life."""

    AGREE = "record_ministry_appraisal"
    RETURN = "return_by_ministry"
    REFUSE = "refuse_by_ministry"


@dataclass(frozen=True, slots=True)
class MinistryFacts:
    """The Ministry's answer."""

    answer: MinistrySays
    held_on: date
    paper: str
    conclusion: str
    proposed: Money | None = None


def record_ministry_appraisal(*, actor: Person, project: Project, facts: MinistryFacts, at: datetime) -> Appraisal:
    """Record the Ministry's answer: appraised, returned to be done again, or refused.

    :raises Refusals: with every reason why it cannot be recorded.
    """
    with deed(actor, Action.RECORD_MINISTRY_APPRAISAL, on=project, at=at) as record:
        project.state = project.life.after(project.state, facts.answer.value)
        passed = facts.answer is MinistrySays.AGREE
        if faults := _ministry_refusals(project, facts, timezone.localtime(at).date()):
            raise Refusals(faults)
        appraisal = Appraisal.objects.create(
            project=project, level=Appraisal.Level.MINISTRY, body=Appraisal.Body.COUNCIL, held_on=facts.held_on,
            paper=facts.paper.strip(), passed=passed, conclusion=facts.conclusion.strip(),
            proposed=facts.proposed if passed else None, recorded_by=actor, recorded_at=at,
        )  # fmt: skip  # one row
        project.proposed = facts.proposed if passed else project.proposed
        project.ended_reason = facts.conclusion.strip() if facts.answer is MinistrySays.REFUSE else ""
        project.changed_at = at
        project.save(update_fields=["state", "proposed", "ended_reason", "changed_at"])
        record.note(state=project.state, answer=facts.answer.name.lower(), paper=facts.paper)
        record.relies_on(APPRAISAL)
    return appraisal


def _ministry_refusals(project: Project, facts: MinistryFacts, today: date) -> list[Refusal]:
    faults = []
    base = project.appraisals.filter(level=Appraisal.Level.BASE).order_by("-held_on", "-pk").first()
    if not facts.conclusion.strip() or not facts.paper.strip():
        faults.append(Refusal("programme.no_conclusion", _("Hãy ghi số văn bản và kết luận của Bộ."), source=APPRAISAL))
    if facts.held_on > today or (base is not None and facts.held_on < base.held_on):
        faults.append(
            Refusal(
                "programme.ministry_on_wrong_day",
                _("Ngày văn bản của Bộ phải từ ngày thẩm định cơ sở đến hôm nay."),
                source=APPRAISAL,
            )
        )
    if facts.answer is not MinistrySays.AGREE:
        return faults
    if base is None or not base.passed:
        faults.append(
            Refusal("programme.not_appraised", _("Thẩm định cơ sở chưa đồng ý hỗ trợ đề án này."), source=APPRAISAL)
        )
    if facts.proposed is None or facts.proposed <= Money(0):
        faults.append(
            Refusal("programme.no_proposed_amount", _("Đồng ý thì phải ghi mức đề xuất hỗ trợ."), source=APPRAISAL)
        )
    elif (limit := support_of(project, norms_for(project, facts.held_on))).limit < facts.proposed:
        faults.append(
            Refusal(
                "programme.proposed_over_limit",
                _("Mức đề xuất %(proposed)s đồng vượt mức tối đa %(limit)s đồng."),
                source=", ".join(bound.source for bound in limit.deciding),
                proposed=str(facts.proposed),
                limit=str(limit.limit),
            )
        )
    return faults
