"""Which projects a person sees; the same answers as the policy gives one by one."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import Actor, scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.programme.models import Project
from khuyencong.registry.models import Establishment


def projects_visible_to(person: Actor, action: Action = Action.VIEW_PROJECT) -> QuerySet[Project]:
    """Return the projects on which the person may do the act."""
    far = scope_of(person, action)
    if far.everywhere:
        return Project.objects.all()
    if not isinstance(person, Person):
        return Project.objects.none()
    where = Q(office_id__in=far.office_ids)
    if far.own:
        where |= Q(establishment__in=Establishment.objects.filter(applicant=person))
    if far.assigned:
        where |= Q(officer=person)
    return Project.objects.filter(where)


def load_project_files(project_id: int) -> Project | None:
    """Load the owner of files put to a project."""
    return Project.objects.select_related("office", "establishment").filter(pk=project_id).first()
