"""Indicators side by side, told by source, content, place, sector or year; the rows add up to the total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from khuyencong.programme.queries.plans.contents import norms_of_year
from khuyencong.programme.rules.contents import content_groups
from khuyencong.programme.rules.streams import STREAM_LABELS, Stream
from khuyencong.reporting.queries.gauge import Gauge
from khuyencong.reporting.queries.measures.kinds import PLACE, SECTOR, STREAM_CONTENT, Hit
from khuyencong.reporting.queries.places import PlaceMap
from khuyencong.reporting.rules.forms import WAYS
from khuyencong.reporting.rules.indicators import Indicator
from khuyencong.reporting.rules.periods import Window
from khuyencong.reporting.rules.sheet import Cell, ColumnHead, Record, SheetRow, address
from khuyencong.vietnamese.sorting import sort_key

TOTAL = "total"
NO_SECTOR = "Chưa ghi ngành nghề hoặc chưa gắn với đề án"
Key = tuple[Any, ...]


@dataclass
class Drawn:
    """A table by groups, and what stands behind its cells."""

    columns: tuple[ColumnHead, ...]
    rows: tuple[SheetRow, ...]
    head: str
    note: str = ""
    recipes: dict[str, Callable[[], list[Record]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Breakdown:
    """One way of grouping: by which keys sums are read, and in which group a key lies."""

    gauge: Gauge
    by: str
    window: Window

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields by which sums are read."""
        if self.by == "sector":
            return SECTOR
        return PLACE if self.by in {"commune", "old_district", "old_province"} else STREAM_CONTENT

    def namer(self) -> Callable[[Key], str]:
        """Return what names the group of a key; made once for a way and a year."""
        return self.gauge.scope.once(("namer", self.by, self.window.end.year), self._namer)  # type: ignore[no-any-return]  # what is kept is what was made

    def _namer(self) -> Callable[[Key], str]:
        if self.by == "source":
            return lambda key: STREAM_LABELS[Stream(key[0])]
        if self.by in {"group", "content"}:
            return self._content_namer()
        if self.by == "sector":
            return lambda key: key[0] or NO_SECTOR
        places = PlaceMap()
        told: Callable[[int | None], str] = getattr(places, self.by)
        return lambda key: told(key[0])

    def _content_namer(self) -> Callable[[Key], str]:
        norms = norms_of_year(self.window.end.year, office_code=self.gauge.scope.office.code)
        contents = {row["code"]: row for row in norms.rows("programme.contents")}
        groups = content_groups(norms)
        if self.by == "content":
            return lambda key: contents[key[1]]["label"] if key[1] in contents else key[1]

        def group(key: Key) -> str:
            code = contents[key[1]]["group"] if key[1] in contents else ""
            return f"{code}. {groups[code]}" if code in groups else key[1]

        return group


def groups_of(breakdown: Breakdown, indicators: list[Indicator], section: str) -> Drawn:
    """Draw the table: a row for each group in alphabetical order, the total first."""
    columns = tuple(ColumnHead(one.code, one.label, one.unit) for one in indicators)
    drawn = Drawn(columns, (), WAYS[breakdown.by])
    found = _by_year(breakdown, indicators) if breakdown.by == "year" else _by_key(breakdown, indicators)
    labels = sorted({label for values in found.values() for label in values}, key=sort_key)
    codes = {label: f"g{number}" for number, label in enumerate(labels, start=1)}
    rows = [_row(TOTAL, "Tổng số", {one.code: sum(found[one.code].values(), Fraction(0)) for one in indicators},
                 tuple(codes.values()))]  # fmt: skip  # one row
    for label, code in codes.items():
        rows.append(_row(code, label, {one.code: found[one.code].get(label, Fraction(0)) for one in indicators}))
    for one in indicators:
        for label, code in {TOTAL: TOTAL, **codes}.items():
            drawn.recipes[address(section, code, one.code)] = _recipe(breakdown, one, "" if code == TOTAL else label)
    drawn.rows = tuple(rows)
    return drawn


def _row(code: str, label: str, values: dict[str, Fraction], adds: tuple[str, ...] = ()) -> SheetRow:
    cells = {column: Cell(value, opens=True) for column, value in values.items()}
    return SheetRow(code, label, "", cells, adds=adds, is_head=code == TOTAL)


def _by_key(breakdown: Breakdown, indicators: list[Indicator]) -> dict[str, dict[str, Fraction]]:
    name = breakdown.namer()
    found: dict[str, dict[str, Fraction]] = {}
    for one in indicators:
        sums: dict[str, Fraction] = defaultdict(Fraction)
        for key, value in breakdown.gauge.totals(one, breakdown.window, breakdown.keys).items():
            if value:
                sums[name(key)] += value
        found[one.code] = sums
    return found


def _by_year(breakdown: Breakdown, indicators: list[Indicator]) -> dict[str, dict[str, Fraction]]:
    gauge = breakdown.gauge
    return {
        one.code: {label: gauge.value(one, window) or Fraction(0) for label, window in _years(breakdown, one).items()}
        for one in indicators
    }


def _years(breakdown: Breakdown, one: Indicator) -> dict[str, Window]:
    """Return the plan years: events up to New Year, money up to the end of the report, as it moves afterwards too."""
    last, moves_on = breakdown.window.end, one.measure in {"ledger", "planned"}
    return {
        f"Năm {year}": Window(date(year, 1, 1), last if moves_on else min(date(year, 12, 31), last), (year,))
        for year in breakdown.window.years
    }


def _recipe(breakdown: Breakdown, one: Indicator, label: str) -> Callable[[], list[Record]]:
    def records() -> list[Record]:
        if breakdown.by == "year":
            windows = _years(breakdown, one)
            chosen = [windows[label]] if label else list(windows.values())
            return [record for window in chosen for record in breakdown.gauge.records(one, window)]
        name, hits = breakdown.namer(), breakdown.gauge.hits(one, breakdown.window)
        return [hit.record for hit in hits if not label or name(_key_of(hit, breakdown)) == label]

    return records


def _key_of(hit: Hit, breakdown: Breakdown) -> Key:
    return hit.key(breakdown.keys)
