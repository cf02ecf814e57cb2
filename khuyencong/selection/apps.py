"""Registers the context with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SelectionConfig(AppConfig):
    """Rounds, dossiers, jury, council, ranking."""

    name = "khuyencong.selection"
    label = "selection"
    verbose_name = _("Bình chọn")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell documents how to load what owns files here."""
        from khuyencong.documents.queries import owner_loaders
        from khuyencong.selection.queries.files import load_dossier_files, load_product_files

        owner_loaders["selection.dossier"] = load_dossier_files
        owner_loaders["registry.product"] = load_product_files
