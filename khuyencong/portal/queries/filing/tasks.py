"""What waits for somebody with filings: claims to confirm, complaints to answer, papers that end, drafts to send."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.accounts.rules.tasks import Task
from khuyencong.law.norms import national_book
from khuyencong.portal.models import Claim, Complaint, Filing, LockerPaper
from khuyencong.portal.queries.filing.visibility import claims_visible_to, own_establishments
from khuyencong.portal.rules.filing.locker import reminded_until

MOST = 20


def filing_tasks(person: Person, today: date) -> list[Task]:
    """Return what waits for the person: of an office, and of an establishment."""
    return [
        *_claims(person),
        *_complaints(person, today),
        *(_of_applicant(person, today) if scope_of(person, Action.CLAIM_ESTABLISHMENT) else ()),
    ]


def _claims(person: Person) -> Iterator[Task]:
    if not scope_of(person, Action.CONFIRM_CLAIM):
        return
    rows = claims_visible_to(person).filter(state=Claim.State.WAITING)
    if count := rows.count():
        names = ", ".join(rows.order_by("made_at", "pk").values_list("name", flat=True)[:3])
        yield Task(_("Xác nhận người của cơ sở"), names, reverse("filing:view_claims"), "person-check", count=count)


def _complaints(person: Person, today: date) -> Iterator[Task]:
    far = scope_of(person, Action.ANSWER_COMPLAINT)
    if not far:
        return
    waiting = Complaint.objects.filter(Q() if far.everywhere else Q(office__in=far.office_ids), answered_at=None)
    for one in waiting.select_related("establishment").order_by("due_on", "pk")[:MOST]:
        address = reverse("filing:answer_complaint", args=[one.pk])
        words = f"{one} – {one.establishment.name}"
        is_urgent = one.due_on <= today
        yield Task(_("Trả lời khiếu nại"), words, address, "chat-left-quote", due_on=one.due_on, urgent=is_urgent)


def _of_applicant(person: Person, today: date) -> Iterator[Task]:
    for draft in Filing.objects.filter(person=person, state=Filing.State.DRAFT).order_by("-changed_at", "-pk")[:MOST]:
        yield Task(_("Soạn tiếp hồ sơ"), str(draft), reverse("filing:write_filing", args=[draft.pk]), "pencil-square")
    until = reminded_until(national_book().at(today))
    ending = LockerPaper.objects.filter(
        establishment__in=own_establishments(person), dropped_at=None, valid_until__lte=until
    )
    for paper in ending.order_by("valid_until", "pk")[:MOST]:
        assert paper.valid_until is not None
        is_over = paper.valid_until < today
        title = _("Giấy tờ đã hết hạn") if is_over else _("Giấy tờ sắp hết hạn")
        address = reverse("filing:view_locker", args=[paper.establishment_id])
        yield Task(title, paper.title, address, "archive", due_on=paper.valid_until, urgent=is_over)
