"""News of an office, and what makers let buyers read."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Office, Person
from khuyencong.portal.rules.news_life import NEWS_LIFE
from khuyencong.registry.models import Establishment, Product


class NewsItem(models.Model):
    """One piece of news, in Vietnamese and, where somebody wrote it, in English."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("cơ quan"))
    slug = models.SlugField(_("địa chỉ"), max_length=90, unique=True)
    title = models.CharField(_("tiêu đề"), max_length=200)
    summary = models.CharField(_("tóm tắt"), max_length=400)
    body = models.TextField(_("nội dung"), db_comment="plain text with the signs of portal/rules/markup.py")
    title_en = models.CharField(_("tiêu đề tiếng Anh"), max_length=200, blank=True)
    summary_en = models.CharField(_("tóm tắt tiếng Anh"), max_length=400, blank=True)
    state = models.CharField(_("tình trạng"), max_length=12, choices=NEWS_LIFE.choices(), default=NEWS_LIFE.start)
    written_at = models.DateTimeField(_("soạn lúc"))
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("người soạn"))
    changed_at = models.DateTimeField(_("sửa lúc"))
    published_at = models.DateTimeField(_("đăng lúc"), null=True, blank=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(_("lý do gỡ"), max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "-published_at"], name="portal_news_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[one.code for one in NEWS_LIFE.states]), name="portal_news_state"
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False, published_by__isnull=False),
                name="portal_news_published_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.office_id in office_ids

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return False

    @property
    def is_told_in_english(self) -> bool:
        """Whether the reader reads English and somebody wrote this in English."""
        return get_language() == "en" and bool(self.title_en)

    @property
    def shown_title(self) -> str:
        """The title in the reader's language, else in Vietnamese."""
        return self.title_en if self.is_told_in_english else self.title

    @property
    def shown_summary(self) -> str:
        """The summary in the reader's language, else in Vietnamese."""
        return self.summary_en if self.is_told_in_english and self.summary_en else self.summary


class MakerContact(models.Model):
    """How buyers may reach a maker: only what the maker agreed to publish, apart from the registry's own numbers."""

    PERSONAL = ("person", "phone", "email")

    establishment = models.OneToOneField(
        Establishment, models.PROTECT, related_name="public_contact", verbose_name=_("cơ sở")
    )
    person = models.CharField(_("người liên hệ"), max_length=120, blank=True)
    phone = models.CharField(_("điện thoại bán hàng"), max_length=20, blank=True)
    email = models.EmailField(_("thư điện tử bán hàng"), blank=True)
    website = models.URLField(_("trang web"), max_length=200, blank=True)
    about = models.TextField(_("giới thiệu"), blank=True)
    about_en = models.TextField(_("giới thiệu bằng tiếng Anh"), blank=True)
    consent = models.CharField(
        _("sự đồng ý"), max_length=300, db_comment="by whom and how the maker agreed: paper, telephone, own account"
    )
    published_at = models.DateTimeField(_("đăng lúc"))
    published_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(_("rút lúc"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(consent=""), name="portal_contact_has_consent"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(person="", phone="", email=""),
                name="portal_contact_withdrawn_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return str(self.establishment)


class ProductWords(models.Model):
    """A product told in English for buyers abroad."""

    product = models.OneToOneField(Product, models.PROTECT, related_name="english", verbose_name=_("sản phẩm"))
    name_en = models.CharField(_("tên tiếng Anh"), max_length=300)
    description_en = models.TextField(_("mô tả tiếng Anh"), blank=True)
    written_at = models.DateTimeField(_("ghi lúc"))
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name_en
