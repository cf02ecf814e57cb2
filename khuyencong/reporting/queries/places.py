"""Communes of today, old districts and old provinces of the places of projects; what cannot be told is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from khuyencong.registry.models import Place, PlaceSuccession

UNPLACED = "Chưa ghi địa điểm hoặc chưa gắn với đề án"
UNSURE = "Chưa quy đổi được"


@dataclass
class PlaceMap:
    """Where every place belongs, read in two queries."""

    @cached_property
    def places(self) -> dict[int, Place]:
        """Every place with its district and province."""
        return {one.pk: one for one in Place.objects.select_related("parent__province", "province")}

    @cached_property
    def _links(self) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
        later: dict[int, list[int]] = defaultdict(list)
        earlier: dict[int, list[int]] = defaultdict(list)
        for old, new in PlaceSuccession.objects.order_by("pk").values_list("old_id", "new_id"):
            later[old].append(new)
            earlier[new].append(old)
        return later, earlier

    def commune(self, key: int | None) -> str:
        """Return the commune of today that a place is or became; several make it unsure."""
        return self._told(key, lambda one: [one] if one.is_current else self._others(self._links[0], one), str)

    def old_district(self, key: int | None) -> str:
        """Return the district of before July 2025; of a commune of today, that of all its origins."""
        return self._told(key, lambda one: self._before(one, "parent"), lambda one: f"{one}, {one.province}")

    def old_province(self, key: int | None) -> str:
        """Return the province of before July 2025; of a commune of today, that of all its origins."""
        return self._told(key, lambda one: self._before(one, "province"), str)

    def _before(self, one: Place, field: str) -> list[Any]:
        origins = [one] if not one.is_current else self._others(self._links[1], one)
        found = {getattr(origin, field).pk: getattr(origin, field) for origin in origins if getattr(origin, field)}
        return list(found.values())

    def _others(self, links: dict[int, list[int]], one: Place) -> list[Place]:
        return [self.places[key] for key in links.get(one.pk, [])]

    def _told(self, key: int | None, find: Callable[[Place], list[Any]], name: Callable[[Any], str]) -> str:
        if key is None:
            return UNPLACED
        found = find(self.places[key])
        return name(found[0]) if len(found) == 1 else f"{UNSURE}: {self.places[key].full_name}"
