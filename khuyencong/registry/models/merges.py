"""Two records made one, and pairs that a person has told apart."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Person
from khuyencong.registry.models.parties import Establishment


class Merge(models.Model):
    """One merging of two establishments, with all that is needed to part them again."""

    PERSONAL = ("changes",)

    survivor = models.ForeignKey(
        Establishment, models.PROTECT, related_name="merges", verbose_name=_("bản ghi giữ lại")
    )
    merged = models.ForeignKey(
        Establishment, models.PROTECT, related_name="was_merged", verbose_name=_("bản ghi gộp vào")
    )
    reason = models.CharField(_("lý do"), max_length=300)
    changes = models.JSONField(default=dict, db_comment="fields taken, products moved, products joined")
    merged_at = models.DateTimeField(_("gộp lúc"))
    merged_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(_("tách lại lúc"), null=True, blank=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["merged"], condition=Q(undone_at=None), name="registry_merge_once"),
            models.CheckConstraint(condition=~Q(survivor=F("merged")), name="registry_merge_two_rows"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="registry_merge_undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.survivor}"

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.survivor.in_office(office_ids)

    def belongs_to(self, person: object) -> bool:
        return self.survivor.belongs_to(person)

    def assigned_to(self, person: object) -> bool:
        return self.survivor.assigned_to(person)


class DistinctPair(models.Model):
    """Two establishments that look alike and that a person found to be two."""

    first = models.ForeignKey(Establishment, models.CASCADE, related_name="+")
    second = models.ForeignKey(Establishment, models.CASCADE, related_name="+")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="registry_distinct_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="registry_distinct_pair_ordered"),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
