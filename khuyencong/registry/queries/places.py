"""Provinces, communes and the book by which addresses are read."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from khuyencong.registry.models import Place, PlaceName, PlaceSuccession, Province
from khuyencong.registry.rules.places import PlaceBook, PlaceEntry, PlaceKind, read_unit

_DISTRICTS = (PlaceKind.DISTRICT, PlaceKind.TOWN, PlaceKind.CITY)
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
    successions = Prefetch("successions", PlaceSuccession.objects.order_by("new_id"))
    return (
        Place.objects.exclude(kind__in=_DISTRICTS)
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


def communes_filled() -> list[tuple[str, str]]:
    """Return the communes of today in which establishments are on file, for narrowing a list."""
    filled = Place.objects.filter(until=None, establishments__isnull=False).distinct().order_by("sort_key", "pk")
    return [(place.code, str(place)) for place in filled]


def provinces_with_communes() -> list[tuple[str, str]]:
    """Return the provinces of which communes are known."""
    known = Province.objects.filter(places__isnull=False).distinct().order_by("code", "until")
    return list({province.code: str(province) for province in known}.items())


def all_communes() -> QuerySet[Place]:
    """Return every commune, of today and of before, with all that a list tells of it."""
    origins = Prefetch("origins", PlaceSuccession.objects.select_related("old__parent").order_by("old__sort_key"))
    successions = Prefetch("successions", PlaceSuccession.objects.select_related("new").order_by("new__sort_key"))
    rows = Place.objects.exclude(kind__in=_DISTRICTS).select_related("parent", "province")
    return rows.prefetch_related(origins, successions, "other_names")


def places_searched(rows: QuerySet[Place], text: str) -> QuerySet[Place]:
    """Narrow to places found by code, by a name of today or by another name."""
    unit = read_unit(text)
    by_other = Q(pk__in=PlaceName.objects.filter(folded__contains=unit.name).values("place"))
    return rows.filter(Q(folded__contains=unit.name) | Q(code=text.strip()) | by_other)
