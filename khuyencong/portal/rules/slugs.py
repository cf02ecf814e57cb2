"""The words of an address, made of a title. Pure."""

from __future__ import annotations

import re

from khuyencong.vietnamese.folding import fold

LONGEST = 80


def slug_of(title: str) -> str:
    """Return a title as the end of an address: letters without marks, digits and hyphens, cut at a word."""
    words = "-".join(re.findall(r"[a-z0-9]+", fold(title)))
    if len(words) > LONGEST:
        words = words[: LONGEST + 1].rpartition("-")[0] or words[:LONGEST]
    return words or "tin"
