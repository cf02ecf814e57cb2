"""Screens: the register for staff, the answer for everybody."""

import io
import zipfile
from datetime import date

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from khuyencong.accounts.models import AuditEntry
from khuyencong.certificates.actions import record_foreign_certificate, revoke_certificate
from khuyencong.certificates.actions.completing import job_of
from khuyencong.certificates.models import Certificate, CertificateEvent
from khuyencong.documents.queries import open_file
from tests.certificates.making import FACTS, LATER, facts_with, issue, make_product, reserve

REGISTER = "/giay-chung-nhan/"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


def test_the_answer_is_read_without_cookie_and_with_one_query(cast, client, django_assert_num_queries):
    done = issue(cast)

    with django_assert_num_queries(1):
        answer = client.get(f"/k/{done.code}")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="verdict__word">Có giá trị<' in page
    assert FACTS.product_name in page
    assert not answer.cookies
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_the_whole_scanned_address_answers_in_capitals(cast, client):
    done = issue(cast)
    scanned = job_of(done, LATER).address

    answer = client.get(scanned.removeprefix(settings.PUBLIC_ADDRESS.upper()))

    assert scanned == scanned.upper()
    assert "Có giá trị" in answer.content.decode()


def test_a_changed_payload_shows_no_facts(cast, client):
    done = issue(cast)
    scanned = job_of(done, LATER).address
    changed = scanned[:-1] + ("1" if scanned[-1] != "1" else "2")

    page = client.get(changed.removeprefix(settings.PUBLIC_ADDRESS.upper())).content.decode()

    assert "Đã bị sửa đổi" in page
    assert FACTS.product_name not in page


def test_the_answer_shows_no_reason_and_no_person(cast, client):
    done = issue(cast)
    revoke_certificate(actor=cast.chutich, certificate=done, reason="Ông Lê Văn Mẫu làm giả", at=LATER)

    page = client.get(f"/k/{done.code}").content.decode()

    assert "Đã bị thu hồi" in page
    assert "Từ ngày 24/11/2026" in page
    assert "Lê Văn Mẫu" not in page
    assert FACTS.signer_name not in page


def test_an_unknown_code_is_answered_and_guessing_is_slowed(cast, client):
    for _turn in range(60):
        assert client.get("/k/0000000000000000").status_code == 404
    assert client.get("/k/0000000000000000").status_code == 429

    assert client.get(f"/k/{issue(cast).code}").status_code == 200


def test_a_typed_code_leads_to_its_answer(cast, client):
    done = issue(cast)

    answer = client.get("/kiem-tra/", {"code": f" {done.code.lower()} "})

    assert (answer.status_code, answer["Location"]) == (302, f"/k/{done.code}")


def test_a_mistyped_code_is_told_at_the_field(cast, client):
    code = issue(cast).code
    wrong = ("1" if code[0] != "1" else "2") + code[1:]

    answer = client.get("/kiem-tra/", {"code": wrong})

    assert answer.status_code == 422
    assert "gõ chưa đúng một ký tự" in answer.content.decode()


def test_a_mistyped_address_is_not_found_and_says_what_to_look_at(cast, client):
    answer = client.get("/k/0000-0000-0000-0001")

    assert answer.status_code == 404
    assert "gõ chưa đúng một ký tự" in answer.content.decode()


def test_an_uploaded_file_is_answered_and_not_kept(cast, client):
    done = issue(cast)
    data = open_file(done.file)

    answer = client.post("/kiem-tra/", {"file": SimpleUploadedFile("a.pdf", data)})
    changed = client.post("/kiem-tra/", {"file": SimpleUploadedFile("a.pdf", data + b"\n")})
    other = client.post("/kiem-tra/", {"file": SimpleUploadedFile("a.pdf", b"hello")})

    assert "Có giá trị" in answer.content.decode()
    assert "Đã bị sửa đổi" in changed.content.decode()
    assert "Không tìm thấy" in other.content.decode()


def test_the_answer_tells_buyers_abroad_too(cast, client):
    done = issue(cast)

    vietnamese = client.get(f"/k/{done.code}").content.decode()
    client.cookies["ngon_ngu"] = "en"
    english = client.get(f"/k/{done.code}").content.decode()

    assert '<p class="verdict__english" lang="en">Valid</p>' in vietnamese
    assert 'class="verdict__word">Valid<' in english
    assert 'html lang="en"' in english


def test_the_keys_are_public_and_the_private_ones_are_not(cast, client):
    issue(cast)

    told = client.get("/kiem-tra/khoa-cong-khai.json").json()

    assert len(told["code_keys"]) >= 1
    assert len(told["signers"]) >= 1
    assert all("PRIVATE" not in pem for pem in (*told["roots"], *told["signers"]))


def test_the_register_lists_searches_and_filters(cast, django_assert_num_queries):
    issue(cast, key="a")
    reserve(cast, key="b", facts=facts_with(product_name="Bánh tráng Cù Lao Mây"))
    client = cast.client("thuky")
    client.get(REGISTER)

    everything = client.get(REGISTER).content.decode()
    found = client.get(REGISTER, {"q": "banh trang cu lao"}).content.decode()
    unsigned = client.get(REGISTER, {"tinh-trang": "reserved"}).content.decode()
    valid = client.get(REGISTER, {"tinh-trang": "valid"}).content.decode()

    assert ("Kẹo dừa" in everything, "Bánh tráng" in everything) == (True, True)
    assert ("Kẹo dừa" in found, "Bánh tráng" in found) == (False, True)
    assert ("Kẹo dừa" in unsigned, "Bánh tráng" in unsigned) == (False, True)
    assert ("Kẹo dừa" in valid, "Bánh tráng" in valid) == (True, False)


