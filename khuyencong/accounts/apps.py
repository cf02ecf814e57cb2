"""Registers the context with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People, offices, the policy table, the audited act."""

    name = "khuyencong.accounts"
    label = "accounts"
    verbose_name = _("Người dùng và quyền")
    default_auto_field = "django.db.models.BigAutoField"
