"""How far the targets of a programme are, counted from accepted projects. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

MACHINES = "machines"


@dataclass(frozen=True, slots=True)
class Result:
    """What one accepted project brought: its content, its facts, and the machines seen at the acceptance."""

    content: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    machines: int = 0


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """One target: the contents that count towards it, the indicator, and the range aimed at."""

    contents: tuple[str, ...]
    indicator: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a target is."""

    done: int
    low: int
    high: int

    @property
    def percent(self) -> int:
        """Return the part of the lower end reached, in whole percent rounded down; it may pass 100."""
        return self.done * 100 // self.low if self.low else 100 * bool(self.done)

    @property
    def is_met(self) -> bool:
        """Tell whether the lower end of the range is reached."""
        return self.done >= self.low


def reached(target: TargetFacts, results: Iterable[Result], units: Mapping[str, str]) -> Reached:
    """Count the accepted projects towards a target.

    Without an indicator every project counts once. A project that tells the indicator among its facts counts by that
    number (or by the rows of that table); machines are counted as seen at acceptance; else a project counts once where
    the indicator is the unit of its content (``units``: content → first indicator) or one of the programme's own.
    """
    counted = [one for one in results if one.content in target.contents]
    return Reached(sum(_worth(target.indicator, one, units) for one in counted), target.low, target.high)


def _worth(indicator: str, result: Result, units: Mapping[str, str]) -> int:
    if not indicator:
        return 1
    told = _whole(result.facts.get(indicator))
    if told is not None:
        return told
    if indicator == MACHINES:
        return result.machines
    return 1 if units.get(result.content, indicator) == indicator else 0


def _whole(value: Any) -> int | None:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        return max(value, 0)
    if isinstance(value, list):
        return len(value)
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else None
