"""A conference with its agenda."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Office
from khuyencong.conferences.rules.lives import CONFERENCE_LIFE
from khuyencong.programme.models import Programme
from khuyencong.selection.models import Round


class OfConference(models.Model):
    """Something of a conference that its office may see."""

    class Meta:
        abstract = True

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.guarded().in_office(office_ids)

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return False

    def guarded(self) -> Conference:
        """Return the conference it belongs to."""
        found = getattr(self, "conference", None)
        assert isinstance(found, Conference)
        return found


class Conference(models.Model):
    """One meeting of the office's year, often with the ceremony of a round: hội nghị tổng kết và lễ trao."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("cơ quan tổ chức"))
    code = models.CharField(_("mã hội nghị"), max_length=40, unique=True)
    name = models.CharField(_("tên hội nghị"), max_length=300)
    year = models.PositiveSmallIntegerField(_("năm công tác"), db_comment="the year that is summed up")
    held_on = models.DateField(_("ngày tổ chức"))
    starts_at = models.TimeField(_("giờ khai mạc"))
    place = models.CharField(_("địa điểm"), max_length=300)
    presider = models.CharField(_("chủ trì"), max_length=200, blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=12, choices=CONFERENCE_LIFE.choices(), default=CONFERENCE_LIFE.start
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("chương trình khuyến công")
    )
    rounds = models.ManyToManyField(
        Round, related_name="conferences", blank=True, verbose_name=_("kỳ bình chọn được trao")
    )
    seat_rows = models.PositiveSmallIntegerField(_("số hàng ghế"), default=8)
    seats_per_row = models.PositiveSmallIntegerField(_("số ghế mỗi hàng"), default=12)
    done_contents = models.TextField(
        _("nội dung đã thực hiện"), blank=True, db_comment="lines; used where the books hold no plan of the year"
    )
    next_contents = models.TextField(_("nội dung định hướng"), blank=True, db_comment="lines")
    source = models.CharField(_("nguồn số liệu"), max_length=300, blank=True)
    press_text = models.TextField(_("thông cáo báo chí"), blank=True, db_comment="as edited; empty: the draft holds")
    cancelled_reason = models.TextField(_("lý do hủy"), blank=True)
    last_guest_number = models.PositiveIntegerField(default=0, db_comment="numbers of guests are not given twice")

    class Meta:
        indexes = [models.Index(fields=["office", "-held_on"], name="conferences_office_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[one.code for one in CONFERENCE_LIFE.states]), name="conferences_state"
            ),
            models.CheckConstraint(
                condition=Q(seat_rows__gte=1, seat_rows__lte=60, seats_per_row__gte=1, seats_per_row__lte=60),
                name="conferences_hall",
                violation_error_message=_("Hội trường có từ 1 đến 60 hàng, mỗi hàng từ 1 đến 60 ghế."),
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(cancelled_reason="")
                | ~Q(state="cancelled") & Q(cancelled_reason=""),
                name="conferences_cancelled_has_reason",
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

    @property
    def state_label(self) -> str:
        """The staff label of the state."""
        return CONFERENCE_LIFE.label(self.state)


class AgendaItem(OfConference):
    """One line of the programme of the day."""

    class Kind(models.TextChoices):
        ARRIVAL = "arrival", _("Đón khách, điểm danh")
        OPENING = "opening", _("Khai mạc, giới thiệu đại biểu")
        REPORT = "report", _("Báo cáo")
        SPEECH = "speech", _("Phát biểu")
        CEREMONY = "ceremony", _("Lễ trao giấy chứng nhận")
        DISCUSSION = "discussion", _("Thảo luận")
        CONCLUSION = "conclusion", _("Kết luận, bế mạc")
        OTHER = "other", _("Khác")

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="agenda")
    starts_at = models.TimeField(_("bắt đầu"))
    minutes = models.PositiveSmallIntegerField(_("số phút"), default=10)
    kind = models.CharField(_("loại"), max_length=12, choices=Kind.choices, default=Kind.OTHER)
    text = models.CharField(_("nội dung"), max_length=300)
    speaker = models.CharField(_("người thực hiện"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=600), name="conferences_agenda_minutes")
        ]

    def __str__(self) -> str:
        return self.text
