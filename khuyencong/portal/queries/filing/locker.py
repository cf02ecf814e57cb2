"""The locker of an establishment: its papers with their standing, and what kinds of papers there are."""

from __future__ import annotations

from dataclasses import dataclass

from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.norms import NormsOfDay
from khuyencong.portal.models import LockerPaper
from khuyencong.portal.rules.filing.locker import Standing, standing
from khuyencong.registry.models import Establishment

OTHER = "other"
ALIKE = (frozenset({"registration", "business_registration"}),)
"""One and the same paper under the names of two lists."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A paper of the locker as it stands today."""

    paper: LockerPaper
    standing: Standing

    @property
    def kind(self) -> str:
        """The code of the paper's kind."""
        return self.paper.kind

    @property
    def is_over(self) -> bool:
        """Tell whether its last day has passed."""
        return self.standing is Standing.OVER

    @property
    def is_ending(self) -> bool:
        """Tell whether its last day is near."""
        return self.standing is Standing.ENDING


def locker_of(establishment: Establishment, norms: NormsOfDay) -> list[Kept]:
    """Return the papers of a locker, those that end first at the head; ``norms`` are those of the day."""
    rows = establishment.locker_papers.filter(dropped_at=None).select_related("file").order_by("title", "pk")
    kept = [Kept(paper, standing(paper.valid_until, norms)) for paper in rows]
    return sorted(kept, key=lambda one: (one.paper.valid_until is None, one.paper.valid_until or norms.day))


def locker_kinds(norms: NormsOfDay) -> list[tuple[str, str]]:
    """Return the kinds of papers that applications and entries ask for, each once, and one for everything else."""
    wanted = {
        row["code"]: row["label"]
        for row in norms.norm("programme.content_papers").value
        if row["stage"] == "application"
    }
    wanted |= {row["code"]: row["label"] for row in norms.norm("selection.required_papers").value}
    return [*wanted.items(), (OTHER, _("Giấy tờ khác"))]


def serves(kind: str, wanted: str) -> bool:
    """Tell whether a paper kept under one kind is the paper that is wanted under another."""
    return kind == wanted or any({kind, wanted} <= alike for alike in ALIKE)
