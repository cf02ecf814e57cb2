"""A small plan year with lines and projects, and rows of the ledger written straight into the table."""

from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

from khuyencong.kernel.money import Money
from khuyencong.programme.models import Plan, PlanLine, Project, Transfer
from khuyencong.programme.rules.buckets import KINDS, OF_PROJECT, Bucket, Kind

DAY = date(2026, 3, 2)


@dataclass
class PlanWorld:
    """A plan of the centre for one year: two local lines, a national one, a project on the first local line."""

    cast: object
    at: object
    plan: Plan
    lines: dict[str, PlanLine]
    projects: dict[str, Project] = field(default_factory=dict)

    @property
    def line(self):
        return self.lines["L01"]

    @property
    def project(self):
        return self.projects["KC-1"]

    def row(self, kind, amount, /, **changes):
        """Return an unsaved row of the table of kinds on the first line, of its project where the row wants one."""
        row = KINDS[kind]
        facts = {
            "id": uuid4(), "plan": self.plan, "line": self.line, "kind": kind.value, "amount": Money(amount),
            "from_bucket": row.source.value, "to_bucket": row.target.value, "on": DAY, "recorded_at": self.at,
            "paper": "QĐ 1", "posted_by": self.cast.ketoan,
            "approved_by": self.cast.giamdoc if row.approved else None,
            "project": self.project if {row.source, row.target} & OF_PROJECT else None,
        }  # fmt: skip
        return Transfer(**(facts | changes))

    def insert(self, kind, amount, /, **changes):
        """Write a row by SQL, past every rule and action."""
        one = self.row(kind, amount, **changes)
        Transfer.objects.bulk_create([one])
        return one

    def chain(self, upto, amount=300):
        """Write the rows that lead an amount of the first project up to a bucket."""
        way = {
            Bucket.ASSIGNED: [Kind.ASSIGN], Bucket.RESERVED: [Kind.RESERVE], Bucket.CONTRACTED: [Kind.CONTRACT],
            Bucket.PAID: [Kind.PAY],
        }  # fmt: skip
        written = []
        for bucket, kinds in way.items():
            written += [self.insert(kind, amount) for kind in kinds]
            if bucket is upto:
                return written
        raise ValueError(upto)


def make_plan_world(cast, at, year=2026, office="ttkc-vinh-long"):
    """Make a plan with its lines and one running project, approved, contracted and accepted at 500 đồng."""
    plan = Plan.objects.create(office=cast.office(office), year=year, name=f"Kế hoạch khuyến công năm {year}")
    lines = {
        code: PlanLine.objects.create(plan=plan, code=code, stream=stream, content="machinery", name=f"Dòng {code}")
        for code, stream in (("L01", "local"), ("L02", "local"), ("Q01", "national"))
    }
    world = PlanWorld(cast, at, plan, lines)
    make_project(world, "KC-1")
    return world


def make_project(world, code, line="L01", **changes):
    """Make a running project of a line."""
    facts = {
        "office": world.plan.office, "code": f"{world.plan.year}-{code}", "name": f"Đề án {code}", "stream": world.lines[line].stream,
        "content": "machinery", "year": world.plan.year, "line": world.lines[line], "state": "running",
        "approved": Money(500), "contracted": Money(500), "accepted": Money(500), "approved_on": DAY,
        "created_at": world.at, "created_by": world.cast.chuyenvien, "changed_at": world.at,
    }  # fmt: skip
    world.projects[code] = Project.objects.create(**(facts | changes))
    return world.projects[code]
