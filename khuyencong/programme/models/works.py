"""The work on a project: appraisal, contract, progress, inspection, acceptance, follow-up."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Person
from khuyencong.db.fields import DerivedKeyField, MoneyField
from khuyencong.documents.models import Attachment
from khuyencong.programme.models.projects import OfProject, Project
from khuyencong.programme.rules.evidence import serials


class Appraisal(OfProject):
    """One appraisal: by a council, by an officer, or by the Ministry, with what it proposes."""

    class Level(models.TextChoices):
        BASE = "base", _("cấp cơ sở")
        MINISTRY = "ministry", _("cấp Bộ")

    class Body(models.TextChoices):
        COUNCIL = "council", _("hội đồng thẩm định")
        OFFICER = "officer", _("chuyên viên được giao")

    project = models.ForeignKey(Project, models.PROTECT, related_name="appraisals")
    level = models.CharField(_("cấp"), max_length=10, choices=Level.choices)
    body = models.CharField(_("hình thức"), max_length=10, choices=Body.choices)
    held_on = models.DateField(_("ngày thẩm định"))
    paper = models.CharField(_("biên bản, văn bản"), max_length=120, blank=True)
    criteria = models.JSONField(_("tiêu chí"), default=list, db_comment="list of {code, label, met, note}")
    bounds = models.JSONField(default=list, db_comment="bounds of the norm engine as shown: name, amount, source")
    proposed = MoneyField(_("mức đề xuất"), null=True, blank=True)
    passed = models.BooleanField(_("đồng ý"))
    conclusion = models.TextField(_("kết luận"))
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.project_id} {self.level} {self.held_on}"


class Opinion(models.Model):
    """What one member of the appraisal said, voted and proposed."""

    PERSONAL = ("member",)

    appraisal = models.ForeignKey(Appraisal, models.CASCADE, related_name="opinions")
    member = models.CharField(_("thành viên"), max_length=120)
    title = models.CharField(_("chức vụ"), max_length=160, blank=True)
    agrees = models.BooleanField(_("đồng ý"))
    opinion = models.TextField(_("ý kiến"), blank=True)
    proposed = MoneyField(_("mức đề xuất"), null=True, blank=True)

    def __str__(self) -> str:
        return self.member


class Contract(OfProject):
    """The contract of a project, or an annex that changes its amount or end."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="contracts")
    main = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="annexes")
    number = models.CharField(_("số hợp đồng"), max_length=80)
    signed_on = models.DateField(_("ngày ký"))
    amount = MoneyField(_("giá trị hỗ trợ"), db_comment="of the whole contract after this paper")
    advance_percent = models.PositiveSmallIntegerField(_("tỷ lệ tạm ứng tối đa (%)"), default=0)
    advance_source = models.CharField(_("căn cứ tỷ lệ tạm ứng"), max_length=200, blank=True)
    ends_on = models.DateField(_("thời hạn thực hiện"))
    decision_number = models.CharField(_("quyết định điều chỉnh"), max_length=80, blank=True)
    beneficiary_account = models.CharField(_("tài khoản nhận tiền"), max_length=80, blank=True)
    note = models.TextField(_("nội dung"), blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(main=None),
                name="programme_contract_one_main",
                violation_error_message=_("Đề án đã có hợp đồng; thay đổi thì lập phụ lục."),
            ),
            models.UniqueConstraint(fields=["project", "number"], name="programme_contract_number"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="programme_contract_positive"),
            models.CheckConstraint(condition=Q(advance_percent__lte=100), name="programme_contract_advance"),
        ]

    def __str__(self) -> str:
        return self.number


