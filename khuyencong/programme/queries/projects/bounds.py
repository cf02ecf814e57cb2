"""The norm engine asked for one project: what it may get, from which norms."""

from __future__ import annotations

from datetime import date

from khuyencong.kernel.money import Money
from khuyencong.law.norms import NormsOfDay
from khuyencong.programme.models import Project
from khuyencong.programme.rules.contents import ContentType, content_type
from khuyencong.programme.rules.project_life import ALIVE
from khuyencong.programme.rules.support import Bound, EarlierSupport, Level, SupportLimit, support_limit
from khuyencong.registry.queries.parties import family_of, survivor_of
from khuyencong.rulebook.queries import norms_at

ENDED = frozenset({"stopped", "ended"})


def norms_for(project: Project, day: date) -> NormsOfDay:
    """Return the norms in force for the project's office on a day; read once per instance and day."""
    kept: dict[date, NormsOfDay] = project.__dict__.setdefault("norms_by_day", {})
    if day not in kept:
        kept[day] = norms_at(day, office_code=project.office.code)
    return kept[day]


def content_of(project: Project, norms: NormsOfDay) -> ContentType:
    """Return the kind of content of the project.

    :raises Refusal: for a code that is not in force on the day.
    """
    return content_type(project.content, norms)


def support_of(
    project: Project,
    norms: NormsOfDay,
    *,
    left: Money | None = None,
    asked: Money | None = None,
    eligible_cost: Money | None = None,
) -> SupportLimit:
    """Return the most that the project may get, and every bound. Governing day: the day of ``norms``.

    :raises Refusal: where the day has no level for its content and stream.
    """
    programme = project.line.plan.programme if project.line is not None else None
    return support_limit(
        content=project.content,
        stream=project.stream,
        eligible_cost=eligible_cost or project.eligible_cost or Money(0),
        norms=norms,
        asked=asked if asked is not None else project.asked,
        left=left,
        earlier=earlier_support(project),
        programme_start=date(programme.first_year, 1, 1) if programme is not None else None,
    )


def earlier_support(project: Project) -> list[EarlierSupport]:
    """Return what the same establishment was granted for the same content from the same stream."""
    if project.establishment is None:
        return []
    rows = Project.objects.filter(
        establishment__in=family_of(survivor_of(project.establishment)),
        content=project.content,
        stream=project.stream,
        state__in=ALIVE - ENDED,
        approved__isnull=False,
        approved_on__isnull=False,
    ).exclude(pk=project.pk)
    found = rows.values_list("approved", "approved_on")
    return [EarlierSupport(amount, day) for amount, day in found if amount is not None and day is not None]


def snapshot(limit: SupportLimit, norms: NormsOfDay) -> dict[str, object]:
    """Return what a decision rested on, as data that later norms cannot change."""
    level = limit.level
    return {
        "day": norms.day.isoformat(),
        "limit": limit.limit.dong,
        "bounds": bounds_data(limit),
        "level": {
            "content": level.content,
            "rate_percent": level.rate_percent,
            "ceiling": level.ceiling.dong,
            "per": level.per,
            "source": level.source,
            "since": level.since.isoformat(),
            "certainty": level.certainty,
        },
        "norms": norms.snapshot("funding.ceiling_span", "funding.invoice_window"),
    }


def kept_limit(project: Project) -> SupportLimit | None:
    """Return the limit as it stood in the decision on the project, or nothing before there is one.

    Norms entered later, even for days before the decision, leave it as it was.
    """
    kept = project.norm_snapshot
    if "limit" not in kept:
        return None
    level = kept["level"]
    since = date.fromisoformat(level["since"])
    bounds = tuple(
        Bound(
            name=one["name"],
            amount=Money(one["amount"]),
            source=one["source"],
            certainty=one["certainty"],
            since=since if one["certainty"] else None,
            note=one["note"],
        )
        for one in kept["bounds"]
    )
    return SupportLimit(
        Money(kept["limit"]),
        bounds,
        Level(
            content=level["content"],
            rate_percent=level["rate_percent"],
            ceiling=Money(level["ceiling"]),
            per=level["per"],
            source=level["source"],
            since=since,
            certainty=level["certainty"],
            rate_certainty=level["certainty"],
            note="",
        ),
    )


def bounds_data(limit: SupportLimit) -> list[dict[str, object]]:
    """Return the bounds as plain data, as they were shown."""
    return [
        {
            "name": bound.name,
            "amount": bound.amount.dong,
            "source": bound.source,
            "certainty": bound.certainty,
            "note": bound.note,
        }
        for bound in limit.bounds
    ]
