"""The packet of a dossier: how its files are named, listed in a manifest, and told on the index page. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from khuyencong.documents.rules.papers.paper import (
    Align,
    Column,
    Fields,
    Form,
    Letterhead,
    Paper,
    Paragraph,
    Points,
    Signature,
    Table,
)
from khuyencong.vietnamese.folding import fold

KIND: Final = "khuyencong/packet"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"
INDEX: Final = "muc-luc.pdf"
WHOLE: Final = "toan-bo-ho-so.pdf"
LONGEST_NAME: Final = 60
"""Letters of a file name, so that paths stay short enough for Windows."""
NOT_FOR_MERGING: Final = "không phải PDF hoặc ảnh, xem tệp riêng"
HOW_TO_CHECK: Final = (
    "Mỗi tệp có mã băm SHA-256 ghi trong manifest.json; mã băm tính lại phải trùng thì tệp mới còn nguyên vẹn.",
    "Tệp không gộp được vào toan-bo-ho-so.pdf vẫn nằm nguyên vẹn trong thư mục của nó, với mã băm ở bảng trên.",
    "Nhật ký (nhat-ky.json) là chuỗi: mỗi mục mang mã băm của mục trước; mục cuối của cả hệ thống ghi ở “head”.",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One file that belongs to a packet; pieces of one folder come one after the other.

    ``suffix`` with its point; ``content`` is read once, when its turn comes.
    """

    folder: str
    title: str
    suffix: str
    media_type: str
    content: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Kept:
    """One file as it stands in the packet; ``first_page`` counts from 1 in the merged file, 0 where it is not in it."""

    folder: str
    path: str
    title: str
    media_type: str
    size: int
    sha256: str
    first_page: int = 0
    pages: int = 0
    reason: str = ""
    """Why it is not merged; empty where it is."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the packet is about."""

    kind: str
    code: str
    title: str
    office: str


def paths_of(pieces: Iterable[Piece]) -> list[tuple[Piece, str]]:
    """Give every piece its path: numbered folders, numbered files, plain letters only."""
    found: list[tuple[Piece, str]] = []
    folders: dict[str, int] = {}
    counts: dict[str, int] = {}
    for piece in pieces:
        number = folders.setdefault(piece.folder, len(folders) + 1)
        counts[piece.folder] = counts.get(piece.folder, 0) + 1
        name = f"{counts[piece.folder]:02d}-{plain_name(piece.title)}{piece.suffix}"
        found.append((piece, f"{number:02d}-{plain_name(piece.folder)}/{name}"))
    return found


def plain_name(text: str) -> str:
    """Return a name that every file system takes: small letters without marks, digits and dashes."""
    name = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    return name[:LONGEST_NAME].strip("-") or "tep"


def manifest_of(subject: Subject, files: Sequence[Kept], *, at: datetime, head: tuple[int, str]) -> bytes:
    """Return the manifest: what every file is, with its hash; ``head`` is the last entry of the audit trail."""
    data = {
        "kind": KIND,
        "version": VERSION,
        "subject": asdict(subject),
        "made_at": at.isoformat(),
        "trail": {"number": head[0], "digest": head[1]},
        "files": [asdict(one) for one in files],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def index_paper(subject: Subject, files: Sequence[Kept], letterhead: Letterhead, *, at: datetime) -> Paper:
    """Return the index page: every file with its place in the merged file, or why it is not in it; then the hashes."""
    apart = [one for one in files if one.reason]
    return Paper(
        form=Form.SHEET,
        name="MỤC LỤC BỘ HỒ SƠ",
        abbreviation="",
        abstract=subject.title,
        letterhead=letterhead,
        body=(
            Fields(
                (
                    ("Mã", subject.code),
                    ("Cơ quan quản lý", subject.office),
                    ("Lập lúc", f"{at:%H:%M %d/%m/%Y}"),
                    ("Số tệp", f"{len(files)}, trong đó {len(files) - len(apart)} tệp được gộp vào {WHOLE}"),
                )
            ),
            _contents(files),
            Paragraph("Mã băm SHA-256 của từng tệp", is_bold=True),
            _hashes(files),
            Points(HOW_TO_CHECK),
        ),
        signatures=(Signature(("NGƯỜI LẬP",)),),
        draft_mark="Mục lục do hệ thống lập từ dữ liệu",
    )


def _contents(files: Sequence[Kept]) -> Table:
    columns = (
        Column("TT", 5, Align.CENTER), Column("Tài liệu", 46), Column("Tệp", 36), Column("Trang", 16, Align.CENTER),
    )  # fmt: skip  # one head
    rows: list[tuple[str, ...]] = []
    strong: list[int] = []
    for number, one in enumerate(files, start=1):
        if number == 1 or files[number - 2].folder != one.folder:
            strong.append(len(rows))
            rows.append(("", one.folder, "", ""))
        rows.append((str(number), one.title, one.path.rpartition("/")[2], one.reason or pages_told(one)))
    return Table(columns, tuple(rows), frozenset(strong))


def pages_told(one: Kept) -> str:
    """Write where a file stands in the merged one: "12" or "12–15"."""
    last = one.first_page + one.pages - 1
    return str(one.first_page) if last == one.first_page else f"{one.first_page}–{last}"


def _hashes(files: Sequence[Kept]) -> Table:
    columns = (Column("TT", 5, Align.CENTER), Column("SHA-256", 95))
    halves = ((str(number), f"{one.sha256[:32]} {one.sha256[32:]}") for number, one in enumerate(files, start=1))
    return Table(columns, tuple(halves))
