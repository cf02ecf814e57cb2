"""How people log in: no sign-up by strangers, every log-in in the trail and every failure in the log."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyencong.accounts.adapters.devices import known_device, remember_device
from khuyencong.accounts.deeds import deed
from khuyencong.accounts.guards import now
from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import scope_of
from khuyencong.accounts.rules.policy import Action

log = logging.getLogger("khuyencong.login")


def note_own_account(*, person: Person, event: str, at: datetime) -> None:
    """Write that people logged in, took a new password, or switched the second factor.

    Whoever holds no role acts nowhere, and leaves no entry.
    """
    if not scope_of(person, Action.VIEW_OWN_ACCOUNT):
        return
    with deed(person, Action.VIEW_OWN_ACCOUNT, at=at) as record:
        record.on(person)
        record.note(event=event)


class LoginAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Accounts are made by an office's administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try until it proves right: by name and address, by name alone far more generously.

        On a device where the person was logged in before only what fails on that device counts, so that
        strangers who guess at a name cannot lock its owner out.
        """
        name = str(credentials.get("username", "")).lower()
        if device := known_device(request, name):
            keys = {"login_failed_device": f"{name}:{device}"}
        else:
            keys = {"login_failed": f"{name}:{ratelimit.get_ip(request)}", "login_failed_name": name}
        counted = []
        for action, key in keys.items():
            usage = ratelimit.consume(request, app="allauth.account", action=action, key=key)
            if not usage:
                raise self.validation_error("too_many_login_attempts")
            counted += usage.usage
        self._login_failed_rl_usage = ratelimit.RateLimitUsage(counted)  # what the library takes back after success

    def post_login(self, request: HttpRequest, user: Person, **facts: Any) -> HttpResponse:
        note_own_account(person=user, event="log_in", at=now())
        answer: HttpResponse = super().post_login(request, user, **facts)
        remember_device(request, answer, user.username)
        return answer

    def set_password(self, user: Person, password: str) -> None:
        """Keep a password that the person chose; a start password is then done with."""
        user.has_start_password = False
        super().set_password(user, password)

    def clean_password(self, password: str, user: Person | None = None) -> str:
        if user is not None and user.has_usable_password() and user.check_password(password):
            raise ValidationError(_("Mật khẩu mới phải khác mật khẩu đang dùng."))
        cleaned: str = super().clean_password(password, user)
        return cleaned

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:view_own_account")

    def send_notification_mail(
        self, template_prefix: str, user: Person, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Write into the trail what the library would tell by mail: a new password, the second factor on or off."""
        note_own_account(person=user, event=template_prefix.rsplit("/", 1)[-1], at=now())

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        log.warning("log-in failed from %s", self.get_client_ip(request))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """Names the product in the authenticator app."""

    def get_totp_issuer(self) -> str:
        return "Khuyến công"
