"""A juror scores on a phone while the network comes and goes: nothing that was typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from khuyencong.selection.actions.rubric import adopt_subcriteria
from khuyencong.selection.actions.scoring import start_scoring
from khuyencong.selection.models import Scorecard
from tests.factories.selection import make_dossier, make_jury, make_maker, make_round
from tests.stories.axe import assert_accessible
from tests.stories.conftest import PHONE, width_beyond

pytestmark = pytest.mark.story
CUT = "ERR_INTERNET_DISCONNECTED"
SAVED = re.compile(r"đã lưu \d\d:\d\d")
KEPT = "chưa gửi được – còn giữ trong máy này"


@pytest.fixture
def round_(live_server, cast, now):
    """A round in scoring under the fourteen proposed criteria, with two dossiers and three jurors."""
    opened = make_round(cast, now)
    adopt_subcriteria(actor=cast.thuky, round_=opened, at=now)
    maker = make_maker(cast, now)
    for code in ("A01", "A02"):
        make_dossier(cast, opened, now, code=code, group="A", maker=maker)
    make_jury(cast, opened, now)
    start_scoring(actor=cast.thuky, round_=opened, at=now, with_unchecked=True)
    return opened


def state(page):
    return page.locator("[data-save-state]")


def points_of(juror, code="A01"):
    """Return what the server has: points by criterion, in hundredths."""
    card = Scorecard.objects.get(juror__person=juror, dossier__entry_code=code)
    return dict(card.scores.values_list("criterion__code", "points_hundredths"))


def open_sheet(page, round_, code="A01"):
    page.goto(f"/ky-binh-chon/{round_.pk}/cham-diem/")
    page.get_by_role("link", name=re.compile(code)).click()
    expect(page.locator("#score-sheet[data-ready]")).to_be_visible()


def declare_all(page, round_):
    page.goto(f"/ky-binh-chon/{round_.pk}/cham-diem/khai-bao/")
    page.get_by_role("button", name="Ghi khai báo").click()


def test_juror_scores_on_a_phone_with_the_network_cut_and_restored(open_page, round_, cast):
    juror = cast.giamkhao01
    page = open_page(juror, size=PHONE, meant=CUT)
    page.goto("/viec/")
    page.get_by_role("link", name="Chấm điểm hồ sơ").click()
    page.get_by_role("link", name="Khai báo một lượt").click()
    page.get_by_role("button", name="Ghi khai báo").click()
    page.get_by_role("link", name=re.compile("A01")).click()
    assert width_beyond(page) == 0
    assert_accessible(page)

    page.locator("[data-points='1.1']").fill("8,5")
    expect(state(page)).to_contain_text(SAVED)
    page.context.set_offline(True)
    page.locator("[data-points='1.2']").fill("7")
    page.locator("[data-points='2.1']").fill("6,5")
    expect(state(page)).to_contain_text(KEPT)
    assert points_of(juror) == {"1.1": 850}

    page.context.set_offline(False)
    expect(state(page)).to_contain_text(SAVED)
    assert points_of(juror) == {"1.1": 850, "1.2": 700, "2.1": 650}
    expect(page.locator("[data-total]").first).to_have_text("22")


def test_points_typed_without_network_survive_a_closed_page(open_page, round_, cast):
    juror = cast.giamkhao02
    page = open_page(juror, size=PHONE, meant=CUT)
    declare_all(page, round_)
    open_sheet(page, round_)
    page.context.set_offline(True)
    page.locator("[data-points='3.1']").fill("4,5")
    page.get_by_label("Nhận xét").fill("Mẫu mã đẹp")
    expect(state(page)).to_contain_text(KEPT)
    page.close()

    page.context.set_offline(False)
    again = page.context.new_page()
    open_sheet(again, round_)
    expect(state(again)).to_contain_text(SAVED)
    assert again.locator("[data-points='3.1']").input_value() == "4,5"

    card = Scorecard.objects.get(juror__person=juror)
    assert (points_of(juror), card.remarks) == ({"3.1": 450}, "Mẫu mã đẹp")


def test_the_list_sends_what_this_browser_still_holds(open_page, round_, cast):
    juror = cast.giamkhao03
    page = open_page(juror, size=PHONE, meant=CUT)
    declare_all(page, round_)
    open_sheet(page, round_, "A02")
    page.context.set_offline(True)
    page.locator("[data-points='4.1']").fill("3")
    expect(state(page)).to_contain_text(KEPT)
    page.close()

    page.context.set_offline(False)
    other = page.context.new_page()
    other.route("**/ui/scorecard.js", lambda route: route.abort())
    other.goto(f"/ky-binh-chon/{round_.pk}/cham-diem/")
    expect(other.locator("[data-outbox-words]")).to_contain_text("Đã gửi 1 phiếu")

    assert points_of(juror, "A02") == {"4.1": 300}


def test_another_device_that_saved_later_is_not_overwritten_unasked(open_page, round_, cast):
    juror = cast.giamkhao01
    phone = open_page(juror, size=PHONE, meant="409")
    declare_all(phone, round_)
    open_sheet(phone, round_)
    desk = open_page(juror)
    open_sheet(desk, round_)
    desk.locator("[data-points='1.1']").fill("9")
    expect(state(desk)).to_contain_text(SAVED)

    phone.evaluate("Date.now = () => 1000")
    phone.locator("[data-points='1.1']").fill("5")
    phone.get_by_role("button", name="Lấy điểm từ máy kia").click()

    assert phone.locator("[data-points='1.1']").input_value() == "9"
    assert points_of(juror) == {"1.1": 900}


def test_keyboard_fills_the_sheet_and_handing_in_asks_first(open_page, round_, cast):
    juror = cast.giamkhao01
    page = open_page(juror)
    declare_all(page, round_)
    open_sheet(page, round_)
    fields = page.locator("[data-points]")
    fields.first.focus()
    for _field in range(fields.count()):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    expect(page.locator("[data-left]").first).to_have_text("đủ tiêu chí")
    page.get_by_role("button", name="Nộp phiếu").click()
    assert_accessible(page)
    page.get_by_role("dialog").get_by_role("button", name="Nộp phiếu").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("A02")
    card = Scorecard.objects.get(juror__person=juror, dossier__entry_code="A01")
    assert (card.state, card.total_hundredths) == ("submitted", 10_000)
