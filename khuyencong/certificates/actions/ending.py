"""Ends certificates: revoking one, or replacing it by another."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from khuyencong.accounts.deeds import Record, deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.certificates.actions.completing import complete_certificate
from khuyencong.certificates.actions.reserving import reserve_certificate
from khuyencong.certificates.models import Certificate, CertificateEvent
from khuyencong.certificates.rules.certificate_life import CERTIFICATE_LIFE
from khuyencong.certificates.rules.facts import CertificateFacts
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

SHORTEST_REASON = 3


def revoke_certificate(*, actor: Person, certificate: Certificate, reason: str, at: datetime) -> Certificate:
    """Revoke a certificate for good; its number is never used again.

    :raises Refusal: from the policy, from the life cycle, or without a reason.
    """
    with deed(actor, Action.REVOKE_CERTIFICATE, on=certificate, at=at) as record:
        _end(record, certificate, "revoke_certificate", reason)
        record.relies_on("TT 26/2014/TT-BCT, Điều 17")
    return certificate


def replace_certificate(
    *, actor: Person, certificate: Certificate, facts: CertificateFacts, reason: str, at: datetime
) -> Certificate:
    """Issue a new certificate in place of one whose content was wrong; return the new one.

    The old one ends at once, the new one takes its own number and names the old one.

    :raises Refusal: from the policy, from the life cycle, or without a reason.
    :raises Refusals: with every fault of the new facts.
    """
    with deed(actor, Action.REPLACE_CERTIFICATE, on=certificate, at=at) as record:
        _refuse_foreign(certificate)
        _end(record, certificate, "replace_certificate", reason)
        made = reserve_certificate(
            record=record,
            facts=facts,
            product_id=certificate.product_id,
            office=certificate.office,
            request_key=f"replaces:{certificate.pk}",
            replaces=certificate,
        )
        record.note(replaced_by=made.serial)
        record.relies_on("NĐ 30/2020/NĐ-CP, Điều 18")
    return complete_certificate(made.pk, at=at, actor=actor)


def _end(record: Record, certificate: Certificate, verb: str, reason: str) -> None:
    told = " ".join(reason.split())
    if len(told) < SHORTEST_REASON:
        raise Refusal(
            "certificates.no_reason", _("Phải ghi rõ lý do (ít nhất %(shortest)s chữ cái)."), shortest=SHORTEST_REASON
        )
    certificate.state = CERTIFICATE_LIFE.after(certificate.state, verb)
    certificate.ended_on = max(timezone.localtime(record.at).date(), certificate.issued_on)
    certificate.save()
    CertificateEvent.objects.create(
        certificate=certificate, verb=verb, at=record.at, person=record.actor, reason=told[:1000]
    )
    record.note(serial=certificate.serial, state=certificate.state)
    record.personal(reason=told)


def _refuse_foreign(certificate: Certificate) -> None:
    if certificate.is_foreign:
        raise Refusal(
            "certificates.foreign",
            _("Giấy %(serial)s do cơ quan khác cấp; chỉ cơ quan ấy mới cấp lại được."),
            serial=certificate.serial,
        )
