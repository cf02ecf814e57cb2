"""Sets a paper as PDF/A-2b by typst; the same paper at the same moment gives the same bytes."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from khuyencong.documents.adapters.typeset.compiler import FONTS, compiler
from khuyencong.documents.rules.papers import layout
from khuyencong.documents.rules.papers.paper import Issue, Paper
from khuyencong.documents.rules.papers.setting import Columns, Grid, Item, Line, Rule, Sheet, lay
from khuyencong.documents.rules.papers.wording import plain
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

FOLDER = Path(__file__).parent


def render_pdf(paper: Paper, issue: Issue, *, at: datetime) -> bytes:
    """Return the paper as PDF/A-2b with its fonts inside.

    :raises Refusal: where a letter is not in the font.
    """
    source = _source(paper, lay(paper, issue))
    try:
        made, warnings = compiler(FOLDER, FONTS).compile_with_warnings(
            input=source, format="pdf", pdf_standards=["a-2b"], timestamp=int(at.timestamp())
        )
    except typst.TypstError as error:
        if "could not be displayed" in error.message or "glyph" in error.message:
            raise Refusal(
                "documents.letter_not_in_font",
                _("Văn bản có ký tự mà phông chữ không có: %(detail)s. Hãy sửa nội dung có ký tự đó."),
                detail=error.message,
            ) from error
        raise
    if warnings or not isinstance(made, bytes):
        raise RuntimeError("; ".join(warning.message for warning in warnings))
    return made


def render_pages(paper: Paper, issue: Issue, *, dots_per_inch: int = 80) -> list[bytes]:
    """Return every page as a PNG picture, for looking at before the paper leaves."""
    source = _source(paper, lay(paper, issue))
    made = compiler(FOLDER, FONTS).compile(input=source, format="png", ppi=float(dots_per_inch))
    assert made is not None, "pictures come back where no file is named"
    return [made] if isinstance(made, bytes) else list(made)


def _source(paper: Paper, sheets: tuple[Sheet, ...]) -> bytes:
    """Return the program: a call with the paper as one string literal, in which nothing is read as a program."""
    data = json.dumps(
        {
            "title": plain(f"{paper.name} {paper.abstract}".strip()).replace("\n", " ") or "Văn bản",
            "author": plain(paper.letterhead.agency),
            "layout": _measures(),
            "sheets": [_sheet(sheet) for sheet in sheets],
        },
        ensure_ascii=False,
    )
    literal = data.replace("\\", "\\\\").replace('"', '\\"')
    return f'#import "paper.typ": paper\n#paper(json(bytes("{literal}")))'.encode()


def _measures() -> dict[str, int]:
    return {
        "width": layout.PAGE_WIDTH,
        "height": layout.PAGE_HEIGHT,
        "top": layout.TOP.value,
        "bottom": layout.BOTTOM.value,
        "left": layout.LEFT.value,
        "right": layout.RIGHT.value,
        "number": layout.PAGE_NUMBER.value,
        "number_from_top": layout.PAGE_NUMBER_FROM_TOP,
        "mark": layout.MARK_SIZE,
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {"items": [_item(item) for item in sheet.items], "is_landscape": sheet.is_landscape, "mark": sheet.mark}


def _item(item: Item) -> dict[str, Any]:
    match item:
        case Line():
            return {"kind": "line", **asdict(item)}
        case Rule():
            return {"kind": "rule", **asdict(item)}
        case Grid():
            columns = [asdict(column) for column in item.table.columns]
            table = {"columns": columns, "rows": item.table.rows, "empty": item.table.empty}
            return {"kind": "grid", "size": item.size, "table": {**table, "strong": sorted(item.table.strong)}}
        case Columns():
            parts = [[_item(one) for one in part] for part in item.parts]
            return {"kind": "columns", "parts": parts, "shares": item.shares}
