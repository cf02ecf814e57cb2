"""Make people, give and end roles, disable people, end sessions, erase personal data."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from khuyencong.accounts.actions.passwords import demand_good_password
from khuyencong.accounts.deeds import deed, thing_of
from khuyencong.accounts.models import AuditDetail, Grant, Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.accounts.rules.roles import Role
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.kernel.words import gettext_noop as _


def create_person(
    *,
    actor: Person,
    username: str,
    full_name: str,
    password: str,
    office: Office,
    role: Role,
    title: str = "",
    at: datetime,
) -> Person:
    """Make somebody who can log in and give the first role.

    :raises Refusals: for a weak password or a name that cannot be used.
    """
    person = Person(username=username.strip().lower(), full_name=full_name.strip(), title=title.strip())
    demand_good_password(password, person)
    person.set_password(password)
    person.has_start_password = True
    with deed(actor, Action.CREATE_PERSON, at=at, office=office) as record:
        _demand_valid(person)
        person.save()
        record.on(person)
        record.note(role=role.value, office=office.code)
        record.personal(username=person.username, full_name=person.full_name)
        Grant.objects.create(person=person, office=office, role=role.value, from_on=_day(at))
    return person


def create_first_person(
    *, username: str, full_name: str, password: str, office: Office, role: Role, title: str = "", at: datetime
) -> Person:
    """Make a person from the command line of the machine itself, which needs no actor; they act in their own entry.

    Their password counts as their own, not as a start password: whoever types on the machine answers for it.
    """
    person = Person(username=username.strip().lower(), full_name=full_name.strip(), title=title.strip())
    demand_good_password(password, person)
    person.set_password(password)
    with transaction.atomic():
        _demand_valid(person)
        person.save()
        Grant.objects.create(person=person, office=office, role=role.value, from_on=_day(at))
        with deed(person, Action.VIEW_OWN_ACCOUNT, at=at) as record:
            record.on(person)
            record.note(made_on_the_machine=True, role=role.value, office=office.code)
            record.personal(username=person.username)
    return person


def grant_role(*, actor: Person, person: Person, office: Office, role: Role, at: datetime) -> Grant:
    """Give a role in an office from today.

    :raises Refusal: where the person holds it already.
    """
    with deed(actor, Action.GRANT_ROLE, at=at, on=person) as record:
        if person.grants.filter(office=office, role=role.value, ended_on=None).exists():
            raise Refusal(
                "accounts.role_held",
                _("%(person)s đang giữ vai trò này ở %(office)s rồi."),
                person=person.full_name,
                office=office.name,
            )
        grant = Grant.objects.create(person=person, office=office, role=role.value, from_on=_day(at))
        record.note(role=role.value, office=office.code)
    return grant


def end_role(*, actor: Person, grant: Grant, at: datetime) -> None:
    """End a role today; the next request of the person feels it.

    :raises Refusal: where the actor would end the last administrator.
    """
    with deed(actor, Action.END_ROLE, at=at, on=grant.person) as record:
        others = Grant.objects.filter(role=Role.ADMINISTRATOR.value, ended_on=None, person__is_active=True).exclude(
            pk=grant.pk
        )
        if grant.role == Role.ADMINISTRATOR and not others.exists():
            raise Refusal(
                "accounts.last_administrator",
                _("Đây là quản trị hệ thống cuối cùng: hãy giao vai trò này cho người khác trước."),
            )
        grant.ended_on = max(_day(at), grant.from_on)
        grant.save(update_fields=["ended_on"])
        record.note(role=grant.role, office=grant.office.code)


def disable_person(*, actor: Person, person: Person, reason: str, at: datetime) -> None:
    """Lock a person out at once and end every session of theirs.

    :raises Refusal: where people would lock themselves out, or without a reason.
    """
    if not reason.strip():
        raise Refusal("accounts.no_reason", _("Hãy ghi lý do khóa người dùng."))
    with deed(actor, Action.DISABLE_PERSON, at=at, on=person) as record:
        if person == actor:
            raise Refusal("accounts.self", _("Bạn không tự khóa tài khoản của chính mình được."))
        person.is_active = False
        person.session_epoch += 1
        person.save(update_fields=["is_active", "session_epoch"])
        record.personal(reason=reason.strip())


def end_sessions(*, actor: Person, person: Person, at: datetime) -> None:
    """End every session of a person; they may log in again."""
    with deed(actor, Action.END_SESSIONS, at=at, on=person):
        person.session_epoch += 1
        person.save(update_fields=["session_epoch"])


def erase_personal_data(*, actor: Person, person: Person, at: datetime) -> int:
    """Erase what the trail keeps about a person, of their own deeds and of deeds done to their account.

    The chain stays whole. Returns how many entries were erased.

    The digests in the chain say nothing once the salts are gone.
    """
    with deed(actor, Action.ERASE_PERSONAL_DATA, at=at, on=person) as record:
        about = Q(entry__actor_id_text=str(person.pk)) | Q(entry__thing=thing_of(person))
        details = AuditDetail.objects.filter(about, erased_at=None)
        count = details.update(salt="", personal={}, erased_at=at)
        record.note(entries=count)
    return count


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()


def _demand_valid(person: Person) -> None:
    try:
        person.full_clean(exclude=["password"])
    except ValidationError as error:
        raise Refusals([Refusal("accounts.person_invalid", message) for message in error.messages]) from error
