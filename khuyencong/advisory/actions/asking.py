"""What strangers do without an account: they ask, and may take their consent back."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from khuyencong.advisory.models import AdviceRequest
from khuyencong.advisory.queries import answering_office
from khuyencong.advisory.rules.asking import refuse_unreachable
from khuyencong.documents.actions import take_number
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.calendar import add_working_days, holidays_of
from khuyencong.registry.models import Place
from khuyencong.registry.rules.phone import read_phone
from khuyencong.rulebook.queries import norms_at

WITHDRAWN = _("Người hỏi rút lại sự đồng ý dùng dữ liệu cá nhân.")


@dataclass(frozen=True, slots=True)
class Question:
    """What the asker typed, and the words they agreed to."""

    name: str
    phone: str
    email: str
    place: Place | None
    topic: str
    question: str
    consent_words: str


def ask_advice(*, asked: Question, at: datetime) -> AdviceRequest:
    """Take a question in and give it a number and an address of its own.

    Nobody is logged in, so the row itself is the trace. Governing day of the term: that of sending.

    :raises Refusal: where the asker cannot be reached, the number cannot exist, or no office is there to answer.
    """
    phone = read_phone(asked.phone)
    demand(refuse_unreachable(phone.number if phone else "", asked.email))
    office = answering_office(asked.place)
    if office is None:
        raise Refusal("advisory.no_office", _("Chưa có cơ quan nào nhận câu hỏi trên hệ thống này."))
    today = timezone.localtime(at).date()
    norms = norms_at(today, office_code=office.code)
    with transaction.atomic():
        number = take_number(series=f"advice.{office.code}", year=today.year)
        return AdviceRequest.objects.create(
            office=office,
            code=f"TV-{today.year}-{number:04}",
            secret=secrets.token_urlsafe(32),
            name=asked.name,
            phone=phone.number if phone else "",
            email=asked.email,
            place=asked.place,
            topic=asked.topic,
            question=asked.question,
            consent_words=asked.consent_words,
            sent_at=at,
            due_on=add_working_days(today, norms.whole("advisory.answer_working_days"), holidays_of(norms)),
        )


def withdraw_consent(*, request: AdviceRequest, at: datetime) -> None:
    """Erase at once whatever tells who asked and what; the number and the dates stay for the statistics.

    :raises Refusal: where it is erased already.
    """
    with transaction.atomic():
        request.refresh_from_db(from_queryset=AdviceRequest.objects.select_for_update())
        if request.erased_at is not None:
            raise Refusal("advisory.erased", _("Dữ liệu cá nhân của câu hỏi này đã được xóa."))
        if request.closed_at is None:
            request.state, request.closed_at, request.closed_reason = "closed", at, WITHDRAWN
        forget(request, at)
        request.save()


def forget(request: AdviceRequest, at: datetime) -> None:
    """Empty what is personal, in memory."""
    for name in AdviceRequest.PERSONAL:
        setattr(request, name, "")
    request.erased_at = at
