"""The append-only audit trail, its personal data kept apart, and the head of the chain."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.rules.chain import Link


class AuditEntry(models.Model):
    """One deed, chained to the one before it. Holds no personal data; a trigger refuses change and removal."""

    number = models.BigIntegerField(primary_key=True, db_comment="1, 2, 3 … without a gap")
    at = models.DateTimeField(_("lúc"), db_index=True)
    actor_id_text = models.CharField(
        max_length=40, db_comment="id of the person as text, no key: entries outlive people"
    )
    action = models.CharField(_("việc"), max_length=80, db_index=True)
    thing = models.CharField(_("đối tượng"), max_length=120, db_index=True, db_comment="label:id, no key")
    facts = models.JSONField(_("nội dung"), default=dict)
    sources = models.JSONField(_("căn cứ"), default=list)
    personal = models.CharField(max_length=64, db_comment="salted hash of the personal detail")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.thing}"

    def link(self) -> Link:
        """Return the entry as it is hashed."""
        return Link(
            number=self.number,
            at=self.at.isoformat(),
            actor=self.actor_id_text,
            action=self.action,
            thing=self.thing,
            facts=self.facts,
            sources=tuple(self.sources),
            personal=self.personal,
            previous=self.previous,
        )


class AuditDetail(models.Model):
    """Names and words of an entry that a person may have erased; only its salted hash is in the chain."""

    entry = models.OneToOneField(AuditEntry, models.PROTECT, related_name="detail", primary_key=True)
    salt = models.CharField(max_length=64, blank=True)
    personal = models.JSONField(default=dict)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(erased_at=None) | models.Q(salt=""), name="accounts_detail_erased_has_no_salt"
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}"


class ChainHead(models.Model):
    """The one row that names the last entry; locked while an entry is added."""

    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.number} {self.digest}"
