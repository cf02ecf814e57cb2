"""People, the offices they work in, and the roles they hold there."""

from __future__ import annotations

from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.rules.decision import HeldRole
from khuyencong.accounts.rules.roles import ROLE_LABELS, Role


class Office(models.Model):
    """An office of the tree: UBND, Sở, Trung tâm, commune. One installation may hold several provinces."""

    class Kind(models.TextChoices):
        COMMITTEE = "committee", _("Ủy ban nhân dân tỉnh")
        DEPARTMENT = "department", _("Sở")
        CENTRE = "centre", _("Trung tâm")
        COMMUNE = "commune", _("Ủy ban nhân dân xã, phường, đặc khu")

    code = models.SlugField(_("mã"), max_length=40, unique=True)
    kind = models.CharField(_("loại"), max_length=12, choices=Kind.choices)
    name = models.CharField(_("tên"), max_length=200)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("trực thuộc")
    )
    province_code = models.CharField(
        _("mã tỉnh"), max_length=2, db_comment="official two-digit code, QĐ 19/2025/QĐ-TTg"
    )
    path = models.CharField(max_length=200, db_index=True, db_comment="ids from the root, each followed by a slash")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(province_code__regex=r"^\d{2}$"), name="accounts_office_province_code")
        ]

    def __str__(self) -> str:
        return self.name

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.pk in office_ids

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return False


class PersonManager(BaseUserManager["Person"]):
    """Finds people by the name they log in with."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(username__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who can log in. A person is disabled, never deleted: the trail names them."""

    PERSONAL = ("full_name", "title", "email", "phone")

    username = models.CharField(
        _("tên đăng nhập"),
        max_length=60,
        unique=True,
        error_messages={"unique": _("Tên đăng nhập này đã có người dùng.")},
    )
    full_name = models.CharField(_("họ và tên"), max_length=120)
    title = models.CharField(_("chức vụ"), max_length=120, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    is_active = models.BooleanField(_("đang hoạt động"), default=True)
    has_start_password = models.BooleanField(
        default=False, db_comment="the password was given by somebody else and opens only the page that changes it"
    )
    session_epoch = models.PositiveIntegerField(default=0, db_comment="raised to end every session of this person")

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]
    objects = PersonManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(username__regex=r"^[a-z0-9][a-z0-9._-]*$"),
                name="accounts_person_username",
                violation_error_message=_("Tên đăng nhập chỉ gồm chữ thường không dấu, số, dấu chấm, gạch ngang."),
            )
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_session_auth_hash(self) -> str:
        """Change with the password and with ``session_epoch``, so that either ends the sessions."""
        return salted_hmac(
            "khuyencong.session", f"{self.password}:{self.session_epoch}", algorithm="sha256"
        ).hexdigest()

    def get_session_auth_fallback_hash(self) -> list[str]:
        """Accept no hash but the current one."""
        return []

    @cached_property
    def held_roles(self) -> tuple[HeldRole, ...]:
        """The roles in force with the offices they reach; read once per request."""
        grants = list(self.grants.filter(ended_on=None).select_related("office").order_by("pk"))
        if not grants:
            return ()
        reached = Q()
        for grant in grants:
            reached |= Q(path__startswith=grant.office.path)
        offices = list(Office.objects.filter(reached).values_list("pk", "path"))
        return tuple(
            HeldRole(
                Role(grant.role),
                grant.office_id,
                frozenset(pk for pk, path in offices if path.startswith(grant.office.path)),
            )
            for grant in grants
        )

    @property
    def roles(self) -> frozenset[Role]:
        """The codes of the roles in force."""
        return frozenset(held.role for held in self.held_roles)

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return any(held.office_id in office_ids for held in self.held_roles)

    def belongs_to(self, person: object) -> bool:
        return self == person

    def assigned_to(self, person: object) -> bool:
        return False


class Grant(models.Model):
    """A role given to a person in an office, from a day until it is ended."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="grants", verbose_name=_("người"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="grants", verbose_name=_("cơ quan"))
    role = models.CharField(
        _("vai trò"), max_length=20, choices=[(role.value, _(label)) for role, label in ROLE_LABELS.items()]
    )
    from_on = models.DateField(_("từ ngày"))
    ended_on = models.DateField(_("thôi từ ngày"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "office", "role"], condition=Q(ended_on=None), name="accounts_grant_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("from_on")), name="accounts_grant_span"
            ),
            models.CheckConstraint(condition=Q(role__in=[role.value for role in Role]), name="accounts_grant_role"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} – {self.office}"
