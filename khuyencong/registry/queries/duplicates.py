"""Finds establishments that may be one, with the reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from django.db.models import Count, F, Q, QuerySet, Window

from khuyencong.registry.models import DistinctPair, Establishment
from khuyencong.registry.rules.identity import BLOCK_LIMIT, Identity, Likeness, compare, find_duplicates
from khuyencong.registry.rules.legal_forms import LegalForm
from khuyencong.vietnamese.folding import fold

_UNTOLD = (LegalForm.WORKSHOP, LegalForm.OTHER)
MOST_COMPARED = 2_000


@dataclass(frozen=True)
class Duplicate:
    """Two rows that may be one establishment."""

    first: Establishment
    second: Establishment
    likeness: Likeness


@dataclass(frozen=True)
class Duplicates(Sequence[Duplicate]):
    """Pairs, the surest first, of which only those that are looked at are fetched."""

    pairs: Sequence[Likeness]
    has_more: bool = False

    def __len__(self) -> int:
        return len(self.pairs)

    @overload
    def __getitem__(self, place: int) -> Duplicate: ...

    @overload
    def __getitem__(self, place: slice) -> list[Duplicate]: ...

    def __getitem__(self, place: int | slice) -> Duplicate | list[Duplicate]:
        return _fetched(self.pairs[place]) if isinstance(place, slice) else _fetched([self.pairs[place]])[0]


def duplicates_among(rows: QuerySet[Establishment]) -> Duplicates:
    """Return the pairs among active rows that look like one, the surest first, without those told apart before.

    So many rows are compared at most, those with the strongest keys in common first, that the page opens however
    long the file is; ``has_more`` tells that others wait behind.
    """
    active, told_apart = rows.filter(state=Establishment.State.ACTIVE), _told_apart()
    most = MOST_COMPARED + 2 * len(told_apart)  # what was told apart must not keep the rest from being seen
    keys = _candidates(active)
    pairs = find_duplicates(identities_of(active.filter(pk__in=keys[:most])))
    return Duplicates([one for one in pairs if (one.first, one.second) not in told_apart], len(keys) > most)


def _candidates(active: QuerySet[Establishment]) -> list[int]:
    """Return the rows that share a key with another, which anything worth showing does; the strongest keys first."""
    found = dict.fromkeys(_sharing(active, "tax_code", most=None))
    for keys in (["phone"], ["bare_name", "place"]):
        found |= dict.fromkeys(_sharing(active, *keys))
    found |= dict.fromkeys(_sharing_address(active))
    old_places = active.filter(place__until__isnull=False)  # one commune under its old and its new name
    found |= dict.fromkeys(_sharing(active.filter(bare_name__in=old_places.values("bare_name")), "bare_name"))
    return list(found)


def _sharing(active: QuerySet[Establishment], *names: str, most: int | None = BLOCK_LIMIT) -> list[int]:
    """Return rows of which another has the same in these fields, unless very many have."""
    alike = Window(Count("pk"), partition_by=[F(name) for name in names])
    rows = active.exclude(**{names[0]: ""}).annotate(alike=alike).filter(alike__gt=1)
    if most is not None:
        rows = rows.filter(alike__lte=most)
    return list(rows.order_by(*names, "pk").values_list("pk", flat=True))


def _sharing_address(active: QuerySet[Establishment]) -> list[int]:
    """Return rows of which another has the same address, however it is typed, unless very many have."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for key, address in active.exclude(address="").order_by("pk").values_list("pk", "address").iterator(5_000):
        blocks[fold(address)].append(key)
    return [key for block in blocks.values() if 1 < len(block) <= BLOCK_LIMIT for key in block]


def duplicates_of(establishment: Establishment, rows: QuerySet[Establishment]) -> list[Duplicate]:
    """Return the pairs in which one establishment takes part, looking only at rows that share something with it."""
    shared = Q(bare_name=establishment.bare_name)
    for name in ("tax_code", "phone", "place"):
        if value := getattr(establishment, name):
            shared |= Q(**{name: value})
    active = rows.filter(shared, state=Establishment.State.ACTIVE).exclude(pk=establishment.pk)
    own = identities_of(Establishment.objects.filter(pk=establishment.pk))
    pairs = [compare(*sorted((own[0], other), key=lambda one: one.key)) for other in identities_of(active)]
    told_apart = _told_apart()
    shown = [pair for pair in pairs if pair.shown and (pair.first, pair.second) not in told_apart]
    return _fetched(sorted(shown, key=lambda pair: -pair.score))


def _told_apart() -> set[tuple[int, int]]:
    return set(DistinctPair.objects.values_list("first_id", "second_id"))


def _fetched(pairs: Sequence[Likeness]) -> list[Duplicate]:
    keys = {key for pair in pairs for key in (pair.first, pair.second)}
    by_key = Establishment.objects.select_related("place__province", "place__parent").in_bulk(keys)
    return [Duplicate(by_key[pair.first], by_key[pair.second], pair) for pair in pairs]


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
