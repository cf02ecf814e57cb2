"""What the calculator would be asked about a project: its own facts, and the money that may still be promised to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from khuyencong.kernel.money import Money
from khuyencong.programme.models import Project
from khuyencong.programme.queries.balances import balance_of_line, project_balances
from khuyencong.programme.rules.buckets import Bucket


def question_of(project: Project, today: date) -> dict[str, Any]:
    """Return the question by the names of the calculator's form. Governing day: that of approval, else today."""
    return {
        "de_an": project.pk,
        "ngay": f"{project.approved_on or today:%d/%m/%Y}",
        "noi_dung": project.content,
        "nguon": project.stream,
        "chi_phi": project.eligible_cost,
        "de_nghi": project.asked,
        "con_lai": left_for(project),
        "so_luong": 1,
        "ma_so_thue": project.establishment.tax_code if project.establishment else "",
        "so_may": ", ".join(serial for serial in project.machines.values_list("serial", flat=True) if serial),
    }


def left_for(project: Project) -> Money | None:
    """Return what may still be promised to the project: free money of its line, and what it already holds there."""
    if project.line is None:
        return None
    held = project_balances([project.pk])[project.pk][Bucket.RESERVED]
    return Money(balance_of_line(project.line)[Bucket.ASSIGNED] + held)
