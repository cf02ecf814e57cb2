"""Questions from outside, and offers of partners that advisers point to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Office, Person
from khuyencong.advisory.rules.advice_life import ADVICE_LIFE
from khuyencong.registry.models import Establishment, Place


class AdviceRequest(models.Model):
    """One question of somebody without an account, and what the office did with it."""

    PERSONAL = ("name", "phone", "email", "question", "answer")

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("cơ quan trả lời"))
    code = models.CharField(_("mã"), max_length=20)
    secret = models.CharField(max_length=43, unique=True, db_comment="the address by which the asker follows it")
    state = models.CharField(_("tình trạng"), max_length=12, choices=ADVICE_LIFE.choices(), default=ADVICE_LIFE.start)
    name = models.CharField(_("họ tên"), max_length=120, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("xã, phường")
    )
    topic = models.CharField(
        _("lĩnh vực"), max_length=8, blank=True, db_comment="code of norm programme.content_groups; empty: other"
    )
    question = models.TextField(_("câu hỏi"), blank=True)
    consent_words = models.TextField(db_comment="what the asker agreed to, word for word")
    sent_at = models.DateTimeField(_("gửi lúc"))
    due_on = models.DateField(
        _("hạn trả lời"), db_comment="from norm advisory.answer_working_days on the day of sending"
    )
    officer = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người trả lời")
    )
    establishment = models.ForeignKey(
        Establishment, models.PROTECT, null=True, blank=True, related_name="advice", verbose_name=_("cơ sở được tư vấn")
    )
    answer = models.TextField(_("câu trả lời"), blank=True)
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True, blank=True)
    forwarded_to = models.CharField(_("chuyển tới"), max_length=200, blank=True)
    closed_at = models.DateTimeField(_("kết thúc lúc"), null=True, blank=True)
    closed_reason = models.CharField(_("lý do kết thúc"), max_length=300, blank=True)
    erased_at = models.DateTimeField(_("xóa dữ liệu cá nhân lúc"), null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["office", "state", "due_on"], name="advisory_request_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["office", "code"], name="advisory_request_code"),
            models.CheckConstraint(
                condition=Q(state__in=[one.code for one in ADVICE_LIFE.states]), name="advisory_request_state"
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_at__isnull=False), name="advisory_request_answered_at"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | ~Q(state="closed") & Q(closed_at=None),
                name="advisory_request_closed_at",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(name="", phone="", email="", question="", answer=""),
                name="advisory_request_erased_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.office_id in office_ids

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return False

    @property
    def public_state(self) -> str:
        """The label of the state that the asker reads."""
        return ADVICE_LIFE.public_label(self.state)


class PartnerLink(models.Model):
    """An offer of a market, a machine or a technology that somebody outside makes, shown to everybody until a day."""

    class Kind(models.TextChoices):
        MARKET = "market", _("tìm thị trường, người mua")
        TECHNOLOGY = "technology", _("máy móc, công nghệ")
        KNOWLEDGE = "knowledge", _("đào tạo, tư vấn")

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("cơ quan"))
    kind = models.CharField(_("loại"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("tên"), max_length=200)
    partner = models.CharField(_("đơn vị"), max_length=200)
    summary = models.CharField(_("nội dung chào"), max_length=600)
    address = models.URLField(_("địa chỉ trang"), max_length=300, blank=True)
    shown_until = models.DateField(_("đăng đến hết ngày"))
    added_at = models.DateTimeField(_("đăng lúc"))
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(_("gỡ lúc"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["market", "technology", "knowledge"]), name="advisory_link_kind"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.office_id in office_ids

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return False
