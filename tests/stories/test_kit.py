"""The kit in a real browser: dialogs, one sending per form, unsaved words, dropped files, and clean pages."""

import pytest
from django.contrib.auth.hashers import make_password

from khuyencong.accounts.models import Person
from tests.factories.portal import make_award, publish
from tests.factories.selection import make_dossier, make_maker, make_product, make_round
from tests.stories import axe, nu
from tests.stories.conftest import DESK, PHONE, TABLET, width_beyond

pytestmark = [pytest.mark.story, pytest.mark.django_db(transaction=True)]
GALLERY = "/thu-vien-giao-dien/"
OWN = ["/viec/", "/tai-khoan/", "/tai-khoan/mat-khau/", "/tai-khoan/hai-buoc/", GALLERY]


@pytest.fixture
def site(cast, now):
    """A public site with something on every page."""
    round_, maker = make_round(cast, now), make_maker(cast, now)
    product = make_product(maker, now, "Cam sành sấy dẻo", "B")
    make_award(cast, product, now)
    make_dossier(cast, round_, now, code="B01", group="B", maker=maker, product=product)
    publish(cast, round_, now, ["B01"])
    make_round(cast, now, code="2028-TINH", name="Kỳ đang mở")
    return [
        "/", "/ket-qua/", f"/ket-qua/{round_.code}/", "/san-pham-tieu-bieu/", f"/san-pham-tieu-bieu/{product.pk}/",
        "/san-pham-tieu-bieu/?q=khong+co", "/tiep-can/", "/dang-nhap/",
    ]  # fmt: skip  # a list of addresses


@pytest.mark.parametrize(("size", "language"), [(PHONE, "vi"), (TABLET, "en"), (DESK, "vi")])
def test_public_pages_are_accessible_valid_and_fit_the_window(site, open_page, size, language):
    page, texts = open_page(size=size, language=language), {}
    for address in site:
        texts[address] = page.goto(address).text()
        axe.assert_accessible(page)
        assert width_beyond(page) <= 0, address

    nu.assert_valid_html(**texts)


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_pages_of_the_kit_are_accessible_valid_and_fit_the_window(cast, open_page, size):
    Person.objects.filter(pk=cast.quantri.pk).update(password=make_password("mat-khau-rat-dai"))
    cast.quantri.refresh_from_db()
    page, texts = open_page(cast.quantri, size=size), {}
    for address in OWN:
        texts[address] = page.goto(address).text()
        axe.assert_accessible(page)
        assert width_beyond(page) <= 0, address

    nu.assert_valid_html(**texts)


def test_targets_of_a_finger_are_large_enough(cast, open_page):
    page = open_page(cast.quantri, size=PHONE)
    page.goto(GALLERY)
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, .btn, input:not([type=hidden]), select, .way')]
            .filter((one) => one.checkVisibility()).map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
            .filter(([, box]) => Math.min(box.width, box.height) < 24 || (box.height < 44 && box.width < 44))
            .map(([html]) => html).filter((html) => !/type="(radio|checkbox)"/.test(html))"""
    )

    assert small == []


def test_dialog_opens_takes_the_focus_and_gives_it_back(cast, open_page):
    page = open_page(cast.quantri)
    page.goto(GALLERY)
    opener = page.get_by_role("button", name="Thu hồi giấy")
    opener.click()
    dialog = page.get_by_role("dialog", name="Thu hồi giấy chứng nhận này?")

    dialog.wait_for()
    assert page.evaluate("document.activeElement.name") == "reason"
    axe.assert_accessible(page)
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    assert opener.evaluate("(one) => one === document.activeElement")


def test_menu_of_a_phone_opens_and_closes(cast, open_page):
    page = open_page(cast.quantri, size=PHONE)
    page.goto("/viec/")
    page.get_by_role("button", name="Mở trình đơn").click()
    link = page.get_by_role("link", name="Người dùng")
    link.wait_for(state="visible")
    page.get_by_role("button", name="Đóng trình đơn").click()
    link.wait_for(state="hidden")

    assert page.url.endswith("/viec/")


def test_skip_link_is_the_first_stop_and_leads_to_the_content(cast, open_page):
    page = open_page(cast.quantri)
    page.goto("/viec/")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_form_is_sent_once_however_often_it_is_pressed(cast, open_page):
    page = open_page(cast.quantri)
    page.goto("/tai-khoan/")
    sent = page.evaluate(
        """() => { let sent = 0; const form = document.querySelector('form[method=post]');
            form.addEventListener('submit', (event) => { if (!event.defaultPrevented) sent += 1; });
            document.addEventListener('submit', (event) => { if (!event.defaultPrevented) { window.counted = (window.counted ?? 0) + 1; }
              event.preventDefault(); });
            const press = () => form.querySelector('button').click(); press(); press(); press(); return window.counted; }"""
    )

    assert sent == 1


def test_unsaved_words_are_not_lost_without_a_question(cast, open_page):
    page, asked = open_page(cast.quantri), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.goto(GALLERY)
    page.get_by_label("Tên cơ sở").first.fill("Hợp tác xã Mẫu")
    page.get_by_label("Tên cơ sở").first.blur()
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)

    assert asked == ["beforeunload"]


def test_dropped_file_is_taken_and_named(cast, open_page):
    page = open_page(cast.quantri)
    page.goto(GALLERY)
    page.evaluate(
        """() => { const bag = new DataTransfer(); bag.items.add(new File(['x'.repeat(2048)], 'danh sách.xlsx'));
            document.querySelector('[data-drop]').dispatchEvent(new DragEvent('drop', {dataTransfer: bag, bubbles: true, cancelable: true})); }"""
    )

    assert page.locator("[data-drop-name]").inner_text() == "danh sách.xlsx (2 KB)"
    assert page.evaluate("document.querySelector('[data-drop] input').files.length") == 1


def test_language_is_switched_where_one_stands(site, open_page):
    page = open_page()
    page.goto("/san-pham-tieu-bieu/?nhom=B")
    page.get_by_role("button", name="English").click()
    page.wait_for_url("**/san-pham-tieu-bieu/?nhom=B")

    assert page.get_by_role("heading", level=1).inner_text() == "Outstanding products"


def test_public_pages_read_and_search_without_scripts(site, browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Tên sản phẩm hoặc cơ sở").fill("cam sanh")
    page.get_by_role("search").get_by_role("button").click()

    assert page.get_by_role("heading", level=2).all_inner_texts() == ["Cam sành sấy dẻo"]
    context.close()


def test_hints_of_the_browser_speak_the_language_of_the_page(cast, open_page):
    page = open_page(cast.quantri)
    page.goto(GALLERY)
    field = page.get_by_label("Tên cơ sở").first
    field.evaluate("(one) => one.form.requestSubmit()")

    assert field.evaluate("(one) => one.validationMessage") == "Hãy điền mục này."
    field.fill("Hợp tác xã Mẫu")
    assert field.evaluate("(one) => one.checkValidity()")


def test_file_is_chosen_by_keyboard_through_a_button_in_the_language_of_the_page(cast, open_page):
    page = open_page(cast.quantri)
    page.on("filechooser", lambda _chooser: None)  # heard from the start: turning it on takes as long as a key press
    page.goto(GALLERY)
    with page.expect_file_chooser() as chosen:
        page.locator("[data-drop] input").press("Space")
    chosen.value.set_files({"name": "ds.csv", "mimeType": "text/csv", "buffer": b"a"})

    page.locator("[data-drop]").get_by_text("Chọn tệp").wait_for()
    assert page.locator("[data-drop-name]").inner_text() == "ds.csv (0 KB)"
