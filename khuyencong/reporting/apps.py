"""Registers the context with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    """Indicators, official forms, dashboards."""

    name = "khuyencong.reporting"
    label = "reporting"
    verbose_name = _("Báo cáo, chỉ tiêu")
    default_auto_field = "django.db.models.BigAutoField"