class ProgressReport(OfProject):
    """How far the work is, told on one day."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="progress_reports")
    reported_on = models.DateField(_("ngày báo cáo"))
    percent = models.PositiveSmallIntegerField(_("khối lượng hoàn thành (%)"))
    spent = MoneyField(_("đã chi"), null=True, blank=True)
    problems = models.TextField(_("khó khăn, vướng mắc"), blank=True)
    proposals = models.TextField(_("đề xuất"), blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(percent__lte=100), name="programme_progress_percent")]

    def __str__(self) -> str:
        return f"{self.reported_on}: {self.percent} %"


class Inspection(OfProject):
    """A visit to the place by an officer: what was seen, where, with which photographs."""

    client_id = models.UUIDField(unique=True, db_comment="given by the phone: sent once however often repeated")
    project = models.ForeignKey(Project, models.PROTECT, related_name="inspections")
    visited_on = models.DateField(_("ngày kiểm tra"))
    findings = models.TextField(_("ghi nhận"))
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    photo_count = models.PositiveSmallIntegerField(
        _("số ảnh đã chụp"), default=0, db_comment="as the phone told: photographs may arrive later than the words"
    )
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.project_id} {self.visited_on}"


class Acceptance(OfProject):
    """The acceptance on the spot (nghiệm thu cơ sở): in full, in part or not."""

    class Result(models.TextChoices):
        FULL = "full", _("đạt")
        PART = "part", _("đạt một phần")
        NONE = "none", _("không đạt")

    PERSONAL = ("members",)

    client_id = models.UUIDField(unique=True, db_comment="given by the phone: sent once however often repeated")
    project = models.ForeignKey(Project, models.PROTECT, related_name="acceptances")
    held_on = models.DateField(_("ngày nghiệm thu"))
    place = models.CharField(_("địa điểm"), max_length=300, blank=True)
    members = models.JSONField(_("thành phần"), default=list, db_comment="list of {name, title}")
    result = models.CharField(_("kết luận"), max_length=6, choices=Result.choices)
    accepted = MoneyField(_("giá trị hỗ trợ được nghiệm thu"), default=0)
    reason = models.TextField(_("lý do, kiến nghị"), blank=True)
    paper = models.CharField(_("số biên bản"), max_length=120, blank=True)
    figures = models.JSONField(_("kết quả đạt được"), default=dict, db_comment="indicator code to number as text")
    photo_count = models.PositiveSmallIntegerField(
        _("số ảnh đã chụp"), default=0, db_comment="as the phone told: photographs may arrive later than the words"
    )
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.project_id} {self.held_on} {self.result}"


class FieldPhoto(OfProject):
    """A photograph taken during a visit or an acceptance; sent by the phone when it can, kept once."""

    client_id = models.UUIDField(unique=True, db_comment="given by the phone: kept once however often sent")
    project = models.ForeignKey(Project, models.PROTECT, related_name="field_photos")
    inspection = models.ForeignKey(Inspection, models.PROTECT, null=True, blank=True, related_name="photos")
    acceptance = models.ForeignKey(Acceptance, models.PROTECT, null=True, blank=True, related_name="photos")
    attachment = models.OneToOneField(Attachment, models.PROTECT, related_name="field_photo")
    sent_at = models.DateTimeField(_("gửi lúc"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(inspection=None, acceptance__isnull=False) | Q(inspection__isnull=False, acceptance=None),
                name="programme_fieldphoto_of_one_visit",
            )
        ]

    def __str__(self) -> str:
        return str(self.client_id)


class Machine(OfProject):
    """A machine or line that a project supported; a serial number is supported once in all years and sources."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="machines")
    acceptance = models.ForeignKey(Acceptance, models.PROTECT, null=True, blank=True, related_name="machines")
    name = models.CharField(_("tên máy"), max_length=300)
    model = models.CharField(_("ký mã hiệu"), max_length=120, blank=True)
    serial = models.CharField(_("số máy"), max_length=120, blank=True)
    serial_key = DerivedKeyField(
        max_length=120, blank=True, db_index=True, of=("serial",), by=serials.serial_key,
        db_comment="serial in capitals without signs",
    )  # fmt: skip  # one column
    machine_key = DerivedKeyField(
        max_length=200, blank=True, default="", db_index=True, of=("name", "model"), by=serials.machine_key,
        db_comment="model in capitals without signs, and folded name; empty without a model",
    )  # fmt: skip  # one column
    origin = models.CharField(_("xuất xứ"), max_length=120, blank=True)
    made_year = models.PositiveSmallIntegerField(_("năm sản xuất"), null=True, blank=True)
    quantity = models.PositiveIntegerField(_("số lượng"), default=1)
    price = MoneyField(_("đơn giá"), null=True, blank=True)
    works = models.BooleanField(_("vận hành được"), null=True, blank=True)
    is_planned = models.BooleanField(_("theo đề án"), default=False, db_comment="asked for in the application")

    def __str__(self) -> str:
        return f"{self.name} {self.serial}".strip()


class FollowUp(OfProject):
    """The effect some months after acceptance: workers, revenue, output, energy."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="follow_ups")
    months = models.PositiveSmallIntegerField(_("sau (tháng)"))
    visited_on = models.DateField(_("ngày ghi nhận"))
    figures = models.JSONField(_("số liệu"), default=dict, db_comment="indicator code to number as text")
    before = models.JSONField(
        _("số liệu trước hỗ trợ"), default=dict, blank=True, db_comment="indicator code to number as text"
    )
    note = models.TextField(_("nhận xét"), blank=True)
    still_used = models.BooleanField(_("máy, mô hình còn hoạt động"), null=True, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "months"], name="programme_followup_once")]

    def __str__(self) -> str:
        return f"{self.project_id} +{self.months}"
