"""Which things can be packed whole: each context says what belongs to its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from khuyencong.accounts.models import AuditEntry, Office, Person
from khuyencong.documents.rules.packets import Piece, Subject
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _


@dataclass(frozen=True, slots=True)
class PacketSource:
    """One kind of thing that can be packed.

    ``kind`` as it stands before a colon where a word names several things ("project:DA-001"); ``load`` finds the
    thing as a person names it; ``pieces`` reads its files in order, grouped by folder; ``things`` names the entries
    of the audit trail about it ("label:id"); ``closed_to`` says why a person may not have it although the policy
    lets them.
    """

    kind: str
    label: str
    model: type[Model]
    load: Callable[[str], Model | None]
    subject: Callable[[Any], Subject]
    office: Callable[[Any], Office]
    pieces: Callable[[Any, datetime], Iterable[Piece]]
    things: Callable[[Any], list[str]]
    closed_to: Callable[[Person, Any], Refusal | None] = lambda _person, _thing: None


packet_sources: dict[str, PacketSource] = {}
"""By kind; each context adds its own in AppConfig.ready."""


def register_packets(*sources: PacketSource) -> None:
    """Add kinds of things that can be packed."""
    packet_sources.update({source.kind: source for source in sources})


def packet_named(word: str) -> tuple[PacketSource, Model]:
    """Find what a person wants packed: "DA-001", or "project:DA-001" where several things bear the name.

    :raises Refusal: where nothing or more than one thing has the name.
    """
    kind, colon, name = word.partition(":")
    known = [source for source in packet_sources.values() if not colon or source.kind == kind]
    found = [(source, thing) for source in known if (thing := source.load(name if colon else word)) is not None]
    if len(found) == 1:
        return found[0]
    kinds = ", ".join(f"{source.kind} ({source.label})" for source in packet_sources.values())
    if found:
        raise Refusal(
            "documents.which_packet",
            _("“%(word)s” là tên của nhiều thứ. Hãy ghi rõ loại: %(kinds)s; ví dụ %(example)s:%(word)s."),
            word=word,
            kinds=kinds,
            example=found[0][0].kind,
        )
    raise Refusal(
        "documents.nothing_to_pack",
        _("Không có gì mang tên “%(word)s” để đóng gói. Các loại đóng gói được: %(kinds)s."),
        word=word,
        kinds=kinds,
    )


def trail_of_things(things: Iterable[str]) -> list[AuditEntry]:
    """Return the entries about several things, oldest first; one query."""
    entries = AuditEntry.objects.filter(thing__in=list(things)).select_related("detail")
    return list(entries.order_by("number"))
