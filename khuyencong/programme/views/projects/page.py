"""The page of a project: where it stands, what comes next, its money, papers, facts and history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import acts, person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import POLICY, Action
from khuyencong.accounts.rules.roles import ROLE_LABELS
from khuyencong.documents.queries import attachments_of
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.programme.forms.projects.application import PaperForm
from khuyencong.programme.models import Project
from khuyencong.programme.queries.projects.application import missing_of, papers_of
from khuyencong.programme.queries.projects.board import (
    steps_of,
    support_history,
    trail_of_project,
    waiting_for_money,
)
from khuyencong.programme.queries.projects.bounds import content_of, kept_limit, norms_for, support_of
from khuyencong.programme.queries.projects.money import project_balances
from khuyencong.programme.rules.buckets import BUCKET_LABELS
from khuyencong.programme.rules.contents import ContentType, Fact
from khuyencong.programme.rules.streams import STREAM_LABELS, Stream
from khuyencong.programme.rules.support import BOUND_LABELS, BoundName, SupportLimit
from khuyencong.programme.views.parts import parts_of
from khuyencong.programme.views.reach import possible, project_for, today
from khuyencong.ui.templatetags.words import dong, ngay, so

PAPERS_OPEN = ("draft", "needs_supplement", "planned", "contracted", "running", "suspended", "accepted")
"""States in which papers are still put to a project."""
ACTS = {
    "register_project": "send",
    "answer_project_supplement": "inbox",
    "appraise_project": "clipboard-check",
    "record_ministry_appraisal": "building-check",
    "plan_project": "check2-circle",
    "name_beneficiary": "person-check",
    "sign_contract": "pen",
    "start_work": "play-circle",
    "resume_project": "play-circle",
    "report_progress": "graph-up",
    "inspect_project": "binoculars",
    "accept_work": "clipboard2-check",
    "settle_project": "journal-check",
    "liquidate_contract": "file-earmark-check",
    "close_project": "archive",
    "end_stopped_project": "check2-circle",
    "sign_annex": "file-earmark-plus",
    "adjust_project": "sliders",
    "edit_project": "pencil",
    "request_project_supplement": "chat-left-text",
    "withdraw_project": "box-arrow-left",
    "suspend_project": "pause-circle",
    "reject_project": "x-octagon",
    "stop_project": "stop-circle",
}
"""The acts on a project with their icons, what leads on before what ends."""
ENDS = frozenset({"reject_project", "stop_project"})
NEXT = {
    "draft": "register_project",
    "needs_supplement": "answer_project_supplement",
    "registered": "appraise_project",
    "appraised": "plan_project",
    "ministry_appraised": "plan_project",
    "planned": "sign_contract",
    "contracted": "start_work",
    "running": "accept_work",
    "suspended": "resume_project",
    "accepted": "settle_project",
    "settled": "liquidate_contract",
    "liquidated": "close_project",
    "stopped": "end_stopped_project",
}
"""What usually comes next in a state."""


def next_verb(project: Project) -> str:
    """Return what usually comes next, or nothing where the project is over."""
    if project.state == "appraised" and project.stream == Stream.NATIONAL:
        return "record_ministry_appraisal"
    if project.state == "planned" and project.establishment_id is None:
        return "name_beneficiary"
    return NEXT.get(project.state, "")


def deeds_of(request: HttpRequest, project: Project) -> list[dict[str, Any]]:
    """Return the acts that the reader may do now, the usual next one first."""
    person, leads = person_of(request), next_verb(project)
    verbs = [verb for verb in ACTS if project.life.allows(project.state, verb)]
    verbs = [verb for verb in verbs if verb != "name_beneficiary" or project.kind == "group"]
    verbs = [verb for verb in verbs if refusal(person, Action(f"programme.{verb}"), project) is None]
    return [
        {
            "verb": verb,
            "label": project.life.button(verb),
            "icon": ACTS[verb],
            "url": reverse(f"programme:{verb}", args=[project.pk]),
            "kind": "primary" if verb == leads else "danger" if verb in ENDS else "secondary",
        }
        for verb in sorted(verbs, key=lambda one: one != leads)
    ]


def turn_of(deeds: list[dict[str, Any]], project: Project) -> list[str]:
    """Return who takes the usual next step, where that is not the reader."""
    verb = next_verb(project)
    if not verb or any(one["verb"] == verb for one in deeds):
        return []
    return [_(ROLE_LABELS[role]) for role in POLICY[Action(f"programme.{verb}")].cells]


@require_safe
@acts(Action.VIEW_PROJECT)
def view_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Show one project."""
    project = project_for(request, project_id, Action.VIEW_PROJECT)
    content = content_shown(project)
    can, deeds = possible(project), deeds_of(request, project)
    facts: dict[str, Any] = {
        "project": project,
        "can": can,
        "content": content,
        "stream_label": STREAM_LABELS[Stream(project.stream)],
        "steps": steps_of(project),
        "deeds": deeds,
        "turn": turn_of(deeds, project),
        "next_label": project.life.button(next_verb(project)) if next_verb(project) else "",
        "missing": missing_of(project, today()) if project.state in {"draft", "needs_supplement"} else [],
        "amounts": list(amounts_of(project)),
        "balances": list(balances_of(project)),
        "papers": papers_of(project, content, "application"),
        "settlement_papers": papers_of(project, content, "settlement") if project.contracted else [],
        "pictures": [one for one in attachments_of(project) if one.kind == "photo"],
        "fact_lines": list(fact_lines(content, project)),
        "fact_tables": list(fact_tables(content, project)),
        "supplements": project.supplements.order_by("-requested_at"),
        "appraisals": project.appraisals.order_by("-held_on", "-pk").prefetch_related("opinions"),
        "contracts": project.contracts.order_by("signed_on", "pk"),
        "versions": project.versions.order_by("-number").select_related("made_by"),
        "others": support_history(project),
        "waiting": waiting_for_money(project),
        "replaced_by": list(project.replaced_by.all()),
        "paper_form": PaperForm(kinds=paper_kinds(content)) if project.state in PAPERS_OPEN else None,
    }
    facts |= of_staff(request, project)
    facts["parts"] = parts_of(request, project, {"can": can, "content": content})
    return render(request, "programme/view_project.html", facts)


