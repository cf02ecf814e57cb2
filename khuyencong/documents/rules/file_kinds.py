"""Kinds of files told by their first bytes, and what each purpose accepts. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

MIB = 1024 * 1024


class Purpose(StrEnum):
    """What a file is kept for."""

    PHOTO = "photo"
    PAPER = "paper"
    WORKBOOK = "workbook"
    CERTIFICATE = "certificate"


class FileKind(StrEnum):
    """A kind of content, as its media type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    GIF = "image/gif"
    HEIF = "image/heif"
    PDF = "application/pdf"
    ZIP = "application/zip"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    OLE = "application/x-ole-storage"
    MARKUP = "text/html"
    TEXT = "text/plain"
    PROGRAM = "application/octet-stream"


EXTENSIONS: dict[FileKind, str] = {
    FileKind.JPEG: "jpg",
    FileKind.PNG: "png",
    FileKind.WEBP: "webp",
    FileKind.PDF: "pdf",
    FileKind.DOCX: "docx",
    FileKind.XLSX: "xlsx",
    FileKind.ODS: "ods",
    FileKind.OLE: "xls",
    FileKind.TEXT: "csv",
}


@dataclass(frozen=True)
class Admission:
    """What a purpose accepts, at most how large, and how that is told to people."""

    kinds: frozenset[FileKind]
    maximum_bytes: int
    told: str


ADMISSIONS: dict[Purpose, Admission] = {
    Purpose.PHOTO: Admission(
        frozenset({FileKind.JPEG, FileKind.PNG, FileKind.WEBP}), 20 * MIB, _("ảnh JPEG, PNG hoặc WebP")
    ),
    Purpose.PAPER: Admission(
        frozenset({FileKind.PDF, FileKind.JPEG, FileKind.PNG, FileKind.DOCX}),
        30 * MIB,
        _("tệp PDF, DOCX hoặc ảnh JPEG, PNG"),
    ),
    Purpose.WORKBOOK: Admission(
        frozenset({FileKind.XLSX, FileKind.ODS, FileKind.OLE, FileKind.TEXT}),
        60 * MIB,
        _("bảng tính XLSX, XLS, ODS hoặc CSV"),
    ),
    Purpose.CERTIFICATE: Admission(frozenset({FileKind.PDF}), 30 * MIB, _("tệp PDF")),
}

_MAGIC: tuple[tuple[bytes, FileKind], ...] = (
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"GIF87a", FileKind.GIF),
    (b"GIF89a", FileKind.GIF),
    (b"%PDF-", FileKind.PDF),
    (b"PK\x03\x04", FileKind.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OLE),
    (b"MZ", FileKind.PROGRAM),
    (b"\x7fELF", FileKind.PROGRAM),
)
_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<head", b"<body", b"<iframe", b"<math")
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")

_TOLD: dict[FileKind, str] = {
    FileKind.GIF: _("Ảnh GIF không được nhận; hãy lưu lại thành JPEG hoặc PNG."),
    FileKind.HEIF: _(
        "Ảnh HEIC của điện thoại không được nhận; hãy chọn chụp “Tương thích nhất” hoặc lưu lại thành JPEG."
    ),
    FileKind.MARKUP: _("Tệp này thực chất là trang web hoặc hình vẽ SVG, có thể chứa mã lệnh, nên không được nhận."),
    FileKind.PROGRAM: _("Tệp này thực chất là chương trình hoặc dữ liệu lạ, nên không được nhận."),
    FileKind.ZIP: _("Tệp này thực chất là tệp nén, nên không được nhận; hãy gửi từng tệp bên trong."),
    FileKind.OLE: _("Tệp Office kiểu cũ (.doc, .xls) không được nhận ở đây; hãy lưu lại thành PDF."),
}


def sniff(data: bytes) -> FileKind:
    """Tell the kind of content from its bytes alone; the name of a file proves nothing."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return FileKind.WEBP
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return FileKind.HEIF
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_MARKUP):
        return FileKind.MARKUP
    return FileKind.TEXT if data and _is_text(data) else FileKind.PROGRAM


def _is_text(data: bytes) -> bool:
    return not any(byte < 9 or 13 < byte < 32 for byte in data[:4096] if byte != 27)


def admit(purpose: Purpose, kind: FileKind, size: int) -> Refusal | None:
    """Say why a purpose does not take a file of this kind and size, or None."""
    admission = ADMISSIONS[purpose]
    if size == 0:
        return Refusal("documents.empty_file", _("Tệp rỗng (0 byte); hãy chọn lại tệp."))
    if size > admission.maximum_bytes:
        return Refusal(
            "documents.too_large",
            _("Tệp nặng %(size)s MB, vượt giới hạn %(maximum)s MB."),
            size=str(-(-size // MIB)),
            maximum=str(admission.maximum_bytes // MIB),
        )
    if kind in admission.kinds:
        return None
    return Refusal(
        "documents.wrong_kind",
        _("%(why)s Ở đây chỉ nhận %(told)s."),
        why=_TOLD.get(kind, _("Nội dung tệp không đúng loại.")),
        told=admission.told,
    )


def safe_name(name: str, kind: FileKind) -> str:
    """Keep a readable name without paths or control characters, ending as its content says."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    base = "".join(letter for letter in base if letter.isprintable() and letter not in '<>:"|?*').strip(" .")
    stem = base.rsplit(".", 1)[0] if "." in base else base
    return f"{stem[:120].strip() or 'tep'}.{EXTENSIONS.get(kind, 'bin')}"
