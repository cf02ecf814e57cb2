"""Programmes, plans, lines and projects as tests need them, written straight into the tables."""

from datetime import UTC, date, datetime

from khuyencong.kernel.money import Money
from khuyencong.programme.models import Plan, PlanLine, PlannedAmount, PlanVersion, Programme, Project

AT = datetime(2026, 1, 15, 2, 0, tzinfo=UTC)


def make_programme(cast, **changed):
    """Make the programme of 2026-2030, approved."""
    facts = {
        "office": cast.office("sct-vinh-long"), "code": "KC-2026-2030", "name": "Chương trình khuyến công (mẫu)",
        "first_year": 2026, "last_year": 2030, "state": "approved", "decision_number": "01/QĐ-UBND",
        "decision_on": date(2026, 1, 5),
    }  # fmt: skip  # facts read better in a block
    return Programme.objects.create(**facts | changed)


def make_plan(cast, *, year=2026, office="ttkc-vinh-long", **changed):
    """Make a plan with an approved first version."""
    plan = Plan.objects.create(office=cast.office(office), year=year, name=f"Kế hoạch khuyến công {year}", **changed)
    PlanVersion.objects.create(
        plan=plan, number=1, state="approved", decision_number="12/QĐ-UBND", decision_on=date(year, 1, 10),
        signer="Người ký (mẫu)", created_at=AT, created_by=cast.chuyenvien,
    )  # fmt: skip  # facts read better in a block
    return plan


def make_line(plan, *, code="L01", stream="local", content="machinery", support=1_000_000_000, **changed):
    """Make a line of the plan, with its amount in the version in force."""
    facts = {"name": f"Hỗ trợ {code}", "kind": "regular"} | changed
    line = PlanLine.objects.create(plan=plan, code=code, stream=stream, content=content, **facts)
    version = plan.versions.get(state="approved")
    PlannedAmount.objects.create(version=version, line=line, support=Money(support), counterpart=Money(support))
    return line


def make_project(cast, *, line=None, code="DA-001", state="draft", **changed):
    """Make a project; in a state after approval, give it a line and the amounts that go with it."""
    facts = {
        "office": cast.office("ttkc-vinh-long"), "name": f"Hỗ trợ máy {code}", "stream": "local",
        "content": "machinery", "year": 2026, "line": line, "state": state, "eligible_cost": Money(600_000_000),
        "asked": Money(300_000_000), "counterpart": Money(300_000_000), "created_at": AT, "changed_at": AT,
        "created_by": cast.chuyenvien,
    }  # fmt: skip  # facts read better in a block
    if line is not None:
        facts |= {"stream": line.stream, "content": line.content, "year": line.plan.year,
                  "approved": Money(300_000_000), "approved_on": date(line.plan.year, 2, 1),
                  "decision_number": "30/QĐ-SCT"}  # fmt: skip  # facts read better in a block
    return Project.objects.create(code=code, **facts | changed)
