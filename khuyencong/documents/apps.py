"""Registers the context with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Files that come in, papers that go out."""

    name = "khuyencong.documents"
    label = "documents"
    verbose_name = _("Văn bản và tệp")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Add what waits for people, and the letter that corrects a paper to the kinds of papers."""
        from khuyencong.accounts.queries import task_providers
        from khuyencong.documents.papers import CORRECTION, register
        from khuyencong.documents.queries import letter_tasks

        task_providers.append(letter_tasks)
        register(CORRECTION)
