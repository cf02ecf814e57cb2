"""Open a project and change what its application says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.models import Machine, PlanLine, Project
from khuyencong.programme.queries.projects.application import application_of
from khuyencong.programme.queries.projects.bounds import content_of, norms_for
from khuyencong.programme.rules.contents import fact_refusals, stream_refusal
from khuyencong.programme.rules.projects.completeness import money_refusals
from khuyencong.registry.models import Establishment, Place
from khuyencong.vietnamese.folding import fold


@dataclass(frozen=True, slots=True)
class ProjectDraft:
    """What a project is opened with; ``name``, ``content``, ``stream`` and ``year`` are the least."""

    name: str
    content: str
    stream: str
    year: int
    kind: str = PlanLine.Kind.REGULAR
    establishment: Establishment | None = None
    implementer: str = ""
    place: Place | None = None
    place_text: str = ""
    sector: str = ""
    officer: Person | None = None
    replaces: Project | None = None
    summary: str = ""
    total_cost: Money | None = None
    eligible_cost: Money | None = None
    asked: Money | None = None
    counterpart: Money | None = None
    other_money: Money | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    facts: dict[str, Any] = field(default_factory=dict)


EDITABLE = frozenset(one.name for one in fields(ProjectDraft))
OFFICE_ONLY = frozenset({"content", "stream", "year", "kind", "establishment", "officer", "replaces"})
"""What the applicant does not change: it decides to whom, from which money and by whom."""
OVER = frozenset({"rejected", "withdrawn", "stopped", "ended"})


def open_project(*, actor: Person, office: Office, draft: ProjectDraft, at: datetime) -> Project:
    """Open a project of the office; a group project may do without a beneficiary.

    :raises Refusals: with every fault of what is told so far; what is missing yet is no fault.
    """
    with deed(actor, Action.OPEN_PROJECT, office=office, at=at) as record:
        project = Project(
            office=office, state="draft", created_at=at, created_by=actor, changed_at=at,
            **{one.name: getattr(draft, one.name) for one in fields(draft)},
        )  # fmt: skip  # one row
        project.officer = project.officer or actor
        _settle_place(project)
        project.code = next_code(office, project.year)
        _hold_together(project, at)
        project.save()
        keep_machines(project)
        record.on(project)
        record.note(
            code=project.code, content=project.content, stream=project.stream, year=project.year, state=project.state
        )
    return project


def edit_project(*, actor: Person, project: Project, changes: Mapping[str, Any], at: datetime) -> Project:
    """Change what an application says while it is drafted or supplemented.

    :raises Refusals: with every fault of what is told so far.
    """
    with deed(actor, Action.EDIT_PROJECT, on=project, at=at) as record:
        project.state = project.life.after(project.state, "edit_project")
        _may_change(actor, project, set(changes))
        for name, value in changes.items():
            setattr(project, name, value)
        _settle_place(project)
        project.changed_at = at
        _hold_together(project, at)
        project.save()
        keep_machines(project)
        record.note(changed=sorted(changes))
    return project


def _may_change(actor: Person, project: Project, names: set[str]) -> None:
    if unknown := names - EDITABLE:
        raise Refusal("programme.not_editable", _("Không sửa được: %(fields)s."), fields=", ".join(sorted(unknown)))
    if names & OFFICE_ONLY and refusal(actor, Action.OPEN_PROJECT, project) is not None:
        raise Refusal(
            "programme.only_the_office_changes_this",
            _("Nguồn kinh phí, nội dung, năm, cơ sở và người phụ trách do cán bộ của cơ quan ghi."),
        )


def next_code(office: Office, year: int) -> str:
    """Return the next free code of an office's year; the office is locked so that nobody takes the same."""
    Office.objects.select_for_update().get(pk=office.pk)
    head = f"DA-{year}-"
    taken = Project.objects.filter(office=office, code__startswith=head).values_list("code", flat=True)
    numbers = [int(code.removeprefix(head)) for code in taken if code.removeprefix(head).isdecimal()]
    return f"{head}{max(numbers, default=0) + 1:03}"


def _settle_place(project: Project) -> None:
    """Take place and implementer from the establishment where nobody told another."""
    maker = project.establishment
    if maker is None:
        return
    if project.place is None and not project.place_text:
        project.place, project.place_text = maker.place, maker.place_text
    project.implementer = project.implementer or maker.name


def _hold_together(project: Project, at: datetime) -> None:
    """Refuse what contradicts itself, all at once, and write the words by which the project is found."""
    today = timezone.localtime(at).date()
    content = content_of(project, norms_for(project, today))
    wrong_stream = stream_refusal(content, project.stream)
    faults = [
        *([wrong_stream] if wrong_stream else []),
        *money_refusals(application_of(project)),
        *fact_refusals(content, project.facts, complete=False),
        *_replacing(project),
        *_days(project),
    ]
    if faults:
        raise Refusals(faults)
    write_search_text(project)


def _days(project: Project) -> list[Refusal]:
    if project.starts_on is None or project.ends_on is None or project.starts_on <= project.ends_on:
        return []
    return [Refusal("programme.days_backwards", _("Ngày hoàn thành phải sau ngày bắt đầu."))]


def _replacing(project: Project) -> list[Refusal]:
    old = project.replaces
    return [] if old is None else replacing_refusals(project, old)


def replacing_refusals(project: Project, old: Project) -> list[Refusal]:
    """Say why the project cannot stand in for another: it must be over, of the same office and stream, and free."""
    if old.pk == project.pk or old.office_id != project.office_id or old.stream != project.stream:
        return [
            Refusal("programme.cannot_replace", _("Đề án được thay phải khác đề án này, cùng cơ quan và cùng nguồn."))
        ]
    if old.state not in OVER:
        return [
            Refusal(
                "programme.replaced_is_alive",
                _("Đề án %(given)s chưa rút, từ chối hay ngừng nên chưa thay được."),
                source="TT 36/2013/TT-BCT, Điều 11",
                given=old.code,
            )
        ]
    others = old.replaced_by.exclude(pk=project.pk).exclude(state__in=OVER)
    if (other := others.first()) is not None:
        return [
            Refusal(
                "programme.already_replaced",
                _("Đề án %(old)s đã được thay bằng %(new)s."),
                old=old.code,
                new=other.code,
            )
        ]
    return []


def write_search_text(project: Project) -> None:
    """Write the folded words by which the project is found."""
    maker = project.establishment.name if project.establishment is not None else ""
    project.search_text = fold(f"{project.code} {project.name} {maker}")[:900]


def keep_machines(project: Project) -> None:
    """Write the machines that the application asks for as rows of their own, where their serials can be found."""
    project.machines.filter(acceptance=None, is_planned=True).delete()
    rows = project.facts.get("machine", [])
    Machine.objects.bulk_create(
        Machine(
            project=project,
            name=str(row.get("name", ""))[:300],
            model=str(row.get("model", ""))[:120],
            serial=str(row.get("serial", ""))[:120],
            origin=str(row.get("origin", ""))[:120],
            made_year=row.get("made_year"),
            quantity=row.get("quantity") or 1,
            price=Money(row["price"]) if row.get("price") is not None else None,
            is_planned=True,
        )
        for row in rows
    )
