"""Puts many paper sheets on file at once, remembers what they replaced, and takes them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from khuyencong.accounts.deeds import Record
from khuyencong.selection.models import Criterion, Declaration, Dossier, Juror, Round, Score, Scorecard
from khuyencong.selection.queries.sheets import criteria_by_group
from khuyencong.selection.rules.dossier_life import SCORED_STATES

BATCH = 500
_TRACED = 40


@dataclass(frozen=True, slots=True)
class Given:
    """What a sheet says of one dossier: points in hundredths by criterion, or why it was not scored."""

    points: Mapping[str, int]
    recusal: str = ""
    remarks: str = ""


class SheetWriter:
    """Collects the sheets of an import and writes them in a fixed number of statements."""

    def __init__(self, round_: Round, record: Record) -> None:
        self.record = record
        self.made = self.changed = self.same = self.recused = 0
        dossiers = Dossier.objects.filter(round=round_, state__in=sorted(SCORED_STATES))
        self.dossiers = {dossier.entry_code: dossier for dossier in dossiers}
        self.criteria = criteria_by_group(round_)
        cards = Scorecard.objects.filter(juror__round=round_)
        self.cards = {(card.juror_id, card.dossier_id): card for card in cards}
        self.points = points_of_cards(cards)
        self.fresh: list[Scorecard] = []
        self.changing: list[Scorecard] = []
        self.given: list[tuple[Scorecard, Given]] = []
        self.replaced: dict[str, dict[str, Any]] = {}
        self.conflicts: list[tuple[Juror, Dossier, str]] = []

    def add(self, juror: Juror, sheets: Mapping[str, Given]) -> None:
        """Take up one juror's sheets by entry code."""
        for code, given in sheets.items():
            dossier = self.dossiers[code]
            card = self.cards.get((juror.pk, dossier.pk))
            if card is not None and self._says_the_same(card, given):
                self.same += 1
                continue
            if card is None:
                card = Scorecard(juror=juror, dossier=dossier)
                self.fresh.append(card)
                self.made += 1
            else:
                self.replaced[str(card.pk)] = _kept(card, self.points.get(card.pk, {}))
                self.changing.append(card)
                self.changed += 1
            self._fill(card, given)
            self.given.append((card, given))
            if given.recusal:
                self.recused += 1
                self.conflicts.append((juror, dossier, given.recusal))

    def _says_the_same(self, card: Scorecard, given: Given) -> bool:
        if given.recusal:
            return card.state == "recused" and card.reason == given.recusal[:300]
        return card.state == "submitted" and self.points.get(card.pk, {}) == dict(given.points)

    def _fill(self, card: Scorecard, given: Given) -> None:
        at = self.record.at
        card.source, card.entered_by, card.saved_at = Scorecard.Source.IMPORT, self.record.actor, at
        card.checked_by = card.checked_at = None
        card.remarks = given.remarks
        card.state = "recused" if given.recusal else "submitted"
        card.reason = given.recusal[:300]
        card.submitted_at = None if given.recusal else at
        card.total_hundredths = sum(given.points.values())

    def write(self) -> None:
        """Store everything that was taken up."""
        Scorecard.objects.bulk_create(self.fresh, batch_size=BATCH)
        Scorecard.objects.bulk_update(self.changing, CARD_FIELDS, batch_size=BATCH)
        Score.objects.filter(scorecard__in=[card.pk for card in self.changing]).delete()
        Score.objects.bulk_create(self._scores(), batch_size=BATCH)
        Declaration.objects.bulk_create(
            [
                Declaration(
                    juror=juror, dossier=dossier, has_conflict=True, reason=reason[:300], declared_at=self.record.at
                )
                for juror, dossier, reason in self.conflicts
            ],
            update_conflicts=True,
            unique_fields=["juror", "dossier"],
            update_fields=["has_conflict", "reason", "declared_at"],
        )

    def _scores(self) -> list[Score]:
        return [
            Score(
                scorecard=card,
                criterion=criteria[code],
                points_hundredths=value,
                maximum_hundredths=criteria[code].maximum_hundredths,
            )
            for card, given in self.given
            for criteria in [self._criteria(card)]
            for code, value in given.points.items()
        ]

    def _criteria(self, card: Scorecard) -> Mapping[str, Criterion]:
        return self.criteria.get(card.dossier.group) or self.criteria[""]

    def refs(self) -> dict[str, Any]:
        """Return what the way back needs."""
        return {"cards": [card.pk for card in self.fresh], "replaced": self.replaced}

    def trace(self) -> list[dict[str, Any]] | int:
        """Return what was replaced for the trail, or only how much where it is very much."""
        if len(self.replaced) > _TRACED:
            return len(self.replaced)
        return [
            {"card": int(pk), "state": kept["state"], "points": kept["points"]} for pk, kept in self.replaced.items()
        ]


CARD_FIELDS = (
    "state", "source", "total_hundredths", "remarks", "reason", "saved_at", "submitted_at", "entered_by", "checked_by",
    "checked_at",
)  # fmt: skip  # a list of fields


def points_of_cards(cards: Iterable[Scorecard]) -> dict[int, dict[str, int]]:
    """Return the points of many sheets by sheet and criterion."""
    found: dict[int, dict[str, int]] = {}
    rows = Score.objects.filter(scorecard__in=cards).values_list("scorecard_id", "criterion__code", "points_hundredths")
    for card_id, code, value in rows:
        found.setdefault(card_id, {})[code] = value
    return found


def _kept(card: Scorecard, points: Mapping[str, int]) -> dict[str, Any]:
    return {
        "state": card.state,
        "source": card.source,
        "total_hundredths": card.total_hundredths,
        "remarks": card.remarks,
        "reason": card.reason,
        "saved_at": card.saved_at.isoformat(),
        "submitted_at": card.submitted_at.isoformat() if card.submitted_at else None,
        "entered_by_id": card.entered_by_id,
        "checked_by_id": card.checked_by_id,
        "checked_at": card.checked_at.isoformat() if card.checked_at else None,
        "points": dict(points),
    }


def take_back(refs: Mapping[str, Any]) -> None:
    """Remove the sheets an import made and put back those it replaced; called within a deed."""
    made = Scorecard.objects.filter(pk__in=refs["cards"])
    for juror_id, dossier_id in made.filter(state="recused").values_list("juror_id", "dossier_id"):
        Declaration.objects.filter(juror=juror_id, dossier=dossier_id).delete()
    made.delete()
    for pk, kept in refs["replaced"].items():
        card = Scorecard.objects.select_related("dossier", "juror__round").filter(pk=int(pk)).first()
        if card is not None:
            _put_back(card, kept)


def _put_back(card: Scorecard, kept: Mapping[str, Any]) -> None:
    values = {name: value for name, value in kept.items() if name != "points"}
    Scorecard.objects.filter(pk=card.pk).update(**values)
    groups = criteria_by_group(card.juror.round)
    criteria = groups.get(card.dossier.group) or groups[""]
    card.scores.all().delete()
    Score.objects.bulk_create(
        Score(
            scorecard=card,
            criterion=criteria[code],
            points_hundredths=value,
            maximum_hundredths=criteria[code].maximum_hundredths,
        )
        for code, value in kept["points"].items()
    )
    if card.state == "recused" and kept["state"] != "recused":
        Declaration.objects.filter(juror=card.juror, dossier=card.dossier).delete()
