"""What every measure shares: the reach of a report, what one record adds to which cell, and sums of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from khuyencong.accounts.models import Office
from khuyencong.programme.models import Plan, PlanLine
from khuyencong.reporting.rules.periods import Window
from khuyencong.reporting.rules.sheet import Record

Key = tuple[Any, ...]
Totals = Mapping[Key, Any]
STREAM_CONTENT = ("stream", "content")
PLACE, SECTOR = ("place_id",), ("sector",)


@dataclass(frozen=True, slots=True)
class Hit:
    """One record with what it is told by; nothing of a stream where the thing belongs to none."""

    record: Record
    stream: str = ""
    content: str = ""
    place_id: int | None = None
    sector: str = ""

    def key(self, by: tuple[str, ...]) -> Key:
        """Return what it is told by."""
        return tuple(getattr(self, name) for name in by)


@dataclass
class Scope:
    """The offices of a report: its own and every one beneath it, with their plans and lines, read once."""

    office: Office
    office_ids: list[int] = field(init=False)
    kept: dict[Any, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.office_ids = list(Office.objects.filter(path__startswith=self.office.path).values_list("pk", flat=True))

    def once(self, key: Any, make: Callable[[], Any]) -> Any:
        """Return what was made under a key, made the first time it is asked for."""
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]

    def plan_ids(self, years: tuple[int, ...]) -> list[int]:
        """Return the plans of some years."""
        plans = self.once(
            "plans", lambda: list(Plan.objects.filter(office__in=self.office_ids).values_list("pk", "year"))
        )
        return [plan for plan, year in plans if year in years]

    @property
    def lines(self) -> dict[int, tuple[str, str]]:
        """Stream and content of every line."""
        rows = PlanLine.objects.filter(plan__office__in=self.office_ids).values_list("pk", "stream", "content")
        return self.once("lines", lambda: {pk: (stream, content) for pk, stream, content in rows})  # type: ignore[no-any-return]  # what is kept is what was made


@dataclass(frozen=True, slots=True)
class Measure:
    """How one measure of the vocabulary is counted: sums by what they are told by, and the records behind them."""

    totals: Callable[[Scope, Window, tuple[str, ...], tuple[str, ...]], Totals]
    hits: Callable[[Scope, Window, tuple[str, ...]], list[Hit]]


Hits = Callable[[Scope, Window, tuple[str, ...]], list[Hit]]


def summed(hits: Hits) -> Measure:
    """Return a measure whose sums are folded from its records, read once: for what the database cannot add up."""

    def once(scope: Scope, window: Window, of: tuple[str, ...]) -> list[Hit]:
        return scope.once((hits, window, of), lambda: hits(scope, window, of))  # type: ignore[no-any-return]

    def totals(scope: Scope, window: Window, of: tuple[str, ...], by: tuple[str, ...]) -> Totals:
        return folded(once(scope, window, of), by)

    return Measure(totals, once)


def folded(hits: Iterable[Hit], by: tuple[str, ...]) -> Totals:
    """Return the sums of hits."""
    found: dict[Key, Any] = defaultdict(int)
    for hit in hits:
        found[hit.key(by)] += hit.record.value
    return found


def moments(window: Window) -> tuple[datetime, datetime]:
    """Return the moments between which a window lies, the second one excluded."""
    zone = timezone.get_current_timezone()
    after = date.fromordinal(window.end.toordinal() + 1)
    return datetime.combine(window.start, time(), zone), datetime.combine(after, time(), zone)
