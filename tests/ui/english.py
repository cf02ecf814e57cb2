"""Finds Vietnamese on pages that were asked for in English, outside of what is marked as Vietnamese."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from django.apps import apps
from django.db import models

VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯà-ãè-êìíò-õùúýÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĩũẠ-ỹ]")
READ = {"aria-label", "title", "placeholder", "alt", "data-label", "data-copied", "data-failed", "content"}
UNREAD = {"script", "style", "textarea"}
"""What is not read, and what is in a field: that is kept as it is, like the value of every other field."""
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
        if self.languages[-1][1] == "en" and self.languages[-1][0] not in UNREAD and VIETNAMESE.search(data):
            self.found.append(" ".join(data.split()))


def vietnamese_in(html: str) -> list[str]:
    """Return every text and readable attribute with Vietnamese letters that no `lang="vi"` covers."""
    reader = _Reader()
    reader.feed(html)
    return reader.found


def interface_text(found: str, data: list[str]) -> str:
    """Return what is left of a text when everything that people or instruments wrote is taken out; it is the product's own."""
    text = " ".join(found.split())
    if text.split("=", 1)[-1] in data:
        return ""
    for one in data:
        text = text.replace(one, "·") if one in text else text
    for pattern in WRITTEN:
        text = pattern.sub("·", text)
    return text if VIETNAMESE.search(text) else ""


WRITTEN = (
    re.compile(r"“[^”]*”"),
    re.compile(r"(?:QĐ|NĐ|NQ|TT|GCN) ?[\w./-]+"),
    re.compile(r"\b(?:triệu|tỷ)\b"),
    re.compile(r"\b(?:xã|phường|thị trấn|huyện|thị xã|thành phố|tỉnh)\b"),
    re.compile(r"[^ ·]*…"),
)
"""Quotations, numbers of documents, amounts as offices type them, kinds of places, names cut short."""


def written_by_people() -> list[str]:
    """Return every Vietnamese text that the tables hold, the longest first; search keys and the trail left out."""
    found = {
        " ".join(text.split())
        for model in apps.get_models()
        if model.__name__ not in {"SearchWord", "AuditEntry", "AuditDetail", "Session"}
        for text in _texts_of(model)
    }
    return sorted((text for text in found if len(text) > 2 and VIETNAMESE.search(text)), key=len, reverse=True)


def _texts_of(model):
    kinds = (models.CharField, models.TextField, models.JSONField)
    names = [field.name for field in model._meta.get_fields() if field.concrete and isinstance(field, kinds)]
    for row in model.objects.values_list(*names) if names else ():
        for value in row:
            yield from _strings(value)


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)
