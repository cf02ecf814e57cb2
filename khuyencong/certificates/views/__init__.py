"""Screens of certificates, in the order of urls.py."""

from khuyencong.certificates.views.deeds import (
    complete_certificate,
    hand_in_signed,
    record_foreign_certificate,
    replace_certificate,
    revoke_certificate,
)
from khuyencong.certificates.views.public import scan_code, verify, verify_code, verify_keys
from khuyencong.certificates.views.register import (
    download_certificate,
    download_certificates,
    download_unsigned,
    view_certificate,
    view_picture,
    view_register,
)

__all__ = [
    "complete_certificate",
    "download_certificate",
    "download_certificates",
    "download_unsigned",
    "hand_in_signed",
    "record_foreign_certificate",
    "replace_certificate",
    "revoke_certificate",
    "scan_code",
    "verify",
    "verify_code",
    "verify_keys",
    "view_certificate",
    "view_picture",
    "view_register",
]
