"""Start the work, report progress, suspend, resume, stop and end a project; keep its lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.actions.projects.money import post_for
from khuyencong.programme.models import ProgressReport, Project
from khuyencong.programme.queries.projects.bounds import content_of, norms_for
from khuyencong.programme.queries.projects.money import project_balances
from khuyencong.programme.queries.work.course import course_of
from khuyencong.programme.rules.contents import fact_refusals
from khuyencong.programme.rules.work.lists import completion_refusal
from khuyencong.programme.rules.work.running import (
    CHANGES,
    Report,
    end_refusal,
    freed_on_stop,
    reason_refusal,
    report_refusals,
    start_refusal,
    to_be_returned,
)


def start_work(*, actor: Person, project: Project, on: date, at: datetime) -> Project:
    """Write that the work began on a day.

    :raises Refusal: without a contract, or on a day before it or to come.
    """
    with deed(actor, Action.START_WORK, on=project, at=at) as record:
        state = project.life.after(project.state, "start_work")
        demand(start_refusal(on, _day(at), course_of(project)))
        project.starts_on = on
        _turn(project, state, at, "starts_on")
        record.note(project=project.code, on=on)
    return project


def report_progress(
    *, actor: Person, project: Project, report: Report, at: datetime, proposals: str = ""
) -> ProgressReport:
    """Keep how far the work is.

    :raises Refusals: with every fault of the report.
    """
    with deed(actor, Action.REPORT_PROGRESS, on=project, at=at) as record:
        project.life.after(project.state, "report_progress")
        if refusals := report_refusals(report, _day(at), course_of(project)):
            raise Refusals(refusals)
        kept = ProgressReport.objects.create(
            project=project, reported_on=report.on, percent=report.percent, spent=report.spent,
            problems=report.problems.strip(), proposals=proposals.strip(), recorded_by=actor, recorded_at=at,
        )  # fmt: skip  # one row
        record.note(project=project.code, percent=report.percent)
    return kept


def suspend_project(*, actor: Person, project: Project, reason: str, at: datetime) -> Project:
    """Hold a project for a reason; nothing is paid until it goes on."""
    with deed(actor, Action.SUSPEND_PROJECT, on=project, at=at) as record:
        state = project.life.after(project.state, "suspend_project")
        demand(reason_refusal(reason))
        project.ended_reason = reason.strip()
        _turn(project, state, at, "ended_reason")
        record.note(project=project.code)
        record.personal(reason=project.ended_reason)
        record.relies_on(CHANGES)
    return project


def resume_project(*, actor: Person, project: Project, at: datetime) -> Project:
    """Let a suspended project go on; one whose work had not begun begins."""
    with deed(actor, Action.RESUME_PROJECT, on=project, at=at) as record:
        state = project.life.after(project.state, "resume_project")
        project.ended_reason = ""
        _turn(project, state, at, "ended_reason")
        record.note(project=project.code)
    return project


@dataclass(frozen=True, slots=True)
class Stop:
    """Why and by which paper a project is stopped."""

    reason: str
    paper: str
    on: date


@dataclass(frozen=True, slots=True)
class Stopped:
    """What a stop left: the money given back to the line, and what the beneficiary still owes."""

    project: Project
    freed: Money
    owed: Money


def stop_project(*, actor: Person, project: Project, stop: Stop, at: datetime) -> Stopped:
    """Stop a project; what it holds and has not spent goes back to its plan line in the same transaction.

    :raises Refusal: without a reason or a paper, or from the ledger.
    """
    with deed(actor, Action.STOP_PROJECT, on=project, at=at) as record:
        state = project.life.after(project.state, "stop_project")
        demand(reason_refusal(stop.reason))
        demand(_paper_refusal(stop.paper))
        buckets = project_balances(project)
        steps = freed_on_stop(buckets)
        for kind, amount in steps:
            post_for(record, project, kind=kind, amount=amount, on=stop.on, paper=stop.paper)
        project.ended_reason = stop.reason.strip()
        _turn(project, state, at, "ended_reason")
        freed = steps[-1][1] if steps else Money(0)
        owed = to_be_returned(buckets, project.accepted)
        record.note(project=project.code, paper=stop.paper, freed=freed.dong, owed=owed.dong)
        record.personal(reason=project.ended_reason)
        record.relies_on(CHANGES)
    return Stopped(project, freed, owed)


def _paper_refusal(paper: str) -> Refusal | None:
    if paper.strip():
        return None
    return Refusal("programme.stop_paper_missing", _("Phải ghi số văn bản cho ngừng đề án."), source=CHANGES)


def end_stopped_project(*, actor: Person, project: Project, on: date, at: datetime) -> Project:
    """End a stopped project once nothing is owed; what came loose since the stop goes back to the line.

    :raises Refusal: while advances are open or payments without acceptance were not returned.
    """
    with deed(actor, Action.END_STOPPED_PROJECT, on=project, at=at) as record:
        state = project.life.after(project.state, "end_stopped_project")
        buckets = project_balances(project)
        demand(end_refusal(buckets, project.accepted))
        for kind, amount in freed_on_stop(buckets):
            post_for(record, project, kind=kind, amount=amount, on=on, paper=project.code)
        _turn(project, state, at)
        record.note(project=project.code)
    return project


def record_list(
    *, actor: Person, project: Project, table: str, rows: Sequence[Mapping[str, Any]], at: datetime
) -> Project:
    """Keep a list of the project's content (trainees, members, measures) in place of the one before.

    After the acceptance it is a part of the follow-up, and only completed.

    :raises Refusals: with every fault of every row.
    """
    is_accepted = project.life.allows(project.state, "follow_up")
    action = Action.FOLLOW_UP if is_accepted else Action.REPORT_PROGRESS
    with deed(actor, action, on=project, at=at) as record:
        project.life.after(project.state, "follow_up" if is_accepted else "report_progress")
        content = content_of(project, norms_for(project, _day(at)))
        if table not in content.tables:
            raise Refusal(
                "programme.unknown_list",
                _("Nội dung “%(content)s” không có bảng kê này."),
                source=content.facts_source,
                content=content.label,
            )
        if is_accepted:
            demand(completion_refusal(project.facts.get(table) or [], rows, content.facts_of(table)))
        facts = {**project.facts, table: [dict(row) for row in rows]}
        faults = fact_refusals(content, {table: facts[table]}, complete=True)
        own = [no for no in faults if no.values.get("table") == content.tables[table]]
        if own:
            raise Refusals(own)
        project.facts = facts
        project.changed_at = at
        project.save(update_fields=["facts", "changed_at"])
        record.note(project=project.code, table=table, rows=len(rows))
    return project


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()


def _turn(project: Project, state: str, at: datetime, *fields: str) -> None:
    project.state, project.changed_at = state, at
    project.save(update_fields=["state", "changed_at", *fields])
