"""Registers the context with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemonstrationConfig(AppConfig):
    """Sample people and rounds, made through the same actions as real ones."""

    name = "khuyencong.demonstration"
    label = "demonstration"
    verbose_name = _("Trình diễn")
    default_auto_field = "django.db.models.BigAutoField"
