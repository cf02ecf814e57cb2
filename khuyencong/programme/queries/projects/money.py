"""The money of one project and of one line, as a page and an action need them."""

from __future__ import annotations

from django.db.models import Q, Sum

from khuyencong.kernel.money import Money
from khuyencong.programme.models import PlanLine, Project, Transfer
from khuyencong.programme.rules.buckets import OF_PROJECT, Bucket


def line_left(line: PlanLine) -> Money:
    """Return what the line may still promise: the balance of its assigned money."""
    rows = Transfer.objects.filter(Q(line=line) | Q(to_line=line))
    assigned = Bucket.ASSIGNED.value
    incoming = Q(to_bucket=assigned, to_line=None, line=line) | Q(to_bucket=assigned, to_line=line)
    sums = rows.aggregate(
        incoming=Sum("amount", filter=incoming, default=Money(0)),
        outgoing=Sum("amount", filter=Q(from_bucket=assigned, line=line), default=Money(0)),
    )
    left: Money = sums["incoming"] - sums["outgoing"]
    return left


def project_balances(project: Project) -> dict[Bucket, Money]:
    """Return what lies in each bucket of the project."""
    found = dict.fromkeys((bucket for bucket in Bucket if bucket in OF_PROJECT), Money(0))
    rows = Transfer.objects.filter(project=project).values_list("from_bucket", "to_bucket").order_by()
    for source, target, amount in rows.annotate(total=Sum("amount")).values_list("from_bucket", "to_bucket", "total"):
        if Bucket(source) in found:
            found[Bucket(source)] -= amount
        if Bucket(target) in found:
            found[Bucket(target)] += amount
    return found
