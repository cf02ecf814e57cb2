"""Registers the context with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdvisoryConfig(AppConfig):
    """Questions from outside, answered by the centre's advisers."""

    name = "khuyencong.advisory"
    label = "advisory"
    verbose_name = _("Tư vấn, cung cấp thông tin")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Add the questions that wait to "what waits for me"."""
        from khuyencong.accounts.queries import task_providers
        from khuyencong.advisory.queries import tasks_of

        task_providers.append(tasks_of)
