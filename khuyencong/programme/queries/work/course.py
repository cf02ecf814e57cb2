"""How the work on a project stands, as the rules want to know it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Max, Min

from khuyencong.law.norms import NormsOfDay
from khuyencong.programme.models import Machine, Project
from khuyencong.programme.rules.contents import ContentType
from khuyencong.programme.rules.work.acceptance import MachineFacts
from khuyencong.programme.rules.work.running import Course

MEMBERS = "programme.acceptance_member_count"
LISTED_PEOPLE = frozenset({"trainee", "member"})
"""Lists without which work with people is not accepted."""
MACHINES = "machine"


def course_of(project: Project) -> Course:
    """Return when the contract was signed, when work began and how far it was last reported."""
    last = project.progress_reports.order_by("-reported_on", "-pk").first()
    signed_on = project.contracts.filter(main=None).aggregate(first=Min("signed_on"))["first"]
    return Course(
        signed_on=signed_on,
        started_on=project.starts_on if project.starts_on and signed_on and project.starts_on >= signed_on else None,
        percent=last.percent if last else None,
        reported_on=last.reported_on if last else None,
    )


def ends_on(project: Project) -> object:
    """Return the last day of the contract with its annexes, else the planned one."""
    contracted = project.contracts.aggregate(last=Max("ends_on"))["last"]
    return contracted or project.ends_on


def facts_of_machines(machines: Iterable[Machine]) -> tuple[MachineFacts, ...]:
    """Return machines as the rules compare them."""
    return tuple(
        MachineFacts(one.name, one.model, one.serial, one.origin, one.made_year, one.quantity, one.price, one.works)
        for one in machines
    )


def lists_wanted(project: Project, content: ContentType) -> dict[str, int]:
    """Return the lists of people that the content asks for by label, with how many rows there are."""
    found = {}
    for table, label in content.tables.items():
        if table in LISTED_PEOPLE:
            rows = project.facts.get(table)
            found[label] = len(rows) if isinstance(rows, list) else 0
    return found


def minimum_members(norms: NormsOfDay) -> tuple[int, str]:
    """Return how many people an acceptance needs, and what says so."""
    return norms.whole(MEMBERS), norms.cite(MEMBERS)
