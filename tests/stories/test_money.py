"""Money leaves on the word of two: proposed, approved and recorded in the browser, at three sizes and without faults."""

import pytest
from django.urls import reverse

from khuyencong.programme.models import PaymentOrder, Transfer
from tests.programme.ledger_world import make_plan_world
from tests.programme.test_ledger_actions import contracted
from tests.stories import axe, nu
from tests.stories.conftest import DESK, PHONE, TABLET, width_beyond

pytestmark = pytest.mark.story


@pytest.fixture
def world(live_server, cast, now):
    made = make_plan_world(cast, now)
    contracted(made)
    return made


def test_payment_is_proposed_approved_and_recorded(world, open_page):
    cast = world.cast
    page = open_page(cast.chuyenvien, size=PHONE, meant="409")
    page.goto(reverse("programme:propose_payment", args=[world.project.pk]))
    page.get_by_label("Loại").select_option("pay")
    page.get_by_label("Số tiền").fill("9.000")
    page.get_by_label("Nội dung").fill("Thanh toán đợt 1")
    page.get_by_role("button", name="Gửi đề nghị").click()
    page.get_by_text("không đủ 9.000 đồng").wait_for()
    assert page.get_by_label("Nội dung").input_value() == "Thanh toán đợt 1"
    page.get_by_label("Số tiền").fill("300")
    page.get_by_role("button", name="Gửi đề nghị").click()
    page.get_by_text("Đã gửi đề nghị chi.").wait_for()

    address = reverse("programme:view_payment", args=[PaymentOrder.objects.get().pk])
    director = open_page(cast.giamdoc)
    director.goto(address)
    director.get_by_role("button", name="Duyệt chi", exact=True).click()
    director.get_by_text("Đã duyệt.").wait_for()
    accountant = open_page(cast.ketoan)
    accountant.goto(address)
    accountant.get_by_label("Ngày chứng từ").fill("02/03/2026")
    accountant.get_by_label("Số chứng từ").fill("UNC 15")
    accountant.get_by_role("button", name="Ghi vào sổ").click()
    accountant.get_by_text("Đã ghi khoản chi vào sổ.").wait_for()

    assert Transfer.objects.filter(kind="pay").count() == 1


def test_money_screens_are_sound_at_every_size(world, open_page):
    order = PaymentOrder.objects.create(
        project=world.project, kind="pay", amount=100, reason="Đợt 1", proposed_by=world.cast.chuyenvien,
        proposed_at=world.at,
    )  # fmt: skip  # facts read better in a block
    addresses = [
        reverse("programme:view_payments"),
        reverse("programme:view_payment", args=[order.pk]),
        reverse("programme:propose_payment", args=[world.project.pk]),
        reverse("programme:view_ledger", args=[world.plan.pk]),
        reverse("programme:post_transfer", args=[world.plan.pk]),
    ]
    contents = {}
    for size in (PHONE, TABLET, DESK):
        page = open_page(world.cast.ketoan, size=size)
        for address in addresses:
            page.goto(address)
            assert width_beyond(page) <= 0, (address, size)
            axe.assert_accessible(page)
            contents[f"{address} {size[0]}"] = page.content()
    nu.assert_valid_html(**contents)
