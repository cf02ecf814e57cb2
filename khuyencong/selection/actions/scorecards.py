"""Score a dossier: save, submit, return; enter a paper sheet and have it checked by a second person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from khuyencong.accounts.deeds import Record, deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.selection.actions.jury import declare, demand_same_round
from khuyencong.selection.actions.scoring import held, recount
from khuyencong.selection.models import Criterion, Dossier, Juror, Score, Scorecard
from khuyencong.selection.queries import declaration_of
from khuyencong.selection.queries.sheets import criteria_for
from khuyencong.selection.rules.conflicts import CONFLICT, opens
from khuyencong.selection.rules.dossier_life import SCORED_STATES
from khuyencong.selection.rules.round_life import ROUND_LIFE
from khuyencong.selection.rules.scorecard_life import SCORECARD_LIFE
from khuyencong.selection.rules.scoring import Leaf, check_points, check_sheet

Points = Mapping[str, int | None]
"""Hundredths of a point by the code of the criterion; None takes points away."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save left: ``is_newest`` is False where a newer revision was already kept."""

    scorecard: Scorecard
    points: dict[str, int]
    is_newest: bool


def save_scorecard(
    *,
    actor: Person,
    juror: Juror,
    dossier: Dossier,
    points: Points,
    revision: int,
    remarks: str | None = None,
    at: datetime,
) -> Saved:
    """Keep what a juror has marked so far; an older revision than the kept one changes nothing.

    :raises Refusal: outside of scoring, before a declaration, with a conflict, for a submitted sheet.
    :raises Refusals: for points outside a criterion.
    """
    with deed(actor, Action.SAVE_SCORECARD, on=juror, at=at) as record:
        saved = _save(juror, dossier, Marks(points, revision, remarks), record)
        record.on(saved.scorecard)
        record.note(round=juror.round.code, entry_code=dossier.entry_code, revision=revision, kept=saved.is_newest)
    return saved


def submit_scorecard(
    *,
    actor: Person,
    juror: Juror,
    dossier: Dossier,
    points: Points | None = None,
    revision: int | None = None,
    remarks: str | None = None,
    at: datetime,
) -> Scorecard:
    """Hand in a complete sheet, saving the given points first.

    :raises Refusals: where a criterion is empty or out of bounds.
    """
    with deed(actor, Action.SUBMIT_SCORECARD, on=juror, at=at) as record:
        if points is not None and revision is not None:
            card = _save(juror, dossier, Marks(points, revision, remarks), record).scorecard
        else:
            _demand_scorable(juror, dossier)
            card = _existing(juror, dossier)
        state = SCORECARD_LIFE.after(card.state, "submit_scorecard")
        given = _points_of(card)
        if refusals := check_sheet(given, _leaves(criteria_for(juror.round, dossier.group))):
            raise Refusals(refusals)
        card.state, card.submitted_at, card.total_hundredths, card.reason = state, at, sum(given.values()), ""
        card.save(update_fields=["state", "submitted_at", "total_hundredths", "reason"])
        recount(juror.round, [dossier.pk])
        record.on(card)
        record.note(round=juror.round.code, entry_code=dossier.entry_code, total=card.total_hundredths)
        record.relies_on("TT 26/2014/TT-BCT, Điều 16 khoản 2")
    return card


def return_scorecard(*, actor: Person, scorecard: Scorecard, reason: str, at: datetime) -> Scorecard:
    """Give a submitted sheet back to its juror with a reason; until handed in again it does not count."""
    with deed(actor, Action.RETURN_SCORECARD, on=scorecard, at=at) as record:
        scorecard.juror.round = held(scorecard.juror.round)
        ROUND_LIFE.after(scorecard.juror.round.state, "score")
        scorecard.state = SCORECARD_LIFE.after(scorecard.state, "return_scorecard")
        if not reason.strip():
            raise Refusal("selection.reason_missing", _("Phải ghi lý do."))
        scorecard.reason = reason.strip()[:300]
        scorecard.save(update_fields=["state", "reason"])
        recount(scorecard.juror.round, [scorecard.dossier_id])
        record.note(state=scorecard.state, entry_code=scorecard.dossier.entry_code)
        record.personal(reason=scorecard.reason)
    return scorecard


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """What a juror's paper sheet says of one dossier: full points, or why it was not scored."""

    points: Mapping[str, int]
    recusal: str = ""
    remarks: str = ""


