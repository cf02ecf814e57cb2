"""A product's way through the rounds, and products that come again."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from khuyencong.registry.models import Product
from khuyencong.selection.models import Dossier, Round


def earlier_dossiers(product: Product) -> QuerySet[Dossier]:
    """Return the product's dossiers in all rounds, newest first, with round and decision at hand."""
    return (
        Dossier.objects.filter(product=product)
        .select_related("round", "round__decision")
        .order_by("-round__year", "-round__opened_on", "-pk")
    )


def repeats_of(round_: Round) -> dict[int, list[Dossier]]:
    """Return, by product, the earlier dossiers of products that take part in this round again.

    A product counts as the same by its key, and also where the same maker entered one of the same name.
    """
    here = Dossier.objects.filter(round=round_)
    before = (
        Dossier.objects.filter(product__in=here.values("product"))
        .filter(~Q(round=round_) & Q(round__opened_on__lte=round_.opened_on))
        .select_related("round")
        .order_by("-round__year")
    )
    found: dict[int, list[Dossier]] = {}
    for dossier in before:
        found.setdefault(dossier.product_id, []).append(dossier)
    return found
