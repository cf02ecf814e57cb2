"""The simulated office: people with their rights, plan years with lines and projects, and a clock that can be wrong."""

from datetime import UTC, date, datetime, timedelta

from khuyencong.accounts.models import Grant, Person
from khuyencong.kernel.money import Money
from khuyencong.programme.models import Plan, PlanLine, Project
from tests.cast import make_cast

LINES = (("L01", "local"), ("L02", "local"), ("L03", "local"), ("Q01", "national"), ("Q02", "national"))
PROJECTS_A_LINE = 3


class Clock:
    """A clock that goes on by minutes, and now and then is an hour behind, as that of a second server."""

    def __init__(self, chance):
        self.chance, self.at = chance, datetime(2026, 1, 5, 1, 0, tzinfo=UTC)

    def tick(self):
        self.at += timedelta(minutes=self.chance.randrange(1, 50))
        return self.at - timedelta(hours=1) if self.chance.random() < 0.1 else self.at


class Office:
    """The centre with its accountants and directors; one person is both, and must never be both in one payment."""

    def __init__(self, chance):
        self.chance, self.cast = chance, make_cast()
        self.office = self.cast.office("ttkc-vinh-long")
        self.both = Person.objects.create(username="kiemnhiem", full_name="Người Kiêm Nhiệm (mẫu)", password="!")
        Grant.objects.bulk_create(
            Grant(person=self.both, office=self.office, role=role, from_on=date(2025, 1, 1))
            for role in ("accountant", "director", "officer")
        )
        self.accountants = [self.cast.ketoan, self.both]
        self.directors = [self.cast.giamdoc, self.both]
        self.officers = [self.cast.chuyenvien, self.both]
        self.year = 2025
        self.plans, self.lines, self.projects = [], {}, {}
        self.open_year()

    @property
    def plan(self):
        return self.plans[-1]

    def open_year(self):
        """Open the plan of the next year with its lines and projects."""
        self.year += 1
        plan = Plan.objects.create(office=self.office, year=self.year, name=f"Kế hoạch {self.year}")
        self.plans.append(plan)
        self.lines[plan.pk] = [
            PlanLine.objects.create(plan=plan, code=code, stream=stream, content="machinery", name=f"Dòng {code}")
            for code, stream in LINES
        ]
        self.projects[plan.pk] = [
            self._project(line, number) for line in self.lines[plan.pk] for number in range(PROJECTS_A_LINE)
        ]

    def _project(self, line, number):
        approved = self.chance.randrange(100, 900)
        contracted = self.chance.randrange(approved // 2, approved + 1)
        accepted = self.chance.choice([0, contracted // 2, contracted])
        moment = datetime(self.year, 1, 2, tzinfo=UTC)
        return Project.objects.create(
            office=self.office, code=f"{self.year}-{line.code}-{number}", name="Đề án", stream=line.stream,
            content="machinery", year=self.year, line=line, state="running", approved=Money(approved),
            contracted=Money(contracted), accepted=Money(accepted), approved_on=moment.date(), created_at=moment,
            created_by=self.cast.chuyenvien, changed_at=moment,
        )  # fmt: skip  # facts read better in a block
