"""Yearly plans: versions beside one another, lines that carry money, and rounds of assigned money."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Office, Person
from khuyencong.db.fields import MoneyField
from khuyencong.programme.models.programmes import Programme
from khuyencong.programme.rules.plan_life import PLAN_VERSION_LIFE
from khuyencong.programme.rules.streams import STREAM_LABELS


class Plan(models.Model):
    """The plan of one office for one year; what it says stands in its versions."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="plans", verbose_name=_("cơ quan"))
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="plans")
    year = models.PositiveSmallIntegerField(_("năm"))
    name = models.CharField(_("tên kế hoạch"), max_length=300)
    locked_at = models.DateTimeField(_("khóa sổ lúc"), null=True, blank=True, db_comment="no transfer after this")
    locked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year"],
                name="programme_plan_once",
                violation_error_message=_("Cơ quan đã có kế hoạch của năm này."),
            ),
            models.CheckConstraint(condition=Q(year__gte=1990, year__lte=2200), name="programme_plan_year"),
            models.CheckConstraint(
                condition=Q(locked_at=None, locked_by=None) | Q(locked_at__isnull=False, locked_by__isnull=False),
                name="programme_plan_locked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.office_id in office_ids

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return False


class PlanVersion(models.Model):
    """The plan as first approved, or as adjusted later; the old version stays beside the new."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("bản"))
    state = models.CharField(
        _("trạng thái"), max_length=12, choices=PLAN_VERSION_LIFE.choices(), default=PLAN_VERSION_LIFE.start
    )
    reason = models.TextField(_("lý do điều chỉnh"), blank=True)
    decision_number = models.CharField(_("số quyết định"), max_length=80, blank=True)
    decision_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    signer = models.CharField(_("người ký"), max_length=200, blank=True)
    answer = models.TextField(
        _("ý kiến khi trả lại, không duyệt"), blank=True, db_comment="why it was returned or refused"
    )
    created_at = models.DateTimeField(_("lập lúc"))
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="programme_version_number"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state="approved"), name="programme_version_one_in_force"
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state__in=["draft", "submitted"]),
                name="programme_version_one_in_work",
                violation_error_message=_("Kế hoạch đang có một bản chờ phê duyệt."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=[one.code for one in PLAN_VERSION_LIFE.states]), name="programme_version_state"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "superseded"])
                | Q(decision_on__isnull=False) & ~Q(decision_number=""),
                name="programme_version_approved_has_decision",
                violation_error_message=_("Bản đã phê duyệt phải có số và ngày quyết định."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} – {self.number}"

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.plan.in_office(office_ids)

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return False


class PlanLine(models.Model):
    """One line of a plan through all its versions: one stream, one content. Projects spend only its money."""

    class Kind(models.TextChoices):
        REGULAR = "regular", _("đề án thường")
        GROUP = "group", _("đề án nhóm")
        KEY = "key", _("đề án điểm")

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="lines")
    code = models.CharField(_("mã dòng"), max_length=20)
    stream = models.CharField(_("nguồn kinh phí"), max_length=10, choices=list(STREAM_LABELS.items()))
    content = models.CharField(_("nội dung"), max_length=40, db_comment="code of norm programme.contents")
    kind = models.CharField(_("loại"), max_length=8, choices=Kind.choices, default=Kind.REGULAR)
    name = models.CharField(_("tên dòng kế hoạch"), max_length=300)
    first_year = models.PositiveSmallIntegerField(
        _("năm bắt đầu"), null=True, blank=True, db_comment="of a key project"
    )
    last_year = models.PositiveSmallIntegerField(_("năm kết thúc"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="programme_line_code"),
            models.CheckConstraint(
                condition=Q(stream__in=[one.value for one in STREAM_LABELS]), name="programme_line_stream"
            ),
        ]
        indexes = [models.Index(fields=["plan", "stream", "content"], name="programme_line_of_plan")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.plan.in_office(office_ids)

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return False


class PlannedAmount(models.Model):
    """What one version of the plan gives one line: support, counterpart and the result aimed at."""

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="amounts")
    line = models.ForeignKey(PlanLine, models.PROTECT, related_name="amounts")
    support = MoneyField(_("kinh phí hỗ trợ"))
    counterpart = MoneyField(_("vốn đối ứng"), default=0)
    quantity = models.PositiveIntegerField(_("khối lượng"), default=0)
    unit = models.CharField(_("đơn vị tính"), max_length=40, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "line"], name="programme_amount_once"),
            models.CheckConstraint(
                condition=Q(support__gte=0, counterpart__gte=0), name="programme_amount_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.support}"


class Assignment(models.Model):
    """One round of money assigned to a plan in one stream, by one decision; its transfers name it as paper."""

    client_id = models.UUIDField(
        unique=True, default=uuid.uuid4, db_comment="given by the client: a repeated click assigns once"
    )
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="assignments")
    stream = models.CharField(_("nguồn kinh phí"), max_length=10, choices=list(STREAM_LABELS.items()))
    number = models.PositiveSmallIntegerField(_("đợt"))
    amount = MoneyField(_("số tiền giao"))
    decision_number = models.CharField(_("số quyết định"), max_length=80)
    decision_on = models.DateField(_("ngày quyết định"))
    authority = models.CharField(_("cơ quan giao"), max_length=200, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "stream", "number"], name="programme_assignment_number"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="programme_assignment_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.decision_number} ({self.amount})"
