"""What support brought about: trainees, savings, figures before and after, when to look again. Pure.

Everything is counted from lists and figures by their columns; no kind of content has code of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.rules.deadlines import add_months
from khuyencong.programme.rules.work.running import day_refusal
from khuyencong.vietnamese.folding import fold

MAJORITY = "kinh"
WOMAN = "nu"
Rows = Sequence[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class TraineeTotals:
    """Trainees counted: all, women, of ethnic minorities, of poor households, with a job after."""

    total: int
    women: int
    ethnic_minority: int
    poor_household: int
    with_job: int


def trainee_totals(rows: Rows) -> TraineeTotals:
    """Count a list of trainees; whose ethnic group is not written counts as none of the minorities."""
    groups = [fold(str(row.get("ethnic_group") or "")) for row in rows]
    return TraineeTotals(
        total=len(rows),
        women=sum(fold(str(row.get("sex") or "")) == WOMAN for row in rows),
        ethnic_minority=sum(group not in {"", MAJORITY} for group in groups),
        poor_household=sum(bool(row.get("poor_household")) for row in rows),
        with_job=sum(bool(row.get("job_after")) for row in rows),
    )


def share(part: int, whole: int) -> Fraction | None:
    """Return a part of a whole in percent, exactly; None of nothing."""
    return Fraction(100 * part, whole) if whole else None


@dataclass(frozen=True, slots=True)
class Saving:
    """One resource per unit of product, before and after, in the unit it was measured in."""

    resource: str
    unit: str
    before: Fraction
    after: Fraction | None

    @property
    def saved(self) -> Fraction | None:
        """What one unit of product needs less; negative where it needs more."""
        return None if self.after is None else self.before - self.after

    @property
    def percent(self) -> Fraction | None:
        """The saving in percent of before, exactly."""
        return None if self.saved is None or not self.before else 100 * self.saved / self.before


def savings(rows: Rows) -> list[Saving]:
    """Return the savings of a list of measures, whose ``before`` and ``after`` are numbers or numbers as text."""
    return [
        Saving(
            resource=str(row.get("resource") or ""),
            unit=str(row.get("unit") or ""),
            before=_number(row.get("before")) or Fraction(0),
            after=_number(row.get("after")),
        )
        for row in rows
    ]


def _number(value: object) -> Fraction | None:
    return None if value is None or value == "" else Fraction(str(value))


def derived_figures(facts: Mapping[str, object], machines: int) -> dict[str, int]:
    """Return the figures that follow from what a project has written already, by code of indicator.

    A fact with the code of an indicator is that indicator; lists give their own counts.
    """
    figures = {code: value for code, value in facts.items() if isinstance(value, int) and not isinstance(value, bool)}
    trainees = facts.get("trainee")
    if isinstance(trainees, list) and trainees:
        totals = trainee_totals(trainees)
        figures |= {
            "trainees": totals.total,
            "women": totals.women,
            "ethnic_minority": totals.ethnic_minority,
            "poor_household": totals.poor_household,
            "with_job": totals.with_job,
        }
    for table, code in (("member", "participants"), ("booth", "booths"), ("product", "products")):
        rows = facts.get(table)
        if isinstance(rows, list) and rows:
            figures[code] = len(rows)
    return figures | ({"machines": machines} if machines else {})


@dataclass(frozen=True, slots=True)
class Change:
    """One indicator before and after."""

    code: str
    before: Fraction | None
    after: Fraction | None

    @property
    def difference(self) -> Fraction | None:
        """After less before."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def percent(self) -> Fraction | None:
        """The difference in percent of before, exactly; None where there was nothing before."""
        return None if self.difference is None or not self.before else 100 * self.difference / self.before


def changes(codes: Sequence[str], before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """Return the indicators side by side, where either has a figure; figures are numbers as text."""
    return [
        Change(code, _number(before.get(code)), _number(after.get(code)))
        for code in codes
        if before.get(code) or after.get(code)
    ]


@dataclass(frozen=True, slots=True)
class FollowUpFacts:
    """One follow-up as typed; ``figures`` are numbers as text by code of indicator."""

    months: int
    visited_on: date
    figures: Mapping[str, str]


def follow_up_refusals(
    facts: FollowUpFacts,
    *,
    accepted_on: date,
    today: date,
    months: Collection[int],
    done: Collection[int],
    known: Collection[str],
    source: str,
) -> list[Refusal]:
    """Return every reason against a follow-up. Governing day: the day of the visit."""
    found = [
        _about_months(facts, accepted_on, months, done, source),
        day_refusal(facts.visited_on, today, accepted_on, _("Theo dõi hiệu quả")),
    ]
    if unknown := sorted(set(facts.figures) - set(known)):
        words = _("Chỉ tiêu “%(codes)s” không thuộc nội dung này.")
        found.append(Refusal("programme.indicator_unknown", words, codes=", ".join(unknown)))
    if not any(text.strip() for text in facts.figures.values()):
        found.append(Refusal("programme.figures_missing", _("Phải ghi ít nhất một chỉ tiêu đo được."), source=source))
    return [no for no in found if no is not None]


def _about_months(
    facts: FollowUpFacts, accepted_on: date, months: Collection[int], done: Collection[int], source: str
) -> Refusal | None:
    if facts.months not in months:
        return Refusal(
            "programme.follow_up_months_unknown",
            _("Theo dõi hiệu quả sau %(months)s tháng, không phải %(given)s tháng."),
            source=source,
            months=", ".join(str(one) for one in sorted(months)),
            given=str(facts.months),
        )
    if facts.months in done:
        return Refusal(
            "programme.follow_up_done",
            _("Đã ghi theo dõi sau %(months)s tháng của đề án này."),
            source=source,
            months=str(facts.months),
        )
    return _too_early(facts, add_months(accepted_on, facts.months), source)


def _too_early(facts: FollowUpFacts, due_on: date, source: str) -> Refusal | None:
    if facts.visited_on >= due_on:
        return None
    return Refusal(
        "programme.follow_up_early",
        _("Theo dõi sau %(months)s tháng chỉ ghi được từ ngày %(day)s."),
        source=source,
        months=str(facts.months),
        day=f"{due_on:%d/%m/%Y}",
    )
