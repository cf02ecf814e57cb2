"""The elements of a DOCX: lines, rules, tables, columns, sections, as the sheets have them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import ImageFont

from khuyencong.documents.adapters.typeset.compiler import FONTS
from khuyencong.documents.rules.papers import layout
from khuyencong.documents.rules.papers.paper import Table
from khuyencong.documents.rules.papers.setting import Columns, Grid, Item, Line, Rule, Run

Element = Any
"""An lxml element; its library has no types."""

_JUSTIFICATION = {"justify": "both", "left": "left", "right": "right", "center": "center"}
_CELL_MARGIN = 60


def tag(name: str, **attributes: str) -> Element:
    """Return an element; attributes are named with their prefix, as ``w:val``."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(key), value)
    return made


def width_of(*, is_landscape: bool) -> int:
    """Return the width of the text in twips."""
    width = layout.PAGE_HEIGHT if is_landscape else layout.PAGE_WIDTH
    return width - layout.LEFT.value - layout.RIGHT.value


def body_of(items: Iterable[Item], width: int) -> list[Element]:
    """Return the elements of a sheet; a table is never last or beside another, as Word wants it."""
    made: list[Element] = []
    for item in items:
        match item:
            case Line():
                made.append(line(item))
            case Rule():
                made.append(rule(item, width))
            case Grid():
                made += [_gap(80), grid(item.table, item.size, width), _gap(20)]
            case Columns():
                made += [columns(item, width), _gap(20)]
    return made


def line(one: Line) -> Element:
    """Return a paragraph."""
    paragraph, properties = _paragraph(_JUSTIFICATION[one.align], before=one.before, percent=one.percent)
    if one.is_kept:
        properties.insert(0, tag("w:keepNext"))
    if one.outline:
        properties.append(tag("w:outlineLvl", **{"w:val": str(one.outline - 1)}))
    if one.first_line or one.left:
        place = properties.index(properties.find(qn("w:jc")))
        indent = {"w:left": str(one.left), "w:firstLine": str(one.first_line)}
        properties.insert(place, tag("w:ind", **indent))
    for run in one.runs:
        paragraph.append(text(run, one.size))
    return paragraph


def text(run: Run, size: int) -> Element:
    """Return a run; line ends in the text become breaks."""
    made = tag("w:r")
    properties = tag("w:rPr")
    if run.is_bold:
        properties.append(tag("w:b"))
    if run.is_italic:
        properties.append(tag("w:i"))
    properties.append(tag("w:sz", **{"w:val": str(size)}))
    properties.append(tag("w:szCs", **{"w:val": str(size)}))
    made.append(properties)
    for place, part in enumerate(run.text.split("\n")):
        if place:
            made.append(tag("w:br"))
        words = tag("w:t", **{"xml:space": "preserve"})
        words.text = part
        made.append(words)
    return made


