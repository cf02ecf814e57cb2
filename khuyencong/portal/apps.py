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
        """Tell documents how to load the news that own photographs."""
        from khuyencong.documents.queries import owner_loaders
        from khuyencong.portal.queries.news import load_news

        owner_loaders.setdefault("portal.newsitem", load_news)
