"""What is written on the spot and sent by a phone when it can: visits, acceptances, photographs; each kept once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from khuyencong.accounts.deeds import Record, deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.actions import attach_within, store_file
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.models import Acceptance, FieldPhoto, Inspection, Machine, Project
from khuyencong.programme.queries.evidence.support_checks import serial_refusals
from khuyencong.programme.queries.projects.bounds import content_of, norms_for
from khuyencong.programme.queries.work.course import (
    MACHINES,
    course_of,
    ends_on,
    facts_of_machines,
    lists_wanted,
    minimum_members,
)
from khuyencong.programme.rules.work.acceptance import (
    NONE,
    RECORD,
    AcceptanceFacts,
    Ground,
    MachineFacts,
    acceptance_refusals,
    acceptance_warnings,
)
from khuyencong.programme.rules.work.running import day_refusal

MOST_PHOTOS = 60


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """A visit as written on the spot."""

    visited_on: date
    findings: str
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    photo_count: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept under a client's id; ``is_repeat`` where it had been kept before. ``warnings`` stop nothing."""

    record: Inspection | Acceptance | FieldPhoto
    is_repeat: bool = False
    warnings: tuple[Refusal, ...] = ()


def inspect_project(*, actor: Person, project: Project, client_id: UUID, facts: VisitFacts, at: datetime) -> Kept:
    """Keep a visit to the place; the same client id is kept once.

    :raises Refusal: for a day to come, or without findings.
    """
    with deed(actor, Action.INSPECT_PROJECT, on=project, at=at) as record:
        known = Inspection.objects.filter(client_id=client_id).first()
        if known is not None:
            demand(_foreign(known.project_id, project))
            demand(_changed((known.visited_on, known.findings), (facts.visited_on, facts.findings.strip())))
            record.note(project=project.code, repeated=str(client_id))
            return Kept(known, is_repeat=True)
        project.life.after(project.state, "inspect_project")
        demand(day_refusal(facts.visited_on, _day(at), course_of(project).signed_on, _("Kiểm tra")))
        if not facts.findings.strip():
            raise Refusal("programme.findings_missing", _("Phải ghi những gì đã thấy tại chỗ."))
        visit = Inspection.objects.create(
            client_id=client_id, project=project, visited_on=facts.visited_on, findings=facts.findings.strip(),
            latitude=facts.latitude, longitude=facts.longitude, photo_count=facts.photo_count,
            recorded_by=actor, recorded_at=at,
        )  # fmt: skip  # one row
        record.note(project=project.code, visit=visit.pk, on=facts.visited_on)
    return Kept(visit)


@dataclass(frozen=True, slots=True)
class Papers:
    """What goes with an acceptance: number of the record, results reached, photographs that will follow."""

    number: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)
    photo_count: int = 0


def accept_work(
    *, actor: Person, project: Project, client_id: UUID, facts: AcceptanceFacts, papers: Papers, at: datetime
) -> Kept:
    """Keep an acceptance; in full or in part the project goes on as accepted, else it goes on running.

    The same client id is kept once, whatever the state of the project since.

    :raises Refusals: with every reason against it.
    """
    with deed(actor, Action.ACCEPT_WORK, on=project, at=at) as record:
        known = Acceptance.objects.filter(client_id=client_id).first()
        if known is not None:
            demand(_foreign(known.project_id, project))
            stands = (known.held_on, known.result, known.accepted, known.reason)
            demand(_changed(stands, (facts.held_on, facts.result, facts.accepted, facts.reason.strip())))
            record.note(project=project.code, repeated=str(client_id))
            return Kept(known, is_repeat=True)
        state = project.life.after(project.state, "refuse_work" if facts.result == NONE else "accept_work")
        ground = ground_of(project, at)
        if refusals := [
            *acceptance_refusals(facts, ground),
            *serial_refusals(project, [one.serial for one in facts.machines]),
        ]:
            raise Refusals(refusals)
        kept = _write_acceptance(record, project, client_id, facts, papers)
        if facts.result != NONE:
            project.accepted, project.accepted_on = facts.accepted, facts.held_on
        project.state, project.changed_at = state, at
        project.save(update_fields=["state", "changed_at", "accepted", "accepted_on"])
        record.note(project=project.code, result=facts.result, accepted=facts.accepted.dong, on=facts.held_on)
        record.personal(members=[list(member) for member in facts.members])
        record.relies_on(RECORD)
    return Kept(kept, warnings=tuple(acceptance_warnings(facts, ground)))


