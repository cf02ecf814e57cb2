"""The round of a year ago, complete from its list to its certificates, which are valid today."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from khuyencong.certificates.actions import revoke_certificate
from khuyencong.certificates.models import Certificate
from khuyencong.demonstration.actions.papers import hand_in_papers, show_products
from khuyencong.demonstration.actions.scoring import SHARES, give_sheet
from khuyencong.demonstration.actions.steps import ensure_council, ensure_import, ensure_jury, ensure_round, person
from khuyencong.demonstration.adapters.lists import write_list
from khuyencong.demonstration.rules.entries import HEADINGS, LAST_YEAR, NAME, TITLE, rows
from khuyencong.selection.actions.council import MeetingFacts, record_meeting
from khuyencong.selection.actions.issuing import issue_certificates
from khuyencong.selection.actions.jury import declare_interest
from khuyencong.selection.actions.recognition import DecisionFacts, recognise
from khuyencong.selection.actions.rounds import RoundFacts, publish_results
from khuyencong.selection.actions.scoring import seal_scores, start_scoring
from khuyencong.selection.models import Dossier, Juror, Round
from khuyencong.selection.queries import ranking_rows

CUT = ("B04",)
REVOKED = "A03"
REASON = "Hội đồng cắt theo chỉ tiêu của kế hoạch kinh phí (dữ liệu mẫu)"
PICTURES = 3
DAYS_BEFORE = {"list": 70, "papers": 55, "scoring": 30, "sealing": 14, "meeting": 10}
"""How many days before the decision each step was done."""


def seed_last_year(*, at: datetime) -> None:
    """Make the round step by step on the days it would have had; its certificates are signed at the seeding."""
    decided_at = at - timedelta(days=366)
    year = timezone.localtime(decided_at).year
    facts = RoundFacts(code=f"BC-{year}", name=NAME.format(year=year), level="province", year=year, quota=8)
    round_ = ensure_round(facts, at=_before(decided_at, "list"))
    if not round_.dossiers.exists():
        listed = write_list(TITLE.format(year=year), HEADINGS, rows(LAST_YEAR))
        ensure_import("selection.entries", round_, listed, f"danh-sach-{year}.xlsx", at=_before(decided_at, "list"))
        round_.refresh_from_db()
    if round_.state in {"preparing", "collecting"}:
        _check(round_, decided_at)
    if round_.state == "scoring":
        _score(round_, decided_at)
    if round_.state == "sealed":
        _decide(round_, decided_at)
    if round_.published_at is None:
        publish_results(actor=person("thuky"), round_=round_, at=decided_at + timedelta(days=3))
    for _issued in issue_certificates(actor=person("thuky"), round_=round_, at=at):
        pass
    _revoke(round_, at)


def _before(decided_at: datetime, step: str) -> datetime:
    return decided_at - timedelta(days=DAYS_BEFORE[step])


def _check(round_: Round, decided_at: datetime) -> None:
    show_products(round_, views=PICTURES, at=_before(decided_at, "papers"))
    hand_in_papers(round_, accept=True, at=_before(decided_at, "papers"))
    ensure_jury(round_, size=7, at=_before(decided_at, "scoring"))
    ensure_council(round_, at=_before(decided_at, "scoring"))
    start_scoring(actor=person("thuky"), round_=round_, at=_before(decided_at, "scoring"))
    round_.refresh_from_db()


def _score(round_: Round, decided_at: datetime) -> None:
    at = _before(decided_at, "sealing")
    dossiers = list(Dossier.objects.filter(round=round_).order_by("entry_code"))
    jurors = list(Juror.objects.filter(round=round_).select_related("person").order_by("seat_no"))
    for leaning, juror in enumerate(jurors):
        for dossier, share in zip(dossiers, SHARES, strict=False):
            assert juror.person is not None
            if dossier.scorecards.filter(juror=juror, state="submitted").exists():
                continue
            declare_interest(actor=juror.person, juror=juror, dossier=dossier, has_conflict=False, at=at)
            give_sheet(juror, dossier, share + leaning - 3, submit=True, at=at)
    seal_scores(actor=person("thuky"), round_=round_, at=at)
    round_.refresh_from_db()


def _decide(round_: Round, decided_at: datetime) -> None:
    if not round_.meetings.exists():
        held_on = timezone.localtime(_before(decided_at, "meeting")).date()
        facts = MeetingFacts(
            held_on=held_on, present=ensure_council(round_, at=decided_at), place="Sở Công Thương tỉnh Vĩnh Long"
        )
        record_meeting(actor=person("thuky"), round_=round_, facts=facts, at=_before(decided_at, "meeting"))
    reaching = [row.dossier.entry_code for row in ranking_rows(round_) if row.reaches_threshold]
    decision = DecisionFacts(
        number=f"2711/QĐ-UBND (mẫu {round_.year})",
        signed_on=timezone.localtime(decided_at).date(),
        signer=person("chutich").full_name,
        codes=[code for code in reaching if code not in CUT],
        reason=REASON,
    )
    recognise(actor=person("chutich"), round_=round_, facts=decision, at=decided_at)
    round_.refresh_from_db()


def _revoke(round_: Round, at: datetime) -> None:
    """Take one certificate back, so that everybody can see what a revoked one looks like."""
    dossier = Dossier.objects.get(round=round_, entry_code=REVOKED)
    certificate = Certificate.objects.filter(
        product_id=dossier.product_id, level=round_.level, award_year=round_.year, state="issued"
    ).first()
    if certificate is not None:
        reason = "Cơ sở ngừng sản xuất và nộp lại giấy chứng nhận (dữ liệu mẫu)"
        revoke_certificate(actor=person("chutich"), certificate=certificate, reason=reason, at=at)