def content_shown(project: Project) -> ContentType:
    """Return the kind of content by the norms of the approval, else of today; of an older one no more than its code."""
    for day in (project.approved_on or today(), today()):
        try:
            return content_of(project, norms_for(project, day))
        except Refusal:
            continue
    return ContentType(
        code=project.content, label=project.content, group="", unit="", streams=frozenset(), facts=(), papers=(),
        indicators=(), tables={}, source="", facts_source="",
    )  # fmt: skip  # one row


def of_staff(request: HttpRequest, project: Project) -> dict[str, Any]:
    """Return what only the office reads: the bounds of the norm engine, and who did what."""
    if refusal(person_of(request), Action.CHECK_SUPPORT, project) is not None:
        return {}
    return {**limit_facts(project), "trail": list(trail_of_project(project))}


def limit_facts(project: Project, *, left: Money | None = None) -> dict[str, Any]:
    """Return the bounds of the norm engine for a project, or why there are none."""
    day = project.approved_on or today()
    try:
        found = kept_limit(project) or support_of(project, norms_for(project, day), left=left)
    except Refusals as several:
        return {"limit_refusals": several.refusals}
    except Refusal as one:
        return {"limit_refusals": [one]}
    return {
        "found": found,
        "bounds": bounds_shown(found),
        "norms": norms_for(project, day),
        "cost": project.eligible_cost,
    }


def bounds_shown(found: SupportLimit) -> list[dict[str, Any]]:
    """Return the bounds with their labels, and which of them decide."""
    return [
        {"label": BOUND_LABELS[BoundName(bound.name)], "bound": bound, "decides": bound in found.deciding}
        for bound in found.bounds
    ]


def paper_kinds(content: ContentType) -> list[tuple[str, str]]:
    """Return what a file of the project may be."""
    papers = {one.code: _(one.label) for one in content.papers}
    return [*papers.items(), ("photo", _("Ảnh")), ("other", _("Giấy tờ khác"))]


def amounts_of(project: Project) -> Iterator[dict[str, Any]]:
    """Yield the four amounts that are never one another, and what they were asked from."""
    yield {"label": _("Đề nghị"), "amount": project.asked}
    yield {"label": _("Thẩm định đề xuất"), "amount": project.proposed}
    yield {"label": _("Được phê duyệt"), "amount": project.approved}
    yield {"label": _("Theo hợp đồng"), "amount": project.contracted}
    yield {"label": _("Được nghiệm thu"), "amount": project.accepted}


def balances_of(project: Project) -> Iterator[dict[str, Any]]:
    """Yield where the project's money lies now."""
    for bucket, amount in project_balances(project).items():
        if amount:
            yield {"label": BUCKET_LABELS[bucket], "amount": amount}


def fact_lines(content: ContentType, project: Project) -> Iterator[dict[str, str]]:
    """Yield what the project tells of its content."""
    for fact in content.facts_of():
        value = project.facts.get(fact.code)
        if value not in (None, ""):
            yield {"label": _(fact.label), "value": fact_words(fact, value)}


def fact_tables(content: ContentType, project: Project) -> Iterator[dict[str, Any]]:
    """Yield the tables of facts that have rows."""
    for table, label in content.tables.items():
        columns = content.facts_of(table)
        rows = project.facts.get(table, [])
        if rows:
            yield {
                "label": _(label),
                "columns": [_(one.label) for one in columns],
                "rows": [[(_(one.label), fact_words(one, row.get(one.code))) for one in columns] for row in rows],
            }


def fact_words(fact: Fact, value: Any) -> str:
    """Write one fact for the reader."""
    if value in (None, ""):
        return ""
    if fact.kind == "choice":
        return _(dict(fact.choices).get(value, value))
    if fact.kind == "flag":
        return _("có") if value else _("không")
    if fact.kind == "money":
        return dong(value)
    if fact.kind == "date":
        return ngay(date.fromisoformat(value))
    text = str(value)
    if fact.kind in {"whole", "number"} and fact.unit != "năm":
        text = so(value, len(text.partition(".")[2]))  # every digit that was measured
    return f"{text} {_(fact.unit)}" if fact.unit and fact.unit != "năm" else text
