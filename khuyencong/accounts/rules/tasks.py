"""One thing that waits for somebody. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Task:
    """A line of "what waits for me": what to do, where, by when, and how much of it."""

    title: str
    detail: str
    url: str
    icon: str
    count: int = 1
    due_on: date | None = None
    urgent: bool = False
