"""Approve a project into a line of the plan, and name the beneficiary of a group project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from khuyencong.accounts.deeds import Record, deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.actions.projects.appraising import write_appraisal
from khuyencong.programme.actions.projects.drafting import keep_machines, replacing_refusals, write_search_text
from khuyencong.programme.actions.projects.money import post_for
from khuyencong.programme.models import PlanLine, Project
from khuyencong.programme.queries.projects.application import missing_of
from khuyencong.programme.queries.projects.bounds import norms_for, snapshot, support_of
from khuyencong.programme.queries.projects.findings import unlooked
from khuyencong.programme.queries.projects.money import line_left
from khuyencong.programme.rules.buckets import Kind
from khuyencong.programme.rules.projects.appraisal import AppraisalFacts
from khuyencong.programme.rules.projects.contracting import invoice_window, window_refusals
from khuyencong.programme.rules.projects.planning import (
    GROUP,
    PlaceFacts,
    PlanningFacts,
    most_of,
    planning_refusals,
)
from khuyencong.programme.rules.support import SupportLimit
from khuyencong.registry.models import Establishment


@dataclass(frozen=True, slots=True)
class PlanDecision:
    """The decision that approves a project; without an amount it approves the most that norms and line allow."""

    line: PlanLine
    decision_number: str
    decision_on: date
    approved: Money | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    invoices_from: date | None = None
    invoices_until: date | None = None
    replaces: Project | None = None


def plan_project(*, actor: Person, project: Project, decision: PlanDecision, at: datetime) -> Project:
    """Approve a project into a line and reserve its money there; the norms of the decision's day are kept with it.

    :raises Refusals: with every reason against it: line, decision, norm, money, double support.
    """
    with deed(actor, Action.PLAN_PROJECT, on=project, at=at) as record:
        project.state = project.life.after(project.state, "plan_project")
        line = PlanLine.objects.select_related("plan__programme").get(pk=decision.line.pk)
        project.line = line
        norms = norms_for(project, decision.decision_on)
        limit = support_of(project, norms)
        facts = planning_facts(project, line, decision, limit, timezone.localtime(at).date())
        facts = facts if decision.approved is not None else replace(facts, approved=most_of(facts))
        _demand_plannable(project, line, decision, facts)
        demand(unlooked(project, "appraisal"))
        _write_decision(project, decision, facts.approved, at)
        project.norm_snapshot = snapshot(limit, norms)
        project.save()
        post_for(
            record, project, kind=Kind.RESERVE, amount=facts.approved, on=decision.decision_on,
            paper=decision.decision_number.strip(),
        )  # fmt: skip  # one transfer
        _note_plan(record, project, limit)
    return project


def planning_facts(
    project: Project, line: PlanLine, decision: PlanDecision, limit: SupportLimit, today: date
) -> PlanningFacts:
    """Gather what a decision is held against."""
    last = project.appraisals.order_by("-held_on", "-pk").first()
    return PlanningFacts(
        approved=decision.approved or Money(0),
        decision_number=decision.decision_number,
        decision_on=decision.decision_on,
        today=today,
        limit=limit.limit,
        limit_source=", ".join(bound.source for bound in limit.deciding),
        left=line_left(line),
        proposed=last.proposed if last is not None and last.passed else None,
        is_in_force=line.amounts.filter(version__state="approved").exists(),
        is_locked=line.plan.locked_at is not None,
    )


def place_of(project: Project) -> PlaceFacts:
    """Return where a project belongs."""
    return PlaceFacts(project.office_id, project.stream, project.content, project.year, project.kind)


def place_of_line(line: PlanLine) -> PlaceFacts:
    """Return where a line belongs."""
    return PlaceFacts(line.plan.office_id, line.stream, line.content, line.plan.year, line.kind)


def last_day_of(line: PlanLine) -> date:
    """Return the end of the budget year, or of the last year of a key project."""
    return date(max(line.plan.year, line.last_year or 0), 12, 31)


def _demand_plannable(project: Project, line: PlanLine, decision: PlanDecision, facts: PlanningFacts) -> None:
    since, until = _window(line, decision)
    faults = [
        *planning_refusals(facts, place_of(project), place_of_line(line)),
        *window_refusals(
            since,
            until,
            date(line.plan.year, 1, 1),
            last_day_of(line),
            norms_for(project, decision.decision_on).cite("funding.invoice_window"),
        ),
    ]
    old = decision.replaces
    if old is not None:
        faults += replacing_refusals(project, old)
    if faults:
        raise Refusals(faults)


def _window(line: PlanLine, decision: PlanDecision) -> tuple[date, date]:
    norms = norms_for(Project(office=line.plan.office), decision.decision_on)
    usual = invoice_window(
        norms.text("funding.invoice_window"), date(line.plan.year, 1, 1), last_day_of(line), decision.decision_on
    )
    return decision.invoices_from or usual[0], decision.invoices_until or usual[1]


def _write_decision(project: Project, decision: PlanDecision, approved: Money, at: datetime) -> None:
    project.approved = approved
    project.approved_on = decision.decision_on
    project.decision_number = decision.decision_number.strip()
    project.starts_on = decision.starts_on or project.starts_on
    project.ends_on = decision.ends_on or project.ends_on
    project.invoices_from, project.invoices_until = _window(decision.line, decision)
    project.replaces = decision.replaces or project.replaces
    project.changed_at = at


def _note_plan(record: Record, project: Project, limit: SupportLimit) -> None:
    assert project.line is not None
    assert project.approved is not None
    record.note(
        state=project.state,
        line=project.line.code,
        approved=project.approved.dong,
        decision=project.decision_number,
        replaces=project.replaces.code if project.replaces is not None else "",
    )
    record.relies_on(*(bound.source for bound in limit.bounds))


OF_BENEFICIARY = frozenset(
    {"facts", "summary", "implementer", "total_cost", "eligible_cost", "asked", "counterpart", "other_money"}
)
"""What the application of the beneficiary says of itself."""


def name_beneficiary(
    *,
    actor: Person,
    project: Project,
    establishment: Establishment,
    appraisal: AppraisalFacts,
    changes: Mapping[str, Any] | None = None,
    at: datetime,
) -> Project:
    """Name who benefits from a group project that stands in the plan, appraised for that establishment.

    ``changes`` is what this establishment's application says otherwise than the group's: its facts and amounts.

    Findings of double support about it are asked for when the contract is signed. Source: TT 36/2013/TT-BCT, Điều 6.

    :raises Refusals: with everything that its application lacks, or why the appraisal does not stand.
    """
    with deed(actor, Action.NAME_BENEFICIARY, on=project, at=at) as record:
        project.state = project.life.after(project.state, "name_beneficiary")
        _may_be_named(project, establishment)
        for name in OF_BENEFICIARY & set(changes or {}):
            setattr(project, name, (changes or {})[name])
        project.establishment = establishment
        project.place, project.place_text = establishment.place, establishment.place_text
        write_search_text(project)
        if missing := missing_of(project, timezone.localtime(at).date()):
            raise Refusals(missing)
        written = write_appraisal(record, project, appraisal, at)
        if not written.passed:
            raise Refusal("programme.not_appraised", _("Thẩm định không đồng ý thì không chọn cơ sở này được."))
        project.proposed = written.proposed
        project.changed_at = at
        project.save()
        keep_machines(project)
        record.note(establishment=establishment.pk)
    return project


def _may_be_named(project: Project, establishment: Establishment) -> None:
    if project.kind != GROUP:
        raise Refusal(
            "programme.not_a_group",
            _("Chỉ đề án nhóm mới chọn cơ sở thụ hưởng sau khi phê duyệt."),
            source="TT 36/2013/TT-BCT, Điều 6",
        )
    if establishment.state != Establishment.State.ACTIVE:
        raise Refusal("programme.establishment_not_active", _("Cơ sở này không còn được theo dõi."))
