"""How a paper of the locker stands on a day: valid, soon over, over. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from khuyencong.law.book import NormsOfDay


class Standing(StrEnum):
    """Whether a paper can still be used."""

    VALID = "valid"
    ENDING = "ending"
    OVER = "over"


def standing(valid_until: date | None, norms: NormsOfDay) -> Standing:
    """Tell how a paper stands on the day of ``norms``; without a last day it is valid for ever.

    The last day itself still counts. How long before it ends one is reminded is a norm.
    """
    if valid_until is None:
        return Standing.VALID
    if valid_until < norms.day:
        return Standing.OVER
    return Standing.ENDING if valid_until <= reminded_until(norms) else Standing.VALID


def reminded_until(norms: NormsOfDay) -> date:
    """Return the last day of validity of which one is reminded on the day of ``norms``."""
    return norms.day + timedelta(days=norms.whole("filing.expiry_reminder_days"))
