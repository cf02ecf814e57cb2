"""Sets a paper as DOCX that opens and edits in Word and LibreOffice; the same paper gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, time
from typing import Any

import docx
from docx.opc.part import Part

from khuyencong.documents.adapters.typeset.docx_parts import (
    Element,
    body_of,
    footer_text,
    page_number,
    section,
    tag,
    width_of,
)
from khuyencong.documents.rules.papers.paper import Issue, Paper
from khuyencong.documents.rules.papers.setting import Sheet, lay
from khuyencong.documents.rules.papers.wording import plain

FIRST_MOMENT = datetime(1980, 1, 1, tzinfo=UTC)
"""The earliest that a ZIP can say; stands where a paper has no day yet."""
FONT = "Times New Roman"


def render_docx(paper: Paper, issue: Issue) -> bytes:
    """Return the paper as DOCX; texts are data and can be no markup."""
    document = docx.Document()
    sheets = lay(paper, issue)
    _dress(document)
    header, footer = _around(document, sheets[0])
    _fill(document, sheets, header, footer)
    moment = datetime.combine(issue.signed_on, time(), UTC) if issue.signed_on else FIRST_MOMENT
    _describe(document, paper, moment)
    out = io.BytesIO()
    document.save(out)
    return stilled(out.getvalue())


def stilled(data: bytes) -> bytes:
    """Return the package with its parts in order and without the moment of packing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()


def _dress(document: Any) -> None:
    """Make Times New Roman the face of everything, without space or indent of its own."""
    for kind in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        style = document.styles[kind]
        properties = style.element.get_or_add_rPr()
        for child in list(properties):
            properties.remove(child)
        fonts = {f"w:{kind_}": FONT for kind_ in ("ascii", "hAnsi", "cs", "eastAsia")}
        properties.append(tag("w:rFonts", **fonts))
        properties.append(tag("w:lang", **{"w:val": "vi-VN", "w:eastAsia": "vi-VN"}))
        style.paragraph_format.space_before = style.paragraph_format.space_after = 0


def _around(document: Any, sheet: Sheet) -> tuple[str, str]:
    """Make header and footer once; return the ids by which every section names them."""
    first = document.sections[0]
    first.header.is_linked_to_previous = False
    first.footer.is_linked_to_previous = False
    _replace(first.header.part.element, page_number())
    _replace(first.footer.part.element, footer_text(sheet.mark))
    return _reference(document, first.header.part), _reference(document, first.footer.part)


def _reference(document: Any, part: Part) -> str:
    """Return the id of a part that is related already."""
    return next(str(name) for name, one in document.part.rels.items() if one.target_part is part)


def _replace(element: Any, paragraph: Element) -> None:
    for child in list(element):
        element.remove(child)
    element.append(paragraph)


def _fill(document: Any, sheets: tuple[Sheet, ...], header: str, footer: str) -> None:
    body = document.element.body
    for child in list(body):
        body.remove(child)
    for place, sheet in enumerate(sheets):
        body.extend(body_of(sheet.items, width_of(is_landscape=sheet.is_landscape)))
        setting = section(is_landscape=sheet.is_landscape, header=header, footer=footer)
        if place == len(sheets) - 1:
            body.append(setting)
        else:
            holder = tag("w:p")
            properties = tag("w:pPr")
            properties.append(tag("w:spacing", **{"w:line": "20", "w:lineRule": "exact"}))
            properties.append(setting)
            holder.append(properties)
            body.append(holder)


def _describe(document: Any, paper: Paper, moment: datetime) -> None:
    facts = document.core_properties
    facts.title = plain(f"{paper.name} {paper.abstract}".strip()).replace("\n", " ")[:250]
    facts.author = facts.last_modified_by = plain(paper.letterhead.agency)[:250]
    facts.subject = facts.keywords = facts.comments = facts.category = ""
    facts.language = "vi-VN"
    facts.revision = 1
    facts.created = facts.modified = moment
