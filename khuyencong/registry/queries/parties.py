"""What a person may see of the registry, and the whole life of a thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import refusal, scope_of
from khuyencong.accounts.rules.decision import Reach
from khuyencong.accounts.rules.policy import Action
from khuyencong.registry.models import Establishment, Merge, Product

CHAIN_LIMIT = 50
Rows = QuerySet[Establishment]


def visible_establishments(person: Person) -> QuerySet[Establishment]:
    """Return every establishment the person may view, merged rows too."""
    return Establishment.objects.filter(_within(scope_of(person, Action.VIEW_ESTABLISHMENT), person, ""))


def visible_products(person: Person) -> QuerySet[Product]:
    """Return every product the person may view, merged rows too."""
    return Product.objects.filter(_within(scope_of(person, Action.VIEW_PRODUCT), person, "establishment__"))


def _within(reach: Reach, person: Person, path: str) -> Q:
    if reach.everywhere:
        return Q()
    seen = Q(**{f"{path}office__in": reach.office_ids})
    return seen | Q(**{f"{path}applicant": person}) if reach.own else seen


def active_establishments(person: Person) -> QuerySet[Establishment]:
    """Return the establishments to work with, with the number of their products."""
    products = Product.objects.filter(establishment=OuterRef("pk"), state=Product.State.ACTIVE).order_by()
    counted = Subquery(products.values("establishment").annotate(number=Count("pk")).values("number"))
    rows = visible_establishments(person).filter(state=Establishment.State.ACTIVE)
    return rows.select_related("place__province", "office").annotate(product_count=Coalesce(counted, 0))


def active_products(person: Person) -> QuerySet[Product]:
    """Return the products to work with."""
    rows = visible_products(person).filter(state=Product.State.ACTIVE)
    return rows.select_related("establishment__place__province")


def may_see_personal(person: Person, establishment: Establishment) -> bool:
    """Tell whether a person may read personal numbers and phones of an establishment."""
    return refusal(person, Action.VIEW_PERSONAL_DATA, establishment) is None


def sees_personal_everywhere(person: Person) -> bool:
    """Tell whether the right to personal data reaches as far as the right to view, so that search may use it."""
    view, personal = scope_of(person, Action.VIEW_ESTABLISHMENT), scope_of(person, Action.VIEW_PERSONAL_DATA)
    return personal.everywhere or (not view.everywhere and personal.office_ids >= view.office_ids and bool(personal))


def survivor_of(establishment: Establishment) -> Establishment:
    """Follow merged rows to the one that stands for them today."""
    for _step in range(CHAIN_LIMIT):
        if establishment.merged_into is None:
            return establishment
        establishment = establishment.merged_into
    raise AssertionError("a chain of merges has no end")


def family_of(establishment: Establishment) -> list[int]:
    """Return the ids of a row and of all rows merged into it, so that its whole life is found under every id."""
    family, newest = [establishment.pk], [establishment.pk]
    while newest:
        newest = list(Establishment.objects.filter(merged_into__in=newest).values_list("pk", flat=True))
        family += newest
    return family


def product_family_of(product: Product) -> list[int]:
    """Return the ids of a product and of all products merged into it."""
    family, newest = [product.pk], [product.pk]
    while newest:
        newest = list(Product.objects.filter(merged_into__in=newest).values_list("pk", flat=True))
        family += newest
    return family


@dataclass(frozen=True)
class Event:
    """One line in the life of an establishment or a product; ``mark`` names a badge of the kit."""

    on: date
    title: str
    detail: str = ""
    url: str = ""
    icon: str = "dot"
    mark: str = ""


EstablishmentEvents = Callable[[Person, Sequence[int]], list[Event]]
ProductEvents = Callable[[Person, Sequence[int]], list[Event]]
establishment_event_providers: list[EstablishmentEvents] = []
product_event_providers: list[ProductEvents] = []
"""What upper contexts add to a life (dossiers, awards, certificates), each in its AppConfig.ready.

A provider gets the person who looks and the ids of the row with all that were merged into it.
"""


def life_of_establishment(person: Person, establishment: Establishment) -> list[Event]:
    """Return the events of an establishment, newest first."""
    family = family_of(establishment)
    events = [event for provider in establishment_event_providers for event in provider(person, family)]
    return sorted(events, key=lambda event: event.on, reverse=True)


def life_of_product(person: Person, product: Product) -> list[Event]:
    """Return the events of a product, newest first."""
    family = product_family_of(product)
    events = [event for provider in product_event_providers for event in provider(person, family)]
    return sorted(events, key=lambda event: event.on, reverse=True)


def merges_of(establishment: Establishment) -> QuerySet[Merge]:
    """Return the mergings in which an establishment took part, newest first."""
    part = Q(survivor=establishment) | Q(merged=establishment)
    return (
        Merge.objects.filter(part).select_related("survivor", "merged", "merged_by", "undone_by").order_by("-merged_at")
    )


def load_establishment(pk: int) -> Establishment | None:
    """Load the owner of files put to an establishment."""
    return Establishment.objects.select_related("office", "applicant").filter(pk=pk).first()


def load_product(pk: int) -> Product | None:
    """Load the owner of files put to a product."""
    return Product.objects.select_related("establishment__office", "establishment__applicant").filter(pk=pk).first()
