"""How many products and makers the catalogue holds: counted at most once in some minutes."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache

from khuyencong.portal.queries.catalogue import awarded_products
from khuyencong.portal.queries.showcase import makers

KEY, SECONDS = "portal.catalogue_counts", 120


@dataclass(frozen=True, slots=True)
class CatalogueCounts:
    """Products with an award that stands, and who makes them."""

    products: int
    makers: int


def catalogue_counts() -> CatalogueCounts:
    """Return the counts, at most two minutes old."""
    found = cache.get(KEY)
    if found is None:
        found = (awarded_products().count(), makers().count())
        cache.set(KEY, found, SECONDS)
    return CatalogueCounts(*found)