def enter_paper_scorecard(
    *, actor: Person, juror: Juror, dossier: Dossier, sheet: PaperSheet, at: datetime
) -> Scorecard:
    """Enter a paper sheet for a juror; it is marked so until a second person has compared it.

    :raises Refusals: where the sheet is not complete.
    """
    with deed(actor, Action.ENTER_PAPER_SCORECARD, on=juror, at=at) as record:
        juror.round = held(juror.round)
        _demand_scorable(juror, dossier, on_paper=True)
        if not sheet.recusal and (
            refusals := check_sheet(sheet.points, _leaves(criteria_for(juror.round, dossier.group)))
        ):
            raise Refusals(refusals)
        card = _put_on_file(juror, dossier, sheet, record)
        recount(juror.round, [dossier.pk])
        record.on(card)
        record.note(
            round=juror.round.code, entry_code=dossier.entry_code, total=card.total_hundredths, state=card.state
        )
    return card


def _put_on_file(juror: Juror, dossier: Dossier, sheet: PaperSheet, record: Record) -> Scorecard:
    """Store a sheet that came on paper, replacing an earlier one; the trail keeps what it replaced."""
    card = Scorecard.objects.filter(juror=juror, dossier=dossier).first()
    if card is not None and card.state == "submitted":
        record.note(replaced={**_points_of(card), "source": card.source})
    card = card or Scorecard(juror=juror, dossier=dossier)
    card.source, card.entered_by, card.saved_at = Scorecard.Source.PAPER, record.actor, record.at
    card.checked_by = card.checked_at = None
    card.remarks = sheet.remarks
    if sheet.recusal:
        card.state, card.reason, card.submitted_at, card.total_hundredths = "recused", sheet.recusal[:300], None, 0
        declare(juror, dossier, has_conflict=True, reason=sheet.recusal, at=record.at)
    else:
        card.state, card.reason, card.submitted_at = "submitted", "", record.at
        card.total_hundredths = sum(sheet.points.values())
    card.save()
    leaves = {criterion.code: criterion for criterion in criteria_for(juror.round, dossier.group) if criterion.is_leaf}
    _write_points(card, {code: sheet.points.get(code) for code in leaves}, leaves)
    return card


def check_paper_scorecard(*, actor: Person, scorecard: Scorecard, at: datetime) -> Scorecard:
    """Confirm as a second person that the entered sheet says what the paper says.

    :raises Refusal: by the one who entered it, or for a sheet that the juror gave on screen.
    """
    with deed(actor, Action.CHECK_PAPER_SCORECARD, on=scorecard, at=at) as record:
        if scorecard.source == Scorecard.Source.JUROR:
            raise Refusal(
                "selection.not_a_paper_sheet", _("Phiếu này do giám khảo chấm trên hệ thống, không cần đối chiếu.")
            )
        if scorecard.entered_by_id == actor.pk:
            raise Refusal("selection.second_person", _("Phiếu giấy phải do người thứ hai đối chiếu."))
        SCORECARD_LIFE.after(scorecard.state, "check_paper_scorecard")
        ROUND_LIFE.after(scorecard.juror.round.state, "score")
        scorecard.checked_by, scorecard.checked_at = actor, at
        scorecard.save(update_fields=["checked_by", "checked_at"])
        record.note(entry_code=scorecard.dossier.entry_code, seat=scorecard.juror.seat_no)
    return scorecard


