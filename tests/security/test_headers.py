"""What stands at the head of every answer, and who gets in through a side door."""

import pytest
from django.test import Client
from django.urls import reverse

from khuyencong.certificates.models import Certificate
from khuyencong.documents.actions import attach_file
from khuyencong.selection.models import Juror
from tests.documents.test_store_file import pdf
from tests.security.conftest import AT
from tests.security.test_injection import pages
from tests.security.test_privacy import body, public_pages, staff_pages

pytestmark = pytest.mark.django_db


def heads(answer):
    return {
        "policy": "default-src 'none'" in answer.get("Content-Security-Policy", ""),
        "sniffing": answer.get("X-Content-Type-Options") == "nosniff",
        "frames": answer.get("X-Frame-Options") == "DENY",
        "referrer": answer.get("Referrer-Policy") == "same-origin",
    }


def test_every_answer_carries_the_heads_also_faults_and_files(ill):
    secretary, stranger = ill.cast.client("thuky"), ill.cast.client()
    answers = [secretary.get(page) for page in pages(ill)]
    answers += [stranger.get(page) for page in ("/khong-co", "/viec/", "/dang-nhap/", *public_pages(ill))]
    answers += [
        stranger.get("/", headers={"host": "evil.example"}),
        Client(enforce_csrf_checks=True).post("/dang-nhap/"),
    ]
    answers += [secretary.get(reverse("certificates:download_certificate", args=[ill.certificate.pk]))]

    assert {answer.status_code for answer in answers} >= {200, 302, 400, 403, 404}
    assert [(one.request["PATH_INFO"], heads(one)) for one in answers if not all(heads(one).values())] == []


def test_nothing_read_behind_the_door_stays_in_a_cache_but_pictures(ill):
    secretary = ill.cast.client("thuky")

    kept = [page for page in staff_pages(ill) if "no-store" not in secretary.get(page).get("Cache-Control", "")]

    assert kept == []
    assert "no-store" not in ill.cast.client().get(reverse("view_catalogue")).get("Cache-Control", "")


def test_a_neighbour_s_secretary_sees_nothing_of_ours_in_any_list_or_file(ill):
    client = ill.cast.client("thuky-ben")
    lists = ["registry:view_establishments", "registry:view_products", "certificates:view_register"]
    lists += ["selection:view_rounds", "workbooks:view_imports", "registry:view_duplicates"]

    for page in lists:
        for asked in ("", "?tai=csv"):
            text = body(client.get(reverse(page) + asked))
            assert "onfocus" not in text, page
            assert "2025-TINH" not in text, page
    archive = client.get(reverse("certificates:download_certificates"))
    assert b".pdf" not in b"".join(archive.streaming_content)


def test_a_neighbour_does_not_learn_our_jurors_nor_name_them(ill):
    from tests.factories.selection import make_round

    neighbour = ill.cast.people["thuky-ben"]
    office = neighbour.grants.get().office
    round_ = make_round(ill.cast, AT, code="BEN", name="Kỳ của tỉnh bên")
    type(round_).objects.filter(pk=round_.pk).update(office=office)
    client, address = ill.cast.client("thuky-ben"), reverse("selection:name_juror", args=[round_.pk])

    page = client.get(reverse("selection:view_jury", args=[round_.pk])).content.decode()
    answer = client.post(address, {"person": ill.cast.jurors[0].pk, "name": ""})

    assert ill.cast.jurors[0].full_name not in page
    assert answer.status_code == 422
    assert not Juror.objects.filter(round=round_).exists()


def test_a_juror_with_another_role_sees_no_ranking_before_the_seal_nor_a_file_after_a_conflict(ill):
    cast, dossier = ill.cast, ill.open_dossier
    paper = attach_file(
        actor=cast.thuky, owner=dossier, data=pdf(), name="a.pdf", purpose="paper", kind="registration",
        office=cast.office(), at=AT,
    ).file  # fmt: skip  # one call
    address = reverse("documents:view_file", args=[paper.pk])
    assert cast.client("chutich").get(address).status_code == 200
    Juror.objects.filter(pk=ill.jury[1].pk).update(person=cast.chutich)

    chair = cast.client("chutich")

    assert chair.get(address).status_code != 200
    assert chair.get(reverse("selection:view_ranking", args=[ill.scored.pk])).status_code == 409
    assert chair.get(reverse("selection:view_ranking", args=[ill.round.pk])).status_code == 200
    assert cast.client("giamkhao03").get(address).status_code == 403
    assert cast.client("giamkhao01").get(address).status_code == 200


def test_a_trail_and_a_signed_paper_cannot_be_rewritten_by_code(ill):
    from django.db import DatabaseError, transaction

    from khuyencong.accounts.models import AuditDetail, AuditEntry

    attempts = (
        lambda: AuditEntry.objects.filter(number=1).update(action="x"),
        lambda: AuditEntry.objects.filter(number=1)._raw_delete("default"),
        lambda: AuditDetail.objects.filter(entry=1).update(personal={}),
        lambda: Certificate.objects.filter(pk=ill.certificate.pk).update(product_name="Khác"),
        lambda: Certificate.objects.filter(pk=ill.certificate.pk).update(facts={}),
    )
    for attempt in attempts:
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


@pytest.mark.parametrize("asked", ["thuky", "giamkhao01"])
def test_a_post_without_the_token_is_refused(ill, asked):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ill.cast.people[asked])

    for page in (
        "/dang-xuat/",
        "/ngon-ngu/",
        reverse("selection:save_scorecard", args=[ill.open_dossier.pk]),
        "/kiem-tra/",
    ):
        assert client.post(page, {}).status_code == 403, page
