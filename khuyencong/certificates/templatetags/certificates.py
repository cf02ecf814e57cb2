"""Tells templates the status of a row of the register."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from khuyencong.certificates.models import Certificate
from khuyencong.certificates.queries import status_on
from khuyencong.certificates.rules.verdicts import Verdict

register = template.Library()


@register.simple_tag
def status_of(certificate: Certificate) -> str:
    """Return the status of a certificate today."""
    return status_on(certificate, timezone.localdate())  # noqa: TID251 # a screen shows the day it is read on


@register.filter
def verdict_words(verdict: Verdict) -> str:
    """Say the sentence of a verdict in the reader's language."""
    words = _(verdict.sentence)
    return words % dict(verdict.values) if verdict.values else words
