"""The register: one row is one certificate, from the moment its number is taken."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Office, Person
from khuyencong.certificates.rules.certificate_life import CERTIFICATE_LIFE
from khuyencong.certificates.rules.facts import LEVEL_WORDS, CertificateFacts, from_record
from khuyencong.documents.models import StoredFile
from khuyencong.registry.models import Product
from khuyencong.vietnamese.dates import short

ALIVE = ("reserved", "issued")
ENDED = ("revoked", "replaced")


class Certificate(models.Model):
    """A certificate of ours, or one that another body gave and that is recorded as such (``foreign``)."""

    PERSONAL = ("facts",)

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("cơ quan"))
    product = models.ForeignKey(Product, models.PROTECT, related_name="certificates", verbose_name=_("sản phẩm"))
    series = models.CharField(_("ký hiệu"), max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(_("năm"), db_comment="year of the number: of issue for ours")
    number = models.PositiveIntegerField(_("số"), null=True, blank=True)
    serial = models.CharField(_("số giấy chứng nhận"), max_length=120, db_comment="as printed")
    code = models.CharField(_("mã kiểm tra"), max_length=16, null=True, blank=True, unique=True)
    request_key = models.CharField(max_length=160, unique=True, db_comment="asking again with it finds this row")
    level = models.CharField(_("cấp"), max_length=12, choices=list(LEVEL_WORDS.items()))
    award_year = models.PositiveSmallIntegerField(_("năm bình chọn"))
    state = models.CharField(_("trạng thái"), max_length=12, choices=CERTIFICATE_LIFE.choices())
    is_foreign = models.BooleanField(_("do cơ quan khác cấp"), default=False)
    is_demonstration = models.BooleanField(default=False, db_comment="signed by the demonstration authority")
    facts = models.JSONField(_("nội dung"), db_comment="what is printed and signed, frozen")
    product_name = models.CharField(_("sản phẩm"), max_length=300)
    establishment_name = models.CharField(_("cơ sở"), max_length=300)
    folded = models.TextField(db_comment="serial, product and maker without accents, for search")
    issued_on = models.DateField(_("ngày cấp"))
    valid_until = models.DateField(_("có giá trị đến"))
    ended_on = models.DateField(_("ngày thu hồi, thay thế"), null=True, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="successor", verbose_name=_("thay cho")
    )
    reserved_at = models.DateTimeField(_("lấy số lúc"))
    reserved_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("người cấp"))
    issued_at = models.DateTimeField(_("ký lúc"), null=True, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    file_sha256 = models.CharField(max_length=64, blank=True, db_comment="of the signed PDF")

    class Meta:
        indexes = [models.Index(fields=["office", "-year", "-number"], name="certificates_register")]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year", "number"],
                condition=Q(is_foreign=False),
                name="certificates_number_once",
                violation_error_message=_("Số giấy chứng nhận này đã được dùng."),
            ),
            models.UniqueConstraint(
                fields=["product", "level", "award_year"],
                condition=Q(state__in=ALIVE),
                name="certificates_product_once",
                violation_error_message=_("Sản phẩm đã có giấy chứng nhận của cấp và năm này."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=[code for code, _label in CERTIFICATE_LIFE.choices()]),
                name="certificates_state",
            ),
            models.CheckConstraint(condition=Q(valid_until__gte=F("issued_on")), name="certificates_span"),
            models.CheckConstraint(
                condition=Q(state__in=ALIVE, ended_on=None) | Q(state__in=ENDED, ended_on__isnull=False),
                name="certificates_ended_on",
            ),
            models.CheckConstraint(
                condition=Q(is_foreign=True, number=None, code=None)
                | Q(is_foreign=False, number__gt=0, code__isnull=False),
                name="certificates_foreign_has_no_number",
            ),
            models.CheckConstraint(
                condition=Q(is_foreign=True, state__in=("issued", "revoked"))
                | Q(state__in=("reserved", "revoked"), file=None, issued_at=None, file_sha256="")
                | Q(
                    state__in=("issued", *ENDED),
                    file__isnull=False,
                    issued_at__isnull=False,
                    file_sha256__regex=r"^[0-9a-f]{64}$",
                ),
                name="certificates_issued_has_file",
            ),
        ]

    def __str__(self) -> str:
        return self.serial

    @property
    def content(self) -> CertificateFacts:
        """What is printed and signed."""
        return from_record(self.facts)

    @property
    def span(self) -> str:
        """First and last day, for lists."""
        return f"{short(self.issued_on)} – {short(self.valid_until)}"

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.office_id in office_ids

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return False