@dataclass(frozen=True, slots=True)
class Marks:
    """What a juror's device sends; without remarks the kept ones stay."""

    points: Points
    revision: int
    remarks: str | None = None


def _save(juror: Juror, dossier: Dossier, marks: Marks, record: Record) -> Saved:
    _demand_scorable(juror, dossier)
    criteria = criteria_for(juror.round, dossier.group)
    _demand_bounds(marks.points, criteria)
    card = Scorecard.objects.filter(juror=juror, dossier=dossier).first()
    if card is not None:
        SCORECARD_LIFE.after(card.state, "save_scorecard")
        if marks.revision <= card.revision:
            return Saved(card, _points_of(card), is_newest=marks.revision == card.revision)
    card = card or Scorecard(juror=juror, dossier=dossier)
    card.revision, card.saved_at = marks.revision, record.at
    card.remarks = card.remarks if marks.remarks is None else marks.remarks
    kept = {} if card.pk is None else _points_of(card)
    kept |= {code: value for code, value in marks.points.items() if value is not None}
    kept = {code: value for code, value in kept.items() if marks.points.get(code, value) is not None}
    card.total_hundredths = sum(kept.values())
    card.save()
    _write_points(card, marks.points, {criterion.code: criterion for criterion in criteria})
    return Saved(card, kept, is_newest=True)


def _demand_scorable(juror: Juror, dossier: Dossier, *, on_paper: bool = False) -> None:
    demand_same_round(juror, dossier)
    ROUND_LIFE.after(juror.round.state, "score")
    if dossier.state not in SCORED_STATES:
        raise Refusal(
            "selection.not_scored", _("Hồ sơ %(entry)s không thuộc diện chấm điểm."), entry=dossier.entry_code
        )
    declared = declaration_of(juror, dossier)
    if declared == CONFLICT or not on_paper:
        demand(opens(declared))


def _demand_bounds(points: Points, criteria: Sequence[Criterion]) -> None:
    leaves = {leaf.code: leaf for leaf in _leaves(criteria)}
    refusals = [
        Refusal("selection.unknown_criterion", _("Phiếu chấm không có tiêu chí “%(criterion)s”."), criterion=code)
        for code in sorted(set(points) - set(leaves))
    ]
    for code, leaf in leaves.items():
        given = points.get(code)
        if given is not None and (refusal := check_points(given, leaf)) is not None:
            refusals.append(refusal)
    if refusals:
        raise Refusals(refusals)


def _leaves(criteria: Sequence[Criterion]) -> list[Leaf]:
    return [
        Leaf(criterion.code, criterion.root_code, criterion.label, criterion.maximum_hundredths)
        for criterion in criteria
        if criterion.is_leaf
    ]


def _existing(juror: Juror, dossier: Dossier) -> Scorecard:
    card = Scorecard.objects.filter(juror=juror, dossier=dossier).first()
    if card is None:
        raise Refusal(
            "selection.sheet_empty", _("Chưa có điểm nào trên phiếu của hồ sơ %(entry)s."), entry=dossier.entry_code
        )
    return card


def _points_of(card: Scorecard) -> dict[str, int]:
    return dict(card.scores.values_list("criterion__code", "points_hundredths"))


def _write_points(card: Scorecard, points: Points, criteria: Mapping[str, Criterion]) -> None:
    """Upsert the given points and take away those given as None; what is not named stays."""
    given = {code: value for code, value in points.items() if value is not None}
    if gone := [criteria[code].pk for code, value in points.items() if value is None]:
        card.scores.filter(criterion__in=gone).delete()
    if not given:
        return
    Score.objects.bulk_create(
        [
            Score(
                scorecard=card,
                criterion=criteria[code],
                points_hundredths=value,
                maximum_hundredths=criteria[code].maximum_hundredths,
            )
            for code, value in given.items()
        ],
        update_conflicts=True,
        unique_fields=["scorecard", "criterion"],
        update_fields=["points_hundredths", "maximum_hundredths"],
    )
