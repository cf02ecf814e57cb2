"""Turns a paper into plain data that can be kept as JSON for ever, and back into the same paper. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from khuyencong.documents.rules.papers.paper import (
    Align,
    Annex,
    Block,
    Column,
    Fields,
    Form,
    Heading,
    HeadingLevel,
    Issue,
    Letterhead,
    Paper,
    Paragraph,
    Points,
    Signature,
    Table,
)

Plain = dict[str, Any]
VERSION: Final = 1


def freeze(paper: Paper) -> Plain:
    """Return the paper as data that JSON can hold."""
    head = paper.letterhead
    return {
        "version": VERSION,
        "form": paper.form.value,
        "name": paper.name,
        "abbreviation": paper.abbreviation,
        "abstract": paper.abstract,
        "letterhead": [head.superior, head.agency, head.place, head.symbol],
        "body": [_block(block) for block in paper.body],
        "signatures": [[list(one.lines), one.name, one.note] for one in paper.signatures],
        "authority": paper.authority,
        "bases": list(paper.bases),
        "addressees": list(paper.addressees),
        "recipients": list(paper.recipients),
        "archived_by": paper.archived_by,
        "annexes": [[one.title, [_block(block) for block in one.body], one.is_landscape] for one in paper.annexes],
        "is_landscape": paper.is_landscape,
        "draft_mark": paper.draft_mark,
    }


def thaw(data: Plain) -> Paper:
    """Return the paper that was frozen.

    :raises ValueError: where the data was written by a later version.
    """
    if data["version"] != VERSION:
        raise ValueError(f"papers of version {data['version']} are not read here")
    return Paper(
        form=Form(data["form"]),
        name=data["name"],
        abbreviation=data["abbreviation"],
        abstract=data["abstract"],
        letterhead=Letterhead(*data["letterhead"]),
        body=_body(data["body"]),
        signatures=tuple(Signature(tuple(lines), name, note) for lines, name, note in data["signatures"]),
        authority=data["authority"],
        bases=tuple(data["bases"]),
        addressees=tuple(data["addressees"]),
        recipients=tuple(data["recipients"]),
        archived_by=data["archived_by"],
        annexes=tuple(Annex(title, _body(body), wide) for title, body, wide in data["annexes"]),
        is_landscape=data["is_landscape"],
        draft_mark=data["draft_mark"],
    )


def freeze_issue(issue: Issue) -> Plain:
    """Return number, symbol and day as data."""
    day = issue.signed_on.isoformat() if issue.signed_on else ""
    return {"number": issue.number, "symbol": issue.symbol, "signed_on": day}


def thaw_issue(data: Plain) -> Issue:
    """Return number, symbol and day."""
    day = date.fromisoformat(data["signed_on"]) if data["signed_on"] else None
    return Issue(data["number"], data["symbol"], day)


def _block(block: Block) -> list[Any]:
    match block:
        case Heading():
            return ["heading", block.level.value, block.label, block.text]
        case Paragraph():
            return ["paragraph", block.text, block.is_bold, block.is_italic, block.is_centered]
        case Points():
            return ["points", list(block.texts), block.is_lettered]
        case Fields():
            return ["fields", [list(row) for row in block.rows]]
        case Table():
            columns = [[one.label, one.width, one.align.value] for one in block.columns]
            return ["table", columns, [list(row) for row in block.rows], sorted(block.strong), block.empty]


def _body(data: list[list[Any]]) -> tuple[Block, ...]:
    return tuple(_READ[kind](*rest) for kind, *rest in data)


def _table(columns: list[list[Any]], rows: list[list[str]], strong: list[int], empty: str) -> Table:
    read = tuple(Column(label, width, Align(align)) for label, width, align in columns)
    return Table(read, tuple(tuple(row) for row in rows), frozenset(strong), empty)


_READ: Final[dict[str, Any]] = {
    "heading": lambda level, label, text: Heading(HeadingLevel(level), label, text),
    "paragraph": Paragraph,
    "points": lambda texts, lettered: Points(tuple(texts), lettered),
    "fields": lambda rows: Fields(tuple((label, value) for label, value in rows)),
    "table": _table,
}
