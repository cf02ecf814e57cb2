"""Registers the context with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RulebookConfig(AppConfig):
    """The norms in force: national ones from law, local ones entered by an office."""

    name = "khuyencong.rulebook"
    label = "rulebook"
    verbose_name = _("Định mức đang áp dụng")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Add what waits for approval to "what waits for me"."""
        from khuyencong.accounts.queries import task_providers
        from khuyencong.rulebook.queries import tasks_of

        task_providers.append(tasks_of)
