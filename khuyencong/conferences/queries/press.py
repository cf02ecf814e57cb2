"""What the press note is made from: the programme's money, the plan of the year, the certificates, the conclusions."""

from __future__ import annotations

from django.db.models import BigIntegerField, QuerySet, Sum

from khuyencong.conferences.models import Conference
from khuyencong.conferences.queries.awards import awards_of
from khuyencong.conferences.rules.lists import lines_of
from khuyencong.conferences.rules.press_note import PressFacts
from khuyencong.conferences.rules.press_note import Sum as Amount
from khuyencong.programme.models import PlannedAmount, Programme, ProgrammeMoney
from khuyencong.programme.queries.plans.contents import content_choices, norms_of_year


def press_facts(conference: Conference) -> PressFacts:
    """Gather the facts; the year's money is what its programme says of the year, else what its plan gives."""
    certificates = [one.certificate for one in awards_of(conference)]
    programme = conference.programme
    makers = {one.product.establishment_id for one in certificates if one.level == "province"}
    return PressFacts(
        name=conference.name,
        office=conference.office.name,
        held_on=conference.held_on,
        place=conference.place,
        presider=conference.presider,
        year=conference.year,
        money_year=money_of_year(programme, conference.year),
        money_orientation=_foreseen(programme, None),
        orientation_until=programme.last_year if programme else None,
        establishments=len(makers),
        products=sum(one.level == "province" for one in certificates),
        regional_products=sum(one.level == "region" for one in certificates),
        national_products=sum(one.level == "nation" for one in certificates),
        contents=_planned_contents(programme, conference.year) or lines_of(conference.done_contents),
        orientations=lines_of(conference.next_contents),
        tasks=tuple(conference.conclusions.order_by("number").values_list("text", flat=True)),
    )


def money_of_year(programme: Programme | None, year: int) -> Amount | None:
    """Return the State's money of a year: what the programme says of it, else what the plans in force give."""
    if (said := _foreseen(programme, year)) is not None:
        return said
    planned = _amounts(programme, year).aggregate(total=Sum("support", output_field=BigIntegerField()))["total"]
    return Amount(planned) if planned else None


def _foreseen(programme: Programme | None, year: int | None) -> Amount | None:
    """Return the State's money of a programme, in all or of one year; what beneficiaries add is not counted."""
    if programme is None:
        return None
    rows = list(ProgrammeMoney.objects.filter(programme=programme, year=year).exclude(source="beneficiary"))
    if not rows:
        return None
    notes = {row.note for row in rows}
    return Amount(sum(row.amount.dong for row in rows), notes.pop() if len(notes) == 1 else "")


def _amounts(programme: Programme | None, year: int) -> QuerySet[PlannedAmount]:
    return PlannedAmount.objects.filter(
        version__state="approved", version__plan__programme=programme, version__plan__year=year
    )


def _planned_contents(programme: Programme | None, year: int) -> tuple[str, ...]:
    """Return the contents of the year's plans with what they count, the largest sum first."""
    if programme is None:
        return ()
    labels = content_choices(norms_of_year(year))
    total = Sum("support", output_field=BigIntegerField())
    rows = (
        _amounts(programme, year)
        .values_list("line__content", "unit")
        .annotate(total=total, count=Sum("quantity"))
        .order_by("-total", "line__content", "unit")
    )
    return tuple(
        f"{labels[code].label if code in labels else code} ({count} {unit})" if unit else labels[code].label
        for code, unit, _total, count in rows
    )
