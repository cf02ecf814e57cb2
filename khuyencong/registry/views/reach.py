"""Finds what an address names, or refuses it to whoever may not come."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from khuyencong.accounts.guards import person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import demand
from khuyencong.registry.models import Establishment, Product


def establishment_for(request: HttpRequest, establishment_id: int, action: Action) -> Establishment:
    """Return the establishment.

    :raises Refusal: where the reader may not do this here.
    """
    rows = Establishment.objects.select_related(
        "office", "place__province", "place__parent", "merged_into", "applicant"
    )
    establishment = get_object_or_404(rows, pk=establishment_id)
    demand(refusal(person_of(request), action, establishment))
    return establishment


def product_for(request: HttpRequest, product_id: int, action: Action) -> Product:
    """Return the product.

    :raises Refusal: where the reader may not do this here.
    """
    rows = Product.objects.select_related("establishment__office", "establishment__place__province", "merged_into")
    product = get_object_or_404(rows, pk=product_id)
    demand(refusal(person_of(request), action, product))
    return product
