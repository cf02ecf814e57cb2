"""How people log in: no sign-up by strangers, every log-in in the trail and every failure in the log."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

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

    def post_login(self, request: HttpRequest, user: Person, **facts: Any) -> HttpResponse:
        note_own_account(person=user, event="log_in", at=now())
        answer: HttpResponse = super().post_login(request, user, **facts)
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
