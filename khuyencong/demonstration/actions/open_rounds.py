"""Two rounds of this year: one in which the jury scores, one that takes dossiers in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from khuyencong.demonstration.actions.papers import hand_in_papers, show_products
from khuyencong.demonstration.actions.scoring import SHARES, give_sheet
from khuyencong.demonstration.actions.steps import ensure_council, ensure_import, ensure_jury, ensure_round, person
from khuyencong.demonstration.adapters.lists import write_list
from khuyencong.demonstration.rules.entries import COLLECTING, HEADINGS, NAME, SCORING, TITLE, rows
from khuyencong.registry.actions import link_applicant
from khuyencong.selection.actions.dossiers import request_supplement
from khuyencong.selection.actions.jury import declare_interest
from khuyencong.selection.actions.rounds import RoundFacts
from khuyencong.selection.actions.scoring import start_scoring
from khuyencong.selection.models import Dossier, Juror, Round

PICTURES = 3


def seed_open_rounds(*, at: datetime) -> None:
    """Make the two rounds; the moments are those of the seeding."""
    year = timezone.localtime(at).year
    _seed_scoring(year, at)
    _seed_collecting(year, at)


def _seed_scoring(year: int, at: datetime) -> None:
    name = NAME.format(year=year)
    round_ = ensure_round(RoundFacts(code=f"BC-{year}", name=name, level="province", year=year, quota=8), at=at)
    if round_.state not in {"preparing", "collecting"}:
        return
    if not round_.dossiers.exists():
        listed = write_list(TITLE.format(year=year), HEADINGS, rows(SCORING))
        ensure_import("selection.entries", round_, listed, f"danh-sach-{year}.xlsx", at=at)
        round_.refresh_from_db()
        maker = Dossier.objects.select_related("establishment").get(round=round_, entry_code="A01").establishment
        link_applicant(actor=person("thuky"), establishment=maker, username="coso", at=at)
    ensure_jury(round_, size=7, at=at)
    ensure_council(round_, at=at)
    show_products(round_, views=PICTURES, at=at)
    hand_in_papers(round_, accept=True, at=at)
    start_scoring(actor=person("thuky"), round_=round_, at=at)
    _score(round_, at)


def _score(round_: Round, at: datetime) -> None:
    """Two jurors are done but for one dossier, one has begun, one declared a conflict, the others have not opened."""
    dossiers = list(Dossier.objects.filter(round=round_).order_by("entry_code"))
    jurors = list(Juror.objects.filter(round=round_).select_related("person").order_by("seat_no"))
    for leaning, juror in enumerate(jurors[:3]):
        assert juror.person is not None
        wanted = dossiers[:4] if leaning == 2 else dossiers[:-1]
        for dossier, share in zip(wanted, SHARES, strict=False):
            declare_interest(actor=juror.person, juror=juror, dossier=dossier, has_conflict=False, at=at)
            give_sheet(juror, dossier, share + leaning, submit=leaning != 2, at=at)
    conflicted = jurors[3]
    assert conflicted.person is not None
    declare_interest(
        actor=conflicted.person,
        juror=conflicted,
        dossier=dossiers[0],
        has_conflict=True,
        reason="Người thân là thành viên hợp tác xã (mẫu)",
        at=at,
    )


def _seed_collecting(year: int, at: datetime) -> None:
    closes_on = timezone.localtime(at).date() + timedelta(days=21)
    facts = RoundFacts(
        code=f"BC-{year}-D2", name=f"{NAME.format(year=year)} – đợt 2", level="province", year=year, closes_on=closes_on
    )
    round_ = ensure_round(facts, at=at)
    if round_.dossiers.exists():
        return
    listed = write_list(TITLE.format(year=year) + " – ĐỢT 2", HEADINGS, rows(COLLECTING))
    ensure_import("selection.entries", round_, listed, f"danh-sach-{year}-dot-2.xlsx", at=at)
    show_products(round_, views=2, at=at)
    hand_in_papers(round_, accept=False, at=at)
    request_supplement(
        actor=person("chuyenvien"),
        dossier=Dossier.objects.filter(round=round_).order_by("entry_code")[1],
        items=[{"code": "photos", "label": "Ảnh chụp mới có 2 kiểu, cần ít nhất 3 kiểu ở các góc khác nhau"}],
        due_on=timezone.localtime(at).date() + timedelta(days=7),
        at=at,
    )
