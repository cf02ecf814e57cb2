"""Establishments and products for tests."""

from datetime import UTC, datetime
from itertools import count

from khuyencong.registry.actions.words import learn_words
from khuyencong.registry.models import Establishment, Place, Product
from khuyencong.registry.rules.facts import (
    EstablishmentFacts,
    ProductFacts,
    establishment_keys,
    product_keys,
    settle_establishment,
    settle_product,
)

MOMENT = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)
_numbers = count(1)


def make_establishment(office, name="", *, place=None, applicant=None, **facts):
    """Make an establishment; its name is numbered unless it is told."""
    settled = settle_establishment(EstablishmentFacts(name=name or f"Cơ sở Mẫu {next(_numbers):03}", **facts))
    if isinstance(place, str):
        place = Place.objects.get(code=place, until=None)
    words = (place.name if place else "", settled.values["place_text"])
    keys = establishment_keys(settled.values["name"], settled.values["form"], *words)
    made = Establishment.objects.create(
        office=office, place=place, applicant=applicant, created_at=MOMENT, changed_at=MOMENT, **settled.values, **keys
    )
    learn_words([made])
    return made


def make_product(establishment, name="", **facts):
    """Make a product of an establishment; its name is numbered unless it is told."""
    facts.setdefault("group", "B")
    settled = settle_product(ProductFacts(name=name or f"Sản phẩm mẫu {next(_numbers):03}", **facts))
    keys = product_keys(settled.values["name"], establishment.bare_name)
    made = Product.objects.create(
        establishment=establishment, created_at=MOMENT, changed_at=MOMENT, **settled.values, **keys
    )
    learn_words([made])
    return made
