"""Whether findings of double support have been looked at before a project goes on."""

from __future__ import annotations

from khuyencong.accounts.models import Person
from khuyencong.kernel.refusal import Refusal
from khuyencong.programme.models import Project
from khuyencong.programme.queries.evidence.support_checks import unlooked_findings


def unlooked(project: Project, stage: str, actor: Person | None = None) -> Refusal | None:
    """Say which findings of double support nobody has looked at yet at this stage, or None."""
    return unlooked_findings(project, stage, actor)