@pytest.mark.parametrize("many", [1, 3])
def test_the_register_costs_the_same_number_of_queries_whatever_it_holds(cast, many, django_assert_max_num_queries):
    for number in range(many):
        issue(cast, key=str(number))
    client = cast.client("thuky")
    client.get(REGISTER)

    with django_assert_max_num_queries(9):
        client.get(REGISTER)


def test_a_certificate_page_shows_its_life(cast):
    done = issue(cast)

    page = cast.client("thuky").get(f"{REGISTER}{done.pk}/").content.decode()

    assert done.file_sha256 in page
    assert "Lấy số" in page
    assert "Ký và cấp" in page


def test_the_picture_is_a_picture(cast):
    done = issue(cast)

    answer = cast.client("thuky").get(f"{REGISTER}{done.pk}/anh.png")

    assert answer.content.startswith(b"\x89PNG")


def test_the_file_is_sent_byte_for_byte(cast):
    done = issue(cast)

    answer = cast.client("kiemtoan").get(f"{REGISTER}{done.pk}/tep.pdf")

    assert answer.content == open_file(done.file)
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_archive_holds_the_chosen_files(cast):
    first = issue(cast, key="a")
    issue(cast, key="b", facts=facts_with(product_name="Bánh tráng"))
    reserve(cast, key="c")

    answer = cast.client("thuky").get(f"{REGISTER}tai-ve.zip", {"q": "keo dua"})

    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.namelist() == ["2026/0001-B01.pdf"]
    assert archive.read("2026/0001-B01.pdf") == open_file(first.file)


def test_what_was_cut_off_is_signed_from_its_page(cast):
    made = reserve(cast)
    client = cast.client("thuky")

    assert "Ký xong các giấy" in client.get("/viec/").content.decode()
    client.post(f"{REGISTER}{made.pk}/ky/")

    assert Certificate.objects.get().state == "issued"
    assert "Ký xong các giấy" not in client.get("/viec/").content.decode()


def test_the_chair_revokes_with_a_reason(cast):
    done = issue(cast)
    client = cast.client("chutich")

    refused = client.post(f"{REGISTER}{done.pk}/thu-hoi/", {"reason": " "})
    client.post(f"{REGISTER}{done.pk}/thu-hoi/", {"reason": "Sản phẩm làm giả"})

    assert refused.status_code == 409
    assert Certificate.objects.get().state == "revoked"
    assert CertificateEvent.objects.get(verb="revoke_certificate").reason == "Sản phẩm làm giả"
    assert "giả" not in str(AuditEntry.objects.get(action="certificates.revoke_certificate").facts)


def test_the_chair_replaces_with_the_content_put_right(cast):
    done = issue(cast)
    client = cast.client("chutich")
    shown = client.get(f"{REGISTER}{done.pk}/cap-lai/").content.decode()

    answer = client.post(
        f"{REGISTER}{done.pk}/cap-lai/",
        {
            "product_name": "Kẹo dừa sầu riêng",
            "establishment_name": FACTS.establishment_name,
            "establishment_address": FACTS.establishment_address,
            "reason": "Ghi sai tên sản phẩm",
        },
    )

    assert FACTS.product_name in shown
    assert answer.status_code == 302
    assert list(Certificate.objects.order_by("pk").values_list("state", flat=True)) == ["replaced", "issued"]
    page = client.get(f"{REGISTER}{done.pk}/").content.decode()
    assert "Chuỗi cấp lại" in page


def test_the_secretary_records_what_another_body_gave(cast):
    product = make_product(cast.office())
    client = cast.client("thuky")
    address = f"{REGISTER}ghi-nhan/{product.pk}/"
    assert client.get(address).status_code == 200

    answer = client.post(
        address,
        {
            "level": "region",
            "year": "2016",
            "number": "17/GCN-CTĐP",
            "issuing_authority": "Cục Công nghiệp địa phương",
            "decision_number": "82/QĐ-CTĐP",
            "decision_on": "21/8/2016",
            "issued_on": "21/8/2016",
            "valid_until": "31/12/2018",
        },
    )

    made = Certificate.objects.get()
    assert answer.status_code == 302
    assert (made.is_foreign, made.serial, made.issued_on) == (True, "17/GCN-CTĐP", date(2016, 8, 21))
    assert client.get(f"{REGISTER}{made.pk}/").status_code == 200
    assert client.get(f"{REGISTER}{made.pk}/tep.pdf").status_code == 409


def test_a_neighbour_sees_nothing_of_it(cast):
    done = issue(cast)
    record_foreign_certificate(
        actor=cast.thuky,
        facts=facts_with(level="region"),
        number="1",
        product_id=done.product_id,
        office=cast.office(),
        at=LATER,
    )
    neighbour = next(name for name in cast.people if "ben" in name or "lang" in name)
    client = cast.client(neighbour)

    assert "Kẹo dừa" not in client.get(REGISTER).content.decode()
    assert client.get(f"{REGISTER}{done.pk}/").status_code == 403
    assert client.get(f"{REGISTER}{done.pk}/tep.pdf").status_code == 403
