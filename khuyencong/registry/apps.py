"""Registers the context with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    """Places, establishments, products."""

    name = "khuyencong.registry"
    label = "registry"
    verbose_name = _("Cơ sở và sản phẩm")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell documents how to load what owns files here; selection widens the answer for products being judged."""
        from khuyencong.documents.queries import owner_loaders
        from khuyencong.registry.queries.parties import load_establishment, load_product

        owner_loaders.setdefault("registry.establishment", load_establishment)
        owner_loaders.setdefault("registry.product", load_product)
