"""The contents, groups, result units and deadlines that the norms give a plan of a year."""

from __future__ import annotations

from datetime import date

from khuyencong.law.norms import NormsOfDay
from khuyencong.programme.models import Plan
from khuyencong.programme.rules.plans.lines import ContentChoice, PlanRoom
from khuyencong.rulebook.queries import norms_at


def norms_of_year(year: int, *, office_code: str = "") -> NormsOfDay:
    """Return the norms of a plan's year. Governing day: 31 December, so that what changes in the year is known.

    A plan made before a decree of its year still names only contents that stand when the year ends.
    """
    return norms_at(date(year, 12, 31), office_code=office_code)


def content_choices(norms: NormsOfDay) -> dict[str, ContentChoice]:
    """Return the contents of industrial promotion by code, in the order of the norm."""
    return {
        row["code"]: ContentChoice(row["code"], row["label"], row["group"], row["unit"], tuple(row["streams"]))
        for row in norms.rows("programme.contents")
    }


def result_units(norms: NormsOfDay) -> dict[str, str]:
    """Return the first indicator of every content: what one accepted project counts as."""
    units: dict[str, str] = {}
    for row in norms.rows("programme.content_indicators"):
        units.setdefault(row["content"], row["code"])
    return units


def room_of(plan: Plan) -> PlanRoom:
    """Return what a draft must fit: the contents of the year, codes of the plan, what stood in an earlier version."""
    norms = norms_of_year(plan.year, office_code=plan.office.code)
    lines = list(plan.lines.values_list("code", "stream", "content", "kind"))
    approved = set(
        plan.lines.filter(amounts__version__state__in=["approved", "superseded", "rejected"]).values_list(
            "code", flat=True
        )
    )
    return PlanRoom(
        year=plan.year,
        contents=content_choices(norms),
        codes=frozenset(code for code, *_shape in lines),
        approved={code: (stream, content, kind) for code, stream, content, kind in lines if code in approved},
        contents_source=norms.cite("programme.contents"),
    )
