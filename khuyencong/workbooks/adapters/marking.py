"""Gives the office its own workbook back with the faulty cells marked; the original stays as it was."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.workbooks.adapters.children import run_child
from khuyencong.workbooks.adapters.limits import LIMITS, Limits
from khuyencong.workbooks.adapters.reading import read_workbook
from khuyencong.workbooks.adapters.sniffing import sniff
from khuyencong.workbooks.rules.findings import Fault, Repair
from khuyencong.workbooks.rules.sheets import Cell

CHILD: Final = Path(__file__).with_name("marking_child.py")
WORDS: Final = {
    "sheet": "Lỗi cần sửa",
    "title": "Danh sách lỗi cần sửa",
    "lead": "Bấm vào ô để tới chỗ cần sửa. Sửa xong, lưu lại và gửi lại tệp này; không cần xóa trang này.",
    "heads": ["Loại", "Trang", "Ô", "Đang ghi", "Nội dung"],
    "fault": "Lỗi",
    "repair": "Đã tự sửa",
}


def mark_findings(
    data: bytes, name: str, faults: Sequence[Fault], repairs: Sequence[Repair] = (), limits: Limits = LIMITS
) -> bytes:
    """Return the workbook as .xlsx with colored cells, comments, and a sheet “Lỗi cần sửa” in front.

    A workbook of another kind comes back as .xlsx with the same cells.

    :raises Refusal: where the file cannot be opened within the limits.
    """
    job: dict[str, Any] = {"words": WORDS, "marks": [*_faults(faults), *_repairs(repairs)]}
    content = data
    if sniff(data, name, limits).kind not in {"xlsx", "xlsm"}:
        read = read_workbook(data, name, limits)
        job["sheets"] = [
            {"name": sheet.name, "rows": [[_plain(cell) for cell in cells] for cells in sheet.rows]}
            for sheet in read.sheets
        ]
        content = b""
    status, printed = run_child(CHILD, "openpyxl", json.dumps(job).encode() + b"\n" + content, limits)
    if status:
        raise Refusal(
            "workbooks.not_marked", _("Không đánh dấu được lỗi vào tệp này; hãy xem danh sách lỗi trên trang.")
        )
    return printed


def _faults(faults: Iterable[Fault]) -> Iterable[dict[str, object]]:
    for fault in faults:
        message = f"{fault.message} ({fault.source})" if fault.source else str(fault.message)
        yield _mark("fault", fault, fault.value, message)


def _repairs(repairs: Iterable[Repair]) -> Iterable[dict[str, object]]:
    for repair in repairs:
        yield _mark("repair", repair, repair.before, f"{repair.message} → {repair.after}")


def _mark(kind: str, finding: Fault | Repair, value: str | None, message: str) -> dict[str, object]:
    return {
        "kind": kind,
        "sheet": finding.sheet,
        "row": finding.row,
        "column": finding.column,
        "value": value,
        "message": message,
    }


def _plain(cell: Cell) -> str | int | float | bool | None:
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, date | time):
        return cell.isoformat()
    return cell
