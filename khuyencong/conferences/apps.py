"""Registers the context with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConferencesConfig(AppConfig):
    """Conferences and award ceremonies, and what they decided."""

    name = "khuyencong.conferences"
    label = "conferences"
    verbose_name = _("Hội nghị, lễ trao")
    default_auto_field = "django.db.models.BigAutoField"