def ground_of(project: Project, at: datetime) -> Ground:
    """Gather what an acceptance is held against."""
    day = _day(at)
    norms = norms_for(project, day)
    content = content_of(project, norms)
    members, source = minimum_members(norms)
    last = ends_on(project)
    return Ground(
        today=day,
        contracted=project.contracted or Money(0),
        course=course_of(project),
        ends_on=last if isinstance(last, date) else None,
        minimum_members=members,
        members_source=source,
        needs_machines=MACHINES in content.tables,
        tables=lists_wanted(project, content),
        planned=facts_of_machines(project.machines.filter(is_planned=True).order_by("pk")),
    )


def _write_acceptance(
    record: Record, project: Project, client_id: UUID, facts: AcceptanceFacts, papers: Papers
) -> Acceptance:
    kept = Acceptance.objects.create(
        client_id=client_id, project=project, held_on=facts.held_on, place=facts.place.strip(),
        members=[{"name": name, "title": title} for name, title in facts.members], result=facts.result,
        accepted=facts.accepted, reason=facts.reason.strip(), paper=papers.number.strip(),
        figures=dict(papers.figures), photo_count=papers.photo_count, recorded_by=record.actor, recorded_at=record.at,
    )  # fmt: skip  # one row
    Machine.objects.bulk_create(_machine(project, kept, one) for one in facts.machines)
    return kept


def _machine(project: Project, acceptance: Acceptance, one: MachineFacts) -> Machine:
    return Machine(
        project=project, acceptance=acceptance, name=one.name.strip(), model=one.model.strip(),
        serial=one.serial.strip(), origin=one.origin.strip(),
        made_year=one.made_year, quantity=one.quantity, price=one.price, works=one.works,
    )  # fmt: skip  # one row


@dataclass(frozen=True, slots=True)
class PhotoSent:
    """One photograph as the phone sends it, and the visit or acceptance that it belongs to."""

    client_id: UUID
    visit: UUID
    data: bytes
    name: str


def keep_photo(*, actor: Person, project: Project, photo: PhotoSent, at: datetime) -> Kept:
    """Keep a photograph of a visit or an acceptance with the files of the project; the same client id is kept once.

    :raises Refusal: before the words of the visit came, or for what is not a photograph.
    """
    with deed(actor, Action.INSPECT_PROJECT, on=project, at=at) as record:
        known = FieldPhoto.objects.filter(client_id=photo.client_id).first()
        if known is not None:
            demand(_foreign(known.project_id, project))
            record.note(project=project.code, repeated=str(photo.client_id))
            return Kept(known, is_repeat=True)
        visit = Inspection.objects.filter(client_id=photo.visit, project=project).first()
        acceptance = Acceptance.objects.filter(client_id=photo.visit, project=project).first()
        if visit is None and acceptance is None:
            raise Refusal("programme.visit_unknown", _("Ảnh đến trước nội dung biên bản; máy sẽ tự gửi lại."))
        if project.field_photos.filter(inspection=visit, acceptance=acceptance).count() >= MOST_PHOTOS:
            raise Refusal("programme.too_many_photos", _("Mỗi lần chỉ nhận %(most)s ảnh."), most=str(MOST_PHOTOS))
        stored = store_file(
            actor=actor, data=photo.data, name=photo.name, purpose="photo", office=project.office, at=at
        )
        caption = "Nghiệm thu" if acceptance else "Kiểm tra"
        day = acceptance.held_on if acceptance else visit.visited_on if visit else None
        attachment = attach_within(
            record=record, stored=stored, owner=project, kind="photo", caption=f"{caption} {day:%d/%m/%Y}"
        )
        kept = FieldPhoto.objects.create(
            client_id=photo.client_id, project=project, inspection=visit, acceptance=acceptance,
            attachment=attachment, sent_at=at,
        )  # fmt: skip  # one row
    return Kept(kept)


def _foreign(project_id: int, project: Project) -> Refusal | None:
    if project_id == project.pk:
        return None
    return Refusal("programme.id_of_another", _("Mã gửi này đã dùng cho đề án khác; hãy tải lại trang rồi gửi lại."))


def _changed(stands: tuple[object, ...], sent: tuple[object, ...]) -> Refusal | None:
    """Refuse a repeat that says something else: the phone went on typing after the first had arrived."""
    if stands == sent:
        return None
    return Refusal(
        "programme.sent_before",
        _("Biên bản này đã được ghi trước đó với nội dung khác. Hãy mở trang đề án xem bản đã ghi."),
    )


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()
