"""Prints and signs what was reserved: the second half of issuing, each certificate by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.certificates.actions.reserving import reserve_certificate
from khuyencong.certificates.adapters import authority
from khuyencong.certificates.adapters.press import Job, pictured, press, press_all
from khuyencong.certificates.models import Certificate, CertificateEvent
from khuyencong.certificates.papers import certificate_page
from khuyencong.certificates.rules.certificate_life import CERTIFICATE_LIFE
from khuyencong.certificates.rules.facts import CertificateFacts, digest
from khuyencong.certificates.rules.tokens import Token, address, seal
from khuyencong.documents.actions import store_file
from khuyencong.documents.models.disk import fingerprint
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.kernel.words import gettext_noop as _

VERB = "complete_certificate"
Progress = Callable[[int, int], None]


def issue_certificate(
    *, actor: Person, facts: CertificateFacts, product_id: int, office: Office, request_key: str, at: datetime
) -> Certificate:
    """Take a number and sign at once, for a single certificate; safe to repeat with the same key.

    :raises Refusal: see ``reserve_certificate`` and ``complete_certificate``.
    """
    with deed(actor, Action.ISSUE_CERTIFICATE, office=office, at=at) as record:
        made = reserve_certificate(
            record=record, facts=facts, product_id=product_id, office=office, request_key=request_key
        )
        record.on(made)
        record.note(serial=made.serial)
    return complete_certificate(made.pk, at=at, actor=actor)


def complete_certificate(certificate_id: int, *, at: datetime, actor: Person | None = None) -> Certificate:
    """Print, sign and keep one reserved certificate; one that is issued already is returned as it is.

    Acts for whoever took the number, unless somebody else is named. The file is on disk before the
    register says that it is there, so that a crash leaves the certificate reserved and nothing lost.

    :raises Refusal: from the policy, from the life cycle, or for a letter that no font has.
    """
    certificate = Certificate.objects.select_related("office", "reserved_by").get(pk=certificate_id)
    if certificate.state == "issued":
        return certificate
    CERTIFICATE_LIFE.after(certificate.state, VERB)
    demand(_signs_elsewhere(certificate.office))
    return keep(certificate, press(job_of(certificate, at)), at, actor)


def complete_many(
    certificate_ids: Iterable[int],
    *,
    at: datetime,
    processes: int = 2,
    actor: Person | None = None,
    on_progress: Progress | None = None,
) -> list[Certificate]:
    """Complete a whole round on several cores; each certificate is finished by itself and in any order.

    :raises Refusals: at the end, with what was wrong with some; the others are issued all the same.
    """
    wanted = list(certificate_ids)
    known = Certificate.objects.select_related("office", "reserved_by").in_bulk(wanted)
    waiting = [one for one in known.values() if one.state == "reserved"]
    for office in {one.office for one in waiting}:
        demand(_signs_elsewhere(office))
    jobs = [job_of(one, at) for one in waiting]
    done, wrong = len(wanted) - len(jobs), list[Refusal]()
    for key, made in press_all(jobs, processes):
        if isinstance(made, Refusal):
            wrong.append(made)
        elif isinstance(made, Exception):
            raise made
        else:
            known[key] = keep(known[key], made, at, actor)
        done += 1
        if on_progress is not None:
            on_progress(done, len(wanted))
    if wrong:
        raise Refusals(wrong)
    return [known[key] for key in wanted]


def signs_by_hand(office_code: str) -> bool:
    """Tell whether an office signs with a tool of its own."""
    return bool(settings.CERTIFICATE_SIGNERS.get(office_code) == authority.BY_HAND)


def _signs_elsewhere(office: Office) -> Refusal | None:
    if not signs_by_hand(office.code):
        return None
    return Refusal(
        "certificates.office_signs_elsewhere",
        _("%(office)s ký bằng công cụ riêng: hãy tải bản chưa ký, ký rồi gửi lại ở trang của từng giấy."),
        source="NĐ 68/2024/NĐ-CP, Điều 29",
        office=office.name,
    )


def signing_identity(office_code: str) -> authority.Identity:
    """Return what signs for an office: its own file where settings name one, else the demonstration's."""
    return authority.identity(settings.VAR / "keys", office_code, settings.CERTIFICATE_SIGNERS.get(office_code, ""))


def picture_of(certificate: Certificate) -> bytes:
    """Return how the paper of a certificate looks, as PNG."""
    return pictured(job_of(certificate, certificate.issued_at or certificate.reserved_at))


def site() -> str:
    """Return the host and path that people type, without the scheme."""
    return str(settings.PUBLIC_ADDRESS).split("://", 1)[-1]


def job_of(certificate: Certificate, at: datetime) -> Job:
    """Return everything that the paper of a certificate needs."""
    office = certificate.office.code
    facts, identity = certificate.content, signing_identity(office)
    assert certificate.number is not None
    assert certificate.code is not None
    token = Token(
        key=authority.key_name(identity.code_key.public_key()),
        series=certificate.series,
        number=certificate.number,
        year=certificate.year,
        issued_on=facts.issued_on,
        valid_until=facts.valid_until,
        digest=digest(facts),
    )
    sealed = seal(certificate.code, token, identity.code_key.sign)
    scanned = address(settings.PUBLIC_ADDRESS, certificate.code, sealed)
    page = certificate_page(
        facts,
        serial=certificate.serial,
        code=certificate.code,
        address=scanned,
        site=site(),
        demonstration=identity.demonstration,
    )
    return Job(
        key=certificate.pk,
        page=page,
        address=scanned,
        at=at,
        keys=settings.VAR / "keys",
        office=office,
        own=settings.CERTIFICATE_SIGNERS.get(office, ""),
        name=facts.issuing_authority,
        reason=f"Cấp giấy chứng nhận {certificate.serial}",
        location=facts.place,
    )


def keep(certificate: Certificate, data: bytes, at: datetime, actor: Person | None) -> Certificate:
    """Keep the signed file and call the certificate issued; one that is issued already stays as it is."""
    person = actor or certificate.reserved_by
    with transaction.atomic():
        locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
        if locked.state == "issued":
            return locked
        with deed(person, Action.COMPLETE_CERTIFICATE, on=locked, at=at) as record:
            locked.state = CERTIFICATE_LIFE.after(locked.state, VERB)
            name = f"giay-chung-nhan-{locked.series}-{locked.year}-{locked.number}.pdf"
            locked.file = store_file(
                actor=person, data=data, name=name, purpose="certificate", office=locked.office, at=at
            )
            locked.file_sha256, locked.issued_at = fingerprint(data), at
            locked.is_demonstration = signing_identity(certificate.office.code).demonstration
            locked.save()
            CertificateEvent.objects.create(
                certificate=locked, verb=CertificateEvent.Verb.COMPLETE, at=at, person=person
            )
            record.note(serial=locked.serial, sha256=locked.file_sha256)
    return locked
