"""What proves the money: invoices, likenesses of photographs, checks for double support, bank statements."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Office, Person
from khuyencong.db.fields import KeyField, MoneyField
from khuyencong.documents.models import StoredFile
from khuyencong.programme.models.ledger import Transfer
from khuyencong.programme.models.projects import OfProject, Project


class Invoice(OfProject):
    """A seller's invoice for one project; number and seller stand once in all projects, sources and years."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="invoices")
    number = models.CharField(_("số hóa đơn"), max_length=60)
    number_key = KeyField(max_length=60, db_comment="series and number in capitals without signs or leading zeros")
    seller = models.CharField(_("người bán"), max_length=300)
    seller_tax_code = KeyField(_("mã số thuế người bán"), max_length=13)
    issued_on = models.DateField(_("ngày hóa đơn"))
    content = models.CharField(_("nội dung"), max_length=400, blank=True)
    before_vat = MoneyField(_("tiền trước thuế"))
    vat = MoneyField(_("thuế GTGT"), default=0)
    state_share = MoneyField(_("phần khuyến công"), null=True, blank=True)
    is_withdrawn = models.BooleanField(_("đã rút"), default=False)
    withdrawn_reason = models.CharField(_("lý do rút"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seller_tax_code", "number_key"],
                condition=Q(is_withdrawn=False),
                name="programme_invoice_once",
                violation_error_message=_("Hóa đơn này của người bán này đã được dùng."),
            ),
            models.CheckConstraint(condition=Q(before_vat__gt=0, vat__gte=0), name="programme_invoice_positive"),
        ]

    def __str__(self) -> str:
        return self.number


class PhotoPrint(models.Model):
    """Fingerprints of one photograph handed in for a project, to find the same picture used twice."""

    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="photo_print")
    project = models.ForeignKey(Project, models.PROTECT, related_name="photo_prints")
    likeness = models.CharField(
        max_length=16, blank=True, db_index=True, db_comment="perceptual hash, 64 bits as hex; empty for a flat picture"
    )
    trimmed = models.CharField(max_length=50, blank=True, db_comment="hashes without a rim, parted by spaces")
    taken_at = models.DateTimeField(_("chụp lúc"), null=True, blank=True, db_comment="as the file carries it")
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)

    def __str__(self) -> str:
        return self.likeness

    @property
    def prints(self) -> list[int]:
        """Return its fingerprints, of the whole and without its rim."""
        return [int(one, 16) for one in f"{self.likeness} {self.trimmed}".split()]


class PhotoPiece(models.Model):
    """One of the four pieces of a fingerprint, under which pictures that are alike are found without a scan."""

    photo = models.ForeignKey(PhotoPrint, models.CASCADE, related_name="pieces")
    slot = models.PositiveSmallIntegerField()
    piece = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["slot", "piece"], name="programme_photopiece_shelf")]

    def __str__(self) -> str:
        return f"{self.slot} {self.piece:04x}"


class PhotoTwin(models.Model):
    """Two photographs of different projects that are the same or very alike; found when the later one came."""

    later = models.ForeignKey(PhotoPrint, models.CASCADE, related_name="twins_before")
    earlier = models.ForeignKey(PhotoPrint, models.CASCADE, related_name="twins_after")
    apart = models.PositiveSmallIntegerField(db_comment="bits in which the fingerprints differ, 0 to 6")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["later", "earlier"], name="programme_phototwin_once")]

    def __str__(self) -> str:
        return f"{self.later_id} ~ {self.earlier_id}"


class SupportCheck(OfProject):
    """One look for double support: what was found, who looked, and why it was let through or not."""

    class Stage(models.TextChoices):
        APPLICATION = "application", _("khi nộp hồ sơ")
        APPRAISAL = "appraisal", _("khi thẩm định")
        CONTRACT = "contract", _("khi ký hợp đồng")
        PAYMENT = "payment", _("khi thanh toán")

    project = models.ForeignKey(Project, models.PROTECT, related_name="support_checks")
    stage = models.CharField(_("lúc"), max_length=12, choices=Stage.choices)
    findings = models.JSONField(_("phát hiện"), default=list, db_comment="list of {project, code, why}")
    findings_key = models.CharField(max_length=64, blank=True, db_comment="hash of the findings that were looked at")
    is_allowed = models.BooleanField(_("được đi tiếp"))
    reason = models.TextField(_("lý do"), blank=True)
    looked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("người xem"))
    looked_at = models.DateTimeField(_("xem lúc"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(findings=[]) | ~Q(reason=""),
                name="programme_supportcheck_reason",
                violation_error_message=_("Có phát hiện thì phải ghi lý do."),
            )
        ]
        indexes = [models.Index(fields=["project", "stage"], name="programme_supportcheck_stage")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.stage}"


class Statement(models.Model):
    """A statement of a bank or the Treasury, as taken in from a workbook."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("cơ quan"))
    name = models.CharField(_("tên sao kê"), max_length=200)
    account = models.CharField(_("tài khoản"), max_length=80, blank=True)
    first_on = models.DateField(_("từ ngày"), null=True, blank=True)
    last_on = models.DateField(_("đến ngày"), null=True, blank=True)
    taken_in_at = models.DateTimeField(_("nhập lúc"))
    taken_in_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.office_id in office_ids

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return False


class StatementLine(models.Model):
    """One movement of a statement, and which transfer it is."""

    class State(models.TextChoices):
        UNMATCHED = "unmatched", _("chưa khớp")
        DOUBTFUL = "doubtful", _("nghi ngờ")
        MATCHED = "matched", _("đã khớp")
        IGNORED = "ignored", _("không thuộc khuyến công")

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="lines")
    row = models.PositiveIntegerField(_("dòng"))
    happened_on = models.DateField(_("ngày"))
    paper = models.CharField(_("số chứng từ"), max_length=120, blank=True)
    content = models.CharField(_("diễn giải"), max_length=500, blank=True)
    outgoing = MoneyField(_("chi"), default=0)
    incoming = MoneyField(_("thu"), default=0)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State.choices, default=State.UNMATCHED)
    values = models.JSONField(default=dict, blank=True, db_comment="values of the places in why")
    transfer = models.OneToOneField(
        Transfer, models.PROTECT, null=True, blank=True, related_name="statement_line", verbose_name=_("bút toán")
    )
    why = models.CharField(
        _("vì sao"), max_length=300, blank=True, db_comment="a message id with places, or what a person wrote"
    )
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "row"], name="programme_statementline_row"),
            models.CheckConstraint(
                condition=Q(state="matched", transfer__isnull=False) | ~Q(state="matched") & Q(transfer=None),
                name="programme_statementline_matched",
            ),
            models.CheckConstraint(
                condition=Q(outgoing__gt=0, incoming=0) | Q(outgoing=0, incoming__gt=0),
                name="programme_statementline_one_way",
            ),
            models.CheckConstraint(
                condition=~Q(state="ignored") | ~Q(why=""), name="programme_statementline_ignored_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.happened_on} {self.content}"

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.statement.in_office(office_ids)

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return False
