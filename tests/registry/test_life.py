"""The life of an establishment and of a product, with what upper contexts add."""

from khuyencong.registry.actions import merge_establishments
from khuyencong.registry.queries.parties import life_of_establishment, life_of_product
from khuyencong.selection.actions.issuing import issue_one, recognised_dossiers
from tests.factories.decided import make_decided
from tests.factories.registry import make_establishment


def test_life_tells_of_rounds_and_certificates_newest_first(cast, now):
    round_, _dossiers = make_decided(cast, now)
    dossier = recognised_dossiers(round_)[0]
    certificate = issue_one(actor=cast.thuky, dossier=dossier, at=now)

    for events in (
        life_of_establishment(cast.thuky, dossier.establishment),
        life_of_product(cast.thuky, dossier.product),
    ):
        titles = [event.title for event in events]
        assert f"Giấy chứng nhận số {certificate.serial}" in titles
        assert round_.name in titles
        assert [event.on for event in events] == sorted((event.on for event in events), reverse=True)


def test_life_goes_on_under_the_survivor_of_a_merge(cast, now):
    round_, _dossiers = make_decided(cast, now)
    dossier = recognised_dossiers(round_)[0]
    survivor = make_establishment(cast.office(), "Cơ sở giữ lại")
    merge_establishments(actor=cast.thuky, survivor=survivor, merged=dossier.establishment, reason="trùng", at=now)

    assert life_of_establishment(cast.thuky, survivor) != []


def test_life_keeps_what_a_person_may_not_see(cast, now):
    round_, _dossiers = make_decided(cast, now)
    dossier = recognised_dossiers(round_)[0]

    assert life_of_establishment(cast.thuky_ben, dossier.establishment) == []
