"""Remembers, in a signed cookie, who logged in on a device before, so that strangers' failures do not lock them out.

The cookie opens nothing. It holds a random number and fingerprints of names, no name.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

MOST_PEOPLE = 8


def known_device(request: HttpRequest, username: str) -> str:
    """Return the device's number where the person was logged in on it before, else nothing."""
    number, *people = _read(request)
    return number if _fingerprint(username) in people else ""


def remember_device(request: HttpRequest, answer: HttpResponse, username: str) -> None:
    """Note on the device that the person logged in, with password and second factor; the last few people only."""
    number, *people = _read(request)
    mark = _fingerprint(username)
    people = [mark, *(one for one in people if one != mark)][:MOST_PEOPLE]
    answer.set_signed_cookie(
        settings.KNOWN_DEVICE_COOKIE,
        ".".join([number or secrets.token_hex(16), *people]),
        max_age=_lifetime(),
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> list[str]:
    kept = request.get_signed_cookie(settings.KNOWN_DEVICE_COOKIE, default="", max_age=_lifetime())
    return str(kept).split(".")


def _lifetime() -> timedelta:
    return timedelta(days=settings.KNOWN_DEVICE_DAYS)


def _fingerprint(username: str) -> str:
    return salted_hmac("khuyencong.device", username.lower(), algorithm="sha256").hexdigest()[:32]
