"""What stands on the sheets of a paper from top to bottom: lines, rules, grids, columns, with their measures. Pure.

Both engines (DOCX and PDF) draw from this, so that one place decides what a paper says and how it looks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from khuyencong.documents.rules.papers import layout, wording
from khuyencong.documents.rules.papers.paper import (
    Block,
    Fields,
    Form,
    Heading,
    HeadingLevel,
    Issue,
    Paper,
    Paragraph,
    Points,
    Signature,
    Table,
)
from khuyencong.documents.rules.papers.wording import plain


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one face."""

    text: str
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: ``size`` in half points, indents and ``before`` in twips; ``outline`` from 1 for bookmarks."""

    runs: tuple[Run, ...]
    size: int
    align: str = "justify"
    first_line: int = 0
    left: int = 0
    before: int = 0
    percent: int = 100
    outline: int = 0
    is_kept: bool = False
    """Stays on one page with what follows."""

    @property
    def text(self) -> str:
        """All its text."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line drawn beneath a text, as long as ``percent`` of it."""

    of: Run
    size: int
    percent: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its measures."""

    table: Table
    size: int


@dataclass(frozen=True, slots=True)
class Columns:
    """Parts side by side, kept on one page; ``shares`` in percent of the text's width."""

    parts: tuple[tuple[Line | Rule, ...], ...]
    shares: tuple[int, ...]


Item = Line | Rule | Grid | Columns


@dataclass(frozen=True, slots=True)
class Sheet:
    """Pages with a numbering of their own: the text, or one annex."""

    items: tuple[Item, ...]
    is_landscape: bool
    mark: str


def lay(paper: Paper, issue: Issue) -> tuple[Sheet, ...]:
    """Return the sheets of a paper: the text, then each annex."""
    items = (*_head(paper, issue), *_title(paper, issue), *_opening(paper), *_text(paper), *_end(paper, issue))
    mark = plain(paper.draft_mark)
    sheets = [Sheet(items, paper.is_landscape, mark)]
    for position, annex in enumerate(paper.annexes, 1):
        head = _annex_head(paper, issue, position)
        body = tuple(item for block in annex.body for item in _block(block))
        sheets.append(Sheet((*head, *body), annex.is_landscape, mark))
    return tuple(sheets)


def words(sheets: tuple[Sheet, ...]) -> str:
    """Return the text of the sheets, a line for each paragraph and each cell, in the order of reading."""
    return "\n".join(text for sheet in sheets for item in sheet.items for text in _words(item))


def _words(item: Item) -> list[str]:
    match item:
        case Line():
            return [item.text]
        case Rule():
            return []
        case Grid():
            cells = [column.label for column in item.table.columns]
            cells += [cell for row in item.table.rows for cell in row] or [item.table.empty]
            return cells
        case Columns():
            return [text for part in item.parts for one in part for text in _words(one)]


def _line(text: str, size: layout.Measure | int, *, bold: bool = False, italic: bool = False, **more: object) -> Line:
    height = size if isinstance(size, int) else size.value
    return Line((Run(plain(text), bold, italic),), height, **more)  # type: ignore[arg-type]  # the keywords of Line


def _centered(
    text: str, size: layout.Measure | int, *, bold: bool = False, italic: bool = False, before: int = 0
) -> Line:
    return _line(text, size, bold=bold, italic=italic, align="center", before=before, is_kept=True)


def _ruled(text: str, size: layout.Measure, percent: int, *, bold: bool = True) -> tuple[Line | Rule, ...]:
    last = plain(text).split("\n")[-1]
    return _centered(text, size, bold=bold), Rule(Run(last, bold), size.value, percent)


def _nation() -> tuple[Line | Rule, ...]:
    return _centered(wording.NATION, layout.NATION, bold=True), *_ruled(wording.MOTTO, layout.MOTTO, 100)


