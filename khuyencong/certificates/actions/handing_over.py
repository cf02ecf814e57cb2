"""For offices that sign with a tool of their own: out goes the paper unsigned, back comes the same paper signed."""

from __future__ import annotations

from datetime import datetime

from cryptography import x509
from django.conf import settings

from khuyencong.accounts.models import Person
from khuyencong.certificates.actions.completing import job_of, keep
from khuyencong.certificates.adapters import authority, checking
from khuyencong.certificates.adapters.press import printed
from khuyencong.certificates.models import Certificate
from khuyencong.certificates.rules.certificate_life import CERTIFICATE_LIFE
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.kernel.words import gettext_noop as _


def unsigned_paper(certificate: Certificate) -> bytes:
    """Return the paper of a reserved certificate without a signature; asked again it returns the same bytes.

    :raises Refusal: where the certificate is not waiting for its signature.
    """
    CERTIFICATE_LIFE.after(certificate.state, "complete_certificate")
    return printed(job_of(certificate, certificate.reserved_at))


def hand_in_signed(*, actor: Person, certificate: Certificate, data: bytes, at: datetime) -> Certificate:
    """Take the signed paper back and issue the certificate with it.

    :raises Refusal: from the policy and the life cycle; where the file is not the paper that went out with
        signatures added behind it; where a signature is broken or its signer is not trusted.
    """
    paper = unsigned_paper(certificate)
    found = checking.check(data, authority.roots(settings.VAR / "keys", settings.CERTIFICATE_ROOTS))
    demand(_fault(paper, data, found))
    signers = [x509.load_der_x509_certificate(one) for one in found.certificates]
    authority.register_signers(settings.VAR / "keys", certificate.office.code, signers)
    return keep(certificate, data, at, actor)


def _fault(paper: bytes, data: bytes, found: checking.Finding) -> Refusal | None:
    if not data.startswith(paper):
        return Refusal(
            "certificates.other_paper",
            _("Tệp gửi lên không phải là bản đã tải về: nội dung đã khác. Hãy tải lại bản chưa ký rồi ký bản ấy."),
        )
    if found.seal is checking.Seal.ABSENT:
        return Refusal("certificates.not_signed", _("Tệp gửi lên chưa có chữ ký số."))
    if found.seal is checking.Seal.TAMPERED:
        return Refusal("certificates.signature_broken", _("Chữ ký số trong tệp không còn nguyên vẹn."))
    if found.seal is checking.Seal.UNTRUSTED:
        return Refusal(
            "certificates.signer_not_trusted",
            _("Hệ thống chưa tin cậy người ký “%(signer)s”; người quản trị cần khai báo chứng thư gốc."),
            signer=found.signer,
        )
    return None
