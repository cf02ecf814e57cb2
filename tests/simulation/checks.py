"""What must hold after every step, reckoned apart from the product where that is possible."""

from khuyencong.programme.models import Project, Transfer
from khuyencong.programme.queries.balances import line_balances
from khuyencong.programme.queries.ledger_book import facts_of
from khuyencong.programme.rules.buckets import KINDS, Bucket
from khuyencong.programme.rules.ledger import Balances

SPENT = (Bucket.PAID, Bucket.SETTLED)
COMMITTED = (*SPENT, Bucket.CONTRACTED, Bucket.ADVANCED)


class Broken(AssertionError):
    """An invariant does not hold."""


class Watch:
    """Keeps the pure fold of every plan beside the database, and compares the two."""

    def __init__(self, sums=line_balances):
        self.sums = sums
        self.rows, self.balances, self.inside = {}, {}, {}
        self.locked, self.undone, self.of_plan = set(), set(), {}

    def look(self, plan, lines, asked=None, done=None):
        """Take in what one step wrote, and check everything that it may have touched."""
        before = self.of_plan.setdefault(plan.pk, set())
        new = [facts_of(row) for row in self._new(plan, before)]
        self._batch(asked, done, {one.id for one in new})
        balances = self.balances.setdefault(plan.pk, Balances())
        for one in new:
            self._row(one)
        for one in new:
            first = self.rows.get(one.reverses) if one.reverses else None
            balances.add(one, first.kind if first else None)
            self._budget(one, lines)
        if plan.pk in self.locked and new:
            raise Broken(f"locked year {plan.year} took {len(new)} transfers")
        self._sums(plan, balances, lines)

    def _new(self, plan, before):
        count = Transfer.objects.filter(plan=plan).count()
        if count == len(before):
            return []
        return [row for row in Transfer.objects.filter(plan=plan).order_by("recorded_at") if row.pk not in before]

    def _batch(self, asked, done, new):
        """All or nothing: what was told is what was written; a crash or a refusal writes nothing."""
        told = set(done.posted) if done else set()
        if told != new:
            raise Broken(f"told {len(told)} transfers, wrote {len(new)}")
        if asked and done and {one.id for one in asked} != told | set(done.repeated):
            raise Broken("some orders were neither posted nor repeated")

    def _row(self, one):
        first = self.rows.get(one.reverses) if one.reverses else None
        if one.reverses in self.undone:
            raise Broken(f"{one.reverses} was reversed twice")
        self.undone |= {one.reverses} - {None}
        kind = first.kind if first else one.kind
        if kind in KINDS and KINDS[kind].approved and one.approved_by in (None, one.posted_by):
            raise Broken(f"one person approved and posted {one.id}")
        self.rows[one.id] = one
        self.of_plan[one.plan].add(one.id)

    def _budget(self, one, lines):
        """Keep what each source should have inside, from what crossed the border of the plan alone."""
        streams = {line.pk: line.stream for line in lines}
        key = (one.plan, streams[one.line])
        change = one.amount * ((one.source is Bucket.OUTSIDE) - (one.target is Bucket.OUTSIDE))
        self.inside[key] = self.inside.get(key, 0) + change

    def _sums(self, plan, balances, lines):
        sums = self.sums(Transfer.objects.filter(plan=plan))
        if {line: dict(buckets) for line, buckets in sums.items()} != balances.by_line():
            raise Broken(f"report of {plan.year} differs from the ledger")
        for stream in ("local", "national"):
            mine = [sums[line.pk] for line in lines if line.stream == stream and line.pk in sums]
            inside = sum(amount for one in mine for bucket, amount in one.items() if bucket is not Bucket.OUTSIDE)
            if inside != self.inside.get((plan.pk, stream), 0):
                raise Broken(f"money of source {stream} was not conserved in {plan.year}")
        if found := balances.negatives():
            raise Broken(f"negative: {found[0]}")
        self._projects(plan, balances)

    def _projects(self, plan, balances):
        for key, approved, accepted in Project.objects.filter(line__plan=plan).values_list(
            "pk", "approved", "accepted"
        ):
            if balances.of_project(key, COMMITTED) > approved.dong:
                raise Broken(f"project {key} is contracted beyond its approval")
            if balances.of_project(key, SPENT) > accepted.dong:
                raise Broken(f"project {key} is paid beyond its acceptance")

    def lock(self, plan):
        """Remember that a plan is locked."""
        self.locked.add(plan.pk)
