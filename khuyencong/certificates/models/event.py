"""What happened to a certificate, row by row; a trigger refuses change and removal."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Person
from khuyencong.certificates.models.certificate import Certificate


class CertificateEvent(models.Model):
    """One step in the life of one certificate."""

    PERSONAL = ("reason",)

    class Verb(models.TextChoices):
        RESERVE = "reserve_certificate", _("Lấy số")
        COMPLETE = "complete_certificate", _("Ký và cấp")
        REVOKE = "revoke_certificate", _("Thu hồi")
        REPLACE = "replace_certificate", _("Cấp lại")
        RECORD = "record_foreign_certificate", _("Ghi nhận giấy do cơ quan khác cấp")

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="events", verbose_name=_("giấy"))
    verb = models.CharField(_("việc"), max_length=40, choices=Verb.choices)
    at = models.DateTimeField(_("lúc"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("người làm"))
    reason = models.CharField(_("lý do"), max_length=1000, blank=True)

    def __str__(self) -> str:
        return f"{self.certificate} {self.verb}"
