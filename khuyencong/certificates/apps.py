"""Registers the context with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    """Issue, sign, verify, revoke, replace certificates."""

    name = "khuyencong.certificates"
    label = "certificates"
    verbose_name = _("Giấy chứng nhận")
    default_auto_field = "django.db.models.BigAutoField"
