"""An officer accepts work on a phone while the network comes and goes: nothing typed or photographed is lost."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from khuyencong.programme.models import Acceptance, FieldPhoto, Inspection
from tests.factories.work import make_running
from tests.stories.axe import assert_accessible
from tests.stories.conftest import PHONE, width_beyond

pytestmark = pytest.mark.story
CUT = "ERR_INTERNET_DISCONNECTED"
KEPT = re.compile(r"đã lưu trên máy \d\d:\d\d")
OFFLINE = re.compile(r"chưa có mạng – đã lưu trên máy \d\d:\d\d, sẽ tự gửi")
SENT = re.compile(r"đã gửi \d\d:\d\d")


@pytest.fixture
def project(live_server, cast):
    """A project in work that told it was done."""
    return make_running(cast)


def state(page):
    return page.locator("[data-field-state]")


def picture(color):
    data = io.BytesIO()
    Image.new("RGB", (1200, 900), color).save(data, "JPEG")
    return {"name": f"anh-{color[0]}.jpg", "mimeType": "image/jpeg", "buffer": data.getvalue()}


def open_acceptance(page, project):
    page.goto(f"/de-an/{project.pk}/nghiem-thu/")
    expect(page.locator("#field-form[data-ready]")).to_be_visible()


def fill_acceptance(page):
    page.get_by_label("Ngày nghiệm thu").fill("2026-11-20")
    page.get_by_label("Họ và tên").nth(1).fill("Lê Cán Bộ")
    page.get_by_label("Chức vụ, đơn vị").nth(1).fill("UBND xã")
    page.get_by_role("button", name="Thêm máy").click()
    page.get_by_label("Tên máy").fill("Máy sấy")
    page.get_by_label("Số máy (nhãn)").fill("SN-001")
    page.get_by_label("Đơn giá").fill("600 triệu")
    page.get_by_label("Vận hành").select_option("yes")


def shoot(page, *colors):
    page.locator("[data-camera]").set_input_files([picture(color) for color in colors])
    expect(page.locator("[data-photo]")).to_have_count(len(colors))


def test_officer_accepts_work_on_a_phone_with_the_network_cut_and_restored(open_page, project, cast):
    page = open_page(cast.chuyenvien, size=PHONE, meant=CUT)
    open_acceptance(page, project)
    assert width_beyond(page) == 0
    assert_accessible(page)

    page.context.set_offline(True)
    fill_acceptance(page)
    shoot(page, (200, 30, 30), (30, 30, 200))
    expect(state(page)).to_contain_text(KEPT)
    page.get_by_role("button", name="Gửi").click()
    expect(state(page)).to_contain_text(OFFLINE)
    assert Acceptance.objects.count() == 0

    page.context.set_offline(False)
    expect(state(page)).to_contain_text(SENT)
    expect(page.locator("[data-photo][data-state='sent']")).to_have_count(2)
    kept = Acceptance.objects.get()
    assert (kept.result, kept.members[1]["name"], kept.photo_count) == ("full", "Lê Cán Bộ", 2)
    assert (kept.machines.get().serial_key, kept.photos.count()) == ("SN001", 2)
    project.refresh_from_db()
    assert project.state == "accepted"
    assert_accessible(page)


def test_what_was_typed_and_photographed_survives_a_closed_page(open_page, project, cast):
    page = open_page(cast.chuyenvien, size=PHONE, meant=CUT)
    open_acceptance(page, project)
    page.context.set_offline(True)
    fill_acceptance(page)
    shoot(page, (10, 200, 30))
    expect(state(page)).to_contain_text(KEPT)
    page.close()

    page.context.set_offline(False)
    again = page.context.new_page()
    open_acceptance(again, project)
    expect(state(again)).to_contain_text(KEPT)
    expect(again.locator("[data-photo]")).to_have_count(1)
    assert again.get_by_label("Số máy (nhãn)").input_value() == "SN-001"
    assert again.get_by_label("Họ và tên").nth(1).input_value() == "Lê Cán Bộ"
    again.get_by_role("button", name="Gửi").click()
    expect(state(again)).to_contain_text(SENT)

    assert (Acceptance.objects.count(), FieldPhoto.objects.count()) == (1, 1)


def test_page_opened_before_opens_again_without_a_network_with_what_was_typed(open_page, project, cast):
    page = open_page(cast.chuyenvien, size=PHONE, meant=CUT)
    open_acceptance(page, project)
    expect(page.locator("#field-form[data-kept-for-later='yes']")).to_be_visible()
    page.context.set_offline(True)
    fill_acceptance(page)
    shoot(page, (90, 30, 30))
    expect(state(page)).to_contain_text(KEPT)

    page.reload()
    expect(page.locator("#field-form[data-ready]")).to_be_visible()
    expect(page.locator("[data-photo]")).to_have_count(1)
    assert page.get_by_label("Số máy (nhãn)").input_value() == "SN-001"
    page.get_by_role("button", name="Gửi").click()
    expect(state(page)).to_contain_text(OFFLINE)
    page.context.set_offline(False)
    expect(state(page)).to_contain_text(SENT)

    assert (Acceptance.objects.count(), FieldPhoto.objects.count()) == (1, 1)


def test_sent_but_unanswered_visit_is_kept_once_and_its_photograph_follows_from_another_page(open_page, project, cast):
    page = open_page(cast.chuyenvien, size=PHONE, meant="ERR_FAILED")
    page.goto(f"/de-an/{project.pk}/kiem-tra/")
    expect(page.locator("#field-form[data-ready]")).to_be_visible()
    answers = []

    def lose_the_answer(route):
        answer = route.fetch(headers={**route.request.headers, "connection": "close"})
        answers.append(answer.status)
        answer.dispose()
        route.abort()

    page.route("**/kiem-tra/", lambda route: lose_the_answer(route) if not answers else route.continue_())
    page.route("**/anh-hien-truong/", lambda route: route.abort())
    page.get_by_label("Đã thấy tại chỗ").fill("Máy đang lắp, chưa chạy")
    shoot(page, (20, 20, 20))
    page.get_by_role("button", name="Gửi").click()
    expect(state(page)).to_contain_text(OFFLINE)
    page.close()
    assert (Inspection.objects.count(), FieldPhoto.objects.count()) == (1, 0)

    other = page.context.new_page()
    with other.expect_response("**/anh-hien-truong/") as sent:
        open_acceptance(other, project)
    assert sent.value.ok

    assert (Inspection.objects.count(), FieldPhoto.objects.count()) == (1, 1)


def test_refused_acceptance_says_why_and_loses_nothing(open_page, project, cast):
    page = open_page(cast.chuyenvien, size=PHONE, meant="409")
    open_acceptance(page, project)
    fill_acceptance(page)
    page.get_by_label("Giá trị hỗ trợ được nghiệm thu").fill("400 triệu")
    page.get_by_role("button", name="Gửi").click()
    expect(page.get_by_role("alert")).to_contain_text("vượt hợp đồng 300.000.000 đồng")
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("vượt hợp đồng 300.000.000 đồng")
    assert page.get_by_label("Tên máy").input_value() == "Máy sấy"

    page.get_by_label("Giá trị hỗ trợ được nghiệm thu").fill("300 triệu")
    page.get_by_role("button", name="Gửi").click()
    expect(state(page)).to_contain_text(SENT)

    assert Acceptance.objects.count() == 1


def test_without_the_script_the_form_goes_with_its_photographs(open_page, project, cast):
    page = open_page(cast.chuyenvien)
    page.route("**/ui/field.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(f"/de-an/{project.pk}/kiem-tra/")
    page.get_by_label("Đã thấy tại chỗ").fill("Máy chạy tốt")
    page.locator("[data-camera]").set_input_files([picture((1, 2, 3))])
    page.get_by_role("button", name="Gửi").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    assert (Inspection.objects.get().findings, FieldPhoto.objects.count()) == ("Máy chạy tốt", 1)
