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
        """Tell documents how to load what owns files here, workbooks which lists are taken in, accounts what waits."""
        from khuyencong.accounts.queries import task_providers
        from khuyencong.documents.queries import owner_loaders
        from khuyencong.registry.queries import establishment_event_providers, product_event_providers
        from khuyencong.selection.actions.lists.entries import EntriesImporter
        from khuyencong.selection.actions.lists.score_sheets import ScoresImporter
        from khuyencong.selection.queries.files import load_dossier_files, load_product_files
        from khuyencong.selection.queries.life import establishment_events, product_events
        from khuyencong.selection.queries.tasks import selection_tasks
        from khuyencong.workbooks.actions import register

        task_providers.append(selection_tasks)
        owner_loaders["selection.dossier"] = load_dossier_files
        owner_loaders["registry.product"] = load_product_files
        establishment_event_providers.append(establishment_events)
        product_event_providers.append(product_events)
        register(EntriesImporter())
        register(ScoresImporter())
