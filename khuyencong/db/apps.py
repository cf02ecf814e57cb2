"""Registers the context with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DbConfig(AppConfig):
    """Database habits: append-only tables, money and key fields."""

    name = "khuyencong.db"
    label = "db"
    verbose_name = _("Cơ sở dữ liệu")
    default_auto_field = "django.db.models.BigAutoField"
