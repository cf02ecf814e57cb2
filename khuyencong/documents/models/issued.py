"""Papers that the office drafts and issues: frozen facts, their number, and the files that were made from them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Office, Person
from khuyencong.db.fields import KeyField
from khuyencong.documents.models.files import StoredFile
from khuyencong.documents.rules.papers.freezing import thaw
from khuyencong.documents.rules.papers.paper import Issue, Paper
from khuyencong.documents.rules.papers.paper_life import NUMBERED_STATES, PAPER_LIFE
from khuyencong.documents.rules.papers.wording import padded

RELATIONS = [("", "—"), ("replaces", _("thay thế")), ("corrects", _("đính chính"))]
SEALS = [
    ("intact", _("Chữ ký hợp lệ")),
    ("untrusted", _("Chữ ký nguyên vẹn, người ký chưa được tin cậy")),
    ("tampered", _("Tệp đã bị sửa sau khi ký")),
    ("absent", _("Không có chữ ký số")),
]


class IssuedPaper(models.Model):
    """One paper from its draft on; once issued it never changes, and a trigger refuses the rest."""

    PERSONAL = ("facts", "abstract", "signer")

    office = models.ForeignKey(Office, models.PROTECT, related_name="papers", verbose_name=_("cơ quan"))
    kind = models.CharField(_("loại"), max_length=60)
    owner_label = models.CharField(max_length=60, db_comment="label of what it was made from, e.g. programme.contract")
    owner_id = models.PositiveBigIntegerField()
    page_label = models.CharField(max_length=60, db_comment="label of the thing on whose page it is listed")
    page_id = models.PositiveBigIntegerField()
    name = models.CharField(_("tên loại"), max_length=100, blank=True)
    abstract = models.CharField(_("trích yếu"), max_length=500, db_comment="PL VI of NĐ 30/2020: Subject 500")
    facts = models.JSONField(_("nội dung"), db_comment="every word of the paper, see rules/papers/freezing.py")
    state = models.CharField(_("trạng thái"), max_length=12, choices=PAPER_LIFE.choices(), default=PAPER_LIFE.start)
    series = KeyField(_("sổ"), max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(_("năm"), null=True, blank=True)
    number = models.PositiveIntegerField(_("số"), null=True, blank=True)
    symbol = models.CharField(_("ký hiệu"), max_length=60, blank=True)
    signed_on = models.DateField(_("ngày ký"), null=True, blank=True)
    signer = models.CharField(_("người ký"), max_length=200, blank=True)
    fixed_at = models.DateTimeField(_("lập lúc"), db_comment="the moment that stands in the files")
    prepared_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("người soạn"))
    issued_at = models.DateTimeField(_("ban hành lúc"), null=True, blank=True)
    issued_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người vào sổ")
    )
    docx_sha256 = models.CharField(max_length=64, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followers")
    relation = models.CharField(_("quan hệ"), max_length=10, blank=True, choices=RELATIONS)
    reason = models.CharField(_("lý do, nội dung đính chính"), max_length=1000, blank=True)
    ended_at = models.DateTimeField(_("thôi hiệu lực lúc"), null=True, blank=True)
    ended_reason = models.CharField(_("lý do thu hồi"), max_length=1000, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["page_label", "page_id"], name="documents_paper_page"),
            models.Index(fields=["office", "state", "-signed_on"], name="documents_paper_register"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year", "number"],
                condition=Q(number__isnull=False),
                name="documents_paper_number_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "discarded"], signed_on=None)
                | Q(state__in=NUMBERED_STATES, signed_on__isnull=False, issued_at__isnull=False, year__isnull=False),
                name="documents_paper_dated_once_issued",
            ),
            models.CheckConstraint(
                condition=Q(relation="", follows=None)
                | Q(relation__in=["replaces", "corrects"], follows__isnull=False),
                name="documents_paper_follows_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.serial} {self.abstract}".strip()

    @property
    def paper(self) -> Paper:
        """The paper as it was frozen."""
        return thaw(self.facts)

    @property
    def issue(self) -> Issue:
        """Its number, symbol and day."""
        return Issue(padded(self.number) if self.number else "", self.symbol, self.signed_on)

    @property
    def serial(self) -> str:
        """Number and symbol as printed; empty for a draft and for papers outside the registers."""
        return f"{padded(self.number)}/{self.symbol}" if self.number else ""

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.office_id in office_ids

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return False


class SignedCopy(models.Model):
    """A signed file of an issued paper as it came back, with what was found in it; only ever added."""

    PERSONAL = ("signer",)

    paper = models.ForeignKey(IssuedPaper, models.PROTECT, related_name="signed_copies", verbose_name=_("văn bản"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("tệp"))
    seal = models.CharField(_("chữ ký"), max_length=10, choices=SEALS)
    has_same_text = models.BooleanField(_("đúng nội dung"))
    signer = models.CharField(_("người ký"), max_length=120, blank=True)
    added_at = models.DateTimeField(_("nhận lúc"))
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("người nhận"))

    def __str__(self) -> str:
        return f"{self.paper_id} {self.seal}"


class PaperTemplate(models.Model):
    """An office's own DOCX for a kind of paper; the newest that is not withdrawn is in use."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="paper_templates", verbose_name=_("cơ quan"))
    kind = models.CharField(_("loại"), max_length=60)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("tệp"))
    added_at = models.DateTimeField(_("thay lúc"))
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("người thay"))

    def __str__(self) -> str:
        return f"{self.office} {self.kind}"

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.office_id in office_ids

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return False
