"""Who is invited, what they answered, whether they came and where they sit."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Office
from khuyencong.conferences.models.conference import Conference, OfConference
from khuyencong.conferences.rules.seating import seat_label
from khuyencong.registry.models import Establishment


class Guest(OfConference):
    """One person, or one place of an organisation, on the list of a conference. Taken off the list is a state."""

    PERSONAL = ("name", "title", "email", "phone", "stand_in")

    class Role(models.TextChoices):
        PRESIDER = "presider", _("Chủ trì")
        LEADER = "leader", _("Lãnh đạo, khách danh dự")
        SPEAKER = "speaker", _("Người phát biểu, báo cáo")
        JURY = "jury", _("Hội đồng, Ban giám khảo")
        RECEIVER = "receiver", _("Cơ sở nhận giấy chứng nhận")
        DELEGATE = "delegate", _("Đại biểu")
        PRESS = "press", _("Báo chí")

    class Answer(models.TextChoices):
        NONE = "none", _("Chưa trả lời")
        YES = "yes", _("Sẽ dự")
        NO = "no", _("Không dự được")
        STAND_IN = "stand_in", _("Cử người dự thay")

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="guests")
    number = models.PositiveIntegerField(_("số thư mời"), db_comment="typed at the door where no code can be scanned")
    token = models.CharField(max_length=40, unique=True, db_comment="stands in the QR code; not to be guessed")
    honorific = models.CharField(_("danh xưng"), max_length=20, blank=True)
    name = models.CharField(_("họ và tên"), max_length=160, blank=True)
    title = models.CharField(_("chức vụ"), max_length=200, blank=True)
    organisation = models.CharField(_("đơn vị"), max_length=300, blank=True)
    folded = models.CharField(max_length=700, db_comment="name and organisation without accents, for search")
    role = models.CharField(_("vai trò"), max_length=12, choices=Role.choices, default=Role.DELEGATE)
    rank = models.PositiveSmallIntegerField(_("thứ tự lễ tân"), default=500, db_comment="lower sits nearer the stage")
    establishment = models.ForeignKey(
        Establishment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cơ sở")
    )
    from_office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    email = models.EmailField(_("thư điện tử"), blank=True)
    phone = models.CharField(_("điện thoại"), max_length=40, blank=True)
    answer = models.CharField(_("trả lời"), max_length=10, choices=Answer.choices, default=Answer.NONE)
    stand_in = models.CharField(_("người dự thay"), max_length=200, blank=True)
    answer_note = models.CharField(_("lời nhắn"), max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(_("có mặt lúc"), null=True, blank=True)
    arrival_marked_at = models.DateTimeField(null=True, blank=True, db_comment="of the newest mark, also of an undoing")
    seat_row = models.PositiveSmallIntegerField(_("hàng ghế"), null=True, blank=True)
    seat_place = models.PositiveSmallIntegerField(_("ghế"), null=True, blank=True)
    is_seat_fixed = models.BooleanField(_("giữ chỗ này"), default=False, db_comment="placed by hand")
    is_listed = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["conference", "rank", "number"], name="conferences_guest_order")]
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="conferences_guest_number_once"),
            models.UniqueConstraint(
                fields=["conference", "establishment"],
                condition=Q(is_listed=True, establishment__isnull=False),
                name="conferences_guest_establishment_once",
                violation_error_message=_("Cơ sở này đã có trong danh sách khách."),
            ),
            models.UniqueConstraint(
                fields=["conference", "seat_row", "seat_place"],
                condition=Q(is_listed=True, seat_row__isnull=False),
                name="conferences_guest_seat_once",
                violation_error_message=_("Ghế này đã có người."),
            ),
            models.CheckConstraint(
                condition=Q(seat_row=None, seat_place=None) | Q(seat_row__gte=1, seat_place__gte=1),
                name="conferences_guest_seat_whole",
            ),
            models.CheckConstraint(
                condition=Q(answer="none", answered_at=None) | ~Q(answer="none") & Q(answered_at__isnull=False),
                name="conferences_guest_answer_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(answer="stand_in") | ~Q(stand_in=""), name="conferences_guest_stand_in_named"
            ),
            models.CheckConstraint(condition=~Q(name="", organisation=""), name="conferences_guest_has_name"),
        ]

    def __str__(self) -> str:
        return self.name or self.organisation

    @property
    def seat(self) -> str:
        """The seat as people read it, as B4, or nothing."""
        return seat_label(self.seat_row, self.seat_place) if self.seat_row and self.seat_place else ""