def rule(one: Rule, width: int) -> Element:
    """Return a paragraph of nothing but a border, drawn in from both sides to the length of the rule."""
    length = min(measure(one.of, one.size), width) * one.percent // 100
    paragraph, properties = _paragraph("center")
    border = tag("w:pBdr")
    border.append(tag("w:top", **{"w:val": "single", "w:sz": "6", "w:space": "1", "w:color": "000000"}))
    inset = str((width - length) // 2)
    properties.insert(0, border)
    properties.insert(2, tag("w:ind", **{"w:left": inset, "w:right": inset}))
    properties.find(qn("w:spacing")).set(qn("w:line"), "60")
    properties.find(qn("w:spacing")).set(qn("w:lineRule"), "exact")
    return paragraph


def measure(run: Run, size: int) -> int:
    """Return how long a text is in twips; the font has the measures of Times New Roman."""
    return round(_font(run.is_bold, run.is_italic).getlength(run.text) * size * 10 / 1000)


@lru_cache(maxsize=4)
def _font(is_bold: bool, is_italic: bool) -> ImageFont.FreeTypeFont:
    face = {(0, 0): "Regular", (1, 0): "Bold", (0, 1): "Italic", (1, 1): "BoldItalic"}[is_bold, is_italic]
    return ImageFont.truetype(FONTS / f"LiberationSerif-{face}.ttf", 1000)


def grid(table: Table, size: int, width: int) -> Element:
    """Return a table with lines, whose head repeats on every page."""
    whole = sum(column.width for column in table.columns)
    widths = [width * column.width // whole for column in table.columns]
    made = _table(widths, "single")
    made.append(
        _row(
            [
                _cell([_words(one.label, size, "center", bold=True)], wide)
                for one, wide in zip(table.columns, widths, strict=True)
            ],
            is_head=True,
        )
    )
    for number, row in enumerate(table.rows):
        strong = number in table.strong
        made.append(
            _row(
                [
                    _cell([_words(value, size, column.align.value, bold=strong)], wide)
                    for value, column, wide in zip(row, table.columns, widths, strict=True)
                ]
            )
        )
    if not table.rows:
        made.append(_row([_cell([_words(table.empty, size, "center", italic=True)], sum(widths), span=len(widths))]))
    return made


def columns(one: Columns, width: int) -> Element:
    """Return parts side by side, in a table without lines that no page break divides."""
    widths = [width * share // 100 for share in one.shares]
    made = _table(widths, "none")
    cells = []
    for part, wide in zip(one.parts, widths, strict=True):
        inner = wide - 2 * _CELL_MARGIN
        content = [line(item) if isinstance(item, Line) else rule(item, inner) for item in part]
        cells.append(_cell(content or [_gap(20)], wide))
    made.append(_row(cells))
    return made


def section(*, is_landscape: bool, header: str, footer: str) -> Element:
    """Return the setting of a sheet: page, margins, numbers that start at 1 and are hidden on the first page."""
    made = tag("w:sectPr")
    made.append(tag("w:headerReference", **{"w:type": "default", "r:id": header}))
    made.append(tag("w:footerReference", **{"w:type": "default", "r:id": footer}))
    made.append(tag("w:footerReference", **{"w:type": "first", "r:id": footer}))
    made.append(tag("w:type", **{"w:val": "nextPage"}))
    size = {"w:w": str(layout.PAGE_WIDTH), "w:h": str(layout.PAGE_HEIGHT)}
    if is_landscape:
        size = {"w:w": str(layout.PAGE_HEIGHT), "w:h": str(layout.PAGE_WIDTH), "w:orient": "landscape"}
    made.append(tag("w:pgSz", **size))
    margins = {"top": layout.TOP, "right": layout.RIGHT, "bottom": layout.BOTTOM, "left": layout.LEFT}
    around = {f"w:{side}": str(margin.value) for side, margin in margins.items()}
    around |= {"w:header": str(layout.PAGE_NUMBER_FROM_TOP), "w:footer": str(layout.PAGE_NUMBER_FROM_TOP)}
    made.append(tag("w:pgMar", **around, **{"w:gutter": "0"}))
    made.append(tag("w:pgNumType", **{"w:start": "1"}))
    made.append(tag("w:titlePg"))
    return made


def page_number() -> Element:
    """Return the paragraph that shows the page's number in the middle."""
    paragraph, _ = _paragraph("center")
    field = tag("w:fldSimple", **{"w:instr": "PAGE"})
    field.append(text(Run("2"), layout.PAGE_NUMBER.value))
    paragraph.append(field)
    return paragraph


def footer_text(mark: str) -> Element:
    """Return the paragraph beneath every page."""
    return line(Line((Run(mark, is_bold=True, is_italic=True),) if mark else (), layout.MARK_SIZE, align="center"))


def _paragraph(justification: str, *, before: int = 0, percent: int = 100) -> tuple[Element, Element]:
    paragraph, properties = tag("w:p"), tag("w:pPr")
    spacing = {"w:before": str(before), "w:after": "0", "w:line": str(240 * percent // 100), "w:lineRule": "auto"}
    properties.append(tag("w:spacing", **spacing))
    properties.append(tag("w:jc", **{"w:val": justification}))
    paragraph.append(properties)
    return paragraph, properties


def _gap(twips: int) -> Element:
    """Return a paragraph of nothing, so high."""
    paragraph, properties = _paragraph("left")
    properties.find(qn("w:spacing")).set(qn("w:line"), str(twips))
    properties.find(qn("w:spacing")).set(qn("w:lineRule"), "exact")
    return paragraph


def _words(value: str, size: int, align: str, *, bold: bool = False, italic: bool = False) -> Element:
    paragraph, _ = _paragraph(align)
    paragraph.append(text(Run(value, bold, italic), size))
    return paragraph


def _table(widths: Sequence[int], border: str) -> Element:
    made, properties = tag("w:tbl"), tag("w:tblPr")
    properties.append(tag("w:tblW", **{"w:w": str(sum(widths)), "w:type": "dxa"}))
    borders = tag("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(tag(f"w:{side}", **{"w:val": border, "w:sz": "4", "w:space": "0", "w:color": "000000"}))
    properties.append(borders)
    properties.append(tag("w:tblLayout", **{"w:type": "fixed"}))
    margins = tag("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(tag(f"w:{side}", **{"w:w": str(_CELL_MARGIN), "w:type": "dxa"}))
    properties.append(margins)
    made.append(properties)
    columns_ = tag("w:tblGrid")
    for width in widths:
        columns_.append(tag("w:gridCol", **{"w:w": str(width)}))
    made.append(columns_)
    return made


def _row(cells: Sequence[Element], *, is_head: bool = False) -> Element:
    made, properties = tag("w:tr"), tag("w:trPr")
    properties.append(tag("w:cantSplit"))
    if is_head:
        properties.append(tag("w:tblHeader"))
    made.append(properties)
    made.extend(cells)
    return made


def _cell(content: Sequence[Element], width: int, *, span: int = 1) -> Element:
    made, properties = tag("w:tc"), tag("w:tcPr")
    properties.append(tag("w:tcW", **{"w:w": str(width), "w:type": "dxa"}))
    if span > 1:
        properties.append(tag("w:gridSpan", **{"w:val": str(span)}))
    made.append(properties)
    made.extend(content)
    return made
