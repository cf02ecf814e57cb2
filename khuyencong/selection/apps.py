"""Registers the context with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SelectionConfig(AppConfig):
    """Rounds, dossiers, jury, council, ranking."""

    name = "khuyencong.selection"
    label = "selection"
    verbose_name = _("Bình chọn")
    default_auto_field = "django.db.models.BigAutoField"
