"""Provinces, communes and the book by which addresses are read."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from khuyencong.registry.models import Place, PlaceSuccession, Province
from khuyencong.registry.rules.places import PlaceBook, PlaceEntry, PlaceKind

_book: dict[tuple[int, int], PlaceBook] = {}


def province_on(code: str, day: date) -> Province | None:
    """Return the province that bore a code on a day."""
    held = Q(start=None) | Q(start__lte=day)
    return Province.objects.filter(held, Q(until=None) | Q(until__gt=day), code=code).first()


def provinces_now() -> QuerySet[Province]:
    """Return the provinces of today in the order of their codes."""
    return Province.objects.filter(until=None).order_by("code")


def communes_now(province_code: str) -> QuerySet[Place]:
    """Return the communes of a province of today in alphabetical order."""
    return Place.objects.filter(province__code=province_code, province__until=None, until=None).order_by(
        "sort_key", "pk"
    )


def place_book() -> PlaceBook:
    """Return the book of all communes, read once for each state of the list."""
    newest = Place.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    state = (newest, Place.objects.count())
    if state not in _book:
        _book.clear()
        _book[state] = PlaceBook(_entry(place) for place in _communes())
    return _book[state]


def _communes() -> QuerySet[Place]:
    districts = Q(kind__in=[PlaceKind.DISTRICT, PlaceKind.TOWN, PlaceKind.CITY])
    successions = Prefetch("successions", PlaceSuccession.objects.order_by("new_id"))
    return (
        Place.objects.exclude(districts)
        .select_related("parent", "province")
        .prefetch_related("other_names", successions)
    )


def _entry(place: Place) -> PlaceEntry:
    own = {(PlaceKind(place.kind), place.folded)}
    others = {(PlaceKind(other.kind), other.folded) for other in place.other_names.all()}
    return PlaceEntry(
        key=place.pk,
        names=frozenset(own | others),
        district=place.parent.folded if place.parent else "",
        province=place.province.folded,
        current=place.is_current,
        successors=tuple(one.new_id for one in place.successions.all()),
    )


def places_today(place: Place | None) -> frozenset[str]:
    """Return the codes of the communes of today that a place is or became, for telling whether two addresses agree."""
    if place is None:
        return frozenset()
    if place.is_current:
        return frozenset({place.code})
    return frozenset(place.successions.values_list("new__code", flat=True))
