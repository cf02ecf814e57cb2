"""The norm book as Markdown, for readers who check it. Pure."""

from __future__ import annotations

from datetime import date

from khuyencong.law.book import CERTAINTY_LABELS, Certainty, Norm, NormBook
from khuyencong.law.instruments import Instrument
from khuyencong.law.shapes import COLUMN_LABELS, UNIT_LABELS, Unit, say_value


def norms_as_markdown(book: NormBook) -> str:
    """Print every instrument, and every norm with each of its values, source and certainty."""
    parts = ["# Văn bản và quy định", "", *_instruments(book), ""]
    for topic in dict.fromkeys(key.split(".")[0] for key in book.history):
        parts += [f"## {topic}", ""]
        for key in sorted(key for key in book.history if key.startswith(f"{topic}.")):
            parts += _norm(book.history[key])
    return "\n".join(parts).rstrip() + "\n"


def _instruments(book: NormBook) -> list[str]:
    head = ["Văn bản", "Tên", "Nơi ban hành", "Ký", "Hiệu lực", "Hết hiệu lực", "Được sửa bởi", "Mức chắc chắn"]
    return ["## Văn bản", "", *_table(head, [_instrument(book, row) for row in book.instruments.values()])]


def _instrument(book: NormBook, row: Instrument) -> list[str]:
    amending = ", ".join(book.instruments[other].short for other in row.amended_by)
    span = [_day(row.signed), _day(row.in_force), _day(row.until)]
    return [row.short, row.title, row.issuer, *span, amending, CERTAINTY_LABELS[Certainty(row.certainty)]]


def _norm(history: tuple[Norm, ...]) -> list[str]:
    first = history[0]
    lines = [f"### {first.label}", "", f"`{first.key}` · {UNIT_LABELS[Unit(first.unit)]}", ""]
    for norm in history:
        ended = f" đến trước {_day(norm.until)}" if norm.until else ""
        lines += [f"Từ {_day(norm.start)}{ended} · {norm.source} · {CERTAINTY_LABELS[Certainty(norm.certainty)]}", ""]
        lines += [f"> {norm.note}", ""] if norm.note else []
        lines += [*_value(norm), ""]
    return lines


def _value(norm: Norm) -> list[str]:
    if norm.unit != Unit.ROWS:
        return [f"**{say_value(norm.value)}**"]
    columns = list(dict.fromkeys(column for row in norm.value for column in row))
    heads = [COLUMN_LABELS[column] for column in columns]
    return _table(heads, [[say_value(row.get(column, "")) for column in columns] for row in norm.value])


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows)]


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
