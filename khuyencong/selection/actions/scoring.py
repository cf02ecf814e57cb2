"""Start scoring, count the sheets into exact keys, seal the scores, open them again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from khuyencong.accounts.deeds import Record, deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.selection.actions.rubric import group_codes
from khuyencong.selection.models import Dossier, Round, Score, Scorecard
from khuyencong.selection.papers import norms_of
from khuyencong.selection.queries import missing_sheets
from khuyencong.selection.rules.council import check_jury
from khuyencong.selection.rules.dossier_life import SCORED_STATES
from khuyencong.selection.rules.ranking import UNSCORED, mean_key, ranking_key
from khuyencong.selection.rules.round_life import ROUND_LIFE
from khuyencong.selection.rules.rubric import check_rubric, roots_of, tree_of

_TOLD_MISSING = 12
CARDS_AT_ONCE = 1000
"""Sheets whose points are read by one query."""


def start_scoring(*, actor: Person, round_: Round, at: datetime, with_unchecked: bool = False) -> Round:
    """Freeze the rubric and let the jury score.

    :raises Refusals: with an even jury, a rubric that is not whole, no dossiers, supplements still awaited,
        or dossiers not yet checked unless ``with_unchecked`` says that they take part all the same.
    """
    with deed(actor, Action.START_SCORING, on=round_, at=at) as record:
        begin(round_, record, at=at, with_unchecked=with_unchecked)
    return round_


def begin(round_: Round, record: Record, *, at: datetime, with_unchecked: bool) -> None:
    """Take the round into scoring; called within a deed on the round."""
    state = ROUND_LIFE.after(round_.state, "start_scoring")
    unchecked = Dossier.objects.filter(round=round_, state="submitted").count()
    if refusals := scoring_hindrances(round_, with_unchecked=with_unchecked):
        raise Refusals(refusals)
    round_.state, round_.scoring_started_at = state, at
    round_.save(update_fields=["state", "scoring_started_at"])
    record.note(
        scoring_started=True,
        unchecked_dossiers=unchecked,
        rubric=[[row.group, row.code, row.maximum] for row in round_.rubric],
    )
    record.relies_on("TT 26/2014/TT-BCT, Điều 16")


def scoring_hindrances(round_: Round, *, with_unchecked: bool = False) -> list[Refusal]:
    """Return every reason why scoring cannot start."""
    found = [*check_rubric(round_.rubric, group_codes(norms_of(round_)))]
    jury = check_jury(round_.jurors.filter(state="active").count(), source=norms_of(round_).cite("selection.jury_odd"))
    found += [jury] if jury else []
    dossiers = Dossier.objects.filter(round=round_)
    if not dossiers.filter(state__in=sorted(SCORED_STATES)).exists():
        found.append(Refusal("selection.no_dossiers", _("Kỳ bình chọn chưa có hồ sơ nào để chấm.")))
    waiting = dossiers.filter(state="needs_supplement").count()
    if waiting:
        found.append(
            Refusal("selection.supplements_awaited", _("Còn %(count)s hồ sơ đang chờ bổ sung."), count=waiting)
        )
    unchecked = dossiers.filter(state="submitted").count()
    if unchecked and not with_unchecked:
        found.append(
            Refusal(
                "selection.dossiers_unchecked", _("Còn %(count)s hồ sơ chưa kiểm tra tính hợp lệ."), count=unchecked
            )
        )
    return found


def recount(round_: Round, dossier_ids: Sequence[int] | None = None) -> None:
    """Count the sheets of the round (or of some of its dossiers) again and store the exact keys."""
    dossiers = Dossier.objects.filter(round=round_, state__in=sorted(SCORED_STATES))
    cards = Scorecard.objects.filter(juror__round=round_, state="submitted", juror__state="active")
    if dossier_ids is not None:
        dossiers, cards = dossiers.filter(pk__in=dossier_ids), cards.filter(dossier__in=dossier_ids)
    dossier_of = dict(cards.order_by().values_list("pk", "dossier_id"))
    sheets, sums = Counter(dossier_of.values()), _sums(round_, dossier_of)
    changed = []
    for dossier in dossiers.only("pk", "group", "tie_votes", "sheets", "root_sums", "mean_key", "ranking_key"):
        before = (dossier.sheets, dossier.root_sums, dossier.mean_key, dossier.ranking_key)
        set_keys(dossier, round_, sheets.get(dossier.pk, 0), sums.get(dossier.pk, {}))
        if before != (dossier.sheets, dossier.root_sums, dossier.mean_key, dossier.ranking_key):
            changed.append(dossier)
    Dossier.objects.bulk_update(changed, ["sheets", "root_sums", "mean_key", "ranking_key"], batch_size=200)


def _sums(round_: Round, dossier_of: Mapping[int, int]) -> dict[int, dict[str, int]]:
    """Add up the points per dossier and main criterion.

    Read by plain keys, some at a time: a join over four tables takes minutes where PostgreSQL has not yet
    noticed that an import filled them.
    """
    root_of = dict(round_.criteria.order_by().values_list("pk", "root_code"))
    sums: dict[int, dict[str, int]] = {}
    cards = list(dossier_of)
    for start in range(0, len(cards), CARDS_AT_ONCE):
        scores = Score.objects.filter(scorecard_id__in=cards[start : start + CARDS_AT_ONCE]).order_by()
        for card_id, criterion_id, points in scores.values_list("scorecard_id", "criterion_id", "points_hundredths"):
            of_dossier, root = sums.setdefault(dossier_of[card_id], {}), root_of[criterion_id]
            of_dossier[root] = of_dossier.get(root, 0) + points
    return sums


def set_keys(dossier: Dossier, round_: Round, sheets: int, sums: dict[str, int]) -> None:
    """Set the counts and keys of a dossier from the sums of its sheets per main criterion."""
    roots = [root.code for root in roots_of(tree_of(round_.rubric, dossier.group))]
    totals = {root: sums.get(root, 0) for root in roots}
    dossier.sheets = sheets
    dossier.root_sums = list(totals.values()) if sheets else []
    dossier.mean_key, dossier.ranking_key = None, UNSCORED
    if sheets:
        parting = [mean_key(totals.get(code, 0), sheets) for code in round_.tie_order]
        dossier.mean_key = mean_key(sum(totals.values()), sheets)
        dossier.ranking_key = ranking_key(dossier.mean_key, parting, dossier.tie_votes)


def held(round_: Round) -> Round:
    """Return the round as it stands now, held until the transaction ends: whoever seals it waits, or was first.

    For deeds that change what counts already; without it a sheet could change while the seal counts it.
    """
    return Round.objects.select_for_update().select_related("office").get(pk=round_.pk)


def seal_scores(*, actor: Person, round_: Round, at: datetime) -> Round:
    """Seal the scores: from here no sheet changes, by rule and by the database.

    :raises Refusal: while a sheet is missing that is neither submitted nor recused.
    :raises Refusals: where the jury has become even.
    """
    with deed(actor, Action.SEAL_SCORES, on=round_, at=at) as record:
        seal(round_, record, at=at)
    return round_


def seal(round_: Round, record: Record, *, at: datetime) -> None:
    """Seal within a deed on the round."""
    state = ROUND_LIFE.after(round_.state, "seal_scores")
    demand(check_jury(round_.jurors.filter(state="active").count()))
    demand(missing_refusal(round_))
    demand(_without_sheet(round_))
    recount(round_)
    round_.state, round_.sealed_at = state, at
    round_.save(update_fields=["state", "sealed_at"])
    cards = Scorecard.objects.filter(juror__round=round_, juror__state="active")
    unchecked = cards.filter(state="submitted", checked_by=None).exclude(source="juror").count()
    record.note(
        state=round_.state,
        sheets=cards.filter(state="submitted").count(),
        recused=cards.filter(state="recused").count(),
        paper_sheets_unchecked=unchecked,
    )
    record.relies_on("TT 26/2014/TT-BCT, Điều 16 khoản 3")


def missing_refusal(round_: Round) -> Refusal | None:
    """Refuse to seal while sheets are missing, naming the first of them."""
    missing = [f"{juror.name} – {code}" for juror, code in missing_sheets(round_)]
    if not missing:
        return None
    more = (
        _("… và %(rest)s phiếu khác") % {"rest": len(missing) - _TOLD_MISSING} if len(missing) > _TOLD_MISSING else ""
    )
    return Refusal(
        "selection.sheets_missing",
        _("Còn thiếu %(count)s phiếu chấm: %(first)s%(more)s."),
        count=len(missing),
        first="; ".join(missing[:_TOLD_MISSING]),
        more=more,
    )


def _without_sheet(round_: Round) -> Refusal | None:
    scored = Scorecard.objects.filter(juror__round=round_, juror__state="active", state="submitted")
    bare = (
        Dossier.objects.filter(round=round_, state__in=sorted(SCORED_STATES))
        .exclude(pk__in=scored.values("dossier"))
        .order_by("entry_code")
        .values_list("entry_code", flat=True)
    )
    if not (codes := list(bare)):
        return None
    return Refusal(
        "selection.nobody_scored", _("Hồ sơ không có phiếu chấm nào tính điểm: %(codes)s."), codes=", ".join(codes)
    )


def reopen_scoring(*, actor: Person, round_: Round, reason: str, at: datetime) -> Round:
    """Break the seal before a decision, with a reason.

    :raises Refusal: without a reason, or after the decision.
    """
    with deed(actor, Action.REOPEN_SCORING, on=round_, at=at) as record:
        round_.state = ROUND_LIFE.after(round_.state, "reopen_scoring")
        if not reason.strip():
            raise Refusal("selection.reason_missing", _("Phải ghi lý do."))
        round_.sealed_at = None
        round_.save(update_fields=["state", "sealed_at"])
        record.note(state=round_.state)
        record.personal(reason=reason.strip())
    return round_
