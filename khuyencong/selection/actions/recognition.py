"""The decision: recognise products, tell why others are not, and freeze everything it rests on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.selection.actions.council import Vote, council_hindrances, quota_refusals, reaches, write_verdict
from khuyencong.selection.models import CouncilMeeting, CouncilMember, Decision, Dossier, Round, Verdict
from khuyencong.selection.papers import decision_snapshot
from khuyencong.selection.rules.council import below_threshold
from khuyencong.selection.rules.dossier_life import DOSSIER_LIFE, SCORED_STATES
from khuyencong.selection.rules.entry_codes import code_key
from khuyencong.selection.rules.round_life import ROUND_LIFE
from khuyencong.selection.rules.scoring import write_points
from khuyencong.vietnamese.folding import clean


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """The signed decision. ``codes`` names what it recognises; None takes the council's verdicts.

    ``reason`` is for dossiers that reached the threshold and are not recognised.
    """

    number: str
    signed_on: date
    signer: str
    signer_title: str = ""
    codes: Sequence[str] | None = None
    everything_reaching: bool = False
    reason: str = ""


def recognise(*, actor: Person, round_: Round, facts: DecisionFacts, at: datetime) -> Decision:
    """Record the decision that recognises products; it can be neither changed nor repeated.

    :raises Refusal: before the scores are sealed, a second time, without number or signer.
    :raises Refusals: for unknown codes, dossiers below the threshold, against the council's verdicts, or over quota.
    """
    with deed(actor, Action.RECOGNISE, on=round_, at=at) as record:
        _demand_ready(round_, facts)
        dossiers = list(
            Dossier.objects.select_for_update()
            .filter(round=round_, state__in=sorted(SCORED_STATES))
            .order_by("entry_code")
        )
        chosen = _chosen(round_, dossiers, facts)
        _demand_choice(round_, chosen)
        _settle(actor, dossiers, chosen, facts, at)
        snapshot = decision_snapshot(round_, number=facts.number.strip(), signed_on=facts.signed_on)
        decision = _write(actor, round_, facts, snapshot, at)
        round_.state, round_.decided_at = ROUND_LIFE.after(round_.state, "recognise"), at
        round_.save(update_fields=["state", "decided_at"])
        record.note(
            decision=decision.number,
            signed_on=facts.signed_on.isoformat(),
            recognised=[dossier.entry_code for dossier in chosen],
            snapshot_sha256=decision.sha256,
        )
        record.personal(signer=decision.signer, reason=decision.reason)
        record.relies_on("TT 26/2014/TT-BCT, Điều 17", *round_.norms.values())
    return decision


def _demand_ready(round_: Round, facts: DecisionFacts) -> None:
    if Decision.objects.filter(round=round_).exists():
        raise Refusal(
            "selection.decided_already",
            _("Kỳ bình chọn đã có quyết định số %(number)s; không ghi quyết định thứ hai."),
            number=round_.decision.number,
        )
    if round_.state in {"preparing", "collecting", "scoring"}:
        raise Refusal(
            "selection.not_sealed",
            _("Chưa niêm phong điểm nên chưa ghi được quyết định công nhận."),
            source="TT 26/2014/TT-BCT, Điều 16 khoản 3, Điều 17",
        )
    ROUND_LIFE.after(round_.state, "recognise")
    if not facts.number.strip() or not facts.signer.strip():
        raise Refusal("selection.decision_unsigned", _("Quyết định phải có số và người ký."))


def _chosen(round_: Round, dossiers: Sequence[Dossier], facts: DecisionFacts) -> list[Dossier]:
    if facts.everything_reaching:
        return [dossier for dossier in dossiers if reaches(dossier)]
    if facts.codes is None:
        kept = set(Verdict.objects.filter(dossier__round=round_, keep=True).values_list("dossier_id", flat=True))
        return [dossier for dossier in dossiers if dossier.pk in kept]
    wanted = {code_key(code): code.strip() for code in facts.codes if code.strip()}
    found = {dossier.entry_key: dossier for dossier in dossiers}
    if unknown := [code for key, code in wanted.items() if key not in found]:
        raise Refusal(
            "selection.unknown_codes",
            _("Kỳ bình chọn không có hồ sơ mang mã: %(codes)s."),
            codes=", ".join(sorted(unknown)),
        )
    return [dossier for dossier in dossiers if dossier.entry_key in wanted]


def _demand_choice(round_: Round, chosen: Sequence[Dossier]) -> None:
    if not chosen:
        raise Refusal("selection.nothing_recognised", _("Quyết định không công nhận hồ sơ nào."))
    refusals: list[Refusal] = []
    if below := [dossier.entry_code for dossier in chosen if not reaches(dossier)]:
        refusals.append(
            below_threshold(
                below,
                source=round_.norms.get("selection.threshold_points", ""),
                threshold=write_points(round_.threshold_hundredths),
            )
        )
    cut = Verdict.objects.filter(dossier__in=chosen, keep=False).values_list("dossier__entry_code", flat=True)
    if codes := sorted(cut):
        refusals.append(
            Refusal(
                "selection.against_verdict",
                _("Hội đồng đã không chọn hồ sơ %(codes)s; sửa ý kiến của Hội đồng trước khi ghi quyết định."),
                codes=", ".join(codes),
            )
        )
    groups: dict[str, int] = {}
    for dossier in chosen:
        groups[dossier.group] = groups.get(dossier.group, 0) + 1
    refusals += quota_refusals(round_, groups)
    if CouncilMember.objects.filter(round=round_, has_left=False).exists():
        refusals += council_hindrances(round_)
    if refusals:
        raise Refusals(refusals)


def _settle(
    actor: Person, dossiers: Sequence[Dossier], chosen: Sequence[Dossier], facts: DecisionFacts, at: datetime
) -> None:
    picked = {dossier.pk for dossier in chosen}
    meeting = CouncilMeeting.objects.filter(round=dossiers[0].round).order_by("-held_on", "-pk").first()
    verdicts = {verdict.dossier_id: verdict for verdict in Verdict.objects.filter(dossier__in=dossiers)}
    for dossier in dossiers:
        keep = dossier.pk in picked
        dossier.state = DOSSIER_LIFE.after(dossier.state, "recognise" if keep else "decline")
        if keep or reaches(dossier):
            known = verdicts.get(dossier.pk)
            reason = "" if keep else _reason(known, facts)
            if known is None or known.keep != keep:
                write_verdict(actor, dossier, Vote(keep=keep, reason=reason), meeting, at)
            dossier.reason = reason
        else:
            dossier.reason = _("Điểm bình quân dưới mức đạt.")
    Dossier.objects.bulk_update(dossiers, ["state", "reason"], batch_size=200)


def _reason(verdict: Verdict | None, facts: DecisionFacts) -> str:
    if verdict is not None and not verdict.keep and verdict.reason:
        return verdict.reason
    return clean(facts.reason) or _("Theo Quyết định số %(number)s.") % {"number": facts.number.strip()}


def _write(actor: Person, round_: Round, facts: DecisionFacts, snapshot: dict[str, object], at: datetime) -> Decision:
    return Decision.objects.create(
        round=round_,
        number=clean(facts.number),
        signed_on=facts.signed_on,
        signer=clean(facts.signer),
        signer_title=clean(facts.signer_title),
        authority=round_.authority,
        reason=clean(facts.reason),
        snapshot=snapshot,
        sha256=snapshot_sha256(snapshot),
        recorded_by=actor,
        recorded_at=at,
    )


def snapshot_sha256(snapshot: dict[str, object]) -> str:
    """Return the digest of a snapshot in canonical form."""
    canonical = json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


__all__ = ["DecisionFacts", "recognise", "snapshot_sha256"]
