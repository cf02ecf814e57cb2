"""Takes files in after looking inside, attaches and withdraws them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model

from khuyencong.accounts.deeds import Record, deed
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.adapters import store
from khuyencong.documents.adapters.papers import inspect_package, inspect_pdf
from khuyencong.documents.adapters.photos import clean_photo
from khuyencong.documents.models import Attachment, StoredFile
from khuyencong.documents.models.disk import THUMBNAIL, fingerprint
from khuyencong.documents.queries import owner_label
from khuyencong.documents.rules.file_kinds import FileKind, Purpose, admit, safe_name, sniff
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.kernel.words import gettext_noop as _

PICTURES = frozenset({FileKind.JPEG, FileKind.PNG, FileKind.WEBP})
_DOCUMENT_PART = "word/document.xml"

AttachmentWatcher = Callable[[StoredFile, Model], None]
attachment_watchers: list[AttachmentWatcher] = []
"""Upper contexts look at each file when it is put to a thing, each adding its own in AppConfig.ready."""


@dataclass(frozen=True)
class _Checked:
    """Content after the look inside."""

    data: bytes
    kind: FileKind
    width: int | None = None
    height: int | None = None
    pages: int | None = None
    thumbnail: bytes = b""


def store_file(*, actor: Person, data: bytes, name: str, purpose: str, office: Office, at: datetime) -> StoredFile:
    """Keep a file after looking at its content; pictures lose their metadata, papers stay byte for byte.

    Whoever calls has asked for the right; the attaching deed writes the trail.

    :raises Refusal: when the content is not what the purpose takes, is too large, broken or could act.
    """
    checked = check_content(data, Purpose(purpose), name)
    sha256 = fingerprint(checked.data)
    store.keep(checked.data, sha256)
    if checked.thumbnail:
        store.keep(checked.thumbnail, sha256, THUMBNAIL)
    stored = StoredFile.objects.create(
        office=office,
        purpose=purpose,
        name=safe_name(name, checked.kind),
        media_type=checked.kind.value,
        size=len(checked.data),
        sha256=sha256,
        received_sha256=fingerprint(data),
        width=checked.width,
        height=checked.height,
        pages=checked.pages,
        created_at=at,
        created_by=actor,
    )
    stored.received = data
    return stored


def check_content(data: bytes, purpose: Purpose, name: str) -> _Checked:
    """Look into a file and return what may be kept of it.

    :raises Refusal: see :func:`store_file`.
    """
    kind = sniff(data)
    if kind is FileKind.ZIP:
        kind = _package_kind(purpose, name)
    demand(admit(purpose, kind, len(data)))
    if kind in PICTURES:
        photo = clean_photo(data, kind)
        return _Checked(photo.data, photo.kind, photo.width, photo.height, thumbnail=photo.thumbnail)
    if kind is FileKind.PDF:
        return _Checked(data, kind, pages=inspect_pdf(data))
    if kind is FileKind.DOCX:
        inspect_package(data, _DOCUMENT_PART)
    return _Checked(data, kind)


def _package_kind(purpose: Purpose, name: str) -> FileKind:
    """A zip is taken for what the purpose expects; the reader of that kind proves it."""
    if purpose is Purpose.PAPER:
        return FileKind.DOCX
    if purpose is Purpose.WORKBOOK:
        return FileKind.ODS if name.lower().endswith(".ods") else FileKind.XLSX
    return FileKind.ZIP


def attach_within(*, record: Record, stored: StoredFile, owner: Model, kind: str, caption: str = "") -> Attachment:
    """Attach a kept file to a thing within the deed of an upper context."""
    attachment, made = Attachment.objects.get_or_create(
        file=stored,
        owner_label=owner_label(owner),
        owner_id=owner.pk,
        kind=kind,
        withdrawn_at=None,
        defaults={"caption": caption, "added_at": record.at, "added_by": record.actor},
    )
    record.note(attached=attachment.pk, kind=kind, sha256=stored.sha256)
    for watcher in attachment_watchers if made else ():
        watcher(stored, owner)
    return attachment


def attach_file(
    *,
    actor: Person,
    owner: Model,
    data: bytes,
    name: str,
    purpose: str,
    kind: str,
    office: Office,
    at: datetime,
    caption: str = "",
) -> Attachment:
    """Take a file in and attach it to a thing.

    :raises Refusal: from the policy, or when the content is not accepted.
    """
    check_content(data, Purpose(purpose), name)
    with deed(actor, Action.ATTACH_FILE, on=owner, at=at) as record:
        stored = store_file(actor=actor, data=data, name=name, purpose=purpose, office=office, at=at)
        return attach_within(record=record, stored=stored, owner=owner, kind=kind, caption=caption)


def withdraw_file(*, actor: Person, owner: Model, attachment: Attachment, at: datetime) -> None:
    """Take an attachment away from a thing; the file itself stays on record.

    :raises Refusal: from the policy, or when it was withdrawn before.
    """
    with deed(actor, Action.WITHDRAW_FILE, on=owner, at=at) as record:
        changed = Attachment.objects.filter(
            pk=attachment.pk, owner_label=owner_label(owner), owner_id=owner.pk, withdrawn_at=None
        ).update(withdrawn_at=at, withdrawn_by=actor)
        if not changed:
            raise Refusal("documents.already_withdrawn", _("Tệp này đã được rút trước đó."))
        record.note(withdrawn=attachment.pk, kind=attachment.kind, sha256=attachment.file.sha256)
