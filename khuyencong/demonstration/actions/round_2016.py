"""The round that the article of 2016 tells of: 36 entries, 15 establishments with 23 products certified."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from khuyencong.accounts.models import Office
from khuyencong.certificates.actions import record_foreign_certificate
from khuyencong.certificates.models import Certificate
from khuyencong.certificates.rules.facts import CertificateFacts
from khuyencong.demonstration.actions.papers import show_products
from khuyencong.demonstration.actions.steps import ensure_council, ensure_import, ensure_round, person
from khuyencong.law.validity import last_valid_day
from khuyencong.rulebook.queries import norms_at
from khuyencong.selection.actions.council import MeetingFacts, record_meeting
from khuyencong.selection.actions.issuing import issue_certificates
from khuyencong.selection.actions.recognition import DecisionFacts, recognise
from khuyencong.selection.actions.rounds import RoundFacts, publish_results
from khuyencong.selection.actions.scoring import seal_scores
from khuyencong.selection.models import Dossier, Round
from khuyencong.selection.papers import certificate_facts
from khuyencong.selection.queries import ranking_rows

DATA = Path(__file__).resolve().parent.parent / "data" / "round-2016"
CODE = "BC-2016"
NAME = "Bình chọn sản phẩm công nghiệp nông thôn tiêu biểu cấp tỉnh năm 2016"
SIGNED_ON = date(2016, 8, 1)
CUT = ("C01", "D01")
REGIONAL = ("B02", "A04")
REASON = "Hội đồng cắt theo chỉ tiêu 23 sản phẩm của kế hoạch kinh phí (dữ liệu mẫu)"


def seed_round_2016(*, at: datetime) -> None:
    """Take the round from its lists to signed certificates, and record the two regional ones of another body."""
    round_ = ensure_round(RoundFacts(code=CODE, name=NAME, level="province", year=2016, quota=23), at=at)
    if round_.state in {"preparing", "collecting", "scoring"}:
        _fill(round_, at)
        round_.refresh_from_db()
    show_products(round_, views=1, at=at)
    if round_.state == "sealed":
        _decide(round_, at)
        round_.refresh_from_db()
    if round_.published_at is None:
        publish_results(actor=person("thuky"), round_=round_, at=at)
    for _issued in issue_certificates(actor=person("thuky"), round_=round_, at=at):
        pass
    _record_regional(round_, at)


def _fill(round_: Round, at: datetime) -> None:
    if not round_.dossiers.exists():
        ensure_import("selection.entries", round_, (DATA / "entries.xlsx").read_bytes(), "entries.xlsx", at=at)
        round_.refresh_from_db()
    scores = (DATA / "scores.xlsx").read_bytes()
    ensure_import("selection.scores", round_, scores, "scores.xlsx", at=at, options=("add_jurors",))
    seal_scores(actor=person("thuky"), round_=round_, at=at)


def _decide(round_: Round, at: datetime) -> None:
    members = ensure_council(round_, at=at)
    if not round_.meetings.exists():
        facts = MeetingFacts(held_on=date(2016, 7, 25), present=members, place="Sở Công Thương tỉnh Vĩnh Long")
        record_meeting(actor=person("thuky"), round_=round_, facts=facts, at=at)
    kept = [row.dossier.entry_code for row in ranking_rows(round_) if row.reaches_threshold]
    decision = DecisionFacts(
        number="1501/QĐ-UBND (mẫu)",
        signed_on=SIGNED_ON,
        signer=person("chutich").full_name,
        codes=[code for code in kept if code not in CUT],
        reason=REASON,
    )
    recognise(actor=person("chutich"), round_=round_, facts=decision, at=at)


def _record_regional(round_: Round, at: datetime) -> None:
    """The regional round is another body's: its certificates are recorded under their own numbers."""
    for number, code in enumerate(REGIONAL, start=1):
        dossier = Dossier.objects.select_related("round__office", "round__decision", "establishment__place").get(
            round=round_, entry_code=code
        )
        if Certificate.objects.filter(product_id=dossier.product_id, level="region").exists():
            continue
        record_foreign_certificate(
            actor=person("thuky"),
            facts=_regional(certificate_facts(dossier)),
            number=f"0{number}/2016/KVPN (mẫu)",
            product_id=dossier.product_id,
            office=Office.objects.get(code="sct-vinh-long"),
            at=at,
        )


def _regional(facts: CertificateFacts) -> CertificateFacts:
    day = date(2016, 8, 10)
    return replace(
        facts,
        level="region",
        round_name="Bình chọn sản phẩm công nghiệp nông thôn tiêu biểu khu vực phía Nam năm 2016",
        decision_number="02/QĐ-KVPN (mẫu)",
        decision_on=day,
        issuing_authority="CỤC CÔNG NGHIỆP ĐỊA PHƯƠNG",
        signer_authority_lines=("CỤC TRƯỞNG",),
        signer_name="",
        issued_on=day,
        valid_until=last_valid_day(day, norms_at(day)),
    )
