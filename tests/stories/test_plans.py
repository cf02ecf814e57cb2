"""Programmes, plans and assigned money by phone and by desk: sound pages, and a year from the first line to the money."""

import os
from pathlib import Path

import pytest

from khuyencong.demonstration.actions.programme import lines_2026, seed_programmes
from khuyencong.demonstration.actions.steps import person
from khuyencong.kernel.money import Money
from khuyencong.programme.actions.plans.plans import open_plan
from khuyencong.programme.models import Plan, Programme
from khuyencong.programme.rules.buckets import Kind
from tests.factories.programme import make_project
from tests.factories.registry import make_establishment
from tests.programme.test_views_plans import post
from tests.stories import axe, nu
from tests.stories.conftest import DESK, PHONE, TABLET, width_beyond

pytestmark = pytest.mark.story
PICTURES = os.environ.get("KHUYENCONG_TEST_PICTURES", "")


@pytest.fixture
def year(cast, now):
    """The demonstration's programmes and plans, with money promised and paid on some lines of 2026."""
    seed_programmes(at=now)
    for number, (code, line) in enumerate(lines_2026().items()):
        if code in {"L01", "L07", "L08"}:
            firm = make_establishment(cast.office(), f"Cơ sở mẫu {number}")
            project = make_project(
                cast, line=line, code=f"DA-{number}", state="accepted", establishment=firm, sector="Chế biến nông sản",
                contracted=Money(300_000_000), accepted=Money(300_000_000), accepted_on=now.date(),
            )  # fmt: skip  # facts read better in a block
            for kind, amount in ((Kind.RESERVE, 300), (Kind.CONTRACT, 300), (Kind.PAY, 180)):
                post(cast, line, kind, amount * 1_000_000, project=project, on=now.date())
    return Plan.objects.get(year=2026)


def pages(plan, draft):
    programme = Programme.objects.get(code="KC-2026-2030")
    return {
        "programmes": "/chuong-trinh/",
        "programme": f"/chuong-trinh/{programme.pk}/",
        "programme-form": "/chuong-trinh/moi/",
        "plans": "/ke-hoach/",
        "plan": f"/ke-hoach/{plan.pk}/",
        "lines": f"/ke-hoach/ban/{plan.versions.get(number=2).pk}/",
        "changes": f"/ke-hoach/{plan.pk}/so-sanh/",
        "money": f"/ke-hoach/{plan.pk}/giao-kinh-phi/",
        "edit": f"/ke-hoach/ban/{draft.pk}/sua/",
        "open": "/ke-hoach/moi/",
    }


@pytest.mark.parametrize("size", [PHONE, TABLET, DESK], ids=["phone", "tablet", "desk"])
def test_every_page_of_plans_is_sound(live_server, cast, now, open_page, size, year):
    officer = person("chuyenvien")
    draft = open_plan(actor=officer, office=cast.office("ttkc-vinh-long"), year=2027, copied=year, at=now)
    page, accountant, faults, texts = open_page(officer, size=size), open_page(cast.ketoan, size=size), [], {}

    for name, path in pages(year, draft).items():
        faults += look(page, name, path, size, texts)
    for name in ("dot-moi", "chuyen-dong"):
        faults += look(accountant, name, f"/ke-hoach/{year.pk}/giao-kinh-phi/{name}/", size, texts)

    assert faults == []
    nu.assert_valid_html(**texts)


def look(page, name, path, size, texts):
    page.goto(path)
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"plans-{name}-{size[0]}.png", full_page=True)
    texts[name] = page.content()
    wide = width_beyond(page)
    return [f"{name}: {fault}" for fault in axe.faults(page)] + (
        [f"{name}: {wide} pixels too wide"] if wide > 0 else []
    )


def test_a_year_goes_from_its_first_line_to_assigned_money(live_server, cast, open_page):
    officer = open_page(cast.chuyenvien)
    officer.goto("/ke-hoach/moi/")
    officer.get_by_label("Năm kế hoạch").fill("2026")
    officer.get_by_role("button", name="Lập kế hoạch").click()
    officer.locator("#id_form-0-name").fill("Hỗ trợ máy chế biến")
    officer.locator("#id_form-0-content").select_option("machinery")
    officer.locator("#id_form-0-support").fill("850 triệu")
    officer.get_by_role("button", name="Lưu các dòng").click()
    officer.get_by_role("button", name="Trình phê duyệt").click()
    officer.locator("dialog[open]").get_by_role("button", name="Trình phê duyệt").click()
    officer.get_by_text("Chờ phê duyệt").first.wait_for()

    director = open_page(cast.giamdoc)
    director.goto("/viec/")
    director.get_by_role("link", name="Phê duyệt kế hoạch").click()
    director.get_by_role("link", name="Ghi quyết định phê duyệt").click()
    director.get_by_label("Số quyết định").fill("12/QĐ-SCT")
    director.get_by_label("Ngày quyết định").fill("10/01/2026")
    director.get_by_label("Người ký").fill("Lê Giám Đốc (mẫu)")
    director.get_by_role("button", name="Ghi quyết định").click()
    director.get_by_text("Đang áp dụng").first.wait_for()

    accountant = open_page(cast.ketoan)
    accountant.goto(f"/ke-hoach/{Plan.objects.get().pk}/giao-kinh-phi/dot-moi/")
    accountant.get_by_label("Số quyết định giao dự toán").fill("18/QĐ-UBND")
    accountant.get_by_label("Ngày quyết định").fill("20/01/2026")
    accountant.get_by_label("L01 Hỗ trợ máy chế biến").fill("600 triệu")
    accountant.get_by_role("button", name="Ghi đợt giao").click()
    accountant.get_by_text("Đã ghi đợt giao kinh phí.").wait_for()
    accountant.get_by_role("link", name="Kế hoạch và thực hiện").click()

    accountant.locator(".number-card", has_text="Đã giao").get_by_text("600", exact=True).wait_for()
