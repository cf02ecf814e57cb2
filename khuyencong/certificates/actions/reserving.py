"""Takes a number for a certificate: the first half of issuing, which can be asked for again without harm."""

from __future__ import annotations

import secrets

from django.db import IntegrityError, transaction
from django.db.models import Q

from khuyencong.accounts.deeds import Record
from khuyencong.accounts.models import Office
from khuyencong.certificates.models import Certificate, CertificateEvent
from khuyencong.certificates.rules.certificate_life import CERTIFICATE_LIFE
from khuyencong.certificates.rules.codes import RANDOM_BYTES, make_code
from khuyencong.certificates.rules.facts import CertificateFacts, cleaned, faults, to_record
from khuyencong.certificates.rules.serials import serial
from khuyencong.documents.actions import take_number
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.vietnamese.folding import fold


def reserve_certificate(
    *,
    record: Record,
    facts: CertificateFacts,
    product_id: int,
    office: Office,
    request_key: str,
    replaces: Certificate | None = None,
) -> Certificate:
    """Take a number and freeze the facts, within the caller's deed.

    Asked again with the same key and the same facts it returns the same row, so that an issue that
    was cut off can simply be repeated.

    :raises Refusals: with every fault of the facts.
    :raises Refusal: where the product already holds a living certificate of the level and year, or
        the key was used for other facts.
    """
    plain = cleaned(facts)
    if found := faults(plain):
        raise Refusals(found)
    if known := _known(plain, product_id, request_key):
        return known
    try:
        # The savepoint gives the number back where somebody else was faster.
        with transaction.atomic():
            made = _insert(
                record, plain, product_id=product_id, office=office, request_key=request_key, replaces=replaces
            )
    except IntegrityError:
        if known := _known(plain, product_id, request_key):
            return known
        raise
    CertificateEvent.objects.create(
        certificate=made, verb=CertificateEvent.Verb.RESERVE, at=record.at, person=record.actor
    )
    return made


def folded(facts: CertificateFacts, number: str) -> str:
    """Return what the register is searched by."""
    return fold(f"{number} | {facts.product_name} | {facts.establishment_name}")


def _insert(
    record: Record,
    facts: CertificateFacts,
    *,
    product_id: int,
    office: Office,
    request_key: str,
    replaces: Certificate | None,
) -> Certificate:
    series, year = facts.series, facts.issued_on.year
    number = take_number(series=f"certificates.{series}", year=year)
    printed = serial(series, year, number)
    return Certificate.objects.create(
        office=office,
        product_id=product_id,
        series=series,
        year=year,
        number=number,
        serial=printed,
        code=make_code(secrets.token_bytes(RANDOM_BYTES)),
        request_key=request_key,
        level=facts.level,
        award_year=facts.year,
        state=CERTIFICATE_LIFE.start,
        facts=to_record(facts),
        product_name=facts.product_name,
        establishment_name=facts.establishment_name,
        folded=folded(facts, printed),
        issued_on=facts.issued_on,
        valid_until=facts.valid_until,
        replaces=replaces,
        reserved_at=record.at,
        reserved_by=record.actor,
    )


def _known(facts: CertificateFacts, product_id: int, request_key: str) -> Certificate | None:
    """Return what was asked for before, or ``None``; asked in one query, since others may be at it too.

    :raises Refusal: where the key was used for other facts, or the product holds a living certificate.
    """
    alive = Q(product_id=product_id, level=facts.level, award_year=facts.year, state__in=("reserved", "issued"))
    found = list(Certificate.objects.filter(Q(request_key=request_key) | alive))
    asked = next((one for one in found if one.request_key == request_key), None)
    if asked is not None:
        return _same(asked, facts, product_id)
    if found:
        raise Refusal(
            "certificates.already_certified",
            _("Sản phẩm “%(product)s” đã có giấy chứng nhận %(serial)s cho cấp và năm này."),
            product=facts.product_name,
            serial=found[0].serial,
        )
    return None


def _same(known: Certificate, facts: CertificateFacts, product_id: int) -> Certificate:
    if known.product_id != product_id or known.facts != to_record(facts):
        raise Refusal(
            "certificates.asked_for_other_facts",
            _("Giấy chứng nhận %(serial)s đã lấy số với nội dung khác; muốn sửa nội dung thì phải cấp lại."),
            source="NĐ 30/2020/NĐ-CP, Điều 18",
            serial=known.serial,
        )
    return known
