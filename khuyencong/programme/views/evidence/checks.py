"""Screens of double support: what was found, pictures used twice, who looked, and the look itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.programme.actions.evidence.checks import record_support_check as record
from khuyencong.programme.forms.evidence import SerialsForm, SupportCheckForm
from khuyencong.programme.models import Project, SupportCheck
from khuyencong.programme.queries.evidence.photos import photos_told
from khuyencong.programme.queries.evidence.support_checks import holds, latest_look
from khuyencong.programme.queries.evidence.support_history import findings_of
from khuyencong.programme.queries.projects.visibility import projects_visible_to
from khuyencong.programme.rules.evidence.double_support import STRENGTH_LABELS, Strength, findings_key
from khuyencong.programme.views.parts import Part, page_part
from khuyencong.programme.views.reach import project_for
from khuyencong.programme.views.work.telling import tried

TONES = {Strength.CERTAIN: "bad", Strength.LIKELY: "warn", Strength.WEAK: "info"}
STAGE_OF = {
    "draft": "application", "registered": "appraisal", "needs_supplement": "appraisal", "appraised": "appraisal",
    "ministry_appraised": "appraisal", "planned": "contract",
}  # fmt: skip  # a table
SHOWN_ON_PROJECT = 3


@page_part("double_support")
def support_part(request: HttpRequest, project: Project) -> Part | None:
    """Draw what speaks of double support on the project's page, for those who may look."""
    if refusal(person_of(request), Action.CHECK_SUPPORT, project) is not None:
        return None
    found, look = findings_of(project), latest_look(project)
    return Part(
        "programme/_double_support.html",
        {
            "findings": told(request, [one.data() for one in found[:SHOWN_ON_PROJECT]]),
            "finding_count": len(found),
            "look": look,
            "is_open": bool(found) and not (look and holds(look, found)),
        },
    )


@page_part("photos")
def photos_part(request: HttpRequest, project: Project) -> Part | None:
    """Draw the photographs with what their files tell, for those who look for double support."""
    if refusal(person_of(request), Action.CHECK_SUPPORT, project) is not None:
        return None
    photos = photos_told(project)
    if not photos:
        return None
    return Part("programme/_photos.html", {"photos": photos, "twin_count": sum(bool(one.twins) for one in photos)})


@require_safe
@acts(Action.CHECK_SUPPORT)
def view_support_findings(request: HttpRequest, project_id: int) -> HttpResponse:
    """Show everything that speaks of double support of a project, and the looks of before."""
    project = project_for(request, project_id, Action.CHECK_SUPPORT)
    return _page(request, project, SerialsForm(request.GET), None)


@require_POST
@acts(Action.RECORD_SUPPORT_CHECK)
def record_support_check(request: HttpRequest, project_id: int) -> HttpResponse:
    """Keep a look."""
    project = project_for(request, project_id, Action.RECORD_SUPPORT_CHECK)
    form, asked = SupportCheckForm(request.POST), SerialsForm(request.POST)
    if form.is_valid():
        kept = tried(form, lambda: _record(request, project, form))
        if kept is not None:
            messages.success(request, _("Đã ghi kết luận về hỗ trợ trùng."))
            return redirect("programme:view_support_findings", project.pk)
    return _page(request, project, asked, form)


def _record(request: HttpRequest, project: Project, form: SupportCheckForm) -> SupportCheck:
    facts = form.cleaned_data
    return record(
        actor=person_of(request),
        project=project,
        stage=facts["stage"],
        is_allowed=facts["is_allowed"],
        reason=facts["reason"],
        seen=facts["seen"],
        serials=form.serials(),
        at=now(),
    )


def _page(request: HttpRequest, project: Project, asked: SerialsForm, form: SupportCheckForm | None) -> HttpResponse:
    serials = asked.serials()
    found = findings_of(project, serials=serials)
    start = {
        "stage": STAGE_OF.get(project.state, "payment"),
        "seen": findings_key(found),
        "so_may": ", ".join(serials),
    }
    looks = list(project.support_checks.select_related("looked_by").order_by("-looked_at", "-pk"))
    facts = {
        "project": project,
        "asked": asked,
        "form": form or SupportCheckForm(initial=start),
        "findings": told(request, [one.data() for one in found]),
        "looks": [{"look": one, "findings": told(request, one.findings)} for one in looks],
        "is_open": bool(found) and not (looks and holds(looks[0], found)),
    }
    return render(request, "programme/view_support_findings.html", facts, status=422 if form else 200)


def told(request: HttpRequest, found: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return findings in the reader's language, with a link to those projects that the reader may open."""
    rows = list(found)
    keys = {int(row["project_id"]) for row in rows}
    seen = set(projects_visible_to(person_of(request)).filter(pk__in=keys).values_list("pk", flat=True))
    return [
        {
            "project": row["project"],
            "project_id": row["project_id"] if row["project_id"] in seen else None,
            "why": _(row["sentence"]) % _translated(row["values"]),
            "source": _(row["source"]),
            "strength": _(STRENGTH_LABELS[Strength(row["strength"])]),
            "tone": TONES[Strength(row["strength"])],
        }
        for row in rows
    ]


def _translated(values: Mapping[str, str]) -> dict[str, str]:
    signs = ", ".join(_(sign) for sign in values.get("signs", "").split(", ") if sign)
    return {**values, "signs": signs}
