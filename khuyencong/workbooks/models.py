"""What is kept of every workbook that an office drops in."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Office, Person
from khuyencong.documents.models import StoredFile
from khuyencong.workbooks.rules.import_life import IMPORT_LIFE


class ImportRun(models.Model):
    """One workbook for one target: checked as often as wanted, confirmed once, undone at most once."""

    PERSONAL = ("findings",)

    importer = models.CharField(
        _("loại bảng"), max_length=60, db_comment="code of the importer, e.g. selection.entries"
    )
    target_id = models.PositiveBigIntegerField(db_comment="id of the thing the rows go to, e.g. a round")
    target_label = models.CharField(_("nhập vào"), max_length=200)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("cơ quan"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("tệp"))
    sha256 = models.CharField(max_length=64, db_comment="hash of the workbook, to know it when it comes again")
    state = models.CharField(_("trạng thái"), max_length=12, choices=IMPORT_LIFE.choices(), default=IMPORT_LIFE.start)
    answers = models.JSONField(default=dict, blank=True, db_comment="id of a heading to the key of a column")
    options = models.JSONField(default=list, blank=True, db_comment="codes of the importer's options that were ticked")
    findings = models.JSONField(default=dict, blank=True, db_comment="what was understood and what is wrong")
    row_count = models.PositiveIntegerField(_("số dòng"), default=0)
    fault_count = models.PositiveIntegerField(_("số lỗi"), default=0)
    repair_count = models.PositiveIntegerField(_("số chỗ đã sửa"), default=0)
    open_questions = models.PositiveIntegerField(_("số câu hỏi"), default=0)
    counts = models.JSONField(default=dict, blank=True, db_comment="what was made, by its word")
    refs = models.JSONField(default=dict, blank=True, db_comment="what was made, for the way back")
    checked_at = models.DateTimeField(_("kiểm tra lúc"))
    checked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("người kiểm tra"))
    confirmed_at = models.DateTimeField(_("nhập lúc"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("người nhập")
    )
    undone_at = models.DateTimeField(_("hoàn tác lúc"), null=True, blank=True)
    undone_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("người hoàn tác")
    )

    class Meta:
        indexes = [models.Index(fields=["importer", "target_id", "sha256"], name="workbooks_run_same_file")]
        constraints = [
            models.UniqueConstraint(
                fields=["importer", "target_id", "sha256"],
                condition=Q(state="confirmed"),
                name="workbooks_run_confirmed_once",
                violation_error_message=_("Tệp này đã được nhập rồi."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=[code for code, _label in IMPORT_LIFE.choices()]), name="workbooks_run_state"
            ),
            models.CheckConstraint(
                condition=Q(state="checked", confirmed_at=None, confirmed_by=None)
                | (~Q(state="checked") & Q(confirmed_at__isnull=False, confirmed_by__isnull=False)),
                name="workbooks_run_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=(~Q(state="undone") & Q(undone_at=None, undone_by=None))
                | Q(state="undone", undone_at__isnull=False, undone_by__isnull=False),
                name="workbooks_run_undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file.name} → {self.target_label}"

    @property
    def is_blocked(self) -> bool:
        """Whether faults or open questions stand in the way of confirming."""
        return bool(self.fault_count or self.open_questions)

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.office_id in office_ids

    def belongs_to(self, person: object) -> bool:
        return self.checked_by == person

    def assigned_to(self, person: object) -> bool:
        return False

    def keep_report(self, report: dict[str, Any]) -> None:
        """Take over a report and its figures."""
        self.findings = report
        self.row_count = report["rows"]
        self.fault_count = report["fault_count"]
        self.repair_count = report["repair_count"]
        self.open_questions = sum(question["required"] for question in report["questions"])


class HeadingMemory(models.Model):
    """What an office once said a heading means, for one kind of list; an empty key means: leave it out."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    schema = models.CharField(max_length=60)
    heading = models.CharField(max_length=300, db_comment="folded, with its turn where it comes again")
    key = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "schema", "heading"], name="workbooks_heading_once"),
        ]

    def __str__(self) -> str:
        return f"{self.heading} → {self.key or '—'}"
