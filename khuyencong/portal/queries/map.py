"""Where the awarded products are made: counted by commune, since the data hold no coordinates."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from khuyencong.portal.queries.catalogue import awards
from khuyencong.registry.models import Place, Product


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune with what is made there."""

    place: Place
    products: int
    makers: int


@dataclass(frozen=True, slots=True)
class Province:
    """A province with its communes, the richest first, and the products of all together."""

    name: str
    communes: tuple[Commune, ...]

    @property
    def products(self) -> int:
        """All products of the province."""
        return sum(one.products for one in self.communes)

    @property
    def most(self) -> int:
        """The products of the richest commune, by which bars are drawn."""
        return max(one.products for one in self.communes)


def product_map() -> list[Province]:
    """Return the provinces whose communes make awarded products; two queries."""
    held = Exists(awards().filter(product=OuterRef("pk")))
    rows = Product.objects.filter(held, state=Product.State.ACTIVE, establishment__place__isnull=False)
    counted = rows.values("establishment__place").annotate(
        products=Count("pk"), makers=Count("establishment", distinct=True)
    )
    counts = {row["establishment__place"]: (row["products"], row["makers"]) for row in counted}
    places = Place.objects.filter(pk__in=counts).select_related("province", "parent").order_by("sort_key", "pk")
    found: dict[str, list[Commune]] = {}
    for place in places:
        found.setdefault(str(place.province), []).append(Commune(place, *counts[place.pk]))
    made = [Province(name, tuple(sorted(communes, key=lambda one: -one.products))) for name, communes in found.items()]
    return sorted(made, key=lambda one: -one.products)
