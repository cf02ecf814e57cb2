"""The calls of a ceremony: one row is one certificate to be handed over."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuyencong.certificates.models import Certificate
from khuyencong.conferences.models.conference import Conference, OfConference
from khuyencong.registry.models import Establishment


class Presentation(OfConference):
    """One certificate in the order of the ceremony, and how it was handed over.

    The rows of one call (``turn``) are of one establishment, which comes to the stage once.
    """

    PERSONAL = ("receiver",)

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("Chưa trao")
        RECEIVED = "received", _("Đã nhận")
        PROXY = "proxy", _("Nhận thay")
        ABSENT = "absent", _("Vắng mặt")

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="presentations")
    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="presentations")
    establishment = models.ForeignKey(Establishment, models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField(_("lượt gọi"))
    place = models.PositiveSmallIntegerField(_("thứ tự giấy"), db_comment="in the stack, the first on top")
    group = models.CharField(_("nhóm"), max_length=4, blank=True)
    outcome = models.CharField(_("kết quả trao"), max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    receiver = models.CharField(_("người nhận"), max_length=200, blank=True)
    marked_at = models.DateTimeField(null=True, blank=True, db_comment="when somebody ticked it, by the ticking phone")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "certificate"], name="conferences_certificate_once"),
            models.UniqueConstraint(fields=["conference", "place"], name="conferences_place_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=["waiting", "received", "proxy", "absent"]), name="conferences_outcome"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="proxy") | ~Q(receiver=""),
                name="conferences_proxy_is_named",
                violation_error_message=_("Ghi họ tên người nhận thay."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="waiting") | Q(marked_at__isnull=False), name="conferences_outcome_has_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}"
