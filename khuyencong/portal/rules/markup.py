"""Plain text with a few signs, as officials type it, turned into HTML that holds nothing else. Pure.

A line that begins with ``## `` is a heading, with ``- `` or ``1. `` an item; an empty line parts paragraphs;
``**words**`` are strong and ``[words](https://…)`` a link. Everything else is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

_LINK = re.compile(r"\[([^\]\n]+)\]\((https?://[^\s()<>\"']+|/[^\s()<>\"']*)\)")
_STRONG = re.compile(r"\*\*([^*\n]+)\*\*")
_ITEM = re.compile(r"^(?:(?P<dash>-)|(?P<number>\d{1,3})\.)\s+(?P<words>.+)$")
_HEADING = re.compile(r"^##\s+(?P<words>.+)$")


def to_html(text: str) -> str:
    """Return the HTML of a text; every letter of the text that is HTML is escaped first."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "\n".join(part for block in blocks if block.strip() for part in _block(block))


def _block(block: str) -> Iterator[str]:
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    for kind, some in groupby(lines, key=_kind_of):
        words = [_words_of(line) for line in some]
        if kind == "h":
            yield from (f"<h2>{one}</h2>" for one in words)
        elif kind == "p":
            yield f"<p>{'<br>'.join(words)}</p>"
        else:
            yield f"<{kind}>{''.join(f'<li>{one}</li>' for one in words)}</{kind}>"


def _kind_of(line: str) -> str:
    if _HEADING.match(line):
        return "h"
    found = _ITEM.match(line)
    if found is None:
        return "p"
    return "ul" if found["dash"] else "ol"


def _words_of(line: str) -> str:
    found = _HEADING.match(line) or _ITEM.match(line)
    words = escape(found["words"] if found else line, quote=False)
    words = _STRONG.sub(r"<strong>\1</strong>", words)
    return _LINK.sub(lambda link: f'<a href="{link[2]}">{link[1]}</a>', words)
