"""The register of certificates and what happened to each."""

from khuyencong.certificates.models.certificate import Certificate
from khuyencong.certificates.models.event import CertificateEvent

__all__ = ["Certificate", "CertificateEvent"]
