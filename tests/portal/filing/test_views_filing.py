"""Screens of filing: the five questions, signing up, pages that are behind, following, and who sees what."""

import pytest
from django.test import Client

from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.roles import Role
from khuyencong.portal.actions.filing.sending import send_filing
from khuyencong.portal.models import Claim, Filing
from tests.factories.filing import WHOLE, attach_papers, make_consent, make_filing, make_own, make_paper
from tests.factories.programme import make_project

SCRIPT = {"HTTP_ACCEPT": "application/json"}
ASKED = {"ai": "household", "lam_gi": "craft", "muon": "machine", "tien": "500 triệu", "nam": "2026"}
ACCOUNT = {"full_name": "Bảy Mẫu", "phone": "0901234567", "username": "bay-mau", "password": "banh trang bay mau ngon"}


@pytest.fixture
def maker(cast):
    return make_own(cast)


def test_five_questions_are_answered_without_an_account(cast):
    page = Client().get("/nop-ho-so/", ASKED)

    assert [one.limit.limit.dong for one in page.context["found"].offers if one.limit] == [250_000_000] * 2
    assert "tien=500000000" in page.context["start"]
    assert Client().get("/nop-ho-so/", {"muon": "lạ"}).status_code == 422


def test_locker_papers_are_ticked_in_the_list(cast, now, maker):
    make_paper(cast, maker, now)

    assert cast.client("coso").get("/nop-ho-so/", ASKED).context["kept"] == {"registration"}


def test_stranger_signs_up_with_no_right_but_the_own_and_goes_on_where_they_were(cast):
    client, wanted = Client(), "/ho-so-cua-toi/bat-dau/?noi_dung=machinery&nguon=national&tien=500000000"
    answer = client.post("/co-so-dang-ky/", ACCOUNT | {"office": cast.office().pk, "next": wanted})

    assert (answer.status_code, answer["Location"]) == (302, wanted)
    assert Person.objects.get(username="bay-mau").roles == {Role.APPLICANT}
    client.post(wanted, {"noi_dung": "machinery", "nguon": "national", "tien": "500000000", "co_so": "0"})
    assert Filing.objects.get().answers == {"total_cost": "500.000.000", "eligible_cost": "500.000.000"}


def test_claim_is_made_and_confirmed_on_the_screens(cast):
    facts = {"name": "Bánh tráng Bảy Mẫu", "form": "household", "phone": "0901234567"}
    assert cast.client("coso").post("/khai-co-so/", facts)["Location"] == "/ho-so-cua-toi/"

    claim, officer = Claim.objects.get(), cast.client("chuyenvien")
    assert officer.get(f"/loi-khai/{claim.pk}/").status_code == 200
    officer.post(f"/loi-khai/{claim.pk}/xac-nhan/", {"co_so": ""})
    claim.refresh_from_db()
    assert (claim.state, claim.establishment.applicant) == ("confirmed", cast.coso)


def test_signing_up_never_leads_to_another_site(cast):
    answer = Client().post("/co-so-dang-ky/", ACCOUNT | {"office": cast.office().pk, "next": "https://xau.example/"})

    assert answer["Location"] == "/khai-co-so/"


def test_script_keeps_typing_and_is_told_what_differs(cast, now, maker):
    filing = make_filing(cast, now, maker=maker)
    client, address = cast.client("coso"), f"/ho-so-cua-toi/{filing.pk}/ghi/"
    first = client.post(address, {"buoc": "viec", "version": 0, "name": "Một", "state": "sent"}, **SCRIPT)
    second = client.post(address, {"buoc": "viec", "version": 0, "name": "Hai"}, **SCRIPT)
    filing.refresh_from_db()

    assert (first.json(), filing.answers, filing.state) == ({"version": 1}, {"name": "Một"}, "draft")
    assert (second.status_code, second.json()["version"]) == (409, 1)
    assert second.json()["differing"] == [{"label": "Tên việc xin hỗ trợ", "there": "Một", "here": "Hai"}]


def test_page_without_script_keeps_what_was_typed_beside_the_other_saving(cast, now, maker):
    filing = make_filing(cast, now, maker=maker)
    client, address = cast.client("coso"), f"/ho-so-cua-toi/{filing.pk}/ghi/"
    saved = client.post(address, {"buoc": "viec", "version": 0, "name": "Một", "summary": "Hai"})
    stale = client.post(address, {"buoc": "viec", "version": 0, "name": "Ba"})

    assert saved["Location"].endswith("?buoc=tien")
    assert (stale.status_code, stale.context["form"]["name"].value()) == (409, "Ba")


def test_every_page_of_an_application_opens_and_it_is_sent_with_a_receipt(cast, now, maker):
    filing = make_filing(cast, now, maker=maker, answers=WHOLE)
    attach_papers(cast, filing, now)
    client = cast.client("coso")
    pages = [client.get(f"/ho-so-cua-toi/{filing.pk}/?buoc={code}") for code in ("viec", "tien", "giay-to", "gui")]
    assert [page.status_code for page in pages] == [200] * 4
    assert pages[-1].context["faults"] == []

    receipt = client.post(f"/ho-so-cua-toi/{filing.pk}/nop/", follow=True)
    assert "0001/TN-" in receipt.content.decode()
    followed = client.get("/ho-so-cua-toi/").context["followed"]
    assert [(one.state, one.receipt) for one in followed] == [("Đã nộp", filing)]


@pytest.mark.parametrize("count", [1, 3])
def test_following_takes_the_same_queries_for_one_and_for_three(cast, now, maker, count, django_assert_num_queries):
    for number in range(count):
        make_project(
            cast, code=f"DA-{number}", state="rejected", establishment=maker, ended_reason="Lý do", changed_at=now
        )
    client = cast.client("coso")
    client.get("/ho-so-cua-toi/")

    with django_assert_num_queries(FOLLOWING):
        assert len(client.get("/ho-so-cua-toi/").context["followed"]) == count


FOLLOWING = 12
"""Session, person, roles; drafts, projects with supplements and complaints, money, dossiers, claims, establishments."""


def test_nobody_else_reads_a_draft_or_the_locker(cast, now, maker):
    filing, paper = make_filing(cast, now, maker=maker), make_paper(cast, maker, now)
    other = Person.objects.create(username="co-so-khac", full_name="Cơ sở khác")
    other.grants.create(office=cast.office(), role="applicant", from_on=now.date())
    client = Client()
    client.force_login(other)
    addresses = [f"/ho-so-cua-toi/{filing.pk}/", f"/tu-giay-to/{maker.pk}/", f"/tep/{paper.file_id}/"]

    assert [client.get(one).status_code for one in addresses] == [403] * 3
    assert client.get("/ho-so-cua-toi/").context["drafts"] == []
    assert cast.client("chuyenvien").get(addresses[0]).status_code == 403


def test_office_sees_what_was_sent_and_applicant_sees_who_filed_for_them(cast, now, maker):
    consent = make_consent(cast, maker, now)
    filing = make_filing(cast, now, maker=maker, actor=cast.chuyenvien, answers=WHOLE)
    attach_papers(cast, filing, now, by=cast.chuyenvien)
    assert "cơ quan soạn thay" in cast.client("coso").get("/ho-so-cua-toi/").content.decode()

    send_filing(actor=cast.chuyenvien, filing=filing, at=now)
    receipt = cast.client("coso").get(f"/ho-so-cua-toi/{filing.pk}/bien-nhan/").content.decode()
    assert consent.given_by in receipt
    assert list(cast.client("chuyenvien").get("/ho-so-cua-toi/").context["rows"]) == [filing]
