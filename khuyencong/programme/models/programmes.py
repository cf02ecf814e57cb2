"""Programmes of about five years: their money by source and their targets."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Office
from khuyencong.db.fields import MoneyField
from khuyencong.programme.rules.plan_life import PROGRAMME_LIFE
from khuyencong.programme.rules.streams import SOURCE_LABELS


class Programme(models.Model):
    """One programme: what an authority approved for some years."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("cơ quan"))
    code = models.CharField(_("mã chương trình"), max_length=40, unique=True)
    name = models.CharField(_("tên chương trình"), max_length=300)
    first_year = models.PositiveSmallIntegerField(_("từ năm"))
    last_year = models.PositiveSmallIntegerField(_("đến năm"))
    state = models.CharField(
        _("trạng thái"), max_length=12, choices=PROGRAMME_LIFE.choices(), default=PROGRAMME_LIFE.start
    )
    decision_number = models.CharField(_("số quyết định"), max_length=80, blank=True)
    decision_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    authority = models.CharField(_("cơ quan phê duyệt"), max_length=200, blank=True)
    source = models.CharField(_("nguồn số liệu"), max_length=300, blank=True, db_comment="where the figures were read")
    note = models.TextField(_("ghi chú"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[one.code for one in PROGRAMME_LIFE.states]), name="programme_programme_state"
            ),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")),
                name="programme_programme_years",
                violation_error_message=_("Năm cuối không thể trước năm đầu."),
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


class ProgrammeMoney(models.Model):
    """What the programme foresees from one source, over all its years or in one."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="money")
    source = models.CharField(_("nguồn"), max_length=12, choices=list(SOURCE_LABELS.items()))
    year = models.PositiveSmallIntegerField(_("năm"), null=True, blank=True, db_comment="NULL: the whole programme")
    amount = MoneyField(_("số tiền"))
    note = models.CharField(_("ghi chú"), max_length=200, blank=True, db_comment="how exact it is: about, over, nearly")
    citation = models.CharField(_("căn cứ"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "source", "year"], name="programme_money_once_a_year"),
            models.UniqueConstraint(
                fields=["programme", "source"], condition=Q(year=None), name="programme_money_once_in_all"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="programme_money_not_negative"),
            models.CheckConstraint(
                condition=Q(source__in=[one.value for one in SOURCE_LABELS]), name="programme_money_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.amount}"


class Target(models.Model):
    """What the programme wants to reach in one indicator of a content, as a number or a range."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="targets")
    contents = models.CharField(
        _("nội dung"), max_length=300, blank=True, db_comment="codes of norm programme.contents, parted by commas"
    )
    indicator = models.CharField(
        _("chỉ tiêu"), max_length=60, db_comment="code of norm programme.content_indicators, or own"
    )
    label = models.CharField(_("tên chỉ tiêu"), max_length=200)
    unit = models.CharField(_("đơn vị tính"), max_length=40)
    low = models.PositiveBigIntegerField(_("từ"))
    high = models.PositiveBigIntegerField(_("đến"))
    citation = models.CharField(_("căn cứ"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "contents", "indicator"], name="programme_target_once"),
            models.CheckConstraint(condition=Q(high__gte=F("low")), name="programme_target_range"),
        ]

    def __str__(self) -> str:
        return self.label
