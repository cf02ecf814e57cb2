"""Registers the context with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkbooksConfig(AppConfig):
    """One engine that reads the workbooks of offices."""

    name = "khuyencong.workbooks"
    label = "workbooks"
    verbose_name = _("Bảng tính")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Add what waits for people."""
        from khuyencong.accounts.queries import task_providers
        from khuyencong.workbooks.queries import waiting_for

        task_providers.append(waiting_for)
