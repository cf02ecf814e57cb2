"""The audited act: right, lock and audit in one transaction, so that no action can forget one of them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import models, transaction

from khuyencong.accounts.models import AuditDetail, AuditEntry, ChainHead, Office, Person
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.chain import Link, personal_digest
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import demand


@dataclass(slots=True)
class Record:
    """What a deed will write into the trail when it ends well."""

    actor: Person
    action: Action
    at: datetime
    thing: str = ""
    facts: dict[str, object] = field(default_factory=dict)
    personal_facts: dict[str, object] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)

    def on(self, thing: models.Model) -> None:
        """Name the thing, where it is made inside the deed."""
        self.thing = thing_of(thing)

    def note(self, **facts: object) -> None:
        """Add facts to the chained entry. Never personal data: the chain cannot forget."""
        self.facts.update(facts)

    def personal(self, **facts: object) -> None:
        """Add facts that may have to be erased one day; only their salted hash is chained."""
        self.personal_facts.update(facts)

    def relies_on(self, *citations: str) -> None:
        """Name the norms the deed rests on."""
        self.sources.extend(citation for citation in citations if citation and citation not in self.sources)


def thing_of(thing: models.Model) -> str:
    """Return the name of a thing in the trail: label and id as text."""
    return f"{thing._meta.label_lower}:{thing.pk}"


@contextmanager
def deed(
    actor: Person, action: Action, *, at: datetime, on: models.Model | None = None, office: Office | None = None
) -> Iterator[Record]:
    """Open the transaction, re-read ``on`` under lock, ask the policy, and write the entry at the end.

    For a thing that is yet to be made, ``office`` is where it will belong. Everything that the body
    writes and the entry are stored together or not at all.

    :raises Refusal: where the policy says no.
    """
    with transaction.atomic():
        if on is not None:
            on.refresh_from_db(from_queryset=type(on)._default_manager.select_for_update())
        demand(refusal(actor, action, on if on is not None else office))  # type: ignore[arg-type]  # the architecture test asks every such model for the three answers
        record = Record(actor, action, at)
        if on is not None:
            record.on(on)
        yield record
        _append(record)


def _append(record: Record) -> None:
    salt = secrets.token_hex(16)
    facts = _plain(record.facts)
    personal = _plain({"actor": record.actor.full_name, **record.personal_facts})
    head = ChainHead.objects.select_for_update().get(pk=1)
    moment = record.at.astimezone(UTC)
    link = Link(
        number=head.number + 1,
        at=moment.isoformat(),
        actor=str(record.actor.pk),
        action=record.action.value,
        thing=record.thing,
        facts=facts,
        sources=tuple(record.sources),
        personal=personal_digest(salt, personal),
        previous=head.digest,
    )
    entry = AuditEntry.objects.create(
        number=link.number,
        at=moment,
        actor_id_text=link.actor,
        action=link.action,
        thing=link.thing,
        facts=facts,
        sources=record.sources,
        personal=link.personal,
        previous=link.previous,
        digest=link.digest(),
    )
    AuditDetail.objects.create(entry=entry, salt=salt, personal=personal)
    ChainHead.objects.filter(pk=1).update(number=entry.number, digest=entry.digest)


def _plain(facts: dict[str, object]) -> dict[str, object]:
    """Write days, moments and fractions as text, so that what is hashed is what is read back."""
    plain: dict[str, object] = json.loads(json.dumps(facts, default=str))
    return plain
