"""Finds establishments that may be one, with the reasons."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from khuyencong.registry.models import DistinctPair, Establishment
from khuyencong.registry.rules.identity import Identity, Likeness, compare, find_duplicates
from khuyencong.registry.rules.legal_forms import LegalForm
from khuyencong.vietnamese.folding import fold

_UNTOLD = (LegalForm.WORKSHOP, LegalForm.OTHER)


@dataclass(frozen=True)
class Duplicate:
    """Two rows that may be one establishment."""

    first: Establishment
    second: Establishment
    likeness: Likeness


def duplicates_among(rows: QuerySet[Establishment]) -> list[Duplicate]:
    """Return the pairs among active rows that look like one, the surest first, without those told apart before."""
    return _fetched(find_duplicates(identities_of(rows.filter(state=Establishment.State.ACTIVE))))


def duplicates_of(establishment: Establishment, rows: QuerySet[Establishment]) -> list[Duplicate]:
    """Return the pairs in which one establishment takes part, looking only at rows that share something with it."""
    shared = Q(bare_name=establishment.bare_name)
    for name in ("tax_code", "phone", "place"):
        if value := getattr(establishment, name):
            shared |= Q(**{name: value})
    active = rows.filter(shared, state=Establishment.State.ACTIVE).exclude(pk=establishment.pk)
    own = identities_of(Establishment.objects.filter(pk=establishment.pk))
    pairs = [compare(*sorted((own[0], other), key=lambda one: one.key)) for other in identities_of(active)]
    return _fetched(sorted((pair for pair in pairs if pair.shown), key=lambda pair: -pair.score))


def _fetched(found: list[Likeness]) -> list[Duplicate]:
    told_apart = _told_apart()
    kept = [pair for pair in found if (pair.first, pair.second) not in told_apart]
    keys = {key for pair in kept for key in (pair.first, pair.second)}
    by_key = Establishment.objects.select_related("place__province", "place__parent").in_bulk(keys)
    return [Duplicate(by_key[pair.first], by_key[pair.second], pair) for pair in kept]


def _told_apart() -> set[tuple[int, int]]:
    return set(DistinctPair.objects.values_list("first_id", "second_id"))


def identities_of(rows: QuerySet[Establishment]) -> list[Identity]:
    """Return what is compared of each row."""
    fetched = rows.select_related("place").prefetch_related("place__successions__new")
    return [
        Identity(
            row.pk,
            row.bare_name,
            row.tax_code,
            row.phone,
            frozenset() if row.place is None else _codes(row),
            fold(row.address),
            "" if row.form in _UNTOLD else row.form,
        )
        for row in fetched
    ]


def _codes(row: Establishment) -> frozenset[str]:
    assert row.place is not None
    if row.place.is_current:
        return frozenset({row.place.code})
    return frozenset(one.new.code for one in row.place.successions.all())
