"""What an application holds today, gathered for the rules of its completeness."""

from __future__ import annotations

from datetime import date

from khuyencong.documents.queries import attachments_of
from khuyencong.kernel.refusal import Refusal
from khuyencong.programme.models import PlanLine, Project
from khuyencong.programme.queries.projects.bounds import content_of, norms_for
from khuyencong.programme.rules.contents import ContentType
from khuyencong.programme.rules.projects.completeness import ApplicationFacts, completeness


def application_of(project: Project) -> ApplicationFacts:
    """Gather what the application says and the codes of the papers that lie with it."""
    return ApplicationFacts(
        stream=project.stream,
        name=project.name,
        summary=project.summary,
        implementer=project.implementer,
        beneficiary=project.establishment.name if project.establishment is not None else "",
        place=str(project.place) if project.place is not None else project.place_text,
        is_open=is_open_group(project),
        total_cost=project.total_cost,
        eligible_cost=project.eligible_cost,
        asked=project.asked,
        counterpart=project.counterpart,
        other_money=project.other_money,
        facts=project.facts,
        papers=papers_there(project),
    )


def is_open_group(project: Project) -> bool:
    """Tell whether it is a group project that has not named its beneficiary yet."""
    return project.kind == PlanLine.Kind.GROUP and project.establishment_id is None


def papers_there(project: Project) -> frozenset[str]:
    """Return the codes of the papers attached to the project; one that is not stored yet has none."""
    return frozenset(attachments_of(project).values_list("kind", flat=True))


def missing_of(project: Project, today: date) -> list[Refusal]:
    """Return every reason why the project cannot be registered today."""
    try:
        content = content_of(project, norms_for(project, today))
    except Refusal as unknown:
        return [unknown]
    return completeness(application_of(project), content)


def papers_of(project: Project, content: ContentType, stage: str) -> list[dict[str, object]]:
    """Return the papers of a stage, each with the files that are there."""
    files: dict[str, list[object]] = {}
    for attachment in attachments_of(project):
        files.setdefault(attachment.kind, []).append(attachment)
    return [
        {"code": one.code, "label": one.label, "required": one.required, "files": files.get(one.code, [])}
        for one in content.papers_at(stage)
    ]
