"""Programmes, plans and supported projects, as the table of open data asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import BigIntegerField, QuerySet, Sum

from khuyencong.kernel.money import Money
from khuyencong.programme.models import PlannedAmount, PlanVersion, Programme, ProgrammeMoney, Project, Target
from khuyencong.programme.queries.balances import project_balances
from khuyencong.programme.rules.buckets import Bucket
from khuyencong.reporting.queries.open_data.awards import PLACE, commune_code, supported_projects
from khuyencong.reporting.rules.open_data.marks import Row

APPROVED = ("approved", "ended")
SPENT = (Bucket.ADVANCED, Bucket.PAID, Bucket.SETTLED)


def programmes() -> QuerySet[Programme]:
    """Return the programmes that were approved."""
    return Programme.objects.filter(state__in=APPROVED).select_related("office")


def told_programmes(batch: Sequence[Programme], _on: date) -> list[Row]:
    """Tell a batch of programmes."""
    return [
        {
            "code": one.code,
            "name": one.name,
            "office": one.office.name,
            "first_year": one.first_year,
            "last_year": one.last_year,
            "state": one.state,
            "decision_number": one.decision_number,
            "decision_on": one.decision_on,
            "authority": one.authority,
        }
        for one in batch
    ]


def programme_money() -> QuerySet[ProgrammeMoney]:
    """Return the money of approved programmes."""
    return ProgrammeMoney.objects.filter(programme__state__in=APPROVED).select_related("programme")


def told_programme_money(batch: Sequence[ProgrammeMoney], _on: date) -> list[Row]:
    """Tell a batch of sums."""
    return [
        {
            "id": one.pk,
            "programme_code": one.programme.code,
            "source": one.source,
            "year": one.year,
            "amount_dong": one.amount.dong,
            "citation": one.citation,
        }
        for one in batch
    ]


def programme_targets() -> QuerySet[Target]:
    """Return the targets of approved programmes."""
    return Target.objects.filter(programme__state__in=APPROVED).select_related("programme")


def told_programme_targets(batch: Sequence[Target], _on: date) -> list[Row]:
    """Tell a batch of targets."""
    return [
        {
            "id": one.pk,
            "programme_code": one.programme.code,
            "contents": one.contents,
            "indicator": one.indicator,
            "label": one.label,
            "unit": one.unit,
            "low": one.low,
            "high": one.high,
        }
        for one in batch
    ]


def plans() -> QuerySet[PlanVersion]:
    """Return the version in force of every plan, with its sums."""
    whole = BigIntegerField()
    return (
        PlanVersion.objects.filter(state="approved")
        .select_related("plan__office")
        .annotate(
            support_sum=Sum("amounts__support", output_field=whole, default=0),
            counterpart_sum=Sum("amounts__counterpart", output_field=whole, default=0),
        )
    )


def told_plans(batch: Sequence[PlanVersion], _on: date) -> list[Row]:
    """Tell a batch of plans by their versions in force."""
    return [
        {
            "id": one.plan_id,
            "year": one.plan.year,
            "office": one.plan.office.name,
            "name": one.plan.name,
            "version": one.number,
            "decision_number": one.decision_number,
            "decision_on": one.decision_on,
            "support_dong": int(one.support_sum),  # type: ignore[attr-defined]  # annotated by plans
            "counterpart_dong": int(one.counterpart_sum),  # type: ignore[attr-defined]  # annotated by plans
        }
        for one in batch
    ]


def plan_lines() -> QuerySet[PlannedAmount]:
    """Return what the versions in force give each line."""
    return PlannedAmount.objects.filter(version__state="approved").select_related("line__plan")


def told_plan_lines(batch: Sequence[PlannedAmount], _on: date) -> list[Row]:
    """Tell a batch of lines."""
    return [
        {
            "id": one.pk,
            "plan_id": one.line.plan_id,
            "year": one.line.plan.year,
            "code": one.line.code,
            "name": one.line.name,
            "stream": one.line.stream,
            "content": one.line.content,
            "support_dong": one.support.dong,
            "counterpart_dong": one.counterpart.dong,
            "quantity": one.quantity,
            "unit": one.unit,
        }
        for one in batch
    ]


def projects() -> QuerySet[Project]:
    """Return the supported projects."""
    return supported_projects().select_related("office", "establishment", *PLACE)


def told_projects(batch: Sequence[Project], _on: date) -> list[Row]:
    """Tell a batch of projects; one query for their sums in the ledger."""
    balances = project_balances([one.pk for one in batch])
    return [_told_project(one, sum(balances[one.pk][bucket] for bucket in SPENT)) for one in batch]


def _told_project(one: Project, paid: int) -> Row:
    maker = one.establishment
    return {
        "id": one.pk,
        "code": one.code,
        "name": one.name,
        "office_code": one.office.code,
        "office": one.office.name,
        "year": one.year,
        "stream": one.stream,
        "content": one.content,
        "state": one.life.public_label(one.state),
        "establishment_id": one.establishment_id,
        "establishment_name": maker.name if maker else None,
        "implementer": one.implementer,
        "commune_code": commune_code(one.place),
        "place": one.place.full_name if one.place else None,
        "sector": one.sector,
        "summary": one.summary,
        "approved_dong": _dong(one.approved),
        "contracted_dong": _dong(one.contracted),
        "accepted_dong": _dong(one.accepted),
        "paid_dong": paid,
        "approved_on": one.approved_on,
        "decision_number": one.decision_number,
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "accepted_on": one.accepted_on,
    }


def _dong(amount: Money | None) -> int | None:
    return None if amount is None else amount.dong
