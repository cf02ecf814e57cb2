"""How an office stands on its papers: its letterhead, and who may sign for it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Office, Person
from khuyencong.documents.rules.papers.paper import Letterhead
from khuyencong.documents.rules.papers.signing import PREFIXES, RightFacts


class OfficeLetterhead(models.Model):
    """The head of an office's papers."""

    office = models.OneToOneField(Office, models.PROTECT, related_name="letterhead", verbose_name=_("cơ quan"))
    superior = models.CharField(_("cơ quan chủ quản"), max_length=200, blank=True)
    agency = models.CharField(_("cơ quan ban hành"), max_length=200)
    place = models.CharField(_("địa danh"), max_length=100)
    symbol = models.CharField(_("chữ viết tắt trong ký hiệu"), max_length=30)
    archived_by = models.CharField(_("đơn vị soạn thảo"), max_length=30, blank=True, db_comment="stands behind Lưu: VT")
    updated_at = models.DateTimeField(_("sửa lúc"))
    updated_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("người sửa"))

    def __str__(self) -> str:
        return self.agency

    def as_facts(self) -> Letterhead:
        """Return the head as papers carry it."""
        return Letterhead(self.superior, self.agency, self.place, self.symbol)


class SigningRight(models.Model):
    """Somebody who may sign papers of an office: how, of which kinds, from when until when; ended, never removed."""

    PERSONAL = ("name",)

    office = models.ForeignKey(Office, models.PROTECT, related_name="signing_rights", verbose_name=_("cơ quan"))
    name = models.CharField(_("họ và tên"), max_length=120)
    prefix = models.CharField(
        _("ký"), max_length=4, blank=True, choices=[(code, label) for code, label in PREFIXES.items()]
    )
    authority = models.CharField(
        _("dòng thẩm quyền"), max_length=120, blank=True, db_comment="behind the prefix: GIÁM ĐỐC in KT. GIÁM ĐỐC"
    )
    title = models.CharField(_("chức vụ"), max_length=120, db_comment="the signer's own office, as printed")
    document = models.CharField(
        _("văn bản giao quyền"), max_length=200, blank=True, db_comment="the paper that gives the right"
    )
    kinds = models.JSONField(_("loại văn bản"), default=list, blank=True, db_comment="codes; empty means every kind")
    from_on = models.DateField(_("từ ngày"))
    until_on = models.DateField(_("đến hết ngày"), null=True, blank=True)
    added_at = models.DateTimeField(_("ghi lúc"))
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("người ghi"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="documents_signing_right_span"
            ),
            models.CheckConstraint(condition=Q(prefix__in=list(PREFIXES)), name="documents_signing_right_prefix"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.name}"

    def as_facts(self) -> RightFacts:
        """Return the right as rules read it."""
        return RightFacts(
            self.name,
            self.prefix,
            self.authority,
            self.title,
            self.document,
            tuple(self.kinds),
            self.from_on,
            self.until_on,
        )

    def is_in_force(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return self.as_facts().holds_on(day)

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.office_id in office_ids

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return False
