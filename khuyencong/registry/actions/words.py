"""Keeps the words that slips of typing are put right against."""

from __future__ import annotations

from collections.abc import Iterable

from khuyencong.registry.models import Establishment, Product, SearchWord


def learn_words(things: Iterable[Establishment | Product]) -> None:
    """Add the words of new or changed names."""
    words = {word for thing in things for word in thing.search_text.split() if len(word) > 1 and not word.isdigit()}
    fresh: set[str] = set()
    listed = sorted(words)
    for start in range(0, len(listed), 400):
        part = listed[start : start + 400]
        fresh |= set(part) - set(SearchWord.objects.filter(word__in=part).values_list("word", flat=True))
    SearchWord.objects.bulk_create([SearchWord(word=word) for word in sorted(fresh)], ignore_conflicts=True)