def _head(paper: Paper, issue: Issue) -> tuple[Item, ...]:
    if paper.form is Form.CONTRACT or not paper.letterhead.agency:
        return _nation()
    agency: tuple[Line | Rule, ...] = _ruled(paper.letterhead.agency, layout.AGENCY, layout.SHORT_RULE_PERCENT.value)
    if paper.letterhead.superior:
        agency = (_centered(paper.letterhead.superior, layout.AGENCY), *agency)
    head = Columns((agency, _nation()), layout.HEAD_SHARES)
    if paper.form is Form.SHEET:
        return (head,)
    number: tuple[Line | Rule, ...] = (_centered(wording.number_line(paper, issue), layout.NUMBER, before=80),)
    if paper.form is Form.LETTER:
        abstract = f"V/v {_matter(paper.abstract)}"
        number = (*number, _centered(abstract, layout.LETTER_ABSTRACT, before=layout.BETWEEN_PARAGRAPHS.value))
    day = wording.place_and_day(paper.letterhead, issue.signed_on)
    dated = (_centered(day, layout.PLACE_AND_DAY, italic=True, before=80),)
    return head, Columns((number, () if paper.form is Form.MINUTES else dated), layout.HEAD_SHARES)


def _matter(abstract: str) -> str:
    """Return the abstract as it goes on behind "V/v", without the same words that it brought along."""
    for brought in ("V/v ", "Về việc "):
        abstract = abstract.removeprefix(brought)
    return abstract.strip()


def _title(paper: Paper, issue: Issue) -> tuple[Item, ...]:
    if paper.form is Form.LETTER:
        return ()
    items: list[Item] = []
    if paper.name:
        line = _centered(paper.name, layout.TITLE, bold=True, before=280)
        items.append(replace(line, outline=1))
    if paper.abstract:
        items += _ruled(paper.abstract, layout.TITLE, layout.SHORT_RULE_PERCENT.value)
    if paper.form is Form.CONTRACT and (issue.number or paper.letterhead.symbol):
        items.append(_centered(wording.number_line(paper, issue), layout.NUMBER, before=60))
    return tuple(items)


def _opening(paper: Paper) -> tuple[Item, ...]:
    """Return authority, bases and the word of decision; or those to whom the paper is addressed."""
    items: list[Item] = []
    if paper.authority:
        items.append(_centered(paper.authority, layout.TITLE, bold=True, before=200))
    items += [_flowing(text, italic=True) for text in wording.bases(paper.bases)]
    if paper.form is Form.DECISION:
        items.append(_centered("QUYẾT ĐỊNH:", layout.TITLE, bold=True, before=160))
    named = wording.addressees(paper.addressees)
    if len(named) == 1:
        items.append(_line(f"Kính gửi: {named[0]}", layout.ADDRESSEE, align="center", before=240))
    elif named:
        left = layout.millimetres(250)
        items.append(_line("Kính gửi:", layout.ADDRESSEE, align="left", left=left, before=240, is_kept=True))
        beneath = left + layout.millimetres(200)
        items += [_line(text, layout.ADDRESSEE, align="left", left=beneath, before=40) for text in named]
    return tuple(items)


def _text(paper: Paper) -> tuple[Item, ...]:
    return tuple(item for block in wording.closed(paper.form, paper.body) for item in _block(block))


def _flowing(text: str, *, bold: bool = False, italic: bool = False, label: str = "", kept: bool = False) -> Line:
    runs: tuple[Run, ...] = (Run(plain(text), bold, italic),)
    if label:
        runs = (Run(plain(label), is_bold=True), Run(f" {plain(text)}", bold, italic))
    return Line(
        runs,
        layout.BODY.value,
        first_line=layout.FIRST_LINE.value,
        before=layout.BETWEEN_PARAGRAPHS.value,
        percent=layout.LINE_PERCENT.value,
        is_kept=kept,
    )


