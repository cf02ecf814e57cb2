"""Which projects a change of norm touches: those not yet approved. Approved ones keep the norms of their day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.law.norms import NormsOfDay
from khuyencong.programme.models import Project
from khuyencong.programme.queries.projects.visibility import projects_visible_to
from khuyencong.programme.rules.streams import Stream
from khuyencong.programme.rules.support import LEVELS, Level, levels, support_limit
from khuyencong.rulebook.models import LocalNorm
from khuyencong.rulebook.queries import norms_at
from khuyencong.rulebook.rules.effects import Effect
from khuyencong.ui.templatetags.words import dong

NOT_YET_APPROVED: Final = ("draft", "registered", "needs_supplement", "appraised", "ministry_appraised")
STREAMS: Final = {key: stream for stream, key in LEVELS.items()}
NormsOfOffice = Callable[[str], NormsOfDay]


@dataclass(frozen=True, slots=True)
class Touched:
    """One project whose limit differs; no limit where the norms know none."""

    project: Project
    before: Money | None
    after: Money | None

    @property
    def exceeds(self) -> bool:
        """Tell whether what is asked for is more than the later limit."""
        asked = self.project.asked
        return asked is not None and self.after is not None and asked > self.after


@dataclass(frozen=True, slots=True)
class LevelChange:
    """One level that differs between two days; none where a content had or has no level."""

    stream: str
    content: str
    before: Level | None
    after: Level | None


def effects_of_norm(norm: LocalNorm, person: Person, today: date) -> list[Effect]:
    """Return the projects whose limit a waiting norm would change. Governing day: the later of today and its start."""
    if norm.key not in STREAMS:
        return []
    day = max(today, norm.start_on)
    projects = open_projects(person).filter(stream=STREAMS[norm.key], office__path__startswith=norm.office.path)
    before = cache(lambda code: norms_at(day, office_code=code))
    after = cache(lambda code: norms_at(day, office_code=code, supposing=norm))
    return [
        Effect(
            str(one.project),
            reverse("programme:view_project", args=[one.project.pk]),
            _said(one.before),
            _said(one.after),
        )
        for one in touched(projects, before, after)
    ]


def open_projects(person: Person) -> QuerySet[Project]:
    """Return the projects with a cost that are not yet approved, of those the person sees."""
    seen = projects_visible_to(person, Action.VIEW_PROJECT)
    return seen.filter(state__in=NOT_YET_APPROVED, eligible_cost__isnull=False).select_related("office").order_by("pk")


def touched(projects: Iterable[Project], before: NormsOfOffice, after: NormsOfOffice) -> list[Touched]:
    """Return the projects whose limit differs between two sets of norms of their office."""
    found = [
        Touched(project, _limit(project, before(project.office.code)), _limit(project, after(project.office.code)))
        for project in projects
    ]
    return [one for one in found if one.before != one.after]


def changed_levels(before: NormsOfDay, after: NormsOfDay) -> list[LevelChange]:
    """Return the levels that differ between two days, of both streams."""
    changes: list[LevelChange] = []
    for stream in LEVELS:
        old, new = _levels(before, stream), _levels(after, stream)
        both = [(one, old.get(one), new.get(one)) for one in dict.fromkeys([*new, *old])]
        changes += [LevelChange(stream, *one) for one in both if _figures(one[1]) != _figures(one[2])]
    return changes


def _levels(norms: NormsOfDay, stream: Stream) -> dict[str, Level]:
    return levels(norms, stream) if LEVELS[stream] in norms.in_force else {}


def _figures(level: Level | None) -> tuple[int, Money] | None:
    return (level.rate_percent, level.ceiling) if level else None


def _limit(project: Project, norms: NormsOfDay) -> Money | None:
    assert project.eligible_cost is not None
    try:
        return support_limit(
            content=project.content, stream=project.stream, eligible_cost=project.eligible_cost, norms=norms
        ).limit
    except (Refusal, Refusals):
        return None


def _said(limit: Money | None) -> str:
    return _("chưa có mức") if limit is None else dong(limit)
