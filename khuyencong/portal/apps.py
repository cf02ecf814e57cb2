"""Registers the context with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The public site: results, catalogue, verification."""

    name = "khuyencong.portal"
    label = "portal"
    verbose_name = _("Cổng thông tin")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell documents who owns files here, and accounts what waits."""
        from khuyencong.accounts.queries import task_providers
        from khuyencong.documents.queries import owner_loaders
        from khuyencong.portal.queries.filing.tasks import filing_tasks
        from khuyencong.portal.queries.filing.visibility import load_consent, load_filing, load_locker_paper

        task_providers.append(filing_tasks)
        owner_loaders["portal.filing"] = load_filing
        owner_loaders["portal.lockerpaper"] = load_locker_paper
        owner_loaders["portal.consent"] = load_consent
