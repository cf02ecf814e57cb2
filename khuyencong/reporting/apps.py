"""Registers the context with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class ReportingConfig(AppConfig):
    """Indicators, official forms, dashboards."""

    name = "khuyencong.reporting"
    label = "reporting"
    verbose_name = _("Báo cáo, chỉ tiêu")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell documents which paper is made here."""
        from khuyencong.documents.papers import PaperKind, register
        from khuyencong.reporting.papers import load_report, paper_of

        register(PaperKind("report", gettext_noop("Báo cáo"), "reporting.report", load_report, paper_of))
