"""Tells templates the status of a row of the register."""

from django import template
from django.utils import timezone

from khuyencong.certificates.models import Certificate
from khuyencong.certificates.queries import status_on

register = template.Library()


@register.simple_tag
def status_of(certificate: Certificate) -> str:
    """Return the status of a certificate today."""
    return status_on(certificate, timezone.localdate())  # noqa: TID251 # a screen shows the day it is read on
