"""Records what another body gave: shown with its status, never printed or signed by us."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.certificates.actions.reserving import folded
from khuyencong.certificates.models import Certificate, CertificateEvent
from khuyencong.certificates.rules.facts import CertificateFacts, cleaned, foreign_faults, to_record
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.kernel.words import gettext_noop as _


def record_foreign_certificate(
    *, actor: Person, facts: CertificateFacts, number: str, product_id: int, office: Office, at: datetime
) -> Certificate:
    """Record a certificate of another body under the number it bears; asked again it returns the same row.

    :raises Refusal: from the policy, or where the product already holds a living one of the level and year.
    :raises Refusals: with every fault of the facts.
    """
    plain = cleaned(facts)
    if found := foreign_faults(plain, number):
        raise Refusals(found)
    key = f"foreign:{product_id}:{plain.level}:{plain.year}:{number}"
    with deed(actor, Action.RECORD_FOREIGN_CERTIFICATE, office=office, at=at) as record:
        if known := Certificate.objects.filter(request_key=key[:160]).first():
            record.on(known)
            return known
        made = _insert(actor, plain, number=number, product_id=product_id, office=office, key=key[:160], at=at)
        record.on(made)
        record.note(serial=made.serial, level=made.level, decision=plain.decision_number)
    return made


def _insert(
    actor: Person, facts: CertificateFacts, *, number: str, product_id: int, office: Office, key: str, at: datetime
) -> Certificate:
    printed = " ".join(number.split())
    try:
        with transaction.atomic():
            made = Certificate.objects.create(
                office=office,
                product_id=product_id,
                year=facts.issued_on.year,
                serial=printed,
                request_key=key,
                level=facts.level,
                award_year=facts.year,
                state="issued",
                is_foreign=True,
                facts=to_record(facts),
                product_name=facts.product_name,
                establishment_name=facts.establishment_name,
                folded=folded(facts, printed),
                issued_on=facts.issued_on,
                valid_until=facts.valid_until,
                reserved_at=at,
                reserved_by=actor,
                issued_at=at,
            )
    except IntegrityError as error:
        raise Refusal(
            "certificates.already_certified",
            _("Sản phẩm “%(product)s” đã có giấy chứng nhận cho cấp và năm này."),
            product=facts.product_name,
        ) from error
    CertificateEvent.objects.create(certificate=made, verb=CertificateEvent.Verb.RECORD, at=at, person=actor)
    return made
