"""The address that stands in the QR code of an invitation."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from khuyencong.conferences.models import Guest


def invitation_address(guest: Guest) -> str:
    """Return the address under which the holder answers; whoever stands at the door scans the same."""
    return f"{settings.PUBLIC_ADDRESS}{reverse('conferences:view_invitation', args=[guest.token])}"
