"""Legal instruments that norms cite. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from khuyencong.kernel.period import Period


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument: how it is cited, who issued it, when it is in force (``until`` exclusive)."""

    id: str
    short: str
    number: str
    title: str
    issuer: str
    signed: date
    in_force: date
    until: date | None
    amended_by: tuple[str, ...]
    certainty: str

    @property
    def period(self) -> Period:
        """The span of days in which it is in force."""
        return Period(self.in_force, self.until)

    def cite(self, article: str = "") -> str:
        """Return the citation as papers print it: ``TT 26/2014/TT-BCT, Điều 9``."""
        return f"{self.short}, {article}" if article else self.short
