"""An establishment contests a refusal or a result within the legal days; the office answers in time."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Model
from django.utils import timezone

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.actions import take_number
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.norms import national_book
from khuyencong.portal.models import Complaint
from khuyencong.portal.queries.filing.contesting import window_of
from khuyencong.portal.rules.filing.complaints import refusal_answer_due, result_answer_due
from khuyencong.programme.models import Project
from khuyencong.registry.models import Establishment
from khuyencong.selection.models import Dossier


def file_complaint(*, actor: Person, about: Project | Dossier, text: str, at: datetime) -> Complaint:
    """Contest the refusal of a project or the result of a published round.

    :raises Refusal: too late, with the source; without words; where nothing was decided; where one waits already.
    """
    today = timezone.localtime(at).date()
    with deed(actor, Action.FILE_COMPLAINT, on=about, at=at) as record:
        window = window_of(about)
        demand(window.refusal(today))
        if not text.strip():
            raise Refusal("portal.complaint_without_words", _("Hãy ghi vì sao bạn không đồng ý."))
        if about.complaints.filter(answered_at=None).exists():
            raise Refusal("portal.complaint_waits", _("Khiếu nại trước của bạn về việc này đang chờ trả lời."))
        office = about.office if isinstance(about, Project) else about.round.office
        complaint = Complaint.objects.create(
            establishment=_maker(about), office=office, text=text.strip(), filed_by=actor, filed_at=at,
            number=take_number(series=f"portal.khieu-nai.{office.code}", year=today.year),
            due_on=_due(about, today), source=window.source,
            project=about if isinstance(about, Project) else None,
            dossier=about if isinstance(about, Dossier) else None,
        )  # fmt: skip  # one row
        record.note(complaint=complaint.pk, due_on=complaint.due_on.isoformat())
        record.personal(text=complaint.text)
        record.relies_on(window.source)
    return complaint


def _maker(about: Model) -> Establishment:
    maker = about.establishment if isinstance(about, Project | Dossier) else None
    assert maker is not None, "only an establishment's own person complains"
    return maker


def _due(about: Project | Dossier, today: date) -> date:
    norms = national_book().at(today)
    return refusal_answer_due(today, norms) if isinstance(about, Project) else result_answer_due(today, norms)


def answer_complaint(*, actor: Person, complaint: Complaint, outcome: str, answer: str, at: datetime) -> None:
    """Answer a complaint; what follows from it is done with the acts of the project or the round.

    :raises Refusal: without an outcome and its reasons, or where it was answered before.
    """
    with deed(actor, Action.ANSWER_COMPLAINT, on=complaint, at=at) as record:
        if complaint.answered_at is not None:
            raise Refusal("portal.complaint_answered", _("Khiếu nại này đã được trả lời."))
        if outcome not in Complaint.Outcome.values or not answer.strip():
            raise Refusal("portal.answer_not_whole", _("Hãy chọn kết quả và ghi nội dung trả lời."))
        complaint.outcome, complaint.answer = outcome, answer.strip()
        complaint.answered_at, complaint.answered_by = at, actor
        complaint.save(update_fields=["outcome", "answer", "answered_at", "answered_by"])
        record.note(outcome=outcome, late=timezone.localtime(at).date() > complaint.due_on)
        record.personal(answer=complaint.answer)
