"""What advisers do with a question: take, answer, forward, close; and what is erased in time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from khuyencong.accounts.deeds import Record, deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.advisory.models import AdviceRequest
from khuyencong.advisory.rules.advice_life import ADVICE_LIFE
from khuyencong.advisory.rules.asking import refuse_empty
from khuyencong.kernel.refusal import demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.norms import national_book
from khuyencong.registry.models import Establishment


def take_advice(*, actor: Person, request: AdviceRequest, at: datetime) -> None:
    """Say who answers.

    :raises Refusal: from the policy, or where somebody took it before.
    """
    with deed(actor, Action.TAKE_ADVICE, on=request, at=at) as record:
        _step(request, record, "take_advice")
        request.officer = actor
        request.save(update_fields=["state", "officer"])


def answer_advice(
    *, actor: Person, request: AdviceRequest, answer: str, establishment: Establishment | None = None, at: datetime
) -> None:
    """Put the answer on the asker's page; a second answer takes the place of the first, which the trail keeps.

    :raises Refusal: from the policy, from the state, or without words.
    """
    demand(refuse_empty(answer, _("Câu trả lời")))
    with deed(actor, Action.ANSWER_ADVICE, on=request, at=at) as record:
        record.personal(before=request.answer, after=answer.strip())
        record.note(establishment=establishment.pk if establishment else None)
        _step(request, record, "answer_advice")
        request.answer, request.answered_at = answer.strip(), request.answered_at or at
        request.officer, request.establishment = actor, establishment
        request.save(update_fields=["state", "answer", "answered_at", "officer", "establishment"])


def forward_advice(*, actor: Person, request: AdviceRequest, to: str, at: datetime) -> None:
    """Note which body the question was handed to, since it is theirs to answer.

    :raises Refusal: from the policy, from the state, or without a destination.
    """
    demand(refuse_empty(to, _("Chuyển tới")))
    with deed(actor, Action.FORWARD_ADVICE, on=request, at=at) as record:
        record.note(to=to.strip())
        _step(request, record, "forward_advice")
        request.forwarded_to = to.strip()
        request.save(update_fields=["state", "forwarded_to"])


def close_advice(*, actor: Person, request: AdviceRequest, reason: str, at: datetime) -> None:
    """End the question.

    :raises Refusal: from the policy, from the state, or without a reason.
    """
    demand(refuse_empty(reason, _("Lý do kết thúc")))
    with deed(actor, Action.CLOSE_ADVICE, on=request, at=at) as record:
        record.personal(reason=reason.strip())
        _step(request, record, "close_advice")
        request.closed_at, request.closed_reason = at, reason.strip()
        request.save(update_fields=["state", "closed_at", "closed_reason"])


def erase_advice(*, actor: Person, at: datetime) -> int:
    """Erase who asked and what, once a question has been closed longer than the norm keeps it; return how many.

    Governing day: today. Two statements, whatever their number.
    """
    days = national_book().at(timezone.localtime(at).date()).whole("advisory.keep_days")
    with deed(actor, Action.ERASE_ADVICE, at=at) as record:
        over = AdviceRequest.objects.filter(closed_at__lt=at - timedelta(days=days), erased_at=None)
        count = over.update(**dict.fromkeys(AdviceRequest.PERSONAL, ""), erased_at=at)
        record.note(erased=count, keep_days=days)
        record.relies_on(national_book().at(timezone.localtime(at).date()).cite("advisory.keep_days"))
    return count


def _step(request: AdviceRequest, record: Record, verb: str) -> None:
    state = ADVICE_LIFE.after(request.state, verb)
    record.note(before=request.state, after=state)
    request.state = state
