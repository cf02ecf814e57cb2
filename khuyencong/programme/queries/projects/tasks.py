"""What waits for somebody with projects: to appraise, to approve, to contract, to supplement, to hand in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.accounts.rules.tasks import Task
from khuyencong.programme.models import Project, ProjectSupplement
from khuyencong.programme.queries.projects.visibility import projects_visible_to

OFFICE_TASKS: tuple[tuple[Action, Q, Any, str, str], ...] = (
    (Action.APPRAISE_PROJECT, Q(state="registered"), gettext_lazy("Thẩm định đề án"), "registered", "clipboard-check"),
    (
        Action.RECORD_MINISTRY_APPRAISAL,
        Q(state="appraised", stream="national"),
        gettext_lazy("Ghi kết quả thẩm định cấp Bộ"),
        "appraised",
        "building-check",
    ),
    (
        Action.PLAN_PROJECT,
        Q(state="appraised", stream="local", proposed__gt=0) | Q(state="ministry_appraised"),
        gettext_lazy("Phê duyệt đề án vào kế hoạch"),
        "cho",
        "check2-circle",
    ),
    (
        Action.NAME_BENEFICIARY,
        Q(state="planned", kind="group", establishment=None),
        gettext_lazy("Chọn cơ sở thụ hưởng cho đề án nhóm"),
        "planned",
        "person-check",
    ),
    (
        Action.SIGN_CONTRACT,
        Q(state="planned", establishment__isnull=False),
        gettext_lazy("Ký hợp đồng hỗ trợ"),
        "planned",
        "pen",
    ),
)
"""Act, which projects wait for it, what it is called, the filter of the list, the icon."""


def project_tasks(person: Person, today: date) -> list[Task]:
    """Return what waits for the person with projects before their work begins."""
    return [*_of_office(person), *_late_supplements(person, today), *_of_applicant(person, today)]


def _of_office(person: Person) -> Iterator[Task]:
    for action, where, title, state, icon in OFFICE_TASKS:
        if not scope_of(person, action):
            continue
        rows = projects_visible_to(person, action).filter(where)
        if count := rows.count():
            yield Task(
                str(title), _names(rows), f"{reverse('programme:view_projects')}?trang-thai={state}", icon, count=count
            )


def _names(rows: QuerySet[Project]) -> str:
    first = list(rows.order_by("registered_on", "pk").values_list("code", "name")[:4])
    if len(first) == 1:
        return " ".join(first[0])
    codes = [code for code, _name in first]
    return ", ".join(codes[:3]) + ("…" if len(codes) > 3 else "")


def _late_supplements(person: Person, today: date) -> Iterator[Task]:
    """Yield the supplements that the office asked for and that did not come in time."""
    if not scope_of(person, Action.REQUEST_PROJECT_SUPPLEMENT):
        return
    rows = ProjectSupplement.objects.filter(
        project__in=projects_visible_to(person, Action.REQUEST_PROJECT_SUPPLEMENT),
        project__state="needs_supplement",
        answered_at=None,
        due_on__lt=today,
    )
    for one in rows.select_related("project").order_by("due_on", "pk")[:20]:
        yield Task(
            _("Quá hạn bổ sung đề án"),
            str(one.project),
            reverse("programme:view_project", args=[one.project_id]),
            "alarm",
            due_on=one.due_on,
            urgent=True,
        )


def _of_applicant(person: Person, today: date) -> Iterator[Task]:
    """Yield what an establishment's own person has to add or to hand in."""
    own = Project.objects.filter(establishment__applicant=person, state__in=["draft", "needs_supplement"])
    rows = own.annotate(due_on=Min("supplements__due_on", filter=Q(supplements__answered_at=None)))
    for one in rows.order_by("pk")[:20]:
        asked = one.state == "needs_supplement"
        yield Task(
            _("Bổ sung đề án") if asked else _("Ghi đủ và đăng ký đề án"),
            str(one),
            reverse("programme:view_project", args=[one.pk]),
            "inbox" if asked else "send",
            due_on=one.due_on,
            urgent=one.due_on is not None and one.due_on <= today,
        )
