"""Fill the invented province: the round of 2016 to its certificates, and a round of this year that stands open."""

from __future__ import annotations

from datetime import datetime


def seed_province(*, at: datetime) -> None:
    """Make what is missing; safe to repeat."""
