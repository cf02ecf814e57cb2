"""Places, establishments, products and the history of their merging."""

from khuyencong.registry.models.merges import DistinctPair, Merge
from khuyencong.registry.models.parties import Establishment, Product, SearchWord
from khuyencong.registry.models.places import Place, PlaceName, PlaceSuccession, Province, ProvinceSuccession

__all__ = [
    "DistinctPair",
    "Establishment",
    "Merge",
    "Place",
    "PlaceName",
    "PlaceSuccession",
    "Product",
    "Province",
    "ProvinceSuccession",
    "SearchWord",
]
