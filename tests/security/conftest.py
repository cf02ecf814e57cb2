"""A household with an ill-meant name and everything about it that is nobody's business, from dossier to certificate."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.db import transaction

from khuyencong.registry.models import Establishment
from khuyencong.selection.actions.issuing import issue_one, recognised_dossiers
from khuyencong.selection.actions.jury import declare_interest
from khuyencong.selection.actions.recognition import DecisionFacts, recognise
from khuyencong.selection.actions.rounds import publish_results
from khuyencong.selection.actions.scoring import seal_scores, start_scoring
from tests.cast import make_cast
from tests.factories.registry import make_establishment, make_product
from tests.factories.selection import SIGNED_ON, fill, make_dossier, make_jury, make_round

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
MARKUP = "<script>alert(1)</script>"
PRODUCT = f"=cmd|'/c calc'!A1 {MARKUP} \" onmouseover=alert(2) x=\""
MAKER = f"Hộ kinh doanh {MARKUP} ' onfocus=alert(3) autofocus \""
SECRETS = {
    "tax_code": "087190001234",
    "phone": "0987654321",
    "representative": "Đặng Thị Bí Mật",
    "address": "số 77/5 ấp Kín Đáo, xã Nhơn Phú",
}


@pytest.fixture(scope="module")
def ill(django_db_setup, django_db_blocker):
    """One decided and published round with the household's product, and one that is being scored."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _make()
        transaction.set_rollback(True)


def _make():
    cast = make_cast()
    maker = make_establishment(cast.office(), MAKER, applicant=cast.coso, form="household", **SECRETS)
    assert Establishment.objects.get(pk=maker.pk).tax_code_kind == "personal"
    product = make_product(maker, PRODUCT, group="A", description=MARKUP)
    round_ = make_round(cast, AT, code="2025-TINH", name=f"Kỳ {MARKUP}", year=2025)
    dossier = make_dossier(cast, round_, AT, code="A01", maker=maker, product=product)
    make_jury(cast, round_, AT)
    start_scoring(actor=cast.thuky, round_=round_, at=AT, with_unchecked=True)
    fill(cast, round_, AT)
    seal_scores(actor=cast.thuky, round_=round_, at=AT)
    facts = DecisionFacts(number="12/QĐ-UBND", signed_on=SIGNED_ON, signer="Ủy Viên Mẫu", everything_reaching=True)
    recognise(actor=cast.chutich, round_=round_, facts=facts, at=AT)
    certificate = issue_one(actor=cast.thuky, dossier=recognised_dossiers(round_)[0], at=AT)
    publish_results(actor=cast.thuky, round_=round_, at=AT)
    scored, open_dossier, jury = _scored(cast, maker, product)
    return SimpleNamespace(
        cast=cast, maker=maker, product=product, round=round_, dossier=dossier, certificate=certificate,
        scored=scored, open_dossier=open_dossier, jury=jury,
    )  # fmt: skip  # one row


def _scored(cast, maker, product):
    round_ = make_round(cast, AT)
    dossier = make_dossier(cast, round_, AT, code="A01", maker=maker, product=product)
    jury = make_jury(cast, round_, AT)
    start_scoring(actor=cast.thuky, round_=round_, at=AT, with_unchecked=True)
    declare_interest(actor=cast.giamkhao01, juror=jury[0], dossier=dossier, has_conflict=False, at=AT)
    reason = "Cháu ruột của chủ cơ sở"
    declare_interest(actor=cast.giamkhao02, juror=jury[1], dossier=dossier, has_conflict=True, reason=reason, at=AT)
    return round_, dossier, jury
