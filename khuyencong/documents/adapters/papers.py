"""Scanned and written papers: looked into for anything that could act on its own; kept byte for byte."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pikepdf

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

MAXIMUM_PAGES = 500
MAXIMUM_OBJECTS = 200_000
MAXIMUM_ENTRIES = 2_000
MAXIMUM_UNPACKED = 200 * 1024 * 1024
_ACTING = frozenset(
    {
        "/JavaScript",
        "/JS",
        "/Launch",
        "/RichMedia",
        "/Rendition",
        "/Movie",
        "/Sound",
        "/GoToE",
        "/ImportData",
        "/SubmitForm",
        "/XFA",
        "/FileAttachment",
    }
)
_HARMLESS_ATTACHMENTS = (".xml", ".json", ".txt", ".csv")


def inspect_pdf(data: bytes) -> int:
    """Return the number of pages of a harmless PDF.

    The bytes are never rewritten, since that would break a signature; a PDF that can act is refused instead.

    :raises Refusal: when it is locked, broken, endless, runs scripts or carries other files than plain data.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if len(pdf.objects) > MAXIMUM_OBJECTS or len(pdf.pages) > MAXIMUM_PAGES:
                raise Refusal(
                    "documents.too_many_pages",
                    _("Tệp PDF có hơn %(maximum)s trang hoặc quá phức tạp; hãy tách nhỏ."),
                    maximum=str(MAXIMUM_PAGES),
                )
            _refuse_acting(pdf)
            _refuse_attachments(pdf)
            return len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise Refusal(
            "documents.locked_pdf", _("Tệp PDF bị khóa bằng mật khẩu; hãy bỏ mật khẩu rồi gửi lại.")
        ) from error
    except (pikepdf.PdfError, ValueError, RecursionError) as error:
        raise Refusal("documents.broken_pdf", _("Tệp PDF bị hỏng; hãy quét hoặc xuất lại.")) from error


def _refuse_acting(pdf: pikepdf.Pdf) -> None:
    for thing in pdf.objects:
        if any(key in _ACTING or value in _ACTING for key, value in _entries(thing)):
            raise Refusal(
                "documents.pdf_with_scripts",
                _("Tệp PDF có mã lệnh hoặc tự chạy việc khác, nên không được nhận; hãy in lại thành PDF."),
            )


def _entries(thing: pikepdf.Object) -> Iterator[tuple[str, str]]:
    """Walk one object and the direct objects in it; indirect ones come by themselves."""
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(
                item for item in one if isinstance(item, (pikepdf.Array, pikepdf.Dictionary)) and not item.is_indirect
            )
            continue
        if not isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
            continue
        for key, value in one.items():
            kind = str(value) if key in {"/S", "/Subtype"} and isinstance(value, pikepdf.Name) else ""
            yield key, kind
            if isinstance(value, (pikepdf.Array, pikepdf.Dictionary)) and not value.is_indirect:
                waiting.append(value)


def _refuse_attachments(pdf: pikepdf.Pdf) -> None:
    for name in pdf.attachments:
        if not name.lower().endswith(_HARMLESS_ATTACHMENTS):
            raise Refusal(
                "documents.pdf_with_files",
                _("Tệp PDF có kèm tệp “%(name)s” bên trong, nên không được nhận; hãy gửi riêng từng tệp."),
                name=name[:60],
            )


def inspect_package(data: bytes, main_part: str) -> None:
    """Look into a DOCX or XLSX without unpacking it.

    :raises Refusal: when it is no such package, holds macros, or would unpack to far more than an office writes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Refusal("documents.broken_package", _("Tệp bị hỏng; hãy mở bằng Word hoặc Excel rồi lưu lại.")) from error
    names = {entry.filename for entry in entries}
    if main_part not in names:
        raise Refusal(
            "documents.wrong_package", _("Tệp nén này không phải văn bản Word; hãy lưu lại thành PDF hoặc DOCX.")
        )
    if len(entries) > MAXIMUM_ENTRIES or sum(entry.file_size for entry in entries) > MAXIMUM_UNPACKED:
        raise Refusal("documents.too_large_when_unpacked", _("Tệp phình quá lớn khi mở ra, nên không được nhận."))
    if any("vbaproject" in name.lower() or "activex" in name.lower() for name in names):
        raise Refusal(
            "documents.macros", _("Tệp có macro, nên không được nhận; hãy lưu lại thành DOCX không có macro.")
        )
