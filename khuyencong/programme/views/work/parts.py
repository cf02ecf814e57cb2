"""What the page of a project shows of its work and of its effect."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyencong.accounts.guards import person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.programme.models import Project
from khuyencong.programme.queries.projects.bounds import content_of, norms_for
from khuyencong.programme.queries.work.course import facts_of_machines
from khuyencong.programme.queries.work.deadlines import project_dues
from khuyencong.programme.rules.contents import ContentType
from khuyencong.programme.rules.work.acceptance import compared
from khuyencong.programme.rules.work.effects import changes, savings, share, trainee_totals
from khuyencong.programme.views.parts import Part, page_part
from khuyencong.programme.views.reach import today

BEFORE_WORK = frozenset({"draft", "registered", "needs_supplement", "appraised", "ministry_appraised"})
NEVER = frozenset({"rejected", "withdrawn"})


def deeds_of(request: HttpRequest, project: Project, verbs: dict[str, str]) -> list[dict[str, Any]]:
    """Return the acts that the state and the policy let the reader do, in the order of the table."""
    person = person_of(request)
    return [
        {
            "url": reverse(f"programme:{verb}", args=[project.pk]),
            "label": project.life.button(verb),
            "icon": icon,
            "kind": "secondary",
        }
        for verb, icon in verbs.items()
        if project.life.allows(project.state, verb) and refusal(person, Action(f"programme.{verb}"), project) is None
    ]


@page_part("work")
def work_part(request: HttpRequest, project: Project) -> Part | None:
    """Show progress, visits, acceptances, lists and the days to keep."""
    if project.state in BEFORE_WORK | NEVER:
        return None
    content = content_of(project, norms_for(project, today()))
    acceptances = project.acceptances.annotate(photos_there=Count("photos")).order_by("-held_on", "-pk")
    machines = list(project.machines.order_by("pk"))
    planned = facts_of_machines(one for one in machines if one.is_planned)
    actual = facts_of_machines(one for one in machines if one.acceptance_id is not None)
    facts = {
        "dues": project_dues(person_of(request), today(), Project.objects.filter(pk=project.pk)),
        "reports": list(project.progress_reports.order_by("-reported_on", "-pk").select_related("recorded_by")),
        "visits": list(
            project.inspections.annotate(photos_there=Count("photos"))
            .order_by("-visited_on", "-pk")
            .select_related("recorded_by")
        ),
        "acceptances": list(acceptances),
        "machine_lines": compared(planned, actual) if actual else [],
        "machines": [one for one in machines if one.acceptance_id is not None],
        "lists": _lists(request, project, content),
    }
    return Part("programme/_work.html", facts)


def _lists(request: HttpRequest, project: Project, content: ContentType) -> list[dict[str, Any]]:
    verb = next((one for one in ("report_progress", "follow_up") if project.life.allows(project.state, one)), "")
    may = bool(verb) and refusal(person_of(request), Action(f"programme.{verb}"), project) is None
    return [
        {
            "label": _(label),
            "count": len(project.facts.get(table) or []),
            "url": reverse("programme:record_list", args=[project.pk, table]) if may else "",
        }
        for table, label in content.tables.items()
        if table != "machine"
    ]


@page_part("effect")
def effect_part(request: HttpRequest, project: Project) -> Part | None:
    """Show results reached, trainees, savings, and figures before and after."""
    if project.accepted_on is None:
        return None
    content = content_of(project, norms_for(project, today()))
    follow_ups = list(project.follow_ups.order_by("months").select_related("recorded_by"))
    indicators = {one.code: one for one in content.indicators}
    before: dict[str, str] = {}
    for one in follow_ups:
        before |= one.before
    trainees = project.facts.get("trainee") or []
    totals = trainee_totals(trainees) if trainees else None
    last = project.acceptances.exclude(result="none").order_by("-held_on", "-pk").first()
    facts = {
        "effect_deeds": deeds_of(request, project, {"follow_up": "activity"}),
        "results": [
            (indicators[code], text) for code, text in (last.figures if last else {}).items() if code in indicators
        ],
        "totals": totals,
        "women_share": share(totals.women, totals.total) if totals else None,
        "job_share": share(totals.with_job, totals.total) if totals else None,
        "savings": savings(project.facts.get("measure") or []),
        "resources": dict(next((one.choices for one in content.facts_of("measure") if one.code == "resource"), ())),
        "follow_ups": [
            {
                "row": one,
                "changes": [
                    (indicators[change.code], change) for change in changes(list(indicators), before, one.figures)
                ],
            }
            for one in follow_ups
        ],
    }
    return Part("programme/_effect.html", facts)
