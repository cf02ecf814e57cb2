"""Finds the establishments and products that a list tells of, or adds them; never overwrites silently.

Used inside a deed of an upper context, for one row or for ten thousand: the number of queries does
not depend on the number of rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.db.models import Q

from khuyencong.accounts.deeds import Record
from khuyencong.accounts.models import Office
from khuyencong.registry.actions.words import learn_words
from khuyencong.registry.models import Establishment, Place, Product
from khuyencong.registry.queries.places import place_book
from khuyencong.registry.rules.facts import (
    EstablishmentFacts,
    ProductFacts,
    differing,
    establishment_keys,
    product_keys,
    settle_establishment,
    settle_product,
)

CHUNK = 400
NOTED = 50
_ESTABLISHMENT_FILLS = ("tax_code", "representative", "phone", "address", "place_text", "workers", "female_workers")
_PRODUCT_FILLS = ("unit", "group", "annual_output", "price_dong", "revenue_dong", "description")
Thing = TypeVar("Thing", Establishment, Product)


def ensure_establishment(*, record: Record, office: Office, facts: EstablishmentFacts) -> tuple[Establishment, bool]:
    """Find one establishment by tax code, else by name and commune, or add it; True when it was added.

    Gaps are filled; facts that contradict what is kept are noted in the record by field name.
    """
    return ensure_establishments(record=record, office=office, many=[facts])[0]


def ensure_establishments(
    *, record: Record, office: Office, many: Sequence[EstablishmentFacts]
) -> list[tuple[Establishment, bool]]:
    """Find or add many establishments in the order given; rows of one establishment give it once.

    :raises Refusal: as :func:`settle_establishment`.
    """
    told = [settle_establishment(facts).values for facts in many]
    places = _places_of(many)
    shelf = _Shelf(office, told, places)
    answers, fresh, changed, differences = [], [], {}, set()
    for facts, values in zip(many, told, strict=True):
        place = places.get(_place_key(facts))
        found = shelf.find(values, place)
        if found is None:
            found = _new_establishment(office, values, place, record.at)
            shelf.add(found)
            fresh.append(found)
            answers.append((found, True))
            continue
        answers.append((found, False))
        filled, differs = _fill(found, {name: values[name] for name in _ESTABLISHMENT_FILLS})
        if "tax_code" in filled:
            found.tax_code_kind = str(values["tax_code_kind"])
        if found.place is None and place is not None:
            found.place = place
            filled.append("place")
        differences.update(differs)
        if filled and found.pk:
            changed[found.pk] = found
    Establishment.objects.bulk_create(fresh, batch_size=CHUNK)
    _write_establishments(list(changed.values()), record.at)
    learn_words([*fresh, *changed.values()])
    _note(record, "establishments", fresh, differences)
    return answers


def ensure_product(*, record: Record, establishment: Establishment, facts: ProductFacts) -> tuple[Product, bool]:
    """Find one product of an establishment by its name, or add it; True when it was added."""
    return ensure_products(record=record, many=[(establishment, facts)])[0]


def ensure_products(
    *, record: Record, many: Sequence[tuple[Establishment, ProductFacts]]
) -> list[tuple[Product, bool]]:
    """Find or add many products in the order given; gaps are filled, contradictions noted by field name.

    :raises Refusal: as :func:`settle_product`.
    """
    told = [settle_product(facts).values for _establishment, facts in many]
    known = _products_of({establishment.pk for establishment, _facts in many})
    answers, fresh, changed, differences = [], [], {}, set()
    for (establishment, _facts), values in zip(many, told, strict=True):
        keys = product_keys(str(values["name"]), establishment.bare_name)
        found = known.get((establishment.pk, keys["folded"]))
        if found is None:
            found = Product(establishment=establishment, created_at=record.at, changed_at=record.at, **values, **keys)
            known[establishment.pk, keys["folded"]] = found
            fresh.append(found)
            answers.append((found, True))
            continue
        answers.append((found, False))
        filled, differs = _fill(found, {name: values[name] for name in _PRODUCT_FILLS})
        differences.update(differs)
        if filled and found.pk:
            changed[found.pk] = found
    Product.objects.bulk_create(fresh, batch_size=CHUNK)
    if changed:
        for product in changed.values():
            product.changed_at = record.at
        Product.objects.bulk_update(changed.values(), [*_PRODUCT_FILLS, "changed_at"], batch_size=CHUNK)
    learn_words(fresh)
    _note(record, "products", fresh, differences)
    return answers


class _Shelf:
    """The establishments of the province that may be meant, fetched once."""

    def __init__(
        self, office: Office, told: Sequence[dict[str, object]], places: dict[tuple[str, str, str], Place]
    ) -> None:
        self._by_code: dict[str, list[Establishment]] = defaultdict(list)
        self._by_name: dict[str, list[Establishment]] = defaultdict(list)
        self._today = {place.pk: _today(place) for place in places.values()}
        codes = sorted({str(values["tax_code"]) for values in told} - {""})
        names = sorted({establishment_keys(str(values["name"]), str(values["form"]))["bare_name"] for values in told})
        rows = Establishment.objects.filter(office__province_code=office.province_code).exclude(state="removed")
        rows = rows.select_related("place", "merged_into__place").prefetch_related("place__successions__new")
        for start in range(0, max(len(codes), len(names)), CHUNK):
            wanted = Q(tax_code__in=codes[start : start + CHUNK]) | Q(bare_name__in=names[start : start + CHUNK])
            for row in rows.filter(wanted).order_by("pk"):
                self.add(row)

    def add(self, row: Establishment) -> None:
        if row.tax_code:
            self._by_code[row.tax_code].append(row)
        self._by_name[row.bare_name].append(row)

    def find(self, values: dict[str, object], place: Place | None) -> Establishment | None:
        """Follow the tax code first; a name counts only in the same commune and where no other tax code speaks."""
        name = establishment_keys(str(values["name"]), str(values["form"]))["bare_name"]
        if code := str(values["tax_code"]):
            same = sorted(self._by_code.get(code, ()), key=lambda row: row.bare_name != name)
            if same:
                return _survivor(same[0])
        for row in self._by_name.get(name, ()):
            if not (code and row.tax_code) and self._same_place(row, place, str(values["place_text"])):
                return _survivor(row)
        return None

    def _same_place(self, row: Establishment, place: Place | None, text: str) -> bool:
        if row.place is None or place is None:
            return not text or not row.place_text or row.place_text.casefold() == text.casefold()
        first = self._today.setdefault(row.place.pk, _today(row.place))
        return bool(first & self._today.setdefault(place.pk, _today(place)))


def _survivor(row: Establishment) -> Establishment:
    while row.merged_into is not None:
        row = row.merged_into
    return row


def _today(place: Place) -> frozenset[str]:
    if place.is_current:
        return frozenset({place.code})
    return frozenset(one.new.code for one in place.successions.all())


def _place_key(facts: EstablishmentFacts) -> tuple[str, str, str]:
    return (
        (facts.commune or facts.address, facts.district, facts.province) if facts.commune else (facts.address, "", "")
    )


def _places_of(many: Sequence[EstablishmentFacts]) -> dict[tuple[str, str, str], Place]:
    book, keys = place_book(), {}
    for facts in many:
        key = _place_key(facts)
        if key not in keys:
            found = book.find(*key) if facts.commune else book.find_in(facts.address)
            keys[key] = found.key
    places = Place.objects.select_related("province", "parent").prefetch_related("successions__new")
    fetched = places.in_bulk({key for key in keys.values() if key is not None})
    return {key: fetched[found] for key, found in keys.items() if found is not None}


def _new_establishment(office: Office, values: dict[str, object], place: Place | None, at: datetime) -> Establishment:
    keys = establishment_keys(
        str(values["name"]), str(values["form"]), place.name if place else "", str(values["place_text"])
    )
    return Establishment(office=office, place=place, created_at=at, changed_at=at, **values, **keys)


def _fill(thing: Thing, told: dict[str, object]) -> tuple[list[str], list[str]]:
    fills, differs = differing({name: getattr(thing, name) for name in told}, told)
    for name in fills:
        setattr(thing, name, told[name])
    return fills, differs


def _write_establishments(changed: list[Establishment], at: datetime) -> None:
    for row in changed:
        row.changed_at = at
        for name, value in index_keys(row).items():
            setattr(row, name, value)
    if changed:
        fields = [*_ESTABLISHMENT_FILLS, "tax_code_kind", "place", "search_text", "changed_at"]
        Establishment.objects.bulk_update(changed, fields, batch_size=CHUNK)


def index_keys(row: Establishment) -> dict[str, str]:
    """Return the keys of an establishment as it stands."""
    return establishment_keys(row.name, row.form, row.place.name if row.place else "", row.place_text)


def _products_of(establishments: set[int]) -> dict[tuple[int, str], Product]:
    known: dict[tuple[int, str], Product] = {}
    wanted = sorted(establishments)
    for start in range(0, len(wanted), CHUNK):
        rows = Product.objects.filter(establishment__in=wanted[start : start + CHUNK]).exclude(state="removed")
        for row in rows.select_related("merged_into").order_by("-pk"):
            known[row.establishment_id, row.folded] = row.merged_into or row
    return known


def _note(record: Record, what: str, fresh: Sequence[Thing], differences: set[str]) -> None:
    """Note what was added and which fields contradict, never the values: they may be personal."""
    if fresh:
        keys = [thing.pk for thing in fresh]
        record.note(**{f"{what}_added": keys if len(keys) <= NOTED else len(keys)})
    if differences:
        record.note(**{f"{what}_differ_in": sorted(differences)})
