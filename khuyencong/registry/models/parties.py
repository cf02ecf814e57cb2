"""Establishments, their products, and the words that search knows."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Office, Person
from khuyencong.db.fields import KeyField, SortKeyField
from khuyencong.registry.models.places import Place
from khuyencong.registry.rules.legal_forms import LABELS, LegalForm
from khuyencong.registry.rules.phone import read_phone
from khuyencong.registry.rules.tax_code import TaxCode, TaxCodeKind

GROUPS = "ABCD"


class Establishment(models.Model):
    """One rural industrial establishment on the office's file. A merged row stays and points to its survivor."""

    PERSONAL = ("tax_code", "representative", "phone", "address")

    class State(models.TextChoices):
        ACTIVE = "active", _("đang theo dõi")
        MERGED = "merged", _("đã gộp")
        REMOVED = "removed", _("đã gỡ")

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("cơ quan"))
    name = models.CharField(_("tên cơ sở"), max_length=300)
    folded = KeyField(max_length=300, db_comment="name without marks, for finding")
    sort_key = SortKeyField()
    bare_name = KeyField(max_length=300, db_comment="folded name without legal form, for duplicates")
    search_text = models.CharField(max_length=640, db_comment="folded words by which it is found")
    form = models.CharField(
        _("loại hình"), max_length=20, choices=[(form.value, _(label)) for form, label in LABELS.items()]
    )
    tax_code = KeyField(
        _("mã số thuế"), max_length=13, blank=True, db_index=True, db_comment="digits only; personal number if 12"
    )
    tax_code_kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in TaxCodeKind])
    representative = models.CharField(_("người đại diện"), max_length=120, blank=True)
    phone = KeyField(_("điện thoại"), max_length=15, blank=True, db_index=True)
    address = models.CharField(_("địa chỉ"), max_length=400, blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="establishments", verbose_name=_("xã, phường")
    )
    place_text = models.CharField(
        _("xã, phường như đã ghi"), max_length=200, blank=True, db_comment="as written on the paper, kept for ever"
    )
    workers = models.PositiveIntegerField(_("lao động"), null=True, blank=True)
    female_workers = models.PositiveIntegerField(_("lao động nữ"), null=True, blank=True)
    state = models.CharField(_("trạng thái"), max_length=8, choices=State.choices, default=State.ACTIVE)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_rows")
    applicant = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="establishments",
        verbose_name=_("người dùng của cơ sở"),
    )
    created_at = models.DateTimeField(_("ghi lúc"))
    changed_at = models.DateTimeField(_("sửa lúc"))

    class Meta:
        indexes = [
            models.Index(fields=["state", "sort_key"], name="registry_establishment_list"),
            models.Index(fields=["bare_name"], name="registry_establishment_bare"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False) | (~Q(state="merged") & Q(merged_into=None)),
                name="registry_establishment_merged_has_survivor",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("pk")), name="registry_establishment_not_merged_into_itself"
            ),
            models.CheckConstraint(
                condition=Q(female_workers=None) | Q(workers__gte=F("female_workers")),
                name="registry_establishment_women_among_workers",
                violation_error_message=_("Lao động nữ không thể nhiều hơn tổng số lao động."),
            ),
            models.CheckConstraint(
                condition=Q(tax_code="", tax_code_kind="none")
                | Q(tax_code__regex=r"^\d{10}$", tax_code_kind="enterprise")
                | Q(tax_code__regex=r"^\d{13}$", tax_code_kind="branch")
                | Q(tax_code__regex=r"^\d{12}$", tax_code_kind="personal"),
                name="registry_establishment_tax_code",
                violation_error_message=_("Mã số thuế không đúng dạng."),
            ),
            models.CheckConstraint(
                condition=Q(form__in=[form.value for form in LegalForm]), name="registry_establishment_form"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> TaxCode:
        """The tax code with its kind."""
        return TaxCode(TaxCodeKind(self.tax_code_kind), self.tax_code)

    @property
    def phone_shown(self) -> str:
        """The phone number, spaced for reading."""
        phone = read_phone(self.phone)
        return phone.shown if phone else ""

    @property
    def public_address(self) -> str:
        """Commune and province only: what the public may read of an address."""
        return self.place.full_name if self.place is not None and self.place.is_current else self.place_text

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.office_id in office_ids

    def belongs_to(self, person: object) -> bool:
        return self.applicant is not None and self.applicant == person

    def assigned_to(self, person: object) -> bool:
        return False


class Product(models.Model):
    """One product, or set of products, of an establishment under one name, through all rounds."""

    class State(models.TextChoices):
        ACTIVE = "active", _("đang theo dõi")
        MERGED = "merged", _("đã gộp")
        REMOVED = "removed", _("đã gỡ")

    class Group(models.TextChoices):
        A = "A", _("Thủ công mỹ nghệ")
        B = "B", _("Chế biến nông, lâm, thủy sản và thực phẩm")
        C = "C", _("Thiết bị, máy móc, dụng cụ và phụ tùng cơ khí")
        D = "D", _("Sản phẩm khác")

    establishment = models.ForeignKey(Establishment, models.PROTECT, related_name="products", verbose_name=_("cơ sở"))
    name = models.CharField(_("tên sản phẩm"), max_length=300)
    folded = KeyField(max_length=300)
    sort_key = SortKeyField()
    search_text = models.CharField(max_length=640)
    is_set = models.BooleanField(_("bộ sản phẩm"), default=False, db_comment="TT 26/2014/TT-BCT, Điều 3 khoản 2")
    group = models.CharField(
        _("nhóm"), max_length=1, choices=Group.choices, blank=True, db_comment="TT 26/2014, Điều 5"
    )
    unit = models.CharField(_("đơn vị tính"), max_length=30, blank=True)
    annual_output = models.DecimalField(_("sản lượng mỗi năm"), max_digits=18, decimal_places=3, null=True, blank=True)
    price_dong = models.BigIntegerField(_("giá bán (đồng)"), null=True, blank=True)
    revenue_dong = models.BigIntegerField(_("doanh thu năm trước (đồng)"), null=True, blank=True)
    description = models.TextField(_("mô tả"), blank=True)
    state = models.CharField(_("trạng thái"), max_length=8, choices=State.choices, default=State.ACTIVE)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_rows")
    created_at = models.DateTimeField(_("ghi lúc"))
    changed_at = models.DateTimeField(_("sửa lúc"))

    class Meta:
        indexes = [
            models.Index(fields=["state", "sort_key"], name="registry_product_list"),
            models.Index(fields=["folded"], name="registry_product_folded"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False) | (~Q(state="merged") & Q(merged_into=None)),
                name="registry_product_merged_has_survivor",
            ),
            models.CheckConstraint(
                condition=Q(price_dong=None) | Q(price_dong__gte=0), name="registry_product_price_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(revenue_dong=None) | Q(revenue_dong__gte=0), name="registry_product_revenue_not_negative"
            ),
            models.CheckConstraint(condition=Q(group__in=["", *GROUPS]), name="registry_product_group"),
        ]

    def __str__(self) -> str:
        return self.name

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.establishment.in_office(office_ids)

    def belongs_to(self, person: object) -> bool:
        return self.establishment.belongs_to(person)

    def assigned_to(self, person: object) -> bool:
        return self.establishment.assigned_to(person)


class SearchWord(models.Model):
    """A folded word that stands in some name; slips of typing are put right against these."""

    word = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        return self.word
