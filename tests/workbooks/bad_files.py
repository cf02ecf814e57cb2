"""Files that hurt careless readers, made on the spot."""

import io
import struct
import zipfile

import openpyxl

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
    "</Relationships>"
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Trang 1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def packed(sheet_data, more=(), prologue=""):
    """Return a workbook whose one sheet has this XML inside sheetData."""
    sheet = f'{prologue}<worksheet xmlns="{MAIN}"><sheetData>{sheet_data}</sheetData></worksheet>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELS.format("officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELS.format("worksheet", "worksheets/sheet1.xml"))
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, content in more:
            archive.writestr(name, content)
    return buffer.getvalue()


def cell(address, text):
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def workbook(*sheets, merged=()):
    """Return a workbook of named sheets, each a list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for area in merged:
            sheet.merge_cells(area)
    return saved(book)


def saved(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def archive(*names):
    """Return a zip file with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return buffer.getvalue()


def locked_archive():
    """A workbook inside a zip file that says of itself that it is under a password."""
    data = bytearray(workbook(("T", [["a"]])))
    place = data.rfind(b"PK\x01\x02")
    data[place + 8] |= 1
    return bytes(data)


def open_document(rows):
    """Return a LibreOffice workbook of texts."""
    name = "urn:oasis:names:tc:opendocument:xmlns:"
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        f'<office:document-content xmlns:office="{name}office:1.0" xmlns:table="{name}table:1.0" xmlns:text="{name}text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="Trang 1">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", content)
        made.writestr("META-INF/manifest.xml", "<manifest/>")
    return buffer.getvalue()


def far_corners():
    """A1 and XFD1048576 only: a careless reader asks for 550 GB."""
    return packed(f'<row r="1">{cell("A1", "a")}</row><row r="1048576">{cell("XFD1048576", "b")}</row>')


def empty_rows(count=1_000_000, *, styled=False):
    """One header, two entries, and rows of nothing down to the end of the sheet."""
    head = f'<row r="1">{cell("A1", "Mã số")}{cell("B1", "Tên sản phẩm")}</row>'
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" s="0"/><c r="B{n}" s="0"/></row>' if styled else f'<row r="{n}"/>'
        for n in range(4, count)
    )
    entries = "".join(f'<row r="{n}">{cell(f"A{n}", f"A0{n}")}{cell(f"B{n}", "Chả lụa")}</row>' for n in (2, 3))
    return packed(head + entries + rows)


def expansion(megabytes=300):
    """A few hundred kilobytes that unpack to hundreds of megabytes, in a part that nobody needs."""
    return packed("", more=[("xl/media/image1.xml", b" " * (megabytes * 1024 * 1024))])


def lying_expansion(megabytes=300):
    """The same, with a directory that states one byte."""
    data = bytearray(expansion(megabytes))
    size = struct.pack("<I", megabytes * 1024 * 1024)
    place = data.rfind(size)
    data[place : place + 4] = struct.pack("<I", 1)
    return bytes(data)


def entities():
    """Entities that grow a billionfold."""
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return packed(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row>',
        prologue=f'<!DOCTYPE x [<!ENTITY l0 "ha">{lines}]>',
    )


def compound(*streams):
    """An OLE file whose directory names these streams, as old and sealed workbooks have."""
    names = b"".join(name.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for name in ("Root Entry", *streams))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + names.ljust(2048, b"\0")


def encrypted():
    return compound("EncryptionInfo", "EncryptedPackage")


def old_workbook():
    return compound("Workbook")
