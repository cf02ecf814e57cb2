"""Secret addresses under which a person's own calendar program reads deadlines."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Person


class CalendarFeed(models.Model):
    """One secret address of one person; only its fingerprint is kept, and it can be ended at any time."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="calendar_feeds")
    fingerprint = models.CharField(max_length=64, unique=True, db_comment="SHA-256 of the secret in the address")
    made_at = models.DateTimeField(_("tạo lúc"))
    ended_at = models.DateTimeField(_("thôi dùng lúc"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at=None), name="programme_calendarfeed_one_live"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.made_at}"
