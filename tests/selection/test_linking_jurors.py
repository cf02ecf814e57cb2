"""A juror who came as a name from a score sheet is linked to the account of a person, once."""

import pytest

from khuyencong.kernel.refusal import Refusal
from khuyencong.selection.actions.jury import JurorFacts, dismiss_juror, link_juror, name_juror
from khuyencong.selection.actions.scoring import seal_scores
from tests.factories.selection import fill, make_round, make_scoring

pytestmark = pytest.mark.django_db


@pytest.fixture
def named(cast, now):
    round_ = make_round(cast, now, code="GAN")
    return name_juror(actor=cast.thuky, round_=round_, facts=JurorFacts(name="Giám khảo trên giấy"), at=now)


def refused(cast, juror, person, at):
    with pytest.raises(Refusal) as told:
        link_juror(actor=cast.thuky, juror=juror, person=person, at=at)
    return told.value.code


def test_link_juror_gives_the_name_an_account_that_may_score(cast, now, named):
    link_juror(actor=cast.thuky, juror=named, person=cast.giamkhao05, at=now)

    named.refresh_from_db()
    assert (named.person, named.name) == (cast.giamkhao05, "Giám khảo trên giấy")
    assert named.assigned_to(cast.giamkhao05)


def test_link_juror_refuses_a_second_account_a_stranger_and_somebody_seated(cast, now, named):
    other = name_juror(actor=cast.thuky, round_=named.round, facts=JurorFacts(name="", person=cast.giamkhao06), at=now)

    assert refused(cast, named, cast.ketoan, now) == "selection.not_a_juror"
    assert refused(cast, named, cast.giamkhao06, now) == "selection.juror_twice"
    assert refused(cast, other, cast.giamkhao05, now) == "selection.juror_linked"


def test_link_juror_refuses_who_is_gone_and_a_sealed_round(cast, now, named):
    dismiss_juror(actor=cast.thuky, juror=named, reason="Bận việc", at=now)
    assert refused(cast, named, cast.giamkhao05, now) == "selection.juror_gone"

    round_, _dossiers, _jury = make_scoring(cast, now, code="NIEM-GAN")
    paper = name_juror(actor=cast.thuky, round_=round_, facts=JurorFacts(name="Giấy A"), at=now)
    dismiss_juror(actor=cast.thuky, juror=paper, reason="Bận việc", at=now)
    fill(cast, round_, now)
    seal_scores(actor=cast.thuky, round_=round_, at=now)
    with pytest.raises(Refusal):
        link_juror(actor=cast.thuky, juror=round_.jurors.first(), person=cast.giamkhao09, at=now)


def test_the_jury_page_offers_the_link_and_takes_it(cast, now, named):
    client = cast.client("thuky")
    page = client.get(f"/ky-binh-chon/{named.round_id}/giam-khao/").content.decode()
    assert f"/giam-khao/{named.pk}/gan/" in page

    client.post(f"/giam-khao/{named.pk}/gan/", {"person": cast.ketoan.pk})
    named.refresh_from_db()
    assert named.person is None

    client.post(f"/giam-khao/{named.pk}/gan/", {"person": cast.giamkhao05.pk})
    named.refresh_from_db()
    assert named.person == cast.giamkhao05
    assert "giamkhao05" in client.get(f"/ky-binh-chon/{named.round_id}/giam-khao/").content.decode()
