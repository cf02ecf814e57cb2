"""Adjust a project that stands in the plan; the old version is kept beside the new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone

from khuyencong.accounts.deeds import Record, deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.actions.projects.drafting import write_search_text
from khuyencong.programme.actions.projects.money import post_for
from khuyencong.programme.actions.projects.planning import last_day_of
from khuyencong.programme.models import PlanLine, Project, ProjectVersion
from khuyencong.programme.queries.projects.bounds import norms_for, support_of
from khuyencong.programme.queries.projects.money import line_left, project_balances
from khuyencong.programme.rules.buckets import Bucket, Kind
from khuyencong.programme.rules.projects.adjusting import (
    ADJUSTMENT,
    AdjustmentFacts,
    adjustment_refusals,
    to_release,
    to_reserve,
)
from khuyencong.programme.rules.projects.contracting import window_refusals

ADJUSTABLE = (
    "name", "summary", "implementer", "total_cost", "eligible_cost", "counterpart", "other_money", "approved",
    "starts_on", "ends_on", "invoices_from", "invoices_until",
)  # fmt: skip  # a list of fields


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What changes, by which paper, and what the department said about it."""

    changes: Mapping[str, Any]
    reason: str
    paper: str
    confirmed_by_department: str = ""
    on: date | None = field(default=None)


def adjust_project(*, actor: Person, project: Project, adjustment: Adjustment, at: datetime) -> Project:
    """Change an approved project by a paper; money is reserved or freed with it, on the norms of its approval.

    :raises Refusals: with every reason against it.
    """
    today = timezone.localtime(at).date()
    with deed(actor, Action.ADJUST_PROJECT, on=project, at=at) as record:
        project.state = project.life.after(project.state, "adjust_project")
        assert project.line_id is not None
        before = {name: getattr(project, name) for name in ADJUSTABLE}
        changes = _changes(adjustment, before)
        line = PlanLine.objects.select_related("plan__programme").get(pk=project.line_id)
        for name, value in changes.items():
            setattr(project, name, value)
        facts = _facts(project, line, adjustment, before, changes)
        if faults := [*adjustment_refusals(facts), *_days(project, line)]:
            raise Refusals(faults)
        _keep_version(record, project, adjustment, before, at)
        write_search_text(project)
        project.changed_at = at
        project.save()
        on = adjustment.on or today
        post_for(record, project, kind=Kind.RESERVE, amount=to_reserve(facts), on=on, paper=adjustment.paper)
        post_for(record, project, kind=Kind.RELEASE, amount=to_release(facts), on=on, paper=adjustment.paper)
        record.note(changed=sorted(changes), reserved=to_reserve(facts).dong, released=to_release(facts).dong)
        record.relies_on(ADJUSTMENT)
    return project


def _changes(adjustment: Adjustment, before: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := set(adjustment.changes) - set(ADJUSTABLE):
        raise Refusal("programme.not_editable", _("Không sửa được: %(fields)s."), fields=", ".join(sorted(unknown)))
    return {name: value for name, value in adjustment.changes.items() if value != before[name]}


def _facts(
    project: Project, line: PlanLine, adjustment: Adjustment, before: Mapping[str, Any], changes: Mapping[str, Any]
) -> AdjustmentFacts:
    assert project.approved_on is not None
    balances = project_balances(project)
    limit = support_of(project, norms_for(project, project.approved_on))
    return AdjustmentFacts(
        reason=adjustment.reason,
        paper=adjustment.paper,
        stream=project.stream,
        confirmed_by_department=adjustment.confirmed_by_department,
        changes_something=bool(changes),
        before=before["approved"],
        after=project.approved or Money(0),
        contracted=project.contracted or Money(0),
        reserved=balances[Bucket.RESERVED],
        left=line_left(line),
        limit=limit.limit,
        limit_source=", ".join(bound.source for bound in limit.deciding),
    )


def _days(project: Project, line: PlanLine) -> list[Refusal]:
    first, last = date(line.plan.year, 1, 1), last_day_of(line)
    assert project.approved_on is not None
    faults = window_refusals(
        project.invoices_from or first,
        project.invoices_until or last,
        first,
        last,
        norms_for(project, project.approved_on).cite("funding.invoice_window"),
    )
    if project.ends_on is not None and project.ends_on > last:
        faults.append(
            Refusal(
                "programme.ends_after_year",
                _("Ngày hoàn thành phải trong năm ngân sách (đến %(last)s)."),
                source=ADJUSTMENT,
                last=f"{last:%d/%m/%Y}",
            )
        )
    return faults


def _keep_version(
    record: Record, project: Project, adjustment: Adjustment, before: Mapping[str, Any], at: datetime
) -> None:
    last = project.versions.aggregate(last=Max("number"))["last"] or 0
    ProjectVersion.objects.create(
        project=project, number=last + 1, content={name: _plain(value) for name, value in before.items()},
        reason=adjustment.reason.strip(), paper=adjustment.paper.strip(),
        confirmed_by_department=adjustment.confirmed_by_department.strip(), made_at=at, made_by=record.actor,
    )  # fmt: skip  # one row


def _plain(value: Any) -> Any:
    if isinstance(value, Money):
        return value.dong
    return value.isoformat() if isinstance(value, date) else value
