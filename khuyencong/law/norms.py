"""The national norm book that ships with the product. Pure.

An office's own norms are laid over it by ``rulebook``.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from khuyencong.law.book import CERTAINTY_LABELS, Certainty, Definition, Norm, NormBook, NormsOfDay
from khuyencong.law.loading import load_book

__all__ = ["CERTAINTY_LABELS", "Certainty", "Definition", "Norm", "NormBook", "NormsOfDay", "national_book"]


@lru_cache(maxsize=1)
def national_book() -> NormBook:
    """Return the book, read once.

    :raises NormFaults: where the shipped data does not hold together.
    """
    folder = files("khuyencong.law")
    topics = sorted(folder.joinpath("norms").iterdir(), key=lambda topic: topic.name)
    return load_book(
        tomllib.loads(folder.joinpath("instruments.toml").read_text(encoding="utf-8")),
        [tomllib.loads(topic.read_text(encoding="utf-8")) for topic in topics if topic.name.endswith(".toml")],
    )
