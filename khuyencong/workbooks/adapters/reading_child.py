"""Reads one workbook in a process of its own, under limits, and prints it as JSON.

Run by path with ``python -I -S`` so that it starts in a few hundredths of a second; it therefore
imports nothing of the package. Arguments: the folder of the reader's library, then the limits as
JSON. The workbook comes on standard input. Whatever goes wrong ends in an exit status or a signal,
which the parent turns into a sentence.
"""

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

CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"")
ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*>")
HIDDEN = re.compile(rb"\bhidden=\"(?:1|true)\"")
EMPTY_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
ERROR = re.compile(
    rb"<(?:\w+:)?c\s(?=[^>]*\bt=\"e\")[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^>]*>.{0,4000}?<(?:\w+:)?v>([^<]{1,20})<",
    re.DOTALL,
)
SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
ATTRIBUTE = re.compile(rb"([\w:]+)=\"([^\"]*)\"")
CHUNK = 1 << 20
LONGEST_CELL = 32_767


def main() -> int:
    limits = json.loads(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.path.append(sys.argv[1])
    data = sys.stdin.buffer.read()
    marks = scan(data, limits) if data[:2] == b"PK" else []
    write(data, marks, limits)
    return 0


def scan(data, limits):
    """Look through the parts of a packed workbook before anything understands them.

    Returns, for each sheet in the order of the workbook, its empty formulas, errors and hidden rows.
    """
    archive = zipfile.ZipFile(io.BytesIO(data))
    left = limits["unpacked"]
    parts = {}
    for member in archive.infolist():
        content = bytearray()
        with archive.open(member) as stream:
            while chunk := stream.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    sys.exit(TOO_LARGE)
                content += chunk
        name = member.filename
        if name.endswith((".xml", ".rels")):
            refuse_entities(content)
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            parts[name] = scan_sheet(content, limits)
        elif name in {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"}:
            parts[name] = bytes(content)
    return in_order(parts)


def refuse_entities(content):
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or content[:4].count(0) > 0:
        sys.exit(NOT_A_WORKBOOK)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        sys.exit(ENTITIES)


def scan_sheet(content, limits):
    rows = columns = 0
    left_edge = top_edge = 1 << 30
    for found in CELL.finditer(content):
        row, column = int(found[2]), number_of(found[1])
        rows, columns = max(rows, row), max(columns, column)
        top_edge, left_edge = min(top_edge, row), min(left_edge, column)
    if rows and (rows - top_edge + 1) * (columns - left_edge + 1) > limits["cells"]:
        rows, columns = used(content)
        if rows * columns > limits["cells"]:
            sys.exit(TOO_MANY_CELLS)
    hidden = sum(1 for found in ROW.finditer(content) if HIDDEN.search(found[0])) if b"hidden=" in content else 0
    formulas = (
        [place(found) for found in EMPTY_FORMULA.finditer(content)] if b"<f" in content or b":f" in content else []
    )
    errors = [[*place(found), found[3].decode()] for found in ERROR.finditer(content)] if b't="e"' in content else []
    return {"formulas": formulas, "errors": errors, "hidden": hidden}


VALUED = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^>/]*>\s*<(?:\w+:)?(?:v|is|f)\b")


def used(content):
    """Return the last row and column that hold a value: cells that are only coloured do not count."""
    rows = columns = 0
    for found in VALUED.finditer(content):
        rows, columns = max(rows, int(found[2])), max(columns, number_of(found[1]))
    return rows, columns


def place(found):
    return [int(found[2]), number_of(found[1])]


NUMBERS = {}


def number_of(letters):
    column = NUMBERS.get(letters)
    if column is None:
        column = 0
        for sign in letters:
            column = column * 26 + sign - 64
        NUMBERS[letters] = column
    return column


def in_order(parts):
    targets = {}
    for found in RELATION.finditer(parts.get("xl/_rels/workbook.xml.rels", b"")):
        facts = dict(ATTRIBUTE.findall(found[0]))
        target = facts.get(b"Target", b"").decode()
        targets[facts.get(b"Id")] = target.lstrip("/") if target.startswith("/") else "xl/" + target
    order = []
    for found in SHEET.finditer(parts.get("xl/workbook.xml", b"")):
        facts = dict(ATTRIBUTE.findall(found[0]))
        relation = next((value for key, value in facts.items() if key.endswith(b":id")), None)
        order.append(parts.get(targets.get(relation, ""), None))
    return order


def write(data, marks, limits):
    import python_calamine

    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except python_calamine.PasswordError:
        sys.exit(ENCRYPTED)
    except python_calamine.CalamineError:
        sys.exit(NOT_A_WORKBOOK)
    left = limits["output"]
    out = sys.stdout
    out.write("[")
    for index, facts in enumerate(workbook.sheets_metadata):
        text = sheet(workbook, index, facts, marks[index] if index < len(marks) else None, limits)
        left -= len(text)
        if left < 0:
            sys.exit(TOO_LARGE)
        out.write("," if index else "")
        out.write(text)
    out.write("]")
    out.flush()


def sheet(workbook, index, facts, marks, limits):
    visible = str(facts.visible).endswith("Visible")
    found = {"name": facts.name, "visible": visible, "rows": [], "merged": [], **(marks or {})}
    if visible and str(facts.typ).endswith("WorkSheet"):
        read = workbook.get_sheet_by_index(index)
        if read.total_height * read.total_width > limits["cells"]:
            sys.exit(TOO_MANY_CELLS)
        found["merged"] = read.merged_cell_ranges or []
        found["rows"] = read.to_python(skip_empty_area=False)
    return json.dumps(found, ensure_ascii=True, default=plain, separators=(",", ":"))


def plain(value):
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
        sys.exit(main())
    except zipfile.BadZipFile:
        sys.exit(NOT_A_WORKBOOK)
    except MemoryError:
        sys.exit(TOO_LARGE)
