"""Ticks from several phones, some of them late: of two ticks of one thing, the later made one holds. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Mark:
    """One tick as a phone sent it: of what, what was said, and when by the phone."""

    target: int
    value: str
    made_at: datetime
    name: str = ""


def that_hold(marks: Iterable[Mark], known: Mapping[int, datetime | None], *, now: datetime) -> dict[int, Mark]:
    """Return the marks that change something: the newest of each target, where it is newer than what is known.

    ``known`` says when each target was last ticked; marks of other targets are left out. A phone whose clock runs
    ahead cannot bind the future: its ticks count as made now. Ticks sent twice change nothing.
    """
    found: dict[int, Mark] = {}
    for mark in marks:
        if mark.target not in known:
            continue
        made_at = min(mark.made_at, now)
        before = found[mark.target].made_at if mark.target in found else known[mark.target]
        if before is None or made_at > before:
            found[mark.target] = Mark(mark.target, mark.value, made_at, mark.name)
    return found
