"""How people log in: no sign-up by strangers, every log-in and failure in the trail."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

log = logging.getLogger("khuyencong.login")


class LoginAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Accounts are made by an office's administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        log.warning("log-in failed from %s", self.get_client_ip(request))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """Names the product in the authenticator app."""

    def get_totp_issuer(self) -> str:
        return "Khuyến công"
