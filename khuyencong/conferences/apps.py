"""Registers the context with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConferencesConfig(AppConfig):
    """Conferences and award ceremonies, and what they decided."""

    name = "khuyencong.conferences"
    label = "conferences"
    verbose_name = _("Hội nghị, lễ trao")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell documents who owns photographs here and which papers are made, accounts what waits."""
        from khuyencong.accounts.queries import task_providers
        from khuyencong.conferences.queries.conclusions import conclusion_tasks
        from khuyencong.conferences.queries.visibility import load_conference, load_presentation
        from khuyencong.documents.queries import owner_loaders

        task_providers.append(conclusion_tasks)
        owner_loaders["conferences.conference"] = load_conference
        owner_loaders["conferences.presentation"] = load_presentation
