"""Registers the context with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    """Places, establishments, products."""

    name = "khuyencong.registry"
    label = "registry"
    verbose_name = _("Cơ sở và sản phẩm")
    default_auto_field = "django.db.models.BigAutoField"
