"""Registers the context with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    """Issue, sign, verify, revoke, replace certificates."""

    name = "khuyencong.certificates"
    label = "certificates"
    verbose_name = _("Giấy chứng nhận")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Add what waits for staff: certificates that have a number but no signature."""
        from khuyencong.accounts.queries import task_providers
        from khuyencong.certificates.queries import tasks_of

        task_providers.append(tasks_of)
