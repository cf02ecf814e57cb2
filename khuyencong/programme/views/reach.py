"""Fetching the project that an address names, and asking the policy about it before anything else."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from khuyencong.accounts.guards import person_of
from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import demand
from khuyencong.programme.models import Project


def today() -> date:
    """Return the day in Vietnam."""
    return timezone.localdate()


def project_for(request: HttpRequest, project_id: int, action: Action) -> Project:
    """Return the project.

    :raises Refusal: where the reader may not do the act on it.
    """
    known = Project.objects.select_related("office", "line__plan", "establishment", "place", "officer", "replaces")
    project = get_object_or_404(known, pk=project_id)
    demand(refusal(person_of(request), action, project))
    return project


def possible(project: Project) -> dict[str, bool]:
    """Return the verbs that the state of the project allows, for templates."""
    return dict.fromkeys(project.life.verbs(project.state), True)


def name_of(person: Person | None) -> str:
    """Return the name of a person who may not be there."""
    return person.full_name if person else ""
