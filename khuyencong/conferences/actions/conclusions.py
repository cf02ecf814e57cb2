"""Conclusions: written down with owner and day, reported on, closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max
from django.utils import timezone

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.conferences.models import Conclusion, ConclusionReport, Conference
from khuyencong.conferences.rules.lives import CONCLUSION_LIFE
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _


@dataclass(frozen=True, slots=True)
class ConclusionFacts:
    """What somebody is told to do, and until when."""

    text: str
    owner_office: Office
    owner: Person | None = None
    due_on: date | None = None


def record_conclusion(*, actor: Person, conference: Conference, facts: ConclusionFacts, at: datetime) -> Conclusion:
    """Write down one task that the conference gave.

    :raises Refusal: without words, for a day before the conference, or for a conference that was called off.
    """
    with deed(actor, Action.RECORD_CONCLUSION, on=conference, at=at) as record:
        if conference.state == "cancelled":
            raise Refusal("conferences.called_off", _("Hội nghị đã hủy thì không có kết luận."))
        if not facts.text.strip():
            raise Refusal("conferences.conclusion_empty", _("Hãy ghi việc được giao."))
        if facts.due_on is not None and facts.due_on < conference.held_on:
            raise Refusal("conferences.due_before", _("Hạn không thể trước ngày tổ chức hội nghị."))
        last = conference.conclusions.aggregate(last=Max("number"))["last"] or 0
        conclusion = Conclusion.objects.create(
            conference=conference,
            number=last + 1,
            text=" ".join(facts.text.split()),
            owner_office=facts.owner_office,
            owner=facts.owner,
            due_on=facts.due_on,
        )
        record.note(conclusion=conclusion.number, owner_office=facts.owner_office.code, due_on=facts.due_on)
    return conclusion


def report_conclusion(*, actor: Person, conclusion: Conclusion, text: str, at: datetime) -> None:
    """Tell what was done for a task.

    :raises Refusal: without words, or once the task is closed.
    """
    _step(actor, conclusion, Action.REPORT_CONCLUSION, text, at)


def return_conclusion(*, actor: Person, conclusion: Conclusion, text: str, at: datetime) -> None:
    """Ask for more after a report.

    :raises Refusal: without saying what is missing, or where nothing was reported.
    """
    _step(actor, conclusion, Action.RETURN_CONCLUSION, text, at)


def close_conclusion(*, actor: Person, conclusion: Conclusion, text: str, at: datetime) -> None:
    """Confirm that a task is done.

    :raises Refusal: where nothing was reported.
    """
    _step(actor, conclusion, Action.CLOSE_CONCLUSION, text or "Đã xong.", at)


def _step(actor: Person, conclusion: Conclusion, action: Action, text: str, at: datetime) -> None:
    with deed(actor, action, on=conclusion, at=at) as record:
        verb = action.value.partition(".")[2]
        state = CONCLUSION_LIFE.after(conclusion.state, verb)
        if not text.strip():
            raise Refusal("conferences.report_empty", _("Hãy ghi kết quả, hoặc việc còn phải làm."))
        conclusion.state = state
        conclusion.closed_on = timezone.localtime(at).date() if state == "closed" else None
        conclusion.save(update_fields=["state", "closed_on"])
        ConclusionReport.objects.create(
            conclusion=conclusion, verb=verb, text=text.strip(), written_at=at, written_by=actor
        )
        record.note(state=state, conclusion=conclusion.number)
