"""Loads the places that ship with the product; safe to repeat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from khuyencong.registry import models
from khuyencong.registry.adapters.place_files import Row, day, read_rows
from khuyencong.vietnamese.folding import fold
from khuyencong.vietnamese.sorting import sort_key


@dataclass(frozen=True)
class Loaded:
    """How many rows of each kind the files hold."""

    provinces: int
    places: int
    successions: int
    names: int


@dataclass(frozen=True)
class PlaceModels:
    """The models to write to: today's, or those of a migration."""

    province: Any = models.Province
    province_succession: Any = models.ProvinceSuccession
    place: Any = models.Place
    place_succession: Any = models.PlaceSuccession
    place_name: Any = models.PlaceName


def load_places(state: PlaceModels | None = None) -> Loaded:
    """Write every row of data/*.csv, adding what is missing and correcting what changed."""
    state = state or PlaceModels()
    provinces = _provinces(state)
    districts = _places(state, "districts.csv", lambda row: (provinces[row["province_code"], row["until"]], None))
    places = _places(state, "communes.csv", lambda row: (provinces[row["province_code"], row["until"]], None))
    places |= _places(
        state,
        "old_communes.csv",
        lambda row: (
            districts[row["district_code"], row["until"]].province,
            districts[row["district_code"], row["until"]],
        ),
    )
    successions = _successions(state, places)
    names = _names(state, places)
    return Loaded(len(provinces), len(districts) + len(places), successions, names)


def _common(row: Row) -> dict[str, Any]:
    return {
        "kind": row["kind"],
        "name": row["name"],
        "folded": fold(row["name"]),
        "source": row["source"],
        "certainty": row["certainty"],
    }


def _provinces(state: PlaceModels) -> dict[tuple[str, str], Any]:
    model, succession = state.province, state.province_succession
    found = {}
    for row in read_rows("provinces.csv"):
        values = {**_common(row), "start": day(row["start"])}
        found[row["code"], row["until"]], _made = model.objects.update_or_create(
            code=row["code"], until=day(row["until"]), defaults=values
        )
    old = {code: province for (code, until), province in found.items() if until}
    for row in read_rows("province_successions.csv"):
        succession.objects.update_or_create(
            old=old[row["old_code"]],
            new=found[row["new_code"], ""],
            defaults={"source": row["source"], "certainty": row["certainty"]},
        )
    return found


def _places(state: PlaceModels, name: str, lies_in: Any) -> dict[tuple[str, str], Any]:
    model = state.place
    known = {(place.code, place.until): place for place in model.objects.all()}
    found, fresh, stale = {}, [], []
    for row in read_rows(name):
        province, parent = lies_in(row)
        values = {**_common(row), "sort_key": sort_key(row["name"]), "start": day(row["start"])}
        values |= {"province": province, "parent": parent}
        place = known.get((row["code"], day(row["until"])))
        if place is None:
            place = model(code=row["code"], until=day(row["until"]), **values)
            fresh.append(place)
        elif any(getattr(place, field) != value for field, value in values.items()):
            for field, value in values.items():
                setattr(place, field, value)
            stale.append(place)
        found[row["code"], row["until"]] = place
    model.objects.bulk_create(fresh)
    if stale:
        model.objects.bulk_update(stale, list(values))
    return found


def _successions(state: PlaceModels, places: dict[tuple[str, str], Any]) -> int:
    model, rows = state.place_succession, read_rows("successions.csv")
    old = {code: place for (code, until), place in places.items() if until}
    model.objects.bulk_create(
        [
            model(
                old=old[row["old_code"]],
                new=places[row["new_code"], ""],
                extent=row["extent"],
                source=row["source"],
                certainty=row["certainty"],
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["old", "new"],
        update_fields=["extent", "source", "certainty"],
    )
    return len(rows)


def _names(state: PlaceModels, places: dict[tuple[str, str], Any]) -> int:
    model, rows = state.place_name, read_rows("other_names.csv")
    model.objects.bulk_create(
        [
            model(
                place=places[row["commune_code"], row["commune_until"]],
                start=day(row["start"]),
                until=day(row["until"]),
                relation=row["relation"],
                **_common(row),
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["place", "kind", "name"],
        update_fields=["folded", "start", "until", "relation", "source", "certainty"],
    )
    return len(rows)
