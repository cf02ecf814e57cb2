"""Set the password of somebody who forgot it, as a start password that they must change at once."""

from __future__ import annotations

import secrets
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from khuyencong.accounts.deeds import Record, deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.kernel.words import gettext_noop as _

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def draw_password() -> str:
    """Draw a password of 4 groups that a person can copy from a screen; 79 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _letter in range(4)) for _group in range(4))


def demand_good_password(password: str, person: Person) -> None:
    """Ask the rules for passwords.

    :raises Refusals: with every rule that it breaks.
    """
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refusals([Refusal("accounts.weak_password", message) for message in error.messages]) from error


def reset_password(
    *, actor: Person, person: Person, at: datetime, password: str | None = None, without_second_factor: bool = False
) -> str:
    """Set a start password, given or drawn, and return it; every session of the person ends.

    Whoever lost the telephone too may have the second factor taken away with it.

    :raises Refusal: for oneself, and for whoever is locked out.
    """
    with deed(actor, Action.RESET_PASSWORD, at=at, on=person) as record:
        if person == actor:
            raise Refusal(
                "accounts.own_password", _("Mật khẩu của chính mình thì đổi ở trang “Tài khoản”, nút “Đổi mật khẩu”.")
            )
        return _set(record, person, password, without_second_factor=without_second_factor)


def reset_password_on_the_machine(*, person: Person, password: str, at: datetime) -> None:
    """Set a start password from the command line of the machine itself; the person acts in their own entry.

    :raises Refusal: for whoever is locked out, or holds no role.
    """
    with deed(person, Action.VIEW_OWN_ACCOUNT, at=at, on=person) as record:
        record.note(reset_on_the_machine=True)
        _set(record, person, password, without_second_factor=False)


def _set(record: Record, person: Person, password: str | None, *, without_second_factor: bool) -> str:
    if not person.is_active:
        raise Refusal(
            "accounts.locked", _("%(person)s đã bị khóa nên không đặt lại mật khẩu được."), person=person.full_name
        )
    chosen = draw_password() if password is None else password
    demand_good_password(chosen, person)
    person.set_password(chosen)
    person.has_start_password = True
    person.session_epoch += 1
    person.save(update_fields=["password", "has_start_password", "session_epoch"])
    if without_second_factor:
        record.note(second_factor_removed=Authenticator.objects.filter(user=person).delete()[0] > 0)
    return chosen
