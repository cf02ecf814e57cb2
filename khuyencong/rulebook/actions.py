"""Propose an office's own norm; approve or reject it as a second person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.norms import national_book
from khuyencong.rulebook.models import LocalNorm
from khuyencong.rulebook.queries import norms_at
from khuyencong.rulebook.rules.norm_life import NORM_LIFE
from khuyencong.rulebook.rules.proposals import Proposal, decision_refusal, proposal_refusals

ValueCheck = Callable[[str, Any], list[Refusal]]
value_checks: list[ValueCheck] = []
"""Contexts above add themselves here, to say no to a value that their rules could not use."""


def propose_norm(
    *, actor: Person, office: Office, key: str, value: Any, start_on: date, source: str, note: str = "", at: datetime
) -> LocalNorm:
    """Propose an office's own value; ``value`` is JSON data, ``None`` ends the office's own level.

    Governing day: ``start_on``.

    :raises Refusals: with everything that speaks against it.
    """
    proposal = Proposal(key, value, start_on, source.strip())
    with deed(actor, Action.PROPOSE_NORM, on=office, at=at) as record:
        found = proposal_refusals(proposal, national_book(), norms_at(start_on, office_code=office.code))
        if found := found or _unusable(key, value):
            raise Refusals(found)
        if LocalNorm.objects.filter(office=office, key=key, state="proposed").exists():
            raise Refusal(
                "rulebook.already_waiting",
                _("Đơn vị đang có một đề xuất chờ duyệt cho quy định này; hãy chờ quyết định."),
            )
        norm = LocalNorm.objects.create(
            office=office,
            key=key,
            value=value,
            start_on=start_on,
            source=proposal.source,
            note=note.strip(),
            proposed_by=actor,
            proposed_at=at,
        )
        record.on(norm)
        record.note(key=key, office=office.code, value=value, start_on=start_on)
        record.relies_on(proposal.source)
    return norm


def _unusable(key: str, value: Any) -> list[Refusal]:
    if value is None:
        return []
    usable = national_book().definitions[key].shape.from_json(value)
    return [refusal for check in value_checks for refusal in check(key, usable)]


def approve_norm(*, actor: Person, norm: LocalNorm, at: datetime) -> None:
    """Put a proposed norm in force from its first day.

    :raises Refusal: for the person who proposed it, or once it is decided.
    """
    with deed(actor, Action.APPROVE_NORM, on=norm, at=at) as record:
        _decide(norm, "approve_norm", actor, at)
        norm.save(update_fields=["state", "decided_by", "decided_at"])
        record.note(key=norm.key, office=norm.office.code, value=norm.value, start_on=norm.start_on)
        record.relies_on(norm.source)


def reject_norm(*, actor: Person, norm: LocalNorm, reason: str, at: datetime) -> None:
    """Turn a proposed norm down, for good.

    :raises Refusal: without a reason, for the person who proposed it, or once it is decided.
    """
    with deed(actor, Action.REJECT_NORM, on=norm, at=at) as record:
        if not reason.strip():
            raise Refusal("rulebook.no_reason", _("Hãy ghi lý do không duyệt."))
        _decide(norm, "reject_norm", actor, at)
        norm.reason = reason.strip()
        norm.save(update_fields=["state", "decided_by", "decided_at", "reason"])
        record.note(key=norm.key, office=norm.office.code)
        record.personal(reason=norm.reason)


def _decide(norm: LocalNorm, verb: str, actor: Person, at: datetime) -> None:
    norm.state = NORM_LIFE.after(norm.state, verb)
    demand(decision_refusal(norm.proposed_by_id, actor.pk))
    norm.decided_by, norm.decided_at = actor, at
