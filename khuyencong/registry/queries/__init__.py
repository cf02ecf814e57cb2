"""What is read of places, establishments and products."""

from khuyencong.registry.queries.duplicates import duplicates_among, duplicates_of
from khuyencong.registry.queries.merging import preview_merge
from khuyencong.registry.queries.parties import (
    Event,
    active_establishments,
    active_products,
    establishment_event_providers,
    family_of,
    may_see_personal,
    product_event_providers,
    product_family_of,
    survivor_of,
    visible_establishments,
    visible_products,
)
from khuyencong.registry.queries.places import communes_now, place_book, province_on, provinces_now
from khuyencong.registry.queries.search import search_establishments, search_products

__all__ = [
    "Event",
    "active_establishments",
    "active_products",
    "communes_now",
    "duplicates_among",
    "duplicates_of",
    "establishment_event_providers",
    "family_of",
    "may_see_personal",
    "place_book",
    "preview_merge",
    "product_event_providers",
    "product_family_of",
    "province_on",
    "provinces_now",
    "search_establishments",
    "search_products",
    "survivor_of",
    "visible_establishments",
    "visible_products",
]
