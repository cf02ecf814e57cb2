"""Counters of the registers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class NumberSeries(models.Model):
    """The last number taken of a series in a year."""

    series = models.CharField(_("sổ"), max_length=60)
    year = models.PositiveSmallIntegerField(_("năm"))
    last_number = models.PositiveIntegerField(_("số đã lấy"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="documents_series_once_a_year"),
            models.CheckConstraint(condition=Q(year__gte=1945, year__lte=2200), name="documents_series_year"),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last_number}"
