"""What a proposed norm would change for work that is under way. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that the norm touches: what it is, where it stands, and its figure before and after."""

    label: str
    url: str
    before: str
    after: str
