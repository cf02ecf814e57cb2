"""Tells by its content what a file is, and refuses what is not a readable workbook."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import dataclass
from typing import Final

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.workbooks.adapters.limits import MEBIBYTE, Limits
from khuyencong.workbooks.rules.findings import say

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP: Final = b"PK\x03\x04"
EMPTY_ZIP: Final = b"PK\x05\x06"

_NEW: Final = "Excel (.xlsx)"
_KINDS: Final = {
    "xlsx": (_NEW, {"xlsx"}),
    "xlsm": ("Excel (.xlsm)", {"xlsm"}),
    "xls": ("Excel 97–2003 (.xls)", {"xls"}),
    "ods": ("LibreOffice (.ods)", {"ods"}),
    "csv": ("CSV", {"csv", "txt", "tsv"}),
}
_MARKS: Final = (
    (b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7z"),
    (b"GIF8", "GIF"), (b"{\\rtf", "RTF"), (b"MZ", "EXE"), (b"\x1f\x8b", "GZIP"),
)  # fmt: skip  # a table reads better as a table


@dataclass(frozen=True, slots=True)
class Found:
    """What a file is, and what its reader should know about it."""

    kind: str
    notices: tuple[str, ...] = ()

    @property
    def is_text(self) -> bool:
        """Whether it is plain text with separators."""
        return self.kind == "csv"


def sniff(data: bytes, name: str, limits: Limits) -> Found:
    """Tell the kind of a file by its content.

    :raises Refusal: where it is empty, too large, encrypted, damaged, no workbook, or named as
        another kind than it is.
    """
    if not data:
        raise Refusal(
            "workbooks.empty_file", _("Tệp “%(name)s” rỗng (0 byte). Hãy lưu lại bảng tính rồi gửi lại."), name=name
        )
    if len(data) > limits.file:
        raise Refusal(
            "workbooks.file_too_large",
            _("Tệp “%(name)s” nặng %(size)s MB, quá mức %(most)s MB. Hãy xóa hình ảnh và trang thừa rồi gửi lại."),
            name=name,
            size=len(data) // MEBIBYTE,
            most=limits.file // MEBIBYTE,
        )
    found = _by_content(data, name, limits)
    _demand_right_name(found.kind, name)
    return found


def _by_content(data: bytes, name: str, limits: Limits) -> Found:
    if data.startswith(OLE):
        return _old(data, name)
    if data.startswith((ZIP, EMPTY_ZIP)):
        return _packed(data, name, limits)
    for mark, kind in _MARKS:
        if data.startswith(mark):
            raise _other(name, kind)
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<meta")):
        raise _other(name, "HTML")
    if head.startswith(b"<?xml"):
        raise _other(name, "XML")
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\x00" in data[:65536]:
        raise damaged(name)
    return Found("csv")


def _old(data: bytes, name: str) -> Found:
    """Look at the directory of an OLE file: a workbook of 1997 to 2003, or a sealed new one."""
    if _utf16("EncryptedPackage") in data or _utf16("EncryptionInfo") in data:
        raise encrypted(name)
    if _utf16("WordDocument") in data or _utf16("PowerPoint Document") in data:
        raise _other(name, "Word/PowerPoint")
    if _utf16("Workbook") not in data and _utf16("Book") not in data:
        raise damaged(name)
    if _utf16("_VBA_PROJECT") in data:
        return Found("xls", (_macros(),))
    return Found("xls")


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _packed(data: bytes, name: str, limits: Limits) -> Found:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, struct.error, OverflowError, NotImplementedError):
        raise damaged(name) from None
    names = {member.filename for member in members}
    if any(member.flag_bits & 0x1 for member in members):
        raise encrypted(name)
    if len(members) > limits.members or sum(member.file_size for member in members) > limits.unpacked:
        raise too_large_when_unpacked()
    return _by_members(names, name)


def _by_members(names: set[str], name: str) -> Found:
    if "xl/workbook.xml" in names:
        return Found("xlsm" if "xl/vbaProject.bin" in names else "xlsx", tuple(_notices(names)))
    if "xl/workbook.bin" in names:
        raise _other(name, "Excel nhị phân (.xlsb)")
    if "word/document.xml" in names:
        raise _other(name, "Word (.docx)")
    if "ppt/presentation.xml" in names:
        raise _other(name, "PowerPoint (.pptx)")
    if "content.xml" in names and "mimetype" in names:
        return Found("ods")
    if "[Content_Types].xml" in names:
        raise damaged(name)
    raise _other(name, "ZIP")


def _notices(names: set[str]) -> list[str]:
    notices = []
    if "xl/vbaProject.bin" in names:
        notices.append(_macros())
    if any(member.startswith("xl/externalLinks/") for member in names) or "xl/connections.xml" in names:
        notices.append(
            say(_("Tệp có liên kết tới tệp hoặc nguồn khác; liên kết không được mở, chỉ đọc giá trị đã lưu trong ô."))
        )
    return notices


def _macros() -> str:
    return say(_("Tệp có macro; macro không bao giờ được chạy, chỉ đọc giá trị đã lưu trong ô."))


def _demand_right_name(kind: str, name: str) -> None:
    stem, dot, suffix = name.lower().rpartition(".")
    if not dot or not stem:
        return
    label, suffixes = _KINDS[kind]
    if suffix in suffixes or (kind in {"xlsx", "xlsm"} and suffix in {"xlsx", "xlsm"}):
        return
    raise Refusal(
        "workbooks.wrong_extension",
        _(
            "Tệp “%(name)s” mang đuôi .%(suffix)s nhưng bên trong là %(kind)s. Hãy mở tệp, chọn “Lưu thành” (Save As) "
            "đúng kiểu .xlsx rồi gửi lại; chỉ đổi đuôi tên thì không đủ."
        ),
        name=name,
        suffix=suffix,
        kind=label,
    )


def _other(name: str, kind: str) -> Refusal:
    return Refusal(
        "workbooks.not_a_workbook",
        _("Tệp “%(name)s” là %(kind)s, không phải bảng tính. Hãy gửi tệp Excel (.xlsx), LibreOffice (.ods) hoặc CSV."),
        name=name,
        kind=kind,
    )


def damaged(name: str = "") -> Refusal:
    """Return the refusal of a file that is torn, cut off or no workbook at all."""
    return Refusal(
        "workbooks.not_a_workbook",
        _(
            "Tệp%(name)s không đọc được: không phải bảng tính, bị hỏng hoặc tải lên chưa trọn. "
            "Hãy mở lại, lưu thành .xlsx rồi gửi lại."
        ),
        name=f" “{name}”" if name else "",
    )


def encrypted(name: str = "") -> Refusal:
    """Return the refusal of a workbook under a password."""
    return Refusal(
        "workbooks.encrypted",
        _("Tệp%(name)s có mật khẩu nên không đọc được. Hãy mở bằng Excel, bỏ mật khẩu, lưu rồi gửi lại."),
        name=f" “{name}”" if name else "",
    )


def too_large_when_unpacked() -> Refusal:
    """Return the refusal of a file that grows beyond the limits."""
    return Refusal(
        "workbooks.too_large_when_unpacked",
        _(
            "Tệp nén lại thì nhỏ nhưng mở ra quá lớn nên bị từ chối, để giữ an toàn. "
            "Hãy chép phần bảng cần nhập sang tệp mới."
        ),
    )


def too_many_cells() -> Refusal:
    """Return the refusal of a sheet whose cells lie too far apart or are too many."""
    return Refusal(
        "workbooks.too_many_cells",
        _(
            "Bảng trải quá rộng: có ô nằm rất xa, ví dụ ở cuối trang tính. Hãy xóa các dòng và cột thừa "
            "(Ctrl+End để tìm ô xa nhất), hoặc chép phần bảng cần nhập sang tệp mới."
        ),
    )
