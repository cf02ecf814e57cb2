"""Files that were handed in, and what each belongs to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Office, Person
from khuyencong.documents.rules.file_kinds import Purpose


class StoredFile(models.Model):
    """One file as handed in once; the same content handed in twice is two rows and one place on disk."""

    PERSONAL = ("name",)

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("cơ quan"))
    purpose = models.CharField(_("mục đích"), max_length=12, choices=[(one.value, one.value) for one in Purpose])
    name = models.CharField(_("tên tệp"), max_length=140)
    media_type = models.CharField(_("loại nội dung"), max_length=100, db_comment="told by content, never by name")
    size = models.PositiveBigIntegerField(_("dung lượng (byte)"))
    sha256 = models.CharField(
        max_length=64, db_index=True, db_comment="hash of the content kept, and its place on disk"
    )
    received_sha256 = models.CharField(
        max_length=64, db_comment="hash of what was sent, before photographs are encoded anew"
    )
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(_("nhận lúc"))
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("người gửi"))
    received: bytes = b""
    """What was sent, only while it is being taken in: metadata that is stripped can be read there and nowhere else."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="documents_file_sha256"),
            models.CheckConstraint(condition=Q(size__gt=0), name="documents_file_not_empty"),
            models.CheckConstraint(
                condition=Q(purpose__in=[one.value for one in Purpose]), name="documents_file_purpose"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_thumbnail(self) -> bool:
        """Photographs, and papers that were handed in as pictures, have a small copy."""
        return self.width is not None

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.office_id in office_ids

    def belongs_to(self, person: object) -> bool:
        return self.created_by == person

    def assigned_to(self, person: object) -> bool:
        return False


class Attachment(models.Model):
    """A file put to a thing of an upper context, named by label and id; withdrawn, never deleted."""

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="attachments", verbose_name=_("tệp"))
    owner_label = models.CharField(max_length=60, db_comment="label of the model it belongs to, e.g. registry.product")
    owner_id = models.PositiveBigIntegerField()
    kind = models.CharField(
        _("loại giấy tờ"), max_length=40, db_comment="photo, or the code of a paper of the law's list"
    )
    caption = models.CharField(_("chú thích"), max_length=200, blank=True)
    added_at = models.DateTimeField(_("đính kèm lúc"))
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("người đính kèm"))
    withdrawn_at = models.DateTimeField(_("rút lúc"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["owner_label", "owner_id"], name="documents_attachment_owner")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_label", "owner_id", "kind", "file"],
                condition=Q(withdrawn_at=None),
                name="documents_attachment_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="documents_attachment_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner_label}:{self.owner_id} {self.kind}"
