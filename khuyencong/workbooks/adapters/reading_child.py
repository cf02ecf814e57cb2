"""Reads one workbook in a process of its own, under limits, and prints it as JSON.

Run by path with ``python -I -S`` so that it starts in a few hundredths of a second; it therefore
imports nothing of the package. Arguments: the folder of the reader's library, then the limits as
JSON. The workbook comes on standard input. Whatever goes wrong ends in an exit status or a signal,
which the parent turns into a sentence.
"""

from __future__ import annotations

import io
import json
import re
import resource
import sys
import zipfile
from datetime import date, datetime, time, timedelta

TOO_MANY_CELLS = 10
TOO_LARGE = 11
NOT_A_WORKBOOK = 12
ENTITIES = 13
ENCRYPTED = 14

CHUNK = 1 << 20
ADDRESS = rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\""
CELL = re.compile(ADDRESS)
FAR = re.compile(rb"\br=\"(?:[A-Z]{2}|[U-Z]|[A-Z][0-9]{6})")
"""An address beyond column T or row 99999: without one a sheet cannot have too many cells."""
VALUED = re.compile(ADDRESS + rb"[^>/]*>\s*<(?:\w+:)?(?:v|is|f)\b")
ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*>")
HIDDEN = re.compile(rb"\bhidden=\"(?:1|true)\"")
EMPTY_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s(?![^>]*\bt=\"str\")[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^>]*>"
    rb"\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
ERROR = re.compile(
    rb"<(?:\w+:)?c\s(?=[^>]*\bt=\"e\")[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^>]*>"
    rb".{0,4000}?<(?:\w+:)?v>([^<]{1,20})<",
    re.DOTALL,
)
SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
ATTRIBUTE = re.compile(rb"([\w:]+)=\"([^\"]*)\"")

Marks = dict[str, object]
"""What only the text of a sheet tells: formulas without a value, errors, hidden rows."""


def main() -> None:
    """Take limits first, then read."""
    limits: dict[str, int] = json.loads(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.path.append(sys.argv[1])
    data = sys.stdin.buffer.read()
    write(data, scan(data, limits) if data[:2] == b"PK" else [], limits)


def scan(data: bytes, limits: dict[str, int]) -> list[Marks | None]:
    """Look through the parts of a packed workbook before anything understands them.

    Returns the marks of each sheet in the order of the workbook.
    """
    archive = zipfile.ZipFile(io.BytesIO(data))
    left = limits["unpacked"]
    marks: dict[str, Marks] = {}
    guides: dict[str, bytes] = {}
    for member in archive.infolist():
        name = member.filename
        content = unpack(archive, member, left)
        left -= len(content)
        if name.endswith((".xml", ".rels")):
            refuse_entities(content)
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            marks[name] = scan_sheet(content, limits)
        elif name in {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"}:
            guides[name] = content
    return in_order(guides, marks)


def unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """Unpack piece by piece, since the sizes that a file states of itself may be lies."""
    content = bytearray()
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            content += chunk
            if len(content) > most:
                sys.exit(TOO_LARGE)
    return bytes(content)


def refuse_entities(content: bytes) -> None:
    """End where a part declares entities, or hides behind an encoding that spreadsheets do not use."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or 0 in content[:4]:
        sys.exit(NOT_A_WORKBOOK)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        sys.exit(ENTITIES)


def scan_sheet(content: bytes, limits: dict[str, int]) -> Marks:
    """Refuse a sheet whose cells lie too far apart, and note what the reader's library does not tell."""
    if FAR.search(content) and area(CELL, content) > limits["cells"] and area(VALUED, content) > limits["cells"]:
        sys.exit(TOO_MANY_CELLS)
    hidden: list[bytes] = []
    formulas: list[tuple[int, int]] = []
    errors: list[tuple[int, int, str]] = []
    if b"hidden=" in content:
        hidden = [row for row in ROW.findall(content) if HIDDEN.search(row)]
    if b"<f" in content or b":f" in content:
        formulas = [place(found) for found in EMPTY_FORMULA.finditer(content)]
    if b't="e"' in content:
        errors = [(*place(found), found[3].decode()) for found in ERROR.finditer(content)]
    return {"formulas": formulas, "errors": errors, "hidden": len(hidden)}


def area(pattern: re.Pattern[bytes], content: bytes) -> int:
    """Return how many cells a table takes that reaches from A1 to the furthest cells of the pattern."""
    rows = columns = 0
    for letters, row in pattern.findall(content):
        rows, columns = max(rows, int(row)), max(columns, number_of(letters))
    return rows * columns


def place(found: re.Match[bytes]) -> tuple[int, int]:
    """Return row and column, counted from 1."""
    return int(found[2]), number_of(found[1])


NUMBERS: dict[bytes, int] = {}


def number_of(letters: bytes) -> int:
    """Return the number of a column, A being 1."""
    column = NUMBERS.get(letters, 0)
    if not column:
        for sign in letters:
            column = column * 26 + sign - 64
        NUMBERS[letters] = column
    return column


def in_order(guides: dict[str, bytes], marks: dict[str, Marks]) -> list[Marks | None]:
    """Return the marks in the order in which the workbook lists its sheets."""
    targets: dict[bytes, str] = {}
    for tag in RELATION.findall(guides.get("xl/_rels/workbook.xml.rels", b"")):
        facts = dict(ATTRIBUTE.findall(tag))
        target = facts.get(b"Target", b"").decode()
        targets[facts.get(b"Id", b"")] = target.lstrip("/") if target.startswith("/") else "xl/" + target
    order = []
    for tag in SHEET.findall(guides.get("xl/workbook.xml", b"")):
        relation = next((value for key, value in ATTRIBUTE.findall(tag) if key.endswith(b":id")), b"")
        order.append(marks.get(targets.get(relation, "")))
    return order


def write(data: bytes, marks: list[Marks | None], limits: dict[str, int]) -> None:
    """Read with the library and print sheet by sheet, up to the allowed number of signs."""
    import python_calamine

    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except python_calamine.PasswordError:
        sys.exit(ENCRYPTED)
    except python_calamine.CalamineError:
        sys.exit(NOT_A_WORKBOOK)
    left = limits["output"]
    printed = []
    for index, facts in enumerate(workbook.sheets_metadata):
        shown = str(facts.visible).endswith(".Visible")
        found = {"name": facts.name, "visible": shown, "rows": [], "merged": []}
        if shown and str(facts.typ).endswith("WorkSheet"):
            found |= (marks[index] if index < len(marks) else None) or {}
            found |= cells(workbook.get_sheet_by_index(index), limits)
        printed.append(json.dumps(found, default=plain, separators=(",", ":")))
        left -= len(printed[-1])
        if left < 0:
            sys.exit(TOO_LARGE)
    sys.stdout.write("[" + ",".join(printed) + "]")
    sys.stdout.flush()


def cells(sheet: object, limits: dict[str, int]) -> dict[str, object]:
    """Return the values of a sheet from A1 on, and its merged areas."""
    if sheet.total_height * sheet.total_width > limits["cells"]:  # type: ignore[attr-defined]  # a class without stubs
        sys.exit(TOO_MANY_CELLS)
    rows = sheet.to_python(skip_empty_area=False)  # type: ignore[attr-defined]  # a class without stubs
    return {"rows": rows, "merged": sheet.merged_cell_ranges or []}  # type: ignore[attr-defined]  # a class without stubs


def plain(value: object) -> object:
    """Write days and times so that they stay told apart from text."""
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"on": value.isoformat()}
    if isinstance(value, time):
        return {"time": value.isoformat()}
    if isinstance(value, timedelta):
        return str(value)
    raise TypeError(value)


if __name__ == "__main__":
    try:
        main()
    except (zipfile.BadZipFile, NotImplementedError, EOFError):
        sys.exit(NOT_A_WORKBOOK)
    except MemoryError:
        sys.exit(TOO_LARGE)
