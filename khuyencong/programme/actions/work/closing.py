"""Settle a project, liquidate its contract, close it, and write down its effect later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.norms import NormsOfDay
from khuyencong.programme.actions.projects.money import post_for
from khuyencong.programme.models import FollowUp, Project
from khuyencong.programme.queries.projects.application import papers_there
from khuyencong.programme.queries.projects.bounds import content_of, norms_for
from khuyencong.programme.queries.projects.money import project_balances
from khuyencong.programme.rules.deadlines import year_deadlines
from khuyencong.programme.rules.work.closing import (
    DOSSIER,
    KEEPING,
    SETTLEMENT,
    SettlementFacts,
    kept_until,
    lateness,
    liquidation_refusal,
    retention_classes,
    retention_refusal,
    settlement_refusals,
    settlement_transfers,
)
from khuyencong.programme.rules.work.effects import FollowUpFacts, follow_up_refusals

DAYS = "programme.settlement_days"
MONTHS = "programme.follow_up_months"
CLASSES = "programme.retention_classes"


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, and what was late about it."""

    project: Project
    warnings: tuple[Refusal, ...] = ()


def settlement_facts(project: Project, on: date, today: date) -> SettlementFacts:
    """Gather what a settlement rests on. Governing day of the norms: the day of the settlement."""
    norms = norms_for(project, on)
    there = papers_there(project)
    wanted = content_of(project, norms).papers_at("settlement")
    assert project.accepted_on is not None
    return SettlementFacts(
        on=on,
        today=today,
        accepted=project.accepted or Money(0),
        accepted_on=project.accepted_on,
        buckets=project_balances(project),
        missing_papers=[paper.label for paper in wanted if paper.required and paper.code not in there],
        days=norms.whole(DAYS),
        days_source=norms.cite(DAYS),
    )


def settle_project(*, actor: Person, project: Project, on: date, paper: str, at: datetime) -> Done:
    """Settle: what was paid is settled in the ledger, what was contracted but not accepted goes back to the line.

    :raises Refusals: with every reason against it.
    """
    with deed(actor, Action.SETTLE_PROJECT, on=project, at=at) as record:
        state = project.life.after(project.state, "settle_project")
        facts = settlement_facts(project, on, _day(at))
        refusals = settlement_refusals(facts)
        if not paper.strip():
            words = _("Phải ghi số quyết định hoặc biên bản quyết toán.")
            refusals.append(Refusal("programme.settlement_number_missing", words, source=DOSSIER))
        if refusals:
            raise Refusals(refusals)
        for kind, amount in settlement_transfers(facts.buckets):
            post_for(record, project, kind=kind, amount=amount, on=on, paper=paper.strip())
        project.settled_on = on
        _turn(project, state, at, "settled_on")
        record.note(project=project.code, on=on, settled=facts.accepted.dong, paper=paper.strip())
        record.relies_on(SETTLEMENT, facts.days_source)
    late = lateness(on, facts.due_on, _("Quyết toán"), facts.days_source)
    return Done(project, (late,) if late else ())


def liquidate_contract(*, actor: Person, project: Project, on: date, paper: str, at: datetime) -> Done:
    """Liquidate the contract by its record; after its day in the year it is told as late.

    :raises Refusal: before the settlement, for a day to come, or without a number.
    """
    with deed(actor, Action.LIQUIDATE_CONTRACT, on=project, at=at) as record:
        state = project.life.after(project.state, "liquidate_contract")
        demand(liquidation_refusal(on, _day(at), project.settled_on, paper))
        project.liquidated_on = on
        _turn(project, state, at, "liquidated_on")
        record.note(project=project.code, on=on, paper=paper.strip())
        record.relies_on(SETTLEMENT)
    late = _late_liquidation(project, on, norms_for(project, on))
    return Done(project, (late,) if late else ())


def _late_liquidation(project: Project, on: date, norms: NormsOfDay) -> Refusal | None:
    days = year_deadlines(project.year, today=on, norms=norms, streams=[project.stream])
    due = next((one for one in days if one.code == "liquidation"), None)
    return lateness(on, due.due_on, _("Thanh lý hợp đồng"), due.source) if due else None


def close_project(*, actor: Person, project: Project, retention: str, at: datetime) -> Project:
    """Close a liquidated project and set how long its files must stay.

    :raises Refusal: without a class of keeping.
    """
    with deed(actor, Action.CLOSE_PROJECT, on=project, at=at) as record:
        state = project.life.after(project.state, "close_project")
        day = _day(at)
        classes = retention_classes(norms_for(project, day).rows(CLASSES))
        demand(retention_refusal(retention, classes))
        project.retention, project.kept_until = retention, kept_until(day, classes[retention])
        _turn(project, state, at, "retention", "kept_until")
        record.note(project=project.code, retention=retention, kept_until=project.kept_until)
        record.relies_on(KEEPING)
    return project


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen at a follow-up beside the figures."""

    note: str = ""
    still_used: bool | None = None
    before: Mapping[str, str] = field(default_factory=dict)


def follow_up(*, actor: Person, project: Project, facts: FollowUpFacts, seen: Seen, at: datetime) -> FollowUp:
    """Keep the effect so many months after acceptance; ``seen.before`` adds figures from before the support.

    :raises Refusals: twice for the same months, before they are over, or without a figure.
    """
    with deed(actor, Action.FOLLOW_UP, on=project, at=at) as record:
        project.life.after(project.state, "follow_up")
        assert project.accepted_on is not None
        norms = norms_for(project, facts.visited_on)
        known = {one.code for one in content_of(project, norms).indicators_at("effect")}
        refusals = follow_up_refusals(
            facts,
            accepted_on=project.accepted_on,
            today=_day(at),
            months=norms.numbers(MONTHS),
            done=set(project.follow_ups.values_list("months", flat=True)),
            known=known,
            source=norms.cite(MONTHS),
        )
        if refusals:
            raise Refusals(refusals)
        kept = FollowUp.objects.create(
            project=project, months=facts.months, visited_on=facts.visited_on,
            figures={code: text for code, text in facts.figures.items() if text.strip()},
            before={code: text for code, text in seen.before.items() if code in known and text.strip()},
            note=seen.note.strip(), still_used=seen.still_used, recorded_by=actor, recorded_at=at,
        )  # fmt: skip  # one row
        record.note(project=project.code, months=facts.months, on=facts.visited_on)
        record.relies_on(norms.cite(MONTHS))
    return kept


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()


def _turn(project: Project, state: str, at: datetime, *fields: str) -> None:
    project.state, project.changed_at = state, at
    project.save(update_fields=["state", "changed_at", *fields])
