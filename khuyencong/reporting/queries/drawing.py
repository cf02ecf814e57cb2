"""Draws a report from a form: every cell with its value, and for every cell the records behind it on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from khuyencong.accounts.models import Office
from khuyencong.programme.models import Programme
from khuyencong.programme.rules.streams import STREAM_LABELS
from khuyencong.reporting.queries.breaking_down import Breakdown, groups_of
from khuyencong.reporting.queries.gauge import Gauge
from khuyencong.reporting.queries.measures import Scope
from khuyencong.reporting.queries.tables import indicator_table
from khuyencong.reporting.queries.targets import target_rows
from khuyencong.reporting.rules.forms import BREAKDOWN, RATES, TARGETS, FormFacts, SectionFacts
from khuyencong.reporting.rules.indicators import Indicator
from khuyencong.reporting.rules.narrative import narrative
from khuyencong.reporting.rules.periods import ReportPeriod, Window, since, window_of, year_to_date
from khuyencong.reporting.rules.sheet import (
    DIVIDED_BY_NOTHING,
    Cell,
    ColumnHead,
    Record,
    Section,
    Sheet,
    SheetRow,
    address,
    rate,
)

Recipe = Callable[[], list[Record]]
TARGET_COLUMNS = (
    ColumnHead("low", "Mục tiêu từ"),
    ColumnHead("high", "Mục tiêu đến"),
    ColumnHead("reached", "Đã đạt"),
    ColumnHead("reached_percent", "So với mức thấp (%)", over="reached", under="low"),
)


@dataclass
class Drawer:
    """One report as of its period's end; ``records`` opens a cell of it."""

    form: FormFacts
    period: ReportPeriod
    office: Office
    recipes: dict[str, Recipe] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.gauge = Gauge(Scope(self.office), indicator_table())
        self.programme = Programme.objects.filter(
            plans__office__in=self.gauge.scope.office_ids, plans__year=self.period.year
        ).first()  # fmt: skip  # one question
        self.windows = self._windows()

    def _windows(self) -> dict[str, Window]:
        first = self.programme.first_year if self.programme else self.period.year
        return {
            "period": window_of(self.period),
            "to_date": year_to_date(self.period),
            "last_period": window_of(self.period.year_ago),
            "last_to_date": year_to_date(self.period.year_ago),
            "programme": since(first, self.period),
        }

    def draw(self) -> Sheet:
        """Return the whole report."""
        sections = tuple(self._section(f"s{number}", one) for number, one in enumerate(self.form.sections, start=1))
        return Sheet(
            code=self.form.code,
            title=self.form.title,
            period=self.period.code,
            period_label=self.period.label,
            office=self.office.name,
            sections=sections,
            narrative=self._narrative(),
            in_millions=self.form.in_millions,
            notes=tuple(part for part in (self._as_of(), self.form.note) if part),
        )

    def records(self, where: str) -> list[Record] | None:
        """Return what stands behind a cell of the drawn report, or None where the address names no sum."""
        return self.recipes[where]() if where in self.recipes else None

    def _as_of(self) -> str:
        return f"Số liệu tính đến hết ngày {self.period.end:%d/%m/%Y}."

    def _section(self, code: str, section: SectionFacts) -> Section:
        if section.kind == TARGETS:
            return Section(code, section.title, TARGET_COLUMNS, tuple(self._targets(code)))
        if section.kind == BREAKDOWN:
            return self._broken_down(code, section)
        columns = tuple(
            ColumnHead(column, label, "%" if column in RATES else "", *RATES.get(column, ()))
            for column, label in self.form.columns
        )
        rows = [row for name in section.indicators for row in self._rows(code, self.gauge.table.indicators[name])]
        return Section(code, section.title, columns, tuple(rows))

    def _rows(self, section: str, one: Indicator) -> Iterator[SheetRow]:
        parts = list(STREAM_LABELS) if one.split else []
        codes = tuple(f"{one.code}:{stream.value}" for stream in parts)
        adds = codes if one.adds_up else ()
        yield SheetRow(one.code, one.label, one.unit, self._cells(section, one.code, one, ""), adds=adds)
        for row, stream in zip(codes, parts, strict=True):
            cells = self._cells(section, row, one, stream.value)
            yield SheetRow(row, STREAM_LABELS[stream], one.unit, cells, depth=1)

    def _cells(self, section: str, row: str, one: Indicator, stream: str) -> dict[str, Cell]:
        cells = {}
        for column, _label in self.form.columns:
            if column in RATES:
                continue
            measured, window = (one, self.windows.get(column)) if column != "plan" else self._plan(one)
            if window is not None and measured is not None:
                cells[column] = self.gauge.cell(measured, window, stream)
                if cells[column].opens:
                    self._keep(address(section, row, column), measured, window, stream)
        return cells | self._rates(one, cells)

    def _plan(self, one: Indicator) -> tuple[Indicator | None, Window | None]:
        return self.gauge.table.indicators.get(one.against), self.windows["to_date"]

    def _rates(self, one: Indicator, cells: dict[str, Cell]) -> dict[str, Cell]:
        """Return the rates of two columns; the rate of two rates would say nothing."""
        found = {}
        for column, (over, under) in RATES.items():
            if over in cells and under in cells and one.adds_up:
                value = rate(cells[over].value, cells[under].value)
                found[column] = Cell(value, "" if value is not None else DIVIDED_BY_NOTHING)
        return found

    def _keep(self, where: str, one: Indicator, window: Window, stream: str) -> None:
        self.recipes[where] = lambda: self.gauge.records(one, window, stream)

    def _broken_down(self, code: str, section: SectionFacts) -> Section:
        indicators = [self.gauge.table.indicators[name] for name in section.indicators]
        window = self.windows["programme"] if section.by == "year" else self.windows["to_date"]
        breakdown = Breakdown(self.gauge, section.by, window)
        drawn = groups_of(breakdown, indicators, code)
        self.recipes |= drawn.recipes
        return Section(code, section.title, drawn.columns, drawn.rows, head=drawn.head, note=drawn.note)

    def _targets(self, code: str) -> Iterator[SheetRow]:
        for row, records in target_rows(self.gauge.scope, self.programme, self.windows["programme"]):
            self.recipes[address(code, row.code, "reached")] = lambda records=records: records  # type: ignore[misc]  # bound now
            yield row

    def _narrative(self) -> tuple[str, ...]:
        table = self.gauge.table.indicators
        wanted = [table[code] for code in self.form.narrative]
        rows: dict[str, dict[str, Cell]] = {}
        for one in wanted:
            rows[one.code] = {
                column: self.gauge.cell(one, self.windows[column]) for column in ("period", "to_date", "last_period")
            }
            if one.against:
                rows[one.code]["plan"] = self.gauge.cell(table[one.against], self.windows["to_date"])
        return narrative(wanted, rows, self.period.label)
