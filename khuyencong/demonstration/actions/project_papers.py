"""Papers of the seeded projects: drawn and attached as people would."""

from __future__ import annotations

from datetime import datetime

from khuyencong.demonstration.actions.steps import person
from khuyencong.demonstration.adapters.drawing import Specimen, draw_paper
from khuyencong.documents.actions import attach_file
from khuyencong.documents.queries import attachments_of
from khuyencong.programme.models import Project
from khuyencong.programme.rules.contents import content_type
from khuyencong.rulebook.queries import norms_at


def hand_in(project: Project, stage: str, at: datetime) -> None:
    """Put a drawn paper to every line that the content asks for at this stage, where none lies."""
    norms = norms_at(at.date(), office_code=project.office.code)
    there = set(attachments_of(project).values_list("kind", flat=True))
    for paper in content_type(project.content, norms).papers_at(stage):
        if paper.required and paper.code not in there:
            _attach(project, paper.code, paper.label, at)


def _attach(project: Project, code: str, label: str, at: datetime) -> None:
    specimen = Specimen(
        title=label.upper(),
        rows=(("Đề án", project.name), ("Mã đề án", project.code), ("Địa điểm", project.place_text)),
        body=project.summary,
        signer="Người ký (mẫu)",
    )
    attach_file(
        actor=person("chuyenvien"),
        owner=project,
        data=draw_paper(specimen, at=at),
        name=f"{project.code} {code}.pdf",
        purpose="paper",
        kind=code,
        office=project.office,
        at=at,
    )  # fmt: skip — one call
