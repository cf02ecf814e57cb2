"""Pack a dossier whole: files in folders, a manifest with hashes, an index, one PDF with bookmarks."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import IO

from django.db.models import Model
from django.utils import timezone

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import AuditEntry, ChainHead, Person
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import POLICY, Action
from khuyencong.documents.adapters.packet.merging import Merger, NotMerged
from khuyencong.documents.adapters.packet.zipping import Packer
from khuyencong.documents.adapters.typeset.pdf import render_pdf
from khuyencong.documents.queries.packets import PacketSource, trail_of_things
from khuyencong.documents.rules.packets import (
    INDEX,
    MANIFEST,
    WHOLE,
    Kept,
    Piece,
    Subject,
    index_paper,
    manifest_of,
    paths_of,
    plain_name,
)
from khuyencong.documents.rules.papers.paper import (
    Align,
    Column,
    Form,
    Issue,
    Letterhead,
    Paper,
    Signature,
    Table,
)
from khuyencong.kernel.refusal import demand

TRAIL = "Nhật ký"
INDEX_TITLE = "Mục lục"
PDF = "application/pdf"
ERASED = "(đã xóa theo yêu cầu)"
LOST = "không đọc được tệp trên đĩa, hoặc nội dung đã khác mã băm; tệp không có trong bộ hồ sơ"


@dataclass(frozen=True, slots=True)
class Packet:
    """A finished packet: the open file at its beginning, its name, the hash of its manifest, how many files."""

    file: IO[bytes]
    name: str
    manifest_sha256: str
    files: int


def download_packet(*, actor: Person, source: PacketSource, thing: Model, at: datetime) -> Packet:
    """Pack a thing for a person, and note in the trail who took it and under which manifest.

    The packing itself holds no lock; the note does, and comes last.

    :raises Refusal: where the person may not have the thing whole.
    """
    demand(refusal(actor, Action.DOWNLOAD_PACKET, thing))  # type: ignore[arg-type]  # every such model gives the three answers
    demand(source.closed_to(actor, thing))
    packet = build_packet(source, thing, at=at)
    with deed(actor, Action.DOWNLOAD_PACKET, on=thing, at=at) as record:
        record.note(manifest=packet.manifest_sha256, files=packet.files)
    return packet


def build_packet(source: PacketSource, thing: Model, *, at: datetime) -> Packet:
    """Pack a thing; the same records at the same moment give the same bytes."""
    target = tempfile.TemporaryFile()  # noqa: SIM115 — handed on open, closed by whoever sends it
    packer, merger, subject = Packer(target), Merger(), source.subject(thing)
    head = ChainHead.objects.get(pk=1)
    pieces = [*source.pieces(thing, at), *_trail(source, thing, subject, at)]
    kept = [_keep(packer, merger, piece, path) for piece, path in paths_of(pieces)]
    letterhead = Letterhead("", source.office(thing).name.upper(), "", "")
    kept, index = _indexed(subject, kept, letterhead, at)
    whole = merger.finish(index, INDEX_TITLE)
    extra = [_made(packer, INDEX, INDEX_TITLE, index), _made(packer, WHOLE, "Toàn bộ hồ sơ", whole)]
    manifest = manifest_of(subject, [*kept, *extra], at=at, head=(head.number, head.digest))
    packer.add(MANIFEST, manifest)
    packer.close()
    target.seek(0)
    name = f"ho-so-{plain_name(subject.code)}.zip"
    return Packet(target, name, hashlib.sha256(manifest).hexdigest(), len(kept))


def _keep(packer: Packer, merger: Merger, piece: Piece, path: str) -> Kept:
    try:
        data = piece.content()
    except (OSError, AssertionError):  # one lost or changed file must not keep the rest from whoever checks
        return Kept(piece.folder, path, piece.title, piece.media_type, 0, "", reason=LOST)
    sha256 = packer.add(path, data)
    kept = Kept(piece.folder, path, piece.title, piece.media_type, len(data), sha256)
    try:
        first, pages = merger.add(piece.folder, piece.title, piece.media_type, data)
    except NotMerged as no:
        return replace(kept, reason=no.reason)
    return replace(kept, first_page=first + 1, pages=pages)


def _indexed(subject: Subject, kept: list[Kept], letterhead: Letterhead, at: datetime) -> tuple[list[Kept], bytes]:
    """Set the index until the pages that it takes itself are counted in the pages that it names."""
    local, front = timezone.localtime(at), 0
    while True:
        moved = [replace(one, first_page=one.first_page + front) if one.pages else one for one in kept]
        index = render_pdf(index_paper(subject, moved, letterhead, at=local), Issue(), at=at)
        if (pages := _pages(index)) == front:
            return moved, index
        front = pages


def _pages(data: bytes) -> int:
    return Merger().add("", "", PDF, data)[1]


def _made(packer: Packer, path: str, title: str, data: bytes) -> Kept:
    return Kept("", path, title, PDF, len(data), packer.add(path, data))


def _trail(source: PacketSource, thing: Model, subject: Subject, at: datetime) -> Iterator[Piece]:
    """Yield what was done, for people and, with every hash, for whoever checks the chain."""
    entries = trail_of_things(source.things(thing))
    paper = _timeline(subject, entries)
    yield Piece(TRAIL, "Diễn biến", ".pdf", PDF, lambda: render_pdf(paper, Issue(), at=at))
    yield Piece(TRAIL, "Nhật ký", ".json", "application/json", lambda: _chained(entries))


def _chained(entries: list[AuditEntry]) -> bytes:
    head = ChainHead.objects.get(pk=1)
    told = []
    for entry in entries:
        link = entry.link()
        told.append({
            "number": link.number, "at": link.at, "actor": link.actor, "action": link.action, "thing": link.thing,
            "facts": link.facts, "sources": list(link.sources), "personal": link.personal, "previous": link.previous,
            "digest": entry.digest,
        })  # fmt: skip  # the fields of an entry, in the order in which they are hashed
    data = {"head": {"number": head.number, "digest": head.digest}, "entries": told}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _timeline(subject: Subject, entries: list[AuditEntry]) -> Paper:
    labels = {action.value: row.label for action, row in POLICY.items()}
    rows = tuple(
        (
            f"{timezone.localtime(entry.at):%H:%M %d/%m/%Y}",
            labels.get(entry.action, entry.action),
            str(entry.detail.personal.get("actor", ERASED)),
            str(entry.number),
        )
        for entry in entries
    )
    columns = (Column("Lúc", 22), Column("Việc", 46), Column("Người làm", 32), Column("Số mục", 12, Align.RIGHT))
    return Paper(
        form=Form.SHEET,
        name="DIỄN BIẾN",
        abbreviation="",
        abstract=subject.title,
        letterhead=Letterhead("", subject.office.upper(), "", ""),
        body=(Table(columns, rows),),
        signatures=(Signature(("NGƯỜI LẬP",)),),
        draft_mark="Bản do hệ thống lập từ nhật ký",
    )
