"""Projects in a real browser: every screen is accessible, valid and fits; an applicant hands in from a phone."""

import os
from pathlib import Path

import pytest

from khuyencong.programme.models import Project
from tests.programme.project_world import make_project_world
from tests.stories import axe, nu
from tests.stories.conftest import DESK, PHONE, TABLET, width_beyond

pytestmark = pytest.mark.story
PICTURES = os.environ.get("KHUYENCONG_TEST_PICTURES", "")


@pytest.fixture
def world(live_server, cast, now):
    return make_project_world(cast, now)


def judged(page, path, name, faults):
    """Open an address and note what is wrong with it; keep a picture where one is wanted."""
    answer = page.goto(path)
    faults += [f"{name}: status {answer.status}"] if answer.status != 200 else []
    faults += [f"{name}: {fault}" for fault in axe.faults(page)]
    faults += [f"{name}: {width_beyond(page)} pixels too wide"] if width_beyond(page) > 0 else []
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
    return answer.text()


@pytest.mark.parametrize("size", [PHONE, TABLET, DESK], ids=["phone", "tablet", "desk"])
def test_screens_of_projects_are_accessible_valid_and_fit(world, open_page, size):
    draft, registered, appraised = world.opened(), world.registered(), world.appraised()
    planned, contracted = world.planned(), world.contracted()
    of = {
        "chuyenvien": [
            "/de-an/", "/de-an/bang/", "/de-an/moi/?q=sấy", f"/de-an/{draft.pk}/", f"/de-an/{draft.pk}/sua/",
            f"/de-an/{draft.pk}/dang-ky/", f"/de-an/{registered.pk}/tham-dinh/",
            f"/de-an/{registered.pk}/yeu-cau-bo-sung/", f"/de-an/{planned.pk}/hop-dong/",
            f"/de-an/{contracted.pk}/phu-luc/", f"/de-an/{contracted.pk}/",
        ],
        "giamdoc": [
            f"/de-an/{appraised.pk}/phe-duyet/", "/de-an/phe-duyet/", f"/de-an/{planned.pk}/dieu-chinh/",
            f"/de-an/{registered.pk}/tu-choi/",
        ],
        "coso": ["/de-an/", f"/de-an/{draft.pk}/"],
    }  # fmt: skip  # a table
    faults, found = [], {}
    for username, paths in of.items():
        page = open_page(world.cast.people[username], size=size)
        for path in paths:
            name = f"{size[0]}-{username}{path.split('?')[0].replace('/', '-')}"
            found[f"{username} {path}"] = judged(page, path, name, faults)

    assert faults + nu.faults(found) == []


def test_an_applicant_fills_in_and_hands_in_from_a_phone(world, open_page):
    project = world.opened(summary="", facts={})
    world.attach_papers(project)
    page = open_page(world.cast.coso, size=PHONE)

    page.goto("/viec/")
    page.get_by_role("link", name="Ghi đủ và đăng ký đề án").click()
    page.get_by_role("link", name="Sửa đề án").first.click()
    page.get_by_label("Mục tiêu, nội dung chính").fill("Nâng công suất sấy")
    page.get_by_label("Công đoạn sử dụng").fill("Sấy trái cây")
    page.get_by_role("button", name="Thêm dòng").click()
    assert page.get_by_label("Công đoạn sử dụng").input_value() == "Sấy trái cây"
    page.get_by_label("Tên máy móc, thiết bị").first.fill("Máy sấy (mẫu)")
    page.get_by_label("Số lượng (cái)").first.fill("1")
    page.get_by_label("Đơn giá (chưa thuế GTGT) (đồng)").first.fill("600 triệu")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("link", name="Đăng ký", exact=True).click()
    page.get_by_role("button", name="Đăng ký", exact=True).click()

    page.get_by_text("Đã đăng ký đề án").wait_for()
    kept = Project.objects.get(pk=project.pk)
    assert (kept.state, kept.machines.get().name) == ("registered", "Máy sấy (mẫu)")
