"""Finds Vietnamese on pages that were asked for in English, outside of what is marked as Vietnamese."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯà-ãè-êìíò-õùúýÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĩũẠ-ỹ]")
READ = {"aria-label", "title", "placeholder", "alt", "data-label", "data-copied", "data-failed", "content"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.languages, self.found = [("", "en")], []

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        language = facts.get("lang") or self.languages[-1][1]
        if language == "en":
            self.found += [
                f"{name}={value}" for name, value in attrs if name in READ and VIETNAMESE.search(value or "")
            ]
        if tag not in VOID:
            self.languages.append((tag, language))

    def handle_endtag(self, tag):
        while len(self.languages) > 1:
            opened, _language = self.languages.pop()
            if opened == tag:
                return

    def handle_data(self, data):
        if (
            self.languages[-1][1] == "en"
            and self.languages[-1][0] not in {"script", "style"}
            and VIETNAMESE.search(data)
        ):
            self.found.append(" ".join(data.split()))


def vietnamese_in(html: str) -> list[str]:
    """Return every text and readable attribute with Vietnamese letters that no `lang="vi"` covers."""
    reader = _Reader()
    reader.feed(html)
    return reader.found
