"""The hash chain of the audit trail: what is hashed, and how a walk finds a change. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

GENESIS = "0" * 64


def canonical(value: object) -> bytes:
    """Write a JSON value so that equal values give equal bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def personal_digest(salt: str, personal: Mapping[str, object]) -> str:
    """Bind personal data to the chain without revealing it; without the salt the digest says nothing."""
    return hashlib.sha256(salt.encode() + b"\x00" + canonical(personal)).hexdigest()


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the trail as it is hashed; ``at`` is ISO 8601 in UTC."""

    number: int
    at: str
    actor: str
    action: str
    thing: str
    facts: Mapping[str, object]
    sources: tuple[str, ...]
    personal: str
    previous: str

    def digest(self) -> str:
        """Return the SHA-256 of the entry, which binds the one before it."""
        content = [
            self.number, self.at, self.actor, self.action, self.thing,
            dict(self.facts), list(self.sources), self.personal, self.previous,
        ]  # fmt: skip # one field list, read as one line of the format
        return hashlib.sha256(canonical(content)).hexdigest()


@dataclass(frozen=True, slots=True)
class Break:
    """Where and why the chain does not hold."""

    number: int
    why: str


def first_break(links: Iterable[tuple[Link, str]], head_number: int, head_digest: str) -> Break | None:
    """Walk (entry, stored digest) pairs in order and return the first that does not hold.

    The head is stored apart, so that entries cut off at the end are found too.
    """
    number, previous = 0, GENESIS
    for link, stored in links:
        if link.number != number + 1:
            return Break(number + 1, "entry is missing")
        if link.previous != previous:
            return Break(link.number, "does not follow the entry before it")
        if link.digest() != stored:
            return Break(link.number, "content was changed")
        number, previous = link.number, stored
    if (number, previous) != (head_number, head_digest):
        return Break(head_number, "the head of the chain names another last entry")
    return None
