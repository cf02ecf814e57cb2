"""An establishment lets an office file for it, and takes that back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.actions import attach_within, store_file
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.portal.models import Consent
from khuyencong.registry.models import Establishment


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """Who agreed, how and when; the signed paper where there is one."""

    given_by: str
    way: str
    given_on: date
    note: str = ""
    paper: bytes = b""
    paper_name: str = ""


def record_consent(*, actor: Person, establishment: Establishment, facts: ConsentFacts, at: datetime) -> Consent:
    """Record that an establishment lets the office file for it.

    :raises Refusal: without a name, with a day to come, a paper missing where one is the way, or one on record.
    """
    with deed(actor, Action.RECORD_CONSENT, on=establishment, at=at) as record:
        _demand_whole(facts, timezone.localtime(at).date())
        if open_consent(establishment) is not None:
            raise Refusal("portal.consent_there", _("Cơ sở này đang có sự đồng ý còn hiệu lực; không cần ghi lại."))
        consent = Consent.objects.create(
            establishment=establishment, given_by=facts.given_by.strip(), way=facts.way, given_on=facts.given_on,
            note=facts.note.strip(), recorded_by=actor, recorded_at=at,
        )  # fmt: skip  # one row
        if facts.paper:
            stored = store_file(
                actor=actor, data=facts.paper, name=facts.paper_name, purpose="paper",
                office=establishment.office, at=at,
            )  # fmt: skip  # one file
            attach_within(record=record, stored=stored, owner=consent, kind="consent")
        record.note(consent=consent.pk, way=consent.way, given_on=consent.given_on.isoformat())
        record.personal(given_by=consent.given_by)
    return consent


def open_consent(establishment: Establishment) -> Consent | None:
    """Return the consent of an establishment that holds now, or None."""
    return establishment.consents.filter(withdrawn_at=None).first()


def withdraw_consent(*, actor: Person, consent: Consent, at: datetime) -> None:
    """Take a consent back: what the office had begun to write for the establishment can no longer be sent.

    :raises Refusal: where it was taken back before.
    """
    with deed(actor, Action.WITHDRAW_CONSENT, on=consent, at=at) as record:
        if consent.withdrawn_at is not None:
            raise Refusal("portal.consent_withdrawn", _("Sự đồng ý này đã được rút trước đó."))
        consent.withdrawn_at, consent.withdrawn_by = at, actor
        consent.save(update_fields=["withdrawn_at", "withdrawn_by"])
        record.note(establishment=consent.establishment_id)


def _demand_whole(facts: ConsentFacts, today: date) -> None:
    if not facts.given_by.strip():
        raise Refusal("portal.consent_by_nobody", _("Hãy ghi tên người của cơ sở đã đồng ý."))
    if facts.given_on > today:
        raise Refusal("portal.consent_to_come", _("Ngày đồng ý không thể sau hôm nay."))
    if facts.way == Consent.Way.PAPER and not facts.paper:
        raise Refusal("portal.consent_without_paper", _("Đồng ý bằng giấy thì phải đính kèm giấy đó."))
