"""Asks measures for the values and records of indicators, each sum and each list of records once."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from khuyencong.reporting.queries.measures import COUNTED, Hit, Scope, Totals
from khuyencong.reporting.queries.measures.kinds import STREAM_CONTENT
from khuyencong.reporting.rules.indicators import NONE, RATIO, Indicator, IndicatorTable
from khuyencong.reporting.rules.periods import Window
from khuyencong.reporting.rules.sheet import DIVIDED_BY_NOTHING, Cell, Record, Value, rate


@dataclass(frozen=True)
class Gauge:
    """The values of indicators for the offices of one report."""

    scope: Scope
    table: IndicatorTable

    def totals(self, one: Indicator, window: Window, by: tuple[str, ...] = STREAM_CONTENT) -> Totals:
        """Return the sums of an indicator by what they are told by, read once."""

        def make() -> Totals:
            return COUNTED[one.measure].totals(self.scope, window, one.of, by)

        return self.scope.once(("totals", one.measure, one.of, window, by), make)  # type: ignore[no-any-return]  # what is kept is what was made

    def value(self, one: Indicator, window: Window, stream: str = "") -> Value:
        """Return the value in one stream, or in all: of a rate exactly, None of what has no records."""
        if one.measure == NONE:
            return None
        if one.measure == RATIO:
            over, under = (self.value(self.table.indicators[part], window, stream) for part in (one.over, one.under))
            return rate(over, under, one.times)
        totals = self.totals(one, window)
        return sum((Fraction(value) for key, value in totals.items() if _counts(one, key, stream)), Fraction(0))

    def cell(self, one: Indicator, window: Window, stream: str = "") -> Cell:
        """Return the cell of an indicator: a value, or why there is none."""
        value = self.value(one, window, stream)
        if value is None:
            return Cell(None, one.why if one.measure == NONE else DIVIDED_BY_NOTHING)
        return Cell(value, opens=one.adds_up)

    def hits(self, one: Indicator, window: Window, stream: str = "") -> list[Hit]:
        """Return the records of an indicator that are sums: none behind a rate."""
        if not one.adds_up:
            return []
        key = ("hits", one.measure, one.of, window)
        found = self.scope.once(key, lambda: COUNTED[one.measure].hits(self.scope, window, one.of))
        return [hit for hit in found if _counts(one, (hit.stream, hit.content), stream)]

    def records(self, one: Indicator, window: Window, stream: str = "") -> list[Record]:
        """Return what stands behind a cell; the sum of it is the cell."""
        return [hit.record for hit in self.hits(one, window, stream)]


def _counts(one: Indicator, key: tuple[Any, ...], stream: str) -> bool:
    return (not stream or key[0] == stream) and (not one.contents or key[1] in one.contents)
