"""Reports as frozen, what stands behind each of their cells, and the forms that an office made its own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Office, Person
from khuyencong.reporting.rules.forms import FormFacts, read_form
from khuyencong.reporting.rules.periods import ReportPeriod, read_period
from khuyencong.reporting.rules.report_life import REPORT_LIFE

STATES = [state.code for state in REPORT_LIFE.states]


class ReportForm(models.Model):
    """One version of a form of an office; the newest is in force, older ones stay for the reports made by them."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="report_forms", verbose_name=_("cơ quan"))
    code = models.CharField(_("mã mẫu"), max_length=20)
    number = models.PositiveSmallIntegerField(_("bản"))
    facts = models.JSONField(_("nội dung mẫu"), db_comment="title, columns, sections, signers")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("người sửa"))
    made_at = models.DateTimeField(_("sửa lúc"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "code", "number"], name="reporting_form_number")]

    def __str__(self) -> str:
        return f"{self.code} ({self.number})"

    @property
    def form(self) -> FormFacts:
        """The form as the rules know it."""
        return read_form(self.facts)

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.office_id in office_ids

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return False


class Report(models.Model):
    """One report of an office for a period; a correction is a new one that names the one it corrects."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="reports", verbose_name=_("cơ quan"))
    code = models.CharField(_("mẫu báo cáo"), max_length=20)
    period = models.CharField(_("kỳ"), max_length=10, db_comment="2026, 2026-H1, 2026-Q3, 2026-09")
    number = models.PositiveSmallIntegerField(_("bản"), default=1)
    ends_on = models.DateField(_("số liệu đến hết ngày"))
    state = models.CharField(_("trạng thái"), max_length=10, choices=REPORT_LIFE.choices(), default=REPORT_LIFE.start)
    form_facts = models.JSONField(_("mẫu đã dùng"), db_comment="the form as it was when the report was opened")
    facts = models.JSONField(_("số liệu"), default=dict, db_comment="every cell as frozen; empty while a draft")
    digest = models.CharField(max_length=64, blank=True, db_comment="SHA-256 of facts and records")
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("người lập"))
    opened_at = models.DateTimeField(_("lập lúc"))
    frozen_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    frozen_at = models.DateTimeField(_("chốt lúc"), null=True, blank=True)
    paper_number = models.CharField(_("số văn bản"), max_length=80, blank=True)
    signed_on = models.DateField(_("ngày ký"), null=True, blank=True)
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name=_("đính chính cho")
    )
    reason = models.TextField(_("lý do đính chính"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "code", "period", "number"],
                name="reporting_report_number",
                violation_error_message=_("Báo cáo này đã được lập."),
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="reporting_report_state"),
            models.CheckConstraint(
                condition=Q(state="draft", digest="", frozen_at=None)
                | ~Q(state="draft") & Q(digest__regex=r"^[0-9a-f]{64}$", frozen_at__isnull=False),
                name="reporting_report_frozen_is_sealed",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_on__isnull=False) & ~Q(paper_number=""),
                name="reporting_report_signed_has_paper",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(reason=""), name="reporting_report_correction_has_reason"
            ),
        ]
        indexes = [models.Index(fields=["office", "-ends_on"], name="reporting_report_of_office")]

    def __str__(self) -> str:
        return f"{self.code} {self.period}"

    @property
    def form(self) -> FormFacts:
        """The form it is drawn by."""
        return read_form(self.form_facts)

    @property
    def span(self) -> ReportPeriod:
        """Its period."""
        return read_period(self.period)

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.office_id in office_ids

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return False


class ReportCell(models.Model):
    """What stood behind one cell of a report when it was frozen."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="cells")
    address = models.CharField(max_length=160, db_comment="section/row/column")
    records = models.JSONField(db_comment="list of [key, value, day, text]; the values sum to the cell")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "address"], name="reporting_cell_once")]

    def __str__(self) -> str:
        return self.address
