"""What projects add to the life of an establishment: when it applied, and what support it was granted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from khuyencong.accounts.models import Person
from khuyencong.programme.models import Project
from khuyencong.programme.queries.projects.visibility import projects_visible_to
from khuyencong.registry.queries.parties import Event
from khuyencong.ui.templatetags.words import dong


def establishment_support(person: Person, family: Sequence[int]) -> list[Event]:
    """Return the applications and grants of an establishment that the person may see."""
    projects = projects_visible_to(person).filter(establishment__in=family)
    return [event for project in projects for event in _events(project)]


def _events(project: Project) -> Iterator[Event]:
    url = reverse("programme:view_project", args=[project.pk])
    mark = _(project.state_label)
    if project.registered_on is not None:
        yield Event(
            project.registered_on, _("Đăng ký đề án %(code)s") % {"code": project.code}, project.name, url, "send"
        )
    if project.approved_on is not None:
        granted = _("%(name)s: được duyệt %(amount)s") % {"name": project.name, "amount": dong(project.approved)}
        title = _("Hỗ trợ khuyến công, đề án %(code)s") % {"code": project.code}
        yield Event(project.approved_on, title, granted, url, "cash-stack", mark)
    if project.accepted_on is not None:
        reached = _("Giá trị được nghiệm thu %(amount)s") % {"amount": dong(project.accepted)}
        title = _("Nghiệm thu đề án %(code)s") % {"code": project.code}
        yield Event(project.accepted_on, title, reached, url, "patch-check")
