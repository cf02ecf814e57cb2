"""Letters that go out, and the files they carry."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Office, Person
from khuyencong.documents.models.files import StoredFile
from khuyencong.documents.rules.letters.facts import WAY_LABELS, LetterText, Way
from khuyencong.documents.rules.letters.life import LETTER_LIFE


class OutgoingLetter(models.Model):
    """One letter or e-mail of an office. Nothing leaves before a person has seen it; sent ones never change.

    A letter that is being sent when the sender is killed stays "sending": nobody knows whether the mail server
    took it, so that it is not sent again until a person says so.
    """

    PERSONAL = ("to_name", "address", "subject", "body")

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("cơ quan"))
    maker = models.CharField(max_length=60, blank=True, db_comment="code of what can make the words again, or empty")
    label = models.CharField(_("loại thư"), max_length=120)
    owner_label = models.CharField(max_length=60, db_comment="label of the model it is about, e.g. selection.dossier")
    owner_id = models.PositiveBigIntegerField()
    key = models.CharField(max_length=160, blank=True, db_comment="one open or sent letter per key; empty: no limit")
    to_name = models.CharField(_("người nhận"), max_length=300)
    way = models.CharField(
        _("cách gửi"), max_length=6, choices=[(way.value, _(label)) for way, label in WAY_LABELS.items()]
    )
    address = models.CharField(_("nơi nhận"), max_length=300, blank=True)
    subject = models.CharField(_("tiêu đề"), max_length=300)
    body = models.TextField(_("nội dung"))
    sha256 = models.CharField(max_length=64, db_comment="of all that goes out, attached files included")
    state = models.CharField(_("trạng thái"), max_length=10, choices=LETTER_LIFE.choices(), default=LETTER_LIFE.start)
    prepared_at = models.DateTimeField(_("lập lúc"))
    prepared_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("người lập"))
    approved_at = models.DateTimeField(_("duyệt lúc"), null=True, blank=True)
    approved_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("người duyệt")
    )
    tries = models.PositiveSmallIntegerField(_("số lần thử"), default=0)
    next_try_at = models.DateTimeField(_("thử lại lúc"), null=True, blank=True)
    fault = models.CharField(_("lỗi lần gửi trước"), max_length=300, blank=True)
    sent_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="documents_letter_due"),
            models.Index(fields=["owner_label", "owner_id"], name="documents_letter_owner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.code for state in LETTER_LIFE.states]), name="documents_letter_state"
            ),
            models.CheckConstraint(condition=Q(way__in=[way.value for way in Way]), name="documents_letter_way"),
            models.CheckConstraint(
                condition=Q(state__in=["prepared", "cancelled"])
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="documents_letter_seen_before_it_leaves",
                violation_error_message=_("Thư phải có người xem và duyệt trước khi gửi."),
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at=None)),
                name="documents_letter_sent_has_time",
            ),
            models.UniqueConstraint(
                fields=["key"], condition=~Q(key="") & ~Q(state="cancelled"), name="documents_letter_once"
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def text(self) -> LetterText:
        """Its words as the rules read them."""
        return LetterText(self.to_name, Way(self.way), self.address, self.subject, self.body)

    @property
    def state_label(self) -> str:
        """The staff label of the state."""
        return LETTER_LIFE.label(self.state)

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.office_id in office_ids

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return False


class LetterFile(models.Model):
    """A file that a letter carries."""

    letter = models.ForeignKey(OutgoingLetter, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("tệp"))
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "file"], name="documents_letterfile_once")]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.file_id}"
