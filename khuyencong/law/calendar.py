"""Working days: weekly rest, holidays of the law, and single days by notice. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from khuyencong.law.book import NormsOfDay

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Holidays:
    """When offices rest; ``rest_days`` count from Monday as 1, ``fixed`` are (month, day) of every year."""

    rest_days: frozenset[int]
    fixed: frozenset[tuple[int, int]]
    off: frozenset[date]
    work: frozenset[date]
    compensates: bool

    def is_working_day(self, day: date) -> bool:
        """Tell whether offices work on this day; a make-up day wins over everything else."""
        if day in self.work:
            return True
        return not self._rests(day) and not self._is_holiday(day) and day not in self._made_up(day.year)

    def _rests(self, day: date) -> bool:
        return day.isoweekday() in self.rest_days

    def _is_holiday(self, day: date) -> bool:
        return day in self.off or (day.month, day.day) in self.fixed

    def _made_up(self, year: int) -> set[date]:
        made_up: set[date] = set()
        if not self.compensates:
            return made_up
        fixed = {date(year, month, day) for month, day in self.fixed}
        for holiday in sorted(fixed | {day for day in self.off if day.year == year}):
            if self._rests(holiday):
                day = holiday + _DAY
                while self._rests(day) or self._is_holiday(day) or day in made_up:
                    day += _DAY
                made_up.add(day)
        return made_up


def holidays_of(norms: NormsOfDay) -> Holidays:
    """Gather the calendar from the norms. Governing day of ``norms``: the day from which one counts."""
    dated = norms.rows("calendar.dated_days")
    return Holidays(
        rest_days=frozenset(norms.numbers("calendar.weekly_rest_days")),
        fixed=frozenset((row["month"], row["day"]) for row in norms.rows("calendar.fixed_holidays")),
        off=frozenset(row["on"] for row in dated if row["kind"] == "off"),
        work=frozenset(row["on"] for row in dated if row["kind"] == "work"),
        compensates=norms.flag("calendar.compensates_rest_days"),
    )


def add_working_days(day: date, count: int, holidays: Holidays) -> date:
    """Return the working day that is ``count`` working days after ``day``; the day itself is not counted."""
    assert count >= 0, count
    while count:
        day += _DAY
        if holidays.is_working_day(day):
            count -= 1
    return day
