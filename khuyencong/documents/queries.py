"""Reads files and asks their owners who may see them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from django.db.models import Model, QuerySet

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.decision import Guarded
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.models import Attachment, StoredFile
from khuyencong.documents.models.disk import THUMBNAIL, read
from khuyencong.kernel.refusal import Refusal


@runtime_checkable
class MayClose(Protocol):
    """An owner of files with a rule of its own beside the policy."""

    def closed_to(self, person: Person) -> Refusal | None:
        """Say why the person may not open its files although the policy lets them, or None."""


OwnerLoader = Callable[[int], Guarded | None]
owner_loaders: dict[str, OwnerLoader] = {}
"""How to load the thing that a file belongs to, by label; each upper context adds its own in AppConfig.ready."""


def owner_label(thing: Model) -> str:
    """Return the label under which a thing owns files."""
    return thing._meta.label_lower


def attachments_of(thing: Model, *, kind: str | None = None) -> QuerySet[Attachment]:
    """Return what is attached to a thing now, in the order it was added."""
    found = Attachment.objects.filter(owner_label=owner_label(thing), owner_id=thing.pk, withdrawn_at=None)
    if kind is not None:
        found = found.filter(kind=kind)
    return found.select_related("file").order_by("added_at", "pk")


def photos_of(thing: Model) -> QuerySet[Attachment]:
    """Return the photographs of a thing."""
    return attachments_of(thing, kind="photo")


def open_file(stored: StoredFile) -> bytes:
    """Return the content of a file; who may see it was asked before."""
    return read(stored.sha256)


def open_thumbnail(stored: StoredFile) -> bytes:
    """Return the small copy of a picture."""
    return read(stored.sha256, THUMBNAIL)


def may_view(person: Person, stored: StoredFile) -> Refusal | None:
    """Say why a person may not open a file: the owner's rights count, and the sender's where nothing owns it."""
    owners = [owner for owner in map(_load_owner, stored.attachments.filter(withdrawn_at=None)) if owner is not None]
    answers = [_answer(person, owner) for owner in owners or [stored]]
    return None if None in answers else answers[0]


def _answer(person: Person, owner: Guarded) -> Refusal | None:
    found = refusal(person, Action.VIEW_FILE, owner)
    return owner.closed_to(person) if found is None and isinstance(owner, MayClose) else found


def _load_owner(attachment: Attachment) -> Guarded | None:
    loader = owner_loaders.get(attachment.owner_label)
    return loader(attachment.owner_id) if loader else None
