"""Answers the policy table for one actor and one thing. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from khuyencong.accounts.rules.policy import POLICY, Action
from khuyencong.accounts.rules.roles import ROLE_LABELS, Role, Scope
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

SOURCE = _("Bảng phân quyền của hệ thống")


class Guarded(Protocol):
    """What a guarded thing answers about itself, so that this room never imports what it guards."""

    def in_office(self, office_ids: frozenset[int]) -> bool:
        """Tell whether it belongs to one of the offices."""

    def belongs_to(self, person: object) -> bool:
        """Tell whether it is the person's own."""

    def assigned_to(self, person: object) -> bool:
        """Tell whether the person was assigned to it."""


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role in force, with its office and every office beneath it."""

    role: Role
    office_id: int
    office_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far an actor's right to one act goes, all roles together."""

    everywhere: bool = False
    office_ids: frozenset[int] = frozenset()
    own: bool = False
    assigned: bool = False

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.office_ids) or self.own or self.assigned


def reach(roles: Sequence[HeldRole], action: Action) -> Reach:
    """Join the cells of all the actor's roles for one act."""
    cells = [(held, POLICY[action].cells[held.role]) for held in roles if held.role in POLICY[action].cells]
    offices: frozenset[int] = frozenset()
    for held, scope in cells:
        if scope is Scope.OFFICE:
            offices |= held.office_ids
    scopes = {scope for _held, scope in cells}
    return Reach(Scope.EVERYWHERE in scopes, offices, Scope.OWN in scopes, Scope.ASSIGNED in scopes)


def refusal_for(roles: Sequence[HeldRole], person: object, action: Action, thing: Guarded | None) -> Refusal | None:
    """Say why the actor may not do the act on the thing, or ``None``.

    Without a thing the question is whether any of the roles may do the act at all.
    """
    far = reach(roles, action)
    if not far:
        return _no_right(action)
    if thing is None or far.everywhere or (far.office_ids and thing.in_office(far.office_ids)):
        return None
    if (far.own and thing.belongs_to(person)) or (far.assigned and thing.assigned_to(person)):
        return None
    return Refusal(
        "accounts.out_of_reach",
        _("Bạn không được “%(act)s” ở đây: việc này nằm ngoài phạm vi được giao cho bạn."),
        source=SOURCE,
        act=POLICY[action].label,
    )


def _no_right(action: Action) -> Refusal:
    named = "; ".join(ROLE_LABELS[role] for role in POLICY[action].cells) or _("không ai")
    return Refusal(
        "accounts.no_right",
        _("Bạn không có quyền “%(act)s”. Việc này dành cho: %(roles)s."),
        source=SOURCE,
        act=POLICY[action].label,
        roles=named,
    )
