"""Parts of the project's page that others draw: each says which fragment it is and what that shows.

Write a function ``(request, project) -> Part | None`` in the views of your part and put it under its place with
``@page_part("work")``; the page asks every place in the order of ``PLACES``. The module must be imported by an
address of its own part, as views always are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from khuyencong.programme.models import Project

PLACES = ("work", "double_support", "invoices", "photos", "payments", "effect")


@dataclass(frozen=True, slots=True)
class Part:
    """A fragment of the page; it also gets ``project`` and ``can``, the verbs that the state allows."""

    template: str
    facts: Mapping[str, Any] = field(default_factory=dict)


PartMaker = Callable[[HttpRequest, Project], Part | None]
_makers: dict[str, PartMaker] = {}


def page_part(place: str) -> Callable[[PartMaker], PartMaker]:
    """Put a function under its place on the project's page."""
    assert place in PLACES, place

    def put(maker: PartMaker) -> PartMaker:
        _makers[place] = maker
        return maker

    return put


def parts_of(request: HttpRequest, project: Project, facts: Mapping[str, Any]) -> list[SafeString]:
    """Draw the parts that have something to show."""
    drawn = []
    for place in PLACES:
        part = _makers[place](request, project) if place in _makers else None
        if part is not None:
            drawn.append(render_to_string(part.template, {**facts, "project": project, **part.facts}, request))
    return drawn
