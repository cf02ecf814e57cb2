"""The append-only ledger of transfers, and the orders by which money leaves."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Person
from khuyencong.db.fields import MoneyField
from khuyencong.kernel.money import LIMIT
from khuyencong.programme.models.plans import Plan, PlanLine
from khuyencong.programme.models.projects import OfProject, Project
from khuyencong.programme.rules.buckets import BUCKET_LABELS, KINDS, OF_PROJECT, REVERSE_LABEL, Kind
from khuyencong.programme.rules.plan_life import PAYMENT_LIFE

KIND_CHOICES = [*((kind.value, row.label) for kind, row in KINDS.items()), (Kind.REVERSE.value, REVERSE_LABEL)]
APPROVED_KINDS = [kind.value for kind, row in KINDS.items() if row.approved]
BUCKETS = [(bucket.value, label) for bucket, label in BUCKET_LABELS.items()]
PROJECT_BUCKETS = sorted(bucket.value for bucket in OF_PROJECT)
IS_MOVE = Q(from_bucket="assigned", to_bucket="assigned")
NAMES_PROJECT = Q(from_bucket__in=PROJECT_BUCKETS) | Q(to_bucket__in=PROJECT_BUCKETS)


def allowed_rows() -> Q:
    """Return the rows of the table of kinds; a reversal goes any row's way back."""
    rows, back = Q(), Q()
    for kind, row in KINDS.items():
        rows |= Q(kind=kind.value, from_bucket=row.source.value, to_bucket=row.target.value)
    for source, target in sorted({(row.target.value, row.source.value) for row in KINDS.values()}):
        back |= Q(from_bucket=source, to_bucket=target)
    return rows | (Q(kind=Kind.REVERSE.value) & back)


class Transfer(models.Model):
    """Money moved from one bucket to another on one plan line. Never changed: a mistake is reversed by a new row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, db_comment="given by the client: posted once")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="transfers", db_index=False)
    line = models.ForeignKey(PlanLine, models.PROTECT, related_name="transfers", db_index=False)
    to_line = models.ForeignKey(
        PlanLine,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="transfers_in",
        db_index=False,
        db_comment="only of a move",
    )
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="transfers", db_index=False
    )
    kind = models.CharField(_("loại"), max_length=16, choices=KIND_CHOICES)
    from_bucket = models.CharField(max_length=12, choices=BUCKETS)
    to_bucket = models.CharField(max_length=12, choices=BUCKETS)
    amount = MoneyField(_("số tiền"))
    on = models.DateField(_("ngày"), db_comment="day of the document; governs balances at a day")
    recorded_at = models.DateTimeField(_("ghi lúc"))
    paper = models.CharField(_("chứng từ"), max_length=120, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    posted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("người ghi"))
    approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người duyệt")
    )
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversed_by")
    answers = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="answered_by", db_comment="carry_in: the carry_over"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="programme_transfer_positive"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("posted_by")), name="programme_transfer_two_people"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=APPROVED_KINDS) | Q(approved_by__isnull=False), name="programme_transfer_approved"
            ),
            models.CheckConstraint(condition=Q(amount__lte=LIMIT - 1), name="programme_transfer_limit"),
            models.CheckConstraint(condition=allowed_rows(), name="programme_transfer_row"),
            models.CheckConstraint(
                condition=(NAMES_PROJECT & Q(project__isnull=False)) | (~NAMES_PROJECT & Q(project=None)),
                name="programme_transfer_project",
            ),
            models.CheckConstraint(
                condition=(IS_MOVE & Q(to_line__isnull=False) & ~Q(to_line=F("line"))) | (~IS_MOVE & Q(to_line=None)),
                name="programme_transfer_second_line",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.REVERSE.value, reverses__isnull=False)
                | (~Q(kind=Kind.REVERSE.value) & Q(reverses=None)),
                name="programme_transfer_reverses",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.CARRY_IN.value, answers__isnull=False)
                | (~Q(kind=Kind.CARRY_IN.value) & Q(answers=None)),
                name="programme_transfer_answers",
            ),
        ]
        indexes = [
            models.Index(fields=["plan", "on"], name="programme_transfer_of_plan"),
            models.Index(fields=["line", "on"], name="programme_transfer_of_line"),
            models.Index(fields=["project", "on"], name="programme_transfer_of_project"),
            models.Index(
                # Almost no row has a second line: a whole index would tell the planner that it parts nothing.
                fields=["to_line", "on"],
                condition=Q(to_line__isnull=False),
                name="programme_transfer_to_line",
            ),
            models.Index(fields=["plan", "recorded_at"], name="programme_transfer_recorded"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} {self.on}"


class PaymentOrder(OfProject):
    """A request to advance, pay, clear or take back money: proposed, approved and paid by different people."""

    class Kind(models.TextChoices):
        ADVANCE = "advance", _("tạm ứng")
        PAY = "pay", _("thanh toán")
        CLEAR = "clear", _("thu hồi tạm ứng vào thanh toán")
        RETURN_ADVANCE = "return_advance", _("hoàn trả tạm ứng")
        RETURN_PAYMENT = "return_payment", _("hoàn trả tiền đã thanh toán")

    client_id = models.UUIDField(unique=True, default=uuid.uuid4, db_comment="given by the form: proposed once")
    project = models.ForeignKey(Project, models.PROTECT, related_name="payment_orders")
    kind = models.CharField(_("loại"), max_length=16, choices=Kind.choices)
    amount = MoneyField(_("số tiền"))
    state = models.CharField(_("trạng thái"), max_length=10, choices=PAYMENT_LIFE.choices(), default=PAYMENT_LIFE.start)
    reason = models.TextField(_("nội dung"), blank=True)
    due_back_on = models.DateField(_("hạn thu hồi tạm ứng"), null=True, blank=True)
    paper = models.CharField(_("chứng từ"), max_length=120, blank=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("người đề nghị"))
    proposed_at = models.DateTimeField(_("đề nghị lúc"))
    approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người duyệt")
    )
    approved_at = models.DateTimeField(_("duyệt lúc"), null=True, blank=True)
    refused_reason = models.TextField(_("lý do không duyệt"), blank=True)
    transfer = models.OneToOneField(Transfer, models.PROTECT, null=True, blank=True, related_name="order")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="programme_payment_positive"),
            models.CheckConstraint(
                condition=Q(state__in=[one.code for one in PAYMENT_LIFE.states]), name="programme_payment_state"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "paid"]) | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="programme_payment_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")), name="programme_payment_two_people"
            ),
            models.CheckConstraint(
                condition=Q(state="paid", transfer__isnull=False) | ~Q(state="paid") & Q(transfer=None),
                name="programme_payment_paid_is_posted",
            ),
        ]
        indexes = [models.Index(fields=["state", "proposed_at"], name="programme_payment_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"
