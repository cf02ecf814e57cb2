"""Projects (đề án): who is supported for what, and the four amounts that are never one another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Office, Person
from khuyencong.db.fields import MoneyField
from khuyencong.kernel.lifecycle import Lifecycle
from khuyencong.programme.models.plans import PlanLine
from khuyencong.programme.rules.project_life import NATIONAL_PROJECT_LIFE, project_life
from khuyencong.programme.rules.streams import STREAM_LABELS
from khuyencong.registry.models import Establishment, Place

LABELS = NATIONAL_PROJECT_LIFE.choices()
TONES = {
    "draft": "neutral", "needs_supplement": "warn", "suspended": "warn", "stopped": "bad", "ended": "bad",
    "rejected": "bad", "withdrawn": "neutral", "planned": "good", "contracted": "good", "running": "good",
    "accepted": "good", "settled": "good", "liquidated": "good", "closed": "good",
}  # fmt: skip  # a table


class Project(models.Model):
    """One project, from application to the follow-up of its effect.

    Facts of its kind of content stand in ``facts`` as the norm ``programme.content_facts`` asks.
    """

    PERSONAL = ("facts",)

    office = models.ForeignKey(Office, models.PROTECT, related_name="projects", verbose_name=_("cơ quan quản lý"))
    code = models.CharField(_("mã đề án"), max_length=40)
    name = models.CharField(_("tên đề án"), max_length=400)
    search_text = models.CharField(max_length=900, blank=True, db_comment="folded words by which it is found")
    stream = models.CharField(_("nguồn kinh phí"), max_length=10, choices=list(STREAM_LABELS.items()))
    content = models.CharField(_("nội dung"), max_length=40, db_comment="code of norm programme.contents")
    kind = models.CharField(_("loại"), max_length=8, choices=PlanLine.Kind.choices, default=PlanLine.Kind.REGULAR)
    year = models.PositiveSmallIntegerField(_("năm kế hoạch"))
    line = models.ForeignKey(
        PlanLine, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("dòng kế hoạch")
    )
    state = models.CharField(_("trạng thái"), max_length=20, choices=LABELS, default="draft")
    establishment = models.ForeignKey(
        Establishment, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("cơ sở thụ hưởng")
    )
    implementer = models.CharField(_("đơn vị thực hiện"), max_length=300, blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("địa điểm")
    )
    place_text = models.CharField(_("địa điểm như đã ghi"), max_length=300, blank=True)
    sector = models.CharField(_("ngành nghề"), max_length=200, blank=True)
    officer = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects_in_charge",
        verbose_name=_("cán bộ phụ trách"),
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("thay cho đề án")
    )
    facts = models.JSONField(_("nội dung chi tiết"), default=dict, blank=True)
    summary = models.TextField(_("mục tiêu, nội dung chính"), blank=True)

    total_cost = MoneyField(_("tổng kinh phí"), null=True, blank=True)
    eligible_cost = MoneyField(_("chi phí hợp lệ"), null=True, blank=True, db_comment="base of the support rate")
    asked = MoneyField(_("đề nghị hỗ trợ"), null=True, blank=True)
    counterpart = MoneyField(_("vốn của cơ sở"), null=True, blank=True)
    other_money = MoneyField(_("nguồn khác"), null=True, blank=True)
    proposed = MoneyField(_("mức thẩm định đề xuất"), null=True, blank=True)
    approved = MoneyField(_("mức được phê duyệt"), null=True, blank=True)
    contracted = MoneyField(_("giá trị hỗ trợ theo hợp đồng"), null=True, blank=True)
    accepted = MoneyField(_("giá trị được nghiệm thu"), null=True, blank=True)

    registered_on = models.DateField(_("ngày đăng ký"), null=True, blank=True)
    approved_on = models.DateField(_("ngày phê duyệt"), null=True, blank=True, db_comment="governing day of the norms")
    decision_number = models.CharField(_("số quyết định phê duyệt"), max_length=80, blank=True)
    starts_on = models.DateField(_("bắt đầu"), null=True, blank=True)
    ends_on = models.DateField(_("hoàn thành theo kế hoạch"), null=True, blank=True)
    invoices_from = models.DateField(_("chứng từ từ ngày"), null=True, blank=True)
    invoices_until = models.DateField(_("chứng từ đến hết ngày"), null=True, blank=True)
    accepted_on = models.DateField(_("ngày nghiệm thu"), null=True, blank=True)
    settled_on = models.DateField(_("ngày quyết toán"), null=True, blank=True)
    liquidated_on = models.DateField(_("ngày thanh lý"), null=True, blank=True)
    kept_until = models.DateField(
        _("lưu hồ sơ đến hết ngày"), null=True, blank=True, db_comment="set on closing; NULL then means for ever"
    )
    retention = models.CharField(
        _("thời hạn lưu hồ sơ"), max_length=20, blank=True, db_comment="code of norm programme.retention_classes"
    )
    ended_reason = models.TextField(_("lý do từ chối, rút, ngừng"), blank=True)
    norm_snapshot = models.JSONField(default=dict, blank=True, db_comment="norms in force on the day of approval")
    imported_from = models.CharField(_("nguồn nhập"), max_length=200, blank=True, db_comment="workbook of past years")
    created_at = models.DateTimeField(_("lập lúc"))
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(_("sửa lúc"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "code"],
                name="programme_project_code",
                violation_error_message=_("Mã đề án này đã có."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=[code for code, _label in LABELS]), name="programme_project_state"
            ),
            models.CheckConstraint(
                condition=Q(contracted=None) | Q(approved__gte=F("contracted")),
                name="programme_project_contract_within_approval",
                violation_error_message=_("Giá trị hợp đồng không được vượt mức đã phê duyệt."),
            ),
            models.CheckConstraint(
                condition=Q(accepted=None) | Q(contracted__gte=F("accepted")),
                name="programme_project_acceptance_within_contract",
                violation_error_message=_("Giá trị nghiệm thu không được vượt hợp đồng."),
            ),
            models.CheckConstraint(
                condition=~Q(
                    state__in=[
                        "planned",
                        "contracted",
                        "running",
                        "suspended",
                        "accepted",
                        "settled",
                        "liquidated",
                        "closed",
                    ]
                )
                | Q(line__isnull=False, approved__isnull=False, approved_on__isnull=False),
                name="programme_project_approved_has_line",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["rejected", "withdrawn", "stopped", "ended"]) | ~Q(ended_reason=""),
                name="programme_project_ended_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(invoices_until=None) | Q(invoices_from=None) | Q(invoices_until__gte=F("invoices_from")),
                name="programme_project_invoice_window",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "year", "state"], name="programme_project_board"),
            models.Index(fields=["line", "state"], name="programme_project_of_line"),
            models.Index(fields=["establishment", "content"], name="programme_project_support"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def life(self) -> Lifecycle:
        """The table of verbs of its stream."""
        return project_life(self.stream)

    @property
    def state_label(self) -> str:
        """The staff label of the state."""
        return self.life.label(self.state)

    @property
    def tone(self) -> str:
        """The tone of the badge that names the state."""
        return TONES.get(self.state, "info")

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.office_id in office_ids

    def belongs_to(self, person: object) -> bool:
        return self.establishment is not None and self.establishment.belongs_to(person)

    def assigned_to(self, person: object) -> bool:
        return isinstance(person, Person) and self.officer_id == person.pk


class OfProject(models.Model):
    """What belongs to one project and is guarded as it is."""

    class Meta:
        abstract = True

    project: models.ForeignKey[Project, Project]

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.project.in_office(office_ids)

    def belongs_to(self, person: object) -> bool:
        return self.project.belongs_to(person)

    def assigned_to(self, person: object) -> bool:
        return self.project.assigned_to(person)


class ProjectVersion(OfProject):
    """The project as it stood before an adjustment, kept for ever."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("bản"))
    content = models.JSONField(_("nội dung trước khi sửa"), db_comment="fields and amounts before the adjustment")
    reason = models.TextField(_("lý do điều chỉnh"))
    paper = models.CharField(_("văn bản"), max_length=120, blank=True)
    confirmed_by_department = models.CharField(_("ý kiến của Sở"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("lúc"))
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="programme_projectversion_number")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.number}"


class ProjectSupplement(OfProject):
    """What the applicant was asked to add, until when, and what came back."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="supplements")
    items = models.JSONField(_("nội dung cần bổ sung"), db_comment="list of {code, label}")
    note = models.TextField(_("lời nhắn"), blank=True)
    due_on = models.DateField(_("hạn bổ sung"))
    requested_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("trả lời"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(answered_at=None), name="programme_supplement_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.due_on}"
