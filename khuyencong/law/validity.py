"""How long a certificate is valid. Pure."""

from __future__ import annotations

from datetime import date

from khuyencong.law.book import NormsOfDay


def last_valid_day(issued_on: date, norms: NormsOfDay) -> date:
    """Return 31 December of the year in which the certificate ends.

    The count of years and whether the year of issue is the first of them are norms. Governing day of
    ``norms``: the day of issue. Source: TT 26/2014/TT-BCT, Điều 17 khoản 3.
    """
    years = norms.whole("selection.validity_year_count")
    if norms.flag("selection.validity_counts_year_of_issue"):
        years -= 1
    return date(issued_on.year + years, 12, 31)
