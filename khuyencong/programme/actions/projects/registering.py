"""Register a project, ask for supplements, turn it away or take it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils import timezone

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.models import Project, ProjectSupplement
from khuyencong.programme.queries.projects.application import missing_of
from khuyencong.programme.queries.projects.bounds import norms_for
from khuyencong.programme.queries.projects.findings import unlooked

OUTLINE = "TT 36/2013/TT-BCT, Điều 10"


def register_project(*, actor: Person, project: Project, at: datetime) -> Project:
    """Hand a complete application in.

    :raises Refusals: with everything that is missing.
    :raises Refusal: where findings of double support have not been looked at.
    """
    today = timezone.localtime(at).date()
    with deed(actor, Action.REGISTER_PROJECT, on=project, at=at) as record:
        project.state = project.life.after(project.state, "register_project")
        _demand_complete(project, today)
        demand(unlooked(project, "application", actor))
        project.registered_on = today
        project.changed_at = at
        project.save(update_fields=["state", "registered_on", "changed_at"])
        record.note(state=project.state)
        record.relies_on(norms_for(project, today).cite("programme.content_papers"))
    return project


def _demand_complete(project: Project, today: date) -> None:
    if missing := missing_of(project, today):
        raise Refusals(missing)


def request_project_supplement(
    *, actor: Person, project: Project, items: Sequence[Mapping[str, str]], due_on: date, note: str = "", at: datetime
) -> ProjectSupplement:
    """Ask the applicant to add what is missing, naming each item, by a day.

    :raises Refusal: without an item, or with a day that has passed.
    """
    with deed(actor, Action.REQUEST_PROJECT_SUPPLEMENT, on=project, at=at) as record:
        project.state = project.life.after(project.state, "request_project_supplement")
        if not items:
            raise Refusal("programme.nothing_asked", _("Hãy chọn ít nhất một nội dung cần bổ sung."), source=OUTLINE)
        if due_on < timezone.localtime(at).date():
            raise Refusal("programme.due_in_the_past", _("Hạn bổ sung phải từ hôm nay trở đi."), source=OUTLINE)
        asked = ProjectSupplement.objects.create(
            project=project, items=[dict(item) for item in items], due_on=due_on, note=note.strip(),
            requested_by=actor, requested_at=at,
        )  # fmt: skip  # one row
        project.changed_at = at
        project.save(update_fields=["state", "changed_at"])
        record.note(state=project.state, items=[item["code"] for item in items], due_on=due_on.isoformat())
        record.relies_on(OUTLINE)
    return asked


def answer_project_supplement(*, actor: Person, project: Project, answer: str, at: datetime) -> Project:
    """Hand in what was asked for; the application must be complete again.

    :raises Refusals: with everything that is still missing.
    """
    with deed(actor, Action.ANSWER_PROJECT_SUPPLEMENT, on=project, at=at) as record:
        project.state = project.life.after(project.state, "answer_project_supplement")
        _demand_complete(project, timezone.localtime(at).date())
        project.supplements.filter(answered_at=None).update(answered_at=at, answer=answer.strip())
        project.changed_at = at
        project.save(update_fields=["state", "changed_at"])
        record.note(state=project.state)
        record.personal(answer=answer.strip())
    return project


def reject_project(*, actor: Person, project: Project, reason: str, at: datetime) -> Project:
    """Turn an application away, with the reason that its applicant reads.

    :raises Refusal: without a reason.
    """
    with deed(actor, Action.REJECT_PROJECT, on=project, at=at) as record:
        project.state = project.life.after(project.state, "reject_project")
        _end(project, reason, at)
        record.note(state=project.state)
        record.personal(reason=project.ended_reason)
    return project


def withdraw_project(*, actor: Person, project: Project, reason: str, at: datetime) -> Project:
    """Take an application back before it stands in a plan.

    :raises Refusal: without a reason.
    """
    with deed(actor, Action.WITHDRAW_PROJECT, on=project, at=at) as record:
        project.state = project.life.after(project.state, "withdraw_project")
        _end(project, reason, at)
        record.note(state=project.state)
        record.personal(reason=project.ended_reason)
    return project


def _end(project: Project, reason: str, at: datetime) -> None:
    project.ended_reason = reason.strip()
    if not project.ended_reason:
        raise Refusal("programme.no_reason", _("Hãy ghi lý do."))
    project.changed_at = at
    project.save(update_fields=["state", "ended_reason", "changed_at"])
    project.supplements.filter(answered_at=None).update(answered_at=at, answer=project.ended_reason)
