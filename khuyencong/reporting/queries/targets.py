"""The targets of a programme beside what accepted projects reached, project by project."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from khuyencong.programme.models import Programme
from khuyencong.reporting.queries.measures.figures import brought, units_of, worth
from khuyencong.reporting.queries.measures.kinds import Scope
from khuyencong.reporting.queries.measures.projects import hit
from khuyencong.reporting.rules.periods import Window
from khuyencong.reporting.rules.sheet import Cell, Record, SheetRow, rate, total_of


def target_rows(scope: Scope, programme: Programme | None, window: Window) -> Iterator[tuple[SheetRow, list[Record]]]:
    """Yield a row for each target, with the projects that count towards it."""
    if programme is None:
        return
    units = units_of(scope, min(window.end.year, programme.last_year))
    done = brought(scope, window)
    for target in programme.targets.order_by("pk"):
        contents = tuple(filter(None, target.contents.split(",")))
        counted = [(one, worth(one, contents, target.indicator, units)) for one in done]
        records = [hit(one.facts, Fraction(number), one.accepted_on).record for one, number in counted if number]
        low, reached = Fraction(target.low), total_of(records)
        cells = {
            "low": Cell(low),
            "high": Cell(Fraction(target.high)),
            "reached": Cell(reached, opens=True),
            "reached_percent": Cell(rate(reached, low)),
        }
        yield SheetRow(f"target{target.pk}", target.label, target.unit, cells), records
