"""Registers the context with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """The look: components, lists, styles."""

    name = "khuyencong.ui"
    label = "ui"
    verbose_name = _("Giao diện")
    default_auto_field = "django.db.models.BigAutoField"
