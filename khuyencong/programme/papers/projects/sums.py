"""What the ledger says a project was given, as its papers need it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from khuyencong.kernel.money import Money
from khuyencong.programme.models import Project, Transfer
from khuyencong.programme.queries.balances import AsOf, project_balances
from khuyencong.programme.rules.buckets import BUCKET_LABELS, KINDS, REVERSE_LABEL, Bucket, Kind

ZERO = Money(0)
WAYS = ("from_bucket", "to_bucket", "amount")


@dataclass(frozen=True, slots=True)
class Sums:
    """Where the project's money lies on a day, and what was advanced in all; reversed transfers are taken off."""

    buckets: dict[Bucket, int]
    advances: Money

    @property
    def open_advance(self) -> Money:
        """Advanced and not cleared yet."""
        return Money(self.buckets[Bucket.ADVANCED])

    @property
    def paid(self) -> Money:
        """Paid against what was accepted, settled or not."""
        return Money(self.buckets[Bucket.PAID] + self.buckets[Bucket.SETTLED])

    @property
    def settled(self) -> Money:
        """Settled."""
        return Money(self.buckets[Bucket.SETTLED])

    @property
    def returned(self) -> Money:
        """Given back by the beneficiary and not yet back on the line."""
        return Money(self.buckets[Bucket.RETURNED])

    def to_pay(self, accepted: Money) -> Money:
        """Return what is still owed for what was accepted: advances count as given."""
        owed = accepted - self.paid - self.open_advance
        return max(owed, ZERO)

    def to_recover(self, accepted: Money) -> Money:
        """Return what was given beyond what was accepted."""
        beyond = self.paid + self.open_advance - accepted
        return max(beyond, ZERO)


def sums_of(project: Project, on: date | None = None) -> Sums:
    """Return the sums as of a day, all days without one."""
    as_of = AsOf(on=on)
    advances = 0
    for source, target, dong in as_of.of(Transfer.objects.filter(project=project)).values_list(*WAYS):
        if target == Bucket.ADVANCED:
            advances += dong.dong
        elif (source, target) == (Bucket.ADVANCED, Bucket.CONTRACTED):  # only a reversal goes this way
            advances -= dong.dong
    return Sums(project_balances([project.pk], as_of)[project.pk], Money(advances))


def ledger_rows(project: Project) -> list[tuple[str, ...]]:
    """Return the project's entries in the ledger in the order of their days: day, what, paper, from, to, amount."""
    rows = Transfer.objects.filter(project=project).order_by("on", "recorded_at", "pk")
    return [
        (
            f"{row.on:%d/%m/%Y}",
            REVERSE_LABEL if row.kind == Kind.REVERSE else KINDS[Kind(row.kind)].label,
            row.paper,
            BUCKET_LABELS[Bucket(row.from_bucket)],
            BUCKET_LABELS[Bucket(row.to_bucket)],
            str(row.amount),
        )
        for row in rows
    ]
