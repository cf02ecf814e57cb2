"""A selection round and the rubric it scores by."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Office, Person
from khuyencong.selection.rules.round_life import ROUND_LIFE, SEALED_STATES
from khuyencong.selection.rules.rubric import Anchor, CriterionFacts


class Level(models.TextChoices):
    """The level of a round; the lowest one is kept optional by its norms."""

    COMMUNE = "commune", _("cấp xã")
    PROVINCE = "province", _("cấp tỉnh")
    REGION = "region", _("cấp khu vực")
    NATION = "nation", _("cấp quốc gia")


class Round(models.Model):
    """One round: from its plan to the decision of the council, with the settings it was opened under."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="rounds", verbose_name=_("cơ quan tổ chức"))
    code = models.CharField(_("mã kỳ"), max_length=40, unique=True)
    name = models.CharField(_("tên kỳ bình chọn"), max_length=300)
    level = models.CharField(_("cấp"), max_length=10, choices=Level.choices)
    year = models.PositiveSmallIntegerField(_("năm"))
    province_code = models.CharField(_("mã tỉnh"), max_length=2, blank=True)
    state = models.CharField(_("trạng thái"), max_length=12, choices=ROUND_LIFE.choices(), default=ROUND_LIFE.start)
    opened_on = models.DateField(_("ngày mở"), db_comment="governing day of the norms the round was opened under")
    closes_on = models.DateField(_("hạn nhận hồ sơ"), null=True, blank=True)
    scoring_started_at = models.DateTimeField(_("bắt đầu chấm lúc"), null=True, blank=True)
    sealed_at = models.DateTimeField(_("niêm phong lúc"), null=True, blank=True)
    decided_at = models.DateTimeField(_("có quyết định lúc"), null=True, blank=True)
    published_at = models.DateTimeField(_("công bố lúc"), null=True, blank=True)
    ended_reason = models.TextField(_("lý do hủy"), blank=True)
    threshold_hundredths = models.PositiveIntegerField(
        _("điểm đạt"), default=7000, db_comment="hundredths of a point; TT 26/2014/TT-BCT, Art. 17.1"
    )
    tie_order = models.JSONField(
        _("thứ tự phân hạng khi bằng điểm"),
        default=list,
        blank=True,
        db_comment="codes of main criteria; no law, decision of the round",
    )
    quota = models.PositiveIntegerField(_("chỉ tiêu công nhận"), null=True, blank=True)
    group_quotas = models.JSONField(_("chỉ tiêu theo nhóm"), default=dict, blank=True)
    quorum_percent = models.PositiveSmallIntegerField(
        _("tỷ lệ có mặt tối thiểu (%)"),
        default=50,
        db_comment="more than this share must be present; no law, setting of the round",
    )
    quorum_source = models.CharField(_("căn cứ của tỷ lệ có mặt"), max_length=200, blank=True)
    authority = models.CharField(_("cơ quan công nhận"), max_length=200, blank=True)
    place = models.CharField(_("nơi ký"), max_length=120, blank=True)
    norms = models.JSONField(
        _("quy định áp dụng"), default=dict, blank=True, db_comment="citations of the norms in force on opened_on"
    )
    next_numbers = models.JSONField(
        default=dict, blank=True, db_comment="last entry number given per group; numbers are not given twice"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.code for state in ROUND_LIFE.states]), name="selection_round_state"
            ),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="selection_round_level"),
            models.CheckConstraint(
                condition=Q(year__gte=1990, year__lte=2100),
                name="selection_round_year",
                violation_error_message=_("Năm của kỳ bình chọn phải từ 1990 đến 2100."),
            ),
            models.CheckConstraint(
                condition=Q(threshold_hundredths__lte=10_000),
                name="selection_round_threshold",
                violation_error_message=_("Điểm đạt không quá 100."),
            ),
            models.CheckConstraint(
                condition=Q(quorum_percent__gte=50, quorum_percent__lte=100), name="selection_round_quorum"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[*sorted(SEALED_STATES), "cancelled"]) | Q(sealed_at=None),
                name="selection_round_unsealed_has_no_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(SEALED_STATES)) | Q(sealed_at__isnull=False),
                name="selection_round_sealed_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["decided", "closed"]) | Q(decided_at__isnull=False),
                name="selection_round_decided_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["scoring", "sealed", "decided", "closed"])
                | Q(scoring_started_at__isnull=False),
                name="selection_round_scoring_has_time",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(state__in=["decided", "closed"]),
                name="selection_round_published_is_decided",
            ),
        ]
        indexes = [models.Index(fields=["office", "-year"], name="selection_round_office_year")]

    def __str__(self) -> str:
        return self.name

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.office_id in office_ids

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return isinstance(person, Person) and self.jurors.filter(person=person, state="active").exists()

    @property
    def threshold(self) -> Fraction:
        """The points that a mean must reach."""
        return Fraction(self.threshold_hundredths, 100)

    @property
    def is_sealed(self) -> bool:
        """Whether the scores can no longer change."""
        return self.state in SEALED_STATES

    @property
    def state_label(self) -> str:
        """The staff label of the state."""
        return ROUND_LIFE.label(self.state)

    @cached_property
    def rubric(self) -> list[CriterionFacts]:
        """The criteria as the rules read them, in the order of the sheet; read once per instance."""
        return [criterion.facts() for criterion in self.criteria.order_by("group", "order", "pk")]


class Criterion(models.Model):
    """One line of the score sheet; a criterion with parts gets the sum of its parts."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="criteria")
    group = models.CharField(
        _("nhóm sản phẩm"), max_length=4, blank=True, db_comment="empty: serves every group without an own sheet"
    )
    code = models.CharField(_("mã"), max_length=12)
    parent_code = models.CharField(_("thuộc tiêu chí"), max_length=12, blank=True)
    root_code = models.CharField(max_length=12, db_comment="code of the main criterion above it, or its own")
    label = models.CharField(_("tiêu chí"), max_length=300)
    maximum_hundredths = models.PositiveIntegerField(_("điểm tối đa"), db_comment="hundredths of a point")
    anchors = models.JSONField(_("mức mô tả"), default=list, blank=True)
    guidance = models.TextField(_("hướng dẫn"), blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    is_leaf = models.BooleanField(default=True, db_comment="receives points itself")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "group", "code"], name="selection_criterion_code_once"),
            models.CheckConstraint(
                condition=Q(maximum_hundredths__gte=1, maximum_hundredths__lte=10_000),
                name="selection_criterion_maximum",
                violation_error_message=_("Điểm tối đa của tiêu chí phải lớn hơn 0 và không quá 100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.round.in_office(office_ids)

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return self.round.assigned_to(person)

    def facts(self) -> CriterionFacts:
        """Return the criterion as the rules read it."""
        return CriterionFacts(
            code=self.code,
            label=self.label,
            maximum=self.maximum_hundredths,
            parent=self.parent_code,
            group=self.group,
            anchors=tuple(Anchor(int(anchor["points"]), str(anchor["text"])) for anchor in self.anchors),
            guidance=self.guidance,
        )
