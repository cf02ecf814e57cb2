"""The calculator of support, the comparison of two days and the entry of local levels, by phone and by desk."""

import os
from pathlib import Path

import pytest

from tests.factories.programme import make_project
from tests.programme.test_norm_effects import proposed
from tests.stories import axe, nu
from tests.stories.conftest import DESK, PHONE, TABLET, width_beyond

pytestmark = pytest.mark.story

CALCULATOR = "/de-an/tinh-muc-ho-tro/"
QUESTION = f"{CALCULATOR}?ngay=01/03/2026&noi_dung=trademark&nguon=national&chi_phi=90+triệu&de_nghi=1+tỷ&so_luong=2"
PAGES = {
    "empty": CALCULATOR,
    "unsure": QUESTION,
    "refused": QUESTION.replace("national", "local"),
    "wrong": QUESTION.replace("90+triệu", "-5"),
    "compared": "/de-an/doi-muc-ho-tro/?tu=10/05/2018&den=11/05/2018",
    "levels": "/quy-dinh/funding.local_levels/",
    "proposing": "/quy-dinh/funding.local_levels/de-xuat/?mau=1",
    "large": "/quy-dinh/programme.content_facts/de-xuat/",
}
PICTURES = os.environ.get("KHUYENCONG_TEST_PICTURES", "")


@pytest.mark.parametrize("size", [PHONE, TABLET, DESK], ids=["phone", "tablet", "desk"])
def test_every_page_of_support_is_sound(live_server, cast, now, open_page, size):
    make_project(cast, code="DA-1", state="registered")
    make_project(cast, code="DA-2", stream="national", state="registered")
    proposed(cast, now)
    page, faults, texts = open_page(cast.chuyenvien, size=size, meant="422"), [], {}

    for name, path in PAGES.items():
        page.goto(path)
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"support-{name}-{size[0]}.png", full_page=True)
        faults += [f"{name}: {fault}" for fault in axe.faults(page)]
        texts[name] = page.content()
        faults += [f"{name}: {width_beyond(page)} pixels too wide"] if width_beyond(page) > 0 else []

    assert faults == []
    nu.assert_valid_html(**texts)


def test_an_officer_asks_the_calculator(live_server, cast, open_page):
    page = open_page(cast.chuyenvien)
    page.goto(CALCULATOR)

    page.get_by_label("Nội dung").select_option("machinery")
    page.get_by_label("Nguồn kinh phí").select_option("national")
    page.get_by_label("Chi phí hợp lệ trước thuế").fill("1,2 tỷ")
    page.get_by_role("button", name="Tính", exact=True).click()

    page.get_by_text("300.000.000 đồng").first.wait_for()
    page.get_by_text("TT 28/2018/TT-BTC, Điều 8 khoản 4").first.wait_for()
    assert page.get_by_label("Chi phí hợp lệ trước thuế").input_value() == "1,2 tỷ"
