"""Projects of past years, taken in from the lists that the office kept, so that support has a history."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from khuyencong.accounts.models import Office
from khuyencong.demonstration.actions.steps import person
from khuyencong.programme.actions.lists.importing import import_projects
from khuyencong.programme.models import Plan
from khuyencong.workbooks.actions.sending import SentFile

DATA = Path(__file__).resolve().parent.parent / "data" / "projects"
YEARS = (2023, 2024)


def seed_past_projects(*, at: datetime) -> None:
    """Take in the list of each past year once."""
    office = Office.objects.get(code="ttkc-vinh-long")
    for year in YEARS:
        name = f"Kế hoạch khuyến công năm {year} (dữ liệu mẫu)"
        plan = Plan.objects.filter(office=office, year=year).first() or Plan(office=office, year=year, name=name)
        path = DATA / f"projects-{year}.xlsx"
        if not plan.pk or not plan.lines.exists():
            import_projects(actor=person("chuyenvien"), plan=plan, file=SentFile(path.read_bytes(), path.name), at=at)
