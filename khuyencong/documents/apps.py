"""Registers the context with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Files that come in, papers that go out."""

    name = "khuyencong.documents"
    label = "documents"
    verbose_name = _("Văn bản và tệp")
    default_auto_field = "django.db.models.BigAutoField"