def _block(block: Block) -> tuple[Item, ...]:
    match block:
        case Heading():
            return _heading(block)
        case Paragraph():
            line = _flowing(block.text, bold=block.is_bold, italic=block.is_italic)
            return (replace(line, align="center", first_line=0) if block.is_centered else line,)
        case Points():
            return tuple(
                _flowing(f"{f'{wording.letter_of(number)})' if block.is_lettered else '-'} {text}")
                for number, text in enumerate(block.texts)
            )
        case Fields():
            return tuple(
                replace(_flowing(f"{label}: {value or wording.DOTS}"), align="left") for label, value in block.rows
            )
        case Table():
            return (Grid(_clean(block), layout.TABLE_SIZE),)


def _heading(block: Heading) -> tuple[Item, ...]:
    if block.level is HeadingLevel.PART:
        label = _centered(block.label, layout.BODY, bold=True, before=200)
        title = _centered(block.text.upper(), layout.BODY, bold=True)
        return (replace(label, outline=2), title) if block.text else (replace(label, outline=2),)
    if block.level is HeadingLevel.ARTICLE:
        return (_flowing(block.text, label=block.label) if block.text else _flowing(block.label, bold=True),)
    text = f"{block.label} {block.text}".strip()
    line = _flowing(text, bold=True, kept=True)
    return (replace(line, outline=2 if block.level is HeadingLevel.SECTION else 3),)


def _clean(table: Table) -> Table:
    """Return the table without characters that no paper holds, every row as long as the head."""
    columns = tuple(replace(column, label=plain(column.label)) for column in table.columns)
    width = len(columns)
    rows = tuple(tuple(plain(cell) for cell in (*row, *[""] * width)[:width]) for row in table.rows)
    return replace(table, columns=columns, rows=rows, empty=plain(table.empty))


def _end(paper: Paper, issue: Issue) -> tuple[Item, ...]:
    named = wording.recipients(paper)
    listed: tuple[Line | Rule, ...] = ()
    if named:
        head = _line("Nơi nhận:", layout.RECIPIENTS_HEAD, bold=True, italic=True, align="left", before=200)
        listed = (head, *(_line(text, layout.RECIPIENTS, align="left") for text in named))
    dated: tuple[Line | Rule, ...] = ()
    if paper.form is Form.SHEET:
        dated = (
            _centered(
                wording.place_and_day(paper.letterhead, issue.signed_on), layout.SIGNATURE, italic=True, before=200
            ),
        )
    signed = [_signed(one) for one in paper.signatures]
    if len(signed) == 1:
        return (Columns((listed, (*dated, *signed[0])), layout.END_SHARES),)
    pairs = [
        Columns(tuple(signed[at : at + 2]), (50, 50)[: len(signed[at : at + 2])]) for at in range(0, len(signed), 2)
    ]
    day = (Columns(((), dated), layout.END_SHARES),) if dated else ()
    return (*day, *pairs, *((Columns((listed, ()), layout.END_SHARES),) if listed else ()))


def _signed(one: Signature) -> tuple[Line | Rule, ...]:
    lines = [
        _centered(text, layout.SIGNATURE, bold=True, before=0 if number else 200)
        for number, text in enumerate(one.lines)
    ]
    if one.note:
        lines.append(_centered(one.note, layout.SIGNATURE, italic=True))
    return (*lines, _line(one.name, layout.SIGNATURE, bold=True, align="center", before=layout.SIGNING_SPACE))


def _annex_head(paper: Paper, issue: Issue, position: int) -> tuple[Item, ...]:
    annex = paper.annexes[position - 1]
    label = _centered(wording.annex_label(position, len(paper.annexes)), layout.ANNEX, bold=True)
    title = _centered(annex.title.upper(), layout.ANNEX, bold=True)
    return (
        replace(label, outline=1),
        title,
        _centered(wording.annex_reference(paper, issue), layout.ANNEX, italic=True),
    )
