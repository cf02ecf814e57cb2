"""Sums of the ledger for plans, by SQL: what is in which bucket on a day, by line, month, place, firm, sector."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Case, ExpressionWrapper, F, Q, QuerySet, Sum, When

from khuyencong.kernel.money import Money
from khuyencong.programme.models import Plan, Transfer
from khuyencong.programme.queries.balances import line_balances
from khuyencong.programme.rules.buckets import OF_PROJECT, Bucket, Kind

SPENT = (Bucket.ADVANCED, Bucket.PAID, Bucket.SETTLED)
COMMITTED = tuple(sorted(OF_PROJECT))
Buckets = dict[Bucket, int]


def until(plan_ids: Iterable[int], day: date | None = None) -> QuerySet[Transfer]:
    """Return the transfers of plans up to and with a day."""
    rows = Transfer.objects.filter(plan_id__in=list(plan_ids))
    return rows if day is None else rows.filter(on__lte=day)


def net(*buckets: str) -> Sum:
    """Return the expression that sums what came into the buckets from elsewhere, less what left them."""
    inside = list(buckets)
    comes = Q(to_bucket__in=inside) & ~Q(from_bucket__in=inside)
    leaves = Q(from_bucket__in=inside) & ~Q(to_bucket__in=inside)
    whole = BigIntegerField()
    return Sum(
        Case(
            When(comes, then=ExpressionWrapper(F("amount") * 1, output_field=whole)),
            When(leaves, then=ExpressionWrapper(F("amount") * -1, output_field=whole)),
            default=0,
            output_field=whole,
        ),
        output_field=whole,
        default=0,
    )


def by_line(plan_ids: Iterable[int], day: date | None = None) -> Mapping[int, Mapping[Bucket, int]]:
    """Return what every line holds in every bucket; one query."""
    return line_balances(until(plan_ids, day))


def by_stream(plan_ids: Iterable[int], day: date | None = None) -> dict[str, Buckets]:
    """Return what every stream holds in every bucket; one query."""
    found: dict[str, Buckets] = defaultdict(lambda: defaultdict(int))
    for stream, source, target, amount in _flows(until(plan_ids, day), "line__stream"):
        found[stream][Bucket(source)] -= amount
        found[stream][Bucket(target)] += amount
    return found


def _flows(rows: QuerySet[Transfer], key: str) -> Iterable[tuple[Any, str, str, int]]:
    grouped = rows.values_list(key, "from_bucket", "to_bucket").annotate(total=Sum("amount"))
    for group, source, target, total in grouped.order_by(key, "from_bucket", "to_bucket"):
        yield group, source, target, total.dong


def whole_of(buckets: Mapping[Bucket, int]) -> int:
    """Return everything that was given to a line and not taken back."""
    return sum(amount for bucket, amount in buckets.items() if bucket != Bucket.OUTSIDE)


def committed_of(buckets: Mapping[Bucket, int]) -> int:
    """Return what is promised to projects or went to them."""
    return sum(buckets.get(bucket, 0) for bucket in COMMITTED)


def assigned_by_line(plan: Plan) -> dict[int, Money]:
    """Return what was assigned to every line of the plan, without what last year carried in."""
    carried = dict(
        Transfer.objects.filter(plan=plan)
        .filter(Q(kind=Kind.CARRY_IN) | Q(reverses__kind=Kind.CARRY_IN))
        .values_list("line_id")
        .annotate(total=net(*(bucket.value for bucket in Bucket if bucket is not Bucket.OUTSIDE)))
        .order_by("line_id")
    )
    return {line: Money(whole_of(buckets) - carried.get(line, 0)) for line, buckets in by_line([plan.pk]).items()}


def committed_by_code(plan: Plan) -> dict[str, Money]:
    """Return by code of line what is promised to projects or went to them."""
    held = by_line([plan.pk])
    codes = dict(plan.lines.values_list("pk", "code"))
    return {codes[line]: Money(amount) for line, one in held.items() if (amount := committed_of(one))}
