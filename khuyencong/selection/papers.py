"""Facts for papers: the paper list of a dossier, and all that a decision rests on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from khuyencong.certificates.rules.facts import CertificateFacts
from khuyencong.certificates.rules.serials import series_of
from khuyencong.law.norms import NormsOfDay
from khuyencong.law.validity import last_valid_day
from khuyencong.rulebook.queries import norms_at
from khuyencong.selection.models import Dossier, Round, Score, Scorecard, Verdict
from khuyencong.selection.queries import RankingRow, ranking_rows
from khuyencong.selection.rules.eligibility import PaperRule, papers_for


def norms_of(round_: Round) -> NormsOfDay:
    """Return the norms that govern the round, those of the day it was opened; read once per instance."""
    kept: NormsOfDay | None = round_.__dict__.get("norms_in_force")
    if kept is None:
        kept = norms_at(round_.opened_on, office_code=round_.office.code)
        round_.__dict__["norms_in_force"] = kept
    return kept


def paper_rules(dossier: Dossier) -> list[PaperRule]:
    """Return the papers that a dossier of this level and group brings. Governing day: the round's opening."""
    return papers_for(_paper_list(dossier.round), dossier.round.level, dossier.group)


def required_papers(round_: Round, groups: Iterable[str]) -> dict[str, list[str]]:
    """Return the codes of the papers that dossiers must bring, by product group. Governing day: the round's opening."""
    rules = _paper_list(round_)
    return {group: [rule.code for rule in papers_for(rules, round_.level, group) if rule.required] for group in groups}


def _paper_list(round_: Round) -> list[PaperRule]:
    return [
        PaperRule(
            code=row["code"],
            label=row["label"],
            required=row["required"],
            levels=frozenset(row["levels"]),
            groups=frozenset(row["groups"]),
            copies=row["copies"],
            note=row.get("note", ""),
        )
        for row in norms_of(round_).rows("selection.required_papers")
    ]


def decision_snapshot(round_: Round, *, number: str, signed_on: date) -> dict[str, object]:
    """Return everything the decision rests on, as plain data: settings, rubric, jury, sheets, ranking, council."""
    return {
        "decision": {"number": number, "signed_on": signed_on.isoformat()},
        "round": {name: getattr(round_, name) for name in _FROZEN}
        | {"office": round_.office.code, "opened_on": round_.opened_on.isoformat()},
        "rubric": [
            {"group": row.group, "code": row.code, "parent": row.parent, "label": row.label, "maximum": row.maximum}
            for row in round_.rubric
        ],
        "jury": list(
            round_.jurors.order_by("seat_no").values("seat_no", "name", "title", "is_head", "state", "reason", "groups")
        ),
        "sheets": _sheets(round_),
        "ranking": [_place(row) for row in ranking_rows(round_)],
        "council": list(round_.council_members.order_by("pk").values("name", "title", "role", "has_left")),
        "meetings": _meetings(round_),
        "verdicts": list(
            Verdict.objects.filter(dossier__round=round_)
            .order_by("dossier__entry_code")
            .values("dossier__entry_code", "keep", "votes_for", "votes_against", "reason")
        ),
    }


_FROZEN = (
    "code", "name", "level", "year", "authority", "threshold_hundredths", "tie_order", "quota", "group_quotas",
    "quorum_percent", "norms",
)  # fmt: skip  # a list of fields


def _place(row: RankingRow) -> dict[str, object]:
    dossier = row.dossier
    return {
        "rank": row.rank,
        "group_rank": row.group_rank,
        "entry_code": dossier.entry_code,
        "group": dossier.group,
        "product": dossier.product_name,
        "product_id": dossier.product_id,
        "establishment": dossier.establishment_name,
        "sheets": dossier.sheets,
        "sums": dossier.root_sums,
        "mean": None if row.mean is None else str(row.mean),
        "tie_votes": dossier.tie_votes,
        "reaches_threshold": row.reaches_threshold,
        "state": dossier.state,
    }


def _meetings(round_: Round) -> list[dict[str, object]]:
    return [
        {
            "held_on": meeting.held_on.isoformat(),
            "quorum": meeting.quorum,
            "members": meeting.member_count,
            "present": sorted(member.name for member in meeting.present.all()),
        }
        for meeting in round_.meetings.order_by("held_on", "pk").prefetch_related("present")
    ]


def _sheets(round_: Round) -> list[dict[str, object]]:
    points: dict[int, dict[str, int]] = {}
    scores = Score.objects.filter(scorecard__juror__round=round_).order_by("criterion__order")
    for card_id, code, value in scores.values_list("scorecard_id", "criterion__code", "points_hundredths"):
        points.setdefault(card_id, {})[code] = value
    cards = Scorecard.objects.filter(juror__round=round_).order_by("dossier__entry_code", "juror__seat_no")
    return [
        {
            "entry_code": code,
            "seat": seat,
            "state": state,
            "source": source,
            "reason": reason,
            "points": points.get(pk, {}),
        }
        for pk, code, seat, state, source, reason in cards.values_list(
            "pk", "dossier__entry_code", "juror__seat_no", "state", "source", "reason"
        )
    ]


SIGNER_LINES = {
    "commune": ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    "province": ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    "region": ("CỤC TRƯỞNG",),
    "nation": ("BỘ TRƯỞNG",),
}


def certificate_facts(dossier: Dossier, *, issued_on: date | None = None) -> CertificateFacts:
    """Return what the dossier's certificate says. Governing day of its validity: the day of issue."""
    round_, decision = dossier.round, dossier.round.decision
    day = issued_on or decision.signed_on
    norms = norms_at(day, office_code=round_.office.code)
    groups = {row["code"]: str(row["label"]) for row in norms.rows("selection.product_groups")}
    return CertificateFacts(
        series=series_of(round_.office.code),
        level=round_.level,
        year=round_.year,
        product_name=dossier.product_name,
        is_set=dossier.is_set,
        establishment_name=dossier.establishment_name,
        establishment_address=dossier.establishment.public_address,
        group_label=groups.get(dossier.group, dossier.group),
        round_name=round_.name,
        entry_code=dossier.entry_code,
        decision_number=decision.number,
        decision_on=decision.signed_on,
        issuing_authority=decision.authority or round_.authority,
        signer_authority_lines=(decision.signer_title.upper(),)
        if decision.signer_title
        else SIGNER_LINES[round_.level],
        signer_name=decision.signer,
        place=round_.place,
        issued_on=day,
        valid_until=last_valid_day(day, norms),
    )
