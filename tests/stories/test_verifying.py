"""From the printed paper to the answer on a phone: the QR code is read from the rendered PDF by a program of others."""

import subprocess

import pytest
from django.core.cache import cache

from khuyencong.certificates.actions import replace_certificate, revoke_certificate
from khuyencong.documents.models.disk import place_of
from tests.certificates.making import FACTS, LATER, facts_with, issue, make_product, reserve
from tests.stories import axe, nu
from tests.stories.conftest import DESK, PHONE, width_beyond

pytestmark = [pytest.mark.story, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def here(live_server, settings):
    """Print addresses of the server that this story asks; forget who asked before."""
    settings.PUBLIC_ADDRESS = live_server.url
    cache.clear()


def decoded(certificate, folder):
    """Print the signed file at 150 dots per inch and read its QR code."""
    path = place_of(certificate.file_sha256)
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", path, folder / "print"], check=True)
    return subprocess.run(
        ["zbarimg", "-q", "--raw", folder / "print.png"], check=True, capture_output=True, text=True
    ).stdout.strip()


def test_a_shopper_scans_the_paper_and_sees_the_answer(cast, open_page, tmp_path):
    done = issue(cast)
    phone = open_page(size=PHONE)

    address = decoded(done, tmp_path)
    phone.goto(address)

    assert address == address.upper()
    assert phone.locator("h1").inner_text() == "Có giá trị"
    assert phone.locator(".verdict__product").inner_text() == FACTS.product_name
    assert phone.locator("h1").bounding_box()["y"] < PHONE[1] / 2
    assert phone.context.cookies() == [one for one in phone.context.cookies() if one["name"] == "ngon_ngu"]


def test_the_scanned_answer_changes_as_soon_as_the_chair_revokes(cast, open_page, tmp_path):
    done = issue(cast)
    address = decoded(done, tmp_path)
    phone, desk = open_page(size=PHONE), open_page(cast.chutich, size=DESK)
    desk.goto(f"/giay-chung-nhan/{done.pk}/")

    desk.get_by_role("button", name="Thu hồi").first.click()
    desk.get_by_label("Lý do").fill("Sản phẩm làm giả")
    desk.get_by_role("dialog").get_by_role("button", name="Thu hồi").click()
    desk.get_by_text("Đã thu hồi giấy chứng nhận").wait_for()
    phone.goto(address)

    assert phone.locator("h1").inner_text() == "Đã bị thu hồi"


def test_a_file_is_handed_in_and_judged(cast, open_page, tmp_path):
    done = issue(cast)
    changed = tmp_path / "changed.pdf"
    data = bytearray(place_of(done.file_sha256).read_bytes())
    data[len(data) // 2] ^= 1
    changed.write_bytes(data)
    phone = open_page(size=PHONE)

    told = []
    for path in (place_of(done.file_sha256), changed):
        phone.goto("/kiem-tra/")
        phone.locator("input[type=file]").set_input_files(
            {"name": "giay.pdf", "mimeType": "application/pdf", "buffer": path.read_bytes()}
        )
        phone.get_by_role("button", name="Kiểm tra tệp").click()
        told.append(phone.locator("h1.verdict__word").inner_text())

    assert told == ["Có giá trị", "Đã bị sửa đổi"]


@pytest.mark.parametrize(("size", "language"), [(PHONE, "vi"), (DESK, "en")])
def test_every_answer_is_accessible_valid_and_fits_the_window(cast, open_page, size, language):
    valid, revoked, replaced = (issue(cast, key=str(number)) for number in range(3))
    expired = issue(cast, key="old", facts=facts_with(valid_until=FACTS.issued_on))
    revoke_certificate(actor=cast.chutich, certificate=revoked, reason="Sản phẩm làm giả", at=LATER)
    replace_certificate(
        actor=cast.chutich, certificate=replaced, facts=facts_with(product_name="Kẹo"), reason="Sai tên", at=LATER
    )
    page, texts = open_page(size=size, language=language, meant="status of 404"), {}
    codes = [valid.code, revoked.code, replaced.code, expired.code, "0000000000000000"]

    for address in [f"/k/{code}" for code in codes] + ["/kiem-tra/"]:
        texts[address] = page.goto(address).text()
        axe.assert_accessible(page)
        assert width_beyond(page) <= 0, address

    nu.assert_valid_html(**texts)


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_the_register_is_accessible_valid_and_fits_the_window(cast, open_page, size):
    done, waiting = issue(cast), reserve(cast, key="waiting")
    product = make_product(cast.office(), "Bánh tráng")
    chair, secretary = open_page(cast.chutich, size=size), open_page(cast.thuky, size=size)
    seen = {
        "/giay-chung-nhan/": chair,
        f"/giay-chung-nhan/{done.pk}/": chair,
        f"/giay-chung-nhan/{waiting.pk}/": secretary,
        f"/giay-chung-nhan/{done.pk}/cap-lai/": chair,
        f"/giay-chung-nhan/ghi-nhan/{product.pk}/": secretary,
    }

    texts = {}
    for address, page in seen.items():
        texts[address] = page.goto(address).text()
        axe.assert_accessible(page)
        assert width_beyond(page) <= 0, address

    nu.assert_valid_html(**texts)
