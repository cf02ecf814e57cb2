"""Finds the place that an address names, old or new, and never guesses. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from khuyencong.kernel.words import gettext_noop as _
from khuyencong.vietnamese.folding import fold


class PlaceKind(StrEnum):
    """Kinds of administrative units, of today and of before 1 July 2025."""

    PROVINCE = "province"
    CITY = "city"
    TOWN = "town"
    DISTRICT = "district"
    WARD = "ward"
    COMMUNE = "commune"
    TOWNSHIP = "township"
    SPECIAL_ZONE = "special_zone"


KIND_LABELS: dict[PlaceKind, str] = {
    PlaceKind.PROVINCE: _("tỉnh"),
    PlaceKind.CITY: _("thành phố"),
    PlaceKind.TOWN: _("thị xã"),
    PlaceKind.DISTRICT: _("huyện"),
    PlaceKind.WARD: _("phường"),
    PlaceKind.COMMUNE: _("xã"),
    PlaceKind.TOWNSHIP: _("thị trấn"),
    PlaceKind.SPECIAL_ZONE: _("đặc khu"),
}

_LOWEST = frozenset({PlaceKind.WARD, PlaceKind.COMMUNE, PlaceKind.TOWNSHIP, PlaceKind.SPECIAL_ZONE})
_BEGINNINGS: tuple[tuple[str, PlaceKind], ...] = (
    ("thi tran", PlaceKind.TOWNSHIP),
    ("thanh pho", PlaceKind.CITY),
    ("thi xa", PlaceKind.TOWN),
    ("dac khu", PlaceKind.SPECIAL_ZONE),
    ("phuong", PlaceKind.WARD),
    ("huyen", PlaceKind.DISTRICT),
    ("tinh", PlaceKind.PROVINCE),
    ("xa", PlaceKind.COMMUNE),
    ("tt", PlaceKind.TOWNSHIP),
    ("tp", PlaceKind.CITY),
    ("tx", PlaceKind.TOWN),
    ("p", PlaceKind.WARD),
    ("h", PlaceKind.DISTRICT),
    ("x", PlaceKind.COMMUNE),
)


@dataclass(frozen=True)
class Named:
    """A unit as somebody wrote it: its kind when told, and its folded name."""

    kind: PlaceKind | None
    name: str


@dataclass(frozen=True)
class PlaceEntry:
    """One commune, of today or of before, with every name it is known by."""

    key: int
    names: frozenset[tuple[PlaceKind, str]]
    district: str = ""
    province: str = ""
    current: bool = True
    successors: tuple[int, ...] = ()


@dataclass(frozen=True)
class Found:
    """The place that was meant, or none with the possible ones and a sentence saying why."""

    key: int | None
    candidates: tuple[int, ...] = ()
    note: str = ""


def read_unit(text: str) -> Named:
    """Read "xã Lục Sĩ Thành", "TX. Bình Minh" or "P.5" into kind and name."""
    words = re.sub(r"[.\s]+", " ", fold(text)).strip()
    for beginning, kind in _BEGINNINGS:
        rest = words.removeprefix(beginning)
        if rest == words or not rest:
            continue
        if rest.startswith(" ") or (len(beginning) <= 2 and rest[0].isdigit()):
            return Named(kind, _number(rest.strip()))
    return Named(None, _number(words))


def read_address(text: str) -> tuple[Named | None, Named | None, Named | None]:
    """Read an address from its end into commune, district and province, as far as it tells them."""
    units = [read_unit(part) for part in re.split(r"[,;]| - ", text) if part.strip()]
    province = _last(units, {PlaceKind.PROVINCE})
    district = _last(units, {PlaceKind.DISTRICT, PlaceKind.TOWN, PlaceKind.CITY})
    commune = _last(units, set(_LOWEST))
    return commune, district, province


def _last(units: list[Named], kinds: set[PlaceKind]) -> Named | None:
    return next((unit for unit in reversed(units) if unit.kind in kinds), None)


def _number(name: str) -> str:
    return name.lstrip("0") or name if name.isdigit() else name


class PlaceBook:
    """All known communes by folded name, asked once for each address."""

    def __init__(self, entries: Iterable[PlaceEntry]) -> None:
        self._entries = {entry.key: entry for entry in entries}
        self._by_name: dict[str, list[PlaceEntry]] = {}
        for entry in self._entries.values():
            for name in {name for _kind, name in entry.names}:
                self._by_name.setdefault(name, []).append(entry)

    def find(self, commune: str, district: str = "", province: str = "") -> Found:
        """Find the commune of today that is meant; a divided old commune is kept as itself.

        Old names need no kind or district where only one place fits.
        """
        wanted = read_unit(commune)
        if not wanted.name:
            return Found(None, note=_("Chưa ghi xã, phường."))
        entries = self._by_name.get(wanted.name, [])
        entries = _of_district(entries, read_unit(district).name if district else "")
        entries = _of_province(entries, read_unit(province).name if province else "")
        return self._choose(_of_kind(entries, wanted.kind), told_district=bool(district))

    def find_in(self, address: str) -> Found:
        """Find the commune named in a whole address."""
        commune, district, province = read_address(address)
        if commune is None:
            return Found(None, note=_("Địa chỉ không ghi rõ xã, phường."))
        kind = KIND_LABELS[commune.kind] + " " if commune.kind else ""
        return self.find(kind + commune.name, district.name if district else "", province.name if province else "")

    def _choose(self, entries: list[PlaceEntry], *, told_district: bool) -> Found:
        if not entries:
            return Found(None, note=_("Không có đơn vị hành chính nào mang tên này trong danh mục."))
        current = [entry for entry in entries if entry.current]
        if current and not told_district:
            entries = current
        targets = {target for entry in entries for target in (entry.successors or (entry.key,))}
        if len(targets) == 1:
            return Found(next(iter(targets)))
        if len(entries) == 1:
            return Found(
                entries[0].key,
                tuple(sorted(targets)),
                _("Đơn vị cũ đã chia về nhiều xã, phường mới; cần chọn đúng nơi."),
            )
        return Found(
            None, tuple(sorted(targets)), _("Nhiều nơi cùng tên; cần ghi thêm huyện cũ hoặc chọn trong danh mục.")
        )


def _of_district(entries: list[PlaceEntry], district: str) -> list[PlaceEntry]:
    """Keep old communes of that district; a new commune has none, so it stays only where no old one fits."""
    if not district:
        return entries
    fitting = [entry for entry in entries if entry.district == district]
    return fitting or [entry for entry in entries if entry.current and entry.province == district]


def _of_province(entries: list[PlaceEntry], province: str) -> list[PlaceEntry]:
    return [entry for entry in entries if not province or entry.province in {"", province} or entry.current]


def _of_kind(entries: list[PlaceEntry], kind: PlaceKind | None) -> list[PlaceEntry]:
    """Prefer the kind that was written, yet accept another: "xã Tân Ngãi" became a ward."""
    if kind is None:
        return entries
    exact = [entry for entry in entries if any(known is kind for known, _name in entry.names)]
    return exact or entries
