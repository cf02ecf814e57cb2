"""Administrative units of today and of old records, with their source and how sure it is."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuyencong.db.fields import SortKeyField
from khuyencong.registry.rules.places import KIND_LABELS, PlaceKind

KINDS = [(kind.value, label) for kind, label in KIND_LABELS.items()]


class Certainty(models.TextChoices):
    """How far a row was checked; none was read in the official annex."""

    TWO_LISTS = "two_lists", _("thấy khớp trong ít nhất hai danh sách công khai")
    ONE_LIST = "one_list", _("mới thấy trong một danh sách công khai")
    UNSURE = "unsure", _("chưa chắc: chỉ thấy báo chí nêu hoặc các nguồn khác nhau")


class Province(models.Model):
    """A province of its day. A code alone is not enough: some were given to another province in 2025."""

    code = models.CharField(_("mã"), max_length=2, db_comment="QĐ 19/2025/QĐ-TTg; before 1/7/2025 QĐ 124/2004/QĐ-TTg")
    kind = models.CharField(_("loại"), max_length=12, choices=KINDS)
    name = models.CharField(_("tên"), max_length=80)
    folded = models.CharField(max_length=80, db_index=True)
    start = models.DateField(_("từ ngày"), null=True, blank=True)
    until = models.DateField(_("đến trước ngày"), null=True, blank=True, db_comment="first day it no longer holds")
    source = models.CharField(_("nguồn"), max_length=200)
    certainty = models.CharField(_("độ chắc"), max_length=12, choices=Certainty.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=Q(until=None), name="registry_province_code_now"),
            models.UniqueConstraint(
                fields=["code", "until"], condition=Q(until__isnull=False), name="registry_province_code_then"
            ),
            models.CheckConstraint(condition=Q(code__regex=r"^\d{2}$"), name="registry_province_code_digits"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"


class ProvinceSuccession(models.Model):
    """Which province of today an old one went into."""

    old = models.ForeignKey(Province, models.PROTECT, related_name="successions")
    new = models.ForeignKey(Province, models.PROTECT, related_name="origins")
    source = models.CharField(_("nguồn"), max_length=200)
    certainty = models.CharField(_("độ chắc"), max_length=12, choices=Certainty.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="registry_province_succession_once")]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class Place(models.Model):
    """A commune or ward of today, or a commune or district of before 1 July 2025."""

    code = models.CharField(_("mã"), max_length=5, db_comment="5 digits of a commune, 3 of an old district")
    kind = models.CharField(_("loại"), max_length=12, choices=KINDS)
    name = models.CharField(_("tên"), max_length=80)
    folded = models.CharField(max_length=80, db_index=True)
    sort_key = SortKeyField(db_index=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="places", verbose_name=_("tỉnh, thành phố"))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="communes")
    start = models.DateField(_("từ ngày"), null=True, blank=True)
    until = models.DateField(_("đến trước ngày"), null=True, blank=True, db_comment="first day it no longer holds")
    source = models.CharField(_("nguồn"), max_length=200)
    certainty = models.CharField(_("độ chắc"), max_length=12, choices=Certainty.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=Q(until=None), name="registry_place_code_now"),
            models.UniqueConstraint(
                fields=["code", "until"], condition=Q(until__isnull=False), name="registry_place_code_then"
            ),
            models.CheckConstraint(condition=Q(code__regex=r"^(\d{3}|\d{5})$"), name="registry_place_code_digits"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"

    @property
    def is_current(self) -> bool:
        """Still a unit today."""
        return self.until is None

    @property
    def full_name(self) -> str:
        """The name with what it lies in: "xã Lục Sĩ Thành, tỉnh Vĩnh Long"."""
        return ", ".join(str(part) for part in (self, self.parent, self.province) if part is not None)

    @property
    def is_district(self) -> bool:
        """An old district, town or city, which holds communes and no establishments."""
        return self.kind in {PlaceKind.DISTRICT, PlaceKind.TOWN, PlaceKind.CITY}


class PlaceSuccession(models.Model):
    """Which commune of today an old one went into, whole or in part."""

    class Extent(models.TextChoices):
        WHOLE = "whole", _("toàn bộ")
        PART = "part", _("một phần")

    old = models.ForeignKey(Place, models.PROTECT, related_name="successions")
    new = models.ForeignKey(Place, models.PROTECT, related_name="origins")
    extent = models.CharField(_("phạm vi"), max_length=5, choices=Extent.choices)
    source = models.CharField(_("nguồn"), max_length=200)
    certainty = models.CharField(_("độ chắc"), max_length=12, choices=Certainty.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="registry_place_succession_once")]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class PlaceName(models.Model):
    """Another name under which a commune is written: borne before, of one merged into it, or announced later."""

    class Relation(models.TextChoices):
        RENAMED = "renamed", _("tên trước đây")
        MERGED_INTO = "merged_into", _("đơn vị đã nhập vào")
        LATER_NAME = "later_name", _("tên được công bố sau, chưa thấy văn bản")

    place = models.ForeignKey(Place, models.PROTECT, related_name="other_names")
    kind = models.CharField(_("loại"), max_length=12, choices=KINDS)
    name = models.CharField(_("tên"), max_length=80)
    folded = models.CharField(max_length=80, db_index=True)
    start = models.DateField(_("từ ngày"), null=True, blank=True)
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)
    relation = models.CharField(_("quan hệ"), max_length=12, choices=Relation.choices)
    source = models.CharField(_("nguồn"), max_length=200)
    certainty = models.CharField(_("độ chắc"), max_length=12, choices=Certainty.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "kind", "name"], name="registry_place_name_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"
