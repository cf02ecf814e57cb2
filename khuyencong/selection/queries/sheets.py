"""What a juror needs to score one dossier, and the list of what is still to score."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

from django.db.models import BooleanField, CharField, OuterRef, QuerySet, Subquery

from khuyencong.selection.models import Criterion, Declaration, Dossier, Juror, Round, Scorecard
from khuyencong.selection.rules.conflicts import CONFLICT, NONE, UNDECLARED
from khuyencong.selection.rules.dossier_life import SCORED_STATES
from khuyencong.selection.rules.scorecard_life import SETTLED

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class _Beside(TypedDict):
        card_state: str | None
        card_total: int | None
        conflict: bool | None

    ListedDossier = WithAnnotations[Dossier, _Beside]


@dataclass(slots=True)
class SheetLine:
    """One criterion on a juror's sheet; ``points`` is None where nothing was given yet."""

    criterion: Criterion
    points: int | None
    depth: int


@dataclass(slots=True)
class JurorSheet:
    """A juror's sheet for one dossier; ``next_id`` is the next dossier still to be scored."""

    dossier: Dossier
    scorecard: Scorecard | None
    declared: str
    lines: list[SheetLine] = field(default_factory=list)
    total: int = 0
    done: int = 0
    count: int = 0
    next_id: int | None = None
    previous_id: int | None = None


def criteria_for(round_: Round, group: str) -> list[Criterion]:
    """Return the criteria that serve a group: its own sheet where there is one."""
    found = list(round_.criteria.filter(group__in=["", group]).order_by("order", "pk"))
    own = [criterion for criterion in found if criterion.group]
    return own or found


def criteria_by_group(round_: Round) -> dict[str, dict[str, Criterion]]:
    """Return the criteria that receive points, by product group ("" serves groups without an own sheet) and code."""
    found: dict[str, dict[str, Criterion]] = {"": {}}
    for criterion in round_.criteria.filter(is_leaf=True).order_by("order", "pk"):
        found.setdefault(criterion.group, {})[criterion.code] = criterion
    return found


def assigned_dossiers(juror: Juror) -> QuerySet[Dossier]:
    """Return the dossiers the juror scores, in the order of the jury's list."""
    found = Dossier.objects.filter(round=juror.round_id, state__in=sorted(SCORED_STATES))
    if juror.groups:
        found = found.filter(group__in=juror.groups.strip(",").split(","))
    return found.order_by("group", "entry_code")


def juror_dossiers(juror: Juror) -> QuerySet[ListedDossier]:
    """Return the dossiers the juror scores, with ``card_state``, ``card_total`` and ``conflict`` beside each."""
    cards = Scorecard.objects.filter(juror=juror, dossier=OuterRef("pk"))
    declared = Declaration.objects.filter(juror=juror, dossier=OuterRef("pk"))
    return assigned_dossiers(juror).annotate(
        card_state=Subquery(cards.values("state")[:1], output_field=CharField()),
        card_total=Subquery(cards.values("total_hundredths")[:1]),
        conflict=Subquery(declared.values("has_conflict")[:1], output_field=BooleanField()),
    )


def juror_sheet(juror: Juror, dossier: Dossier) -> JurorSheet:
    """Return the sheet in a fixed number of queries, whatever the size of the round."""
    card = Scorecard.objects.filter(juror=juror, dossier=dossier).first()
    declared = Declaration.objects.filter(juror=juror, dossier=dossier).first()
    points = dict(card.scores.values_list("criterion_id", "points_hundredths")) if card else {}
    sheet = JurorSheet(dossier, card, _word(declared))
    sheet.lines = [
        SheetLine(criterion, points.get(criterion.pk), _depth(criterion))
        for criterion in criteria_for(juror.round, dossier.group)
    ]
    sheet.total = sum(line.points or 0 for line in sheet.lines)
    _place_in_queue(sheet, juror)
    return sheet


def _word(declared: Declaration | None) -> str:
    if declared is None:
        return UNDECLARED
    return CONFLICT if declared.has_conflict else NONE


def _depth(criterion: Criterion) -> int:
    return criterion.code.count(".") if criterion.parent_code else 0


def _place_in_queue(sheet: JurorSheet, juror: Juror) -> None:
    ids = list(assigned_dossiers(juror).values_list("pk", flat=True))
    settled = set(Scorecard.objects.filter(juror=juror, state__in=sorted(SETTLED)).values_list("dossier_id", flat=True))
    sheet.count, sheet.done = len(ids), len(settled.intersection(ids))
    if sheet.dossier.pk not in ids:
        return
    here = ids.index(sheet.dossier.pk)
    sheet.next_id = next((pk for pk in ids[here + 1 :] + ids[:here] if pk not in settled), None)
    sheet.previous_id = ids[here - 1] if here else None
