"""The verbs of certificates."""

from khuyencong.certificates.actions.completing import complete_certificate, complete_many, issue_certificate
from khuyencong.certificates.actions.ending import replace_certificate, revoke_certificate
from khuyencong.certificates.actions.handing_over import hand_in_signed, unsigned_paper
from khuyencong.certificates.actions.recording import record_foreign_certificate
from khuyencong.certificates.actions.reserving import reserve_certificate
from khuyencong.certificates.actions.verifying import verify_code, verify_pdf

__all__ = [
    "complete_certificate",
    "complete_many",
    "hand_in_signed",
    "issue_certificate",
    "record_foreign_certificate",
    "replace_certificate",
    "reserve_certificate",
    "revoke_certificate",
    "unsigned_paper",
    "verify_code",
    "verify_pdf",
]
