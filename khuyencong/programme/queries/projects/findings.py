"""Whether findings of double support have been looked at before a project goes on."""

from __future__ import annotations

from khuyencong.kernel.refusal import Refusal
from khuyencong.programme.models import Project


def unlooked(project: Project, stage: str) -> Refusal | None:
    """Say which findings of double support nobody has looked at yet at this stage, or None."""
    return None
