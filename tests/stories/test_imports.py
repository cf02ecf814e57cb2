"""A secretary drops in the list as the office keeps it: faults by cell, the marked workbook, repair, confirm, undo."""

import io
import re
import unicodedata

import openpyxl
import pytest
from playwright.sync_api import expect

from khuyencong.selection.models import Dossier
from tests.factories.selection import make_round
from tests.stories.axe import assert_accessible
from tests.stories.conftest import PHONE, width_beyond

pytestmark = pytest.mark.story
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = ["TT", "Mã SP", "TÊN SẢN PHẨM ", "Nhóm SP", "Cơ sở sản xuất", "Mã số thuế", "Lao động", None, "Doanh thu (đồng)"]
BELOW = [None, None, None, None, None, None, "Tổng số", "Nữ", None]
ENTRIES = [
    [1, "A01", "Thảm lục bình", "A", "Hợp tác xã Mẫu 02", "1599564482", 50, 34, "8.038 triệu"],
    [2, "A02", unicodedata.normalize("NFD", "Tượng gốm đỏ"), "A", "Cơ sở Mẫu 09  ", 86948347706, 20, 3, 337_000_000],
    [3, "B01", "Chả lụa", "B", "Cơ sở Mẫu 09", "086948347706", 20, 3, 270_000_000],
]


def office_list(*, wrong=False):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Danh sách trích ngang"
    sheet.append(["UBND TỈNH VĨNH LONG"])
    sheet.append(["DANH SÁCH SẢN PHẨM ĐĂNG KÝ"])
    for row in (HEAD, BELOW, ["I", "Nhóm sản phẩm thủ công mỹ nghệ"], *ENTRIES, [None, None, "Tổng cộng: 3 sản phẩm"]):
        sheet.append(row)
    for area in ("G3:H3", "B5:I5", *(f"{letter}3:{letter}4" for letter in "ABCDEFI")):
        sheet.merge_cells(area)
    if wrong:
        sheet["B7"], sheet["C8"], sheet["I6"], sheet["G8"] = "A01", None, "rất nhiều", 2
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def drop(page, name, data):
    """Drop a file on the marked place, as a hand does."""
    transfer = page.evaluate_handle(
        """([name, bytes, type]) => {
            const carried = new DataTransfer();
            carried.items.add(new File([new Uint8Array(bytes)], name, { type }));
            return carried;
        }""",
        [name, list(data), XLSX],
    )
    page.locator("[data-drop]").dispatch_event("drop", {"dataTransfer": transfer})
    expect(page.locator("[data-drop-name]")).to_contain_text(name)
    page.get_by_role("button", name="Kiểm tra tệp").click()


@pytest.fixture
def form(live_server, cast, now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    opened = make_round(cast, now)
    return f"/nhap-bang/moi/selection.entries/{opened.pk}/"


def test_a_list_with_faults_is_repaired_and_imported(open_page, form, cast):
    page = open_page(cast.thuky)
    page.goto(form)
    assert_accessible(page)

    drop(page, "Danh sách.xlsx", office_list(wrong=True))
    expect(page.get_by_text("Chưa nhập được, chưa có gì thay đổi")).to_be_visible()
    for cell in ("I6", "B7", "C8", "H8"):
        expect(page.get_by_role("rowheader", name=cell, exact=True)).to_be_visible()
    assert_accessible(page)
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="Tải tệp đã đánh dấu").click()
    marked = openpyxl.load_workbook(io.BytesIO(downloaded.value.path().read_bytes()))
    assert (marked.sheetnames[0], marked["Danh sách trích ngang"]["I6"].comment is not None) == ("Lỗi cần sửa", True)
    assert Dossier.objects.count() == 0

    sheet = marked["Danh sách trích ngang"]
    sheet["B7"], sheet["C8"], sheet["I6"], sheet["G8"] = "A02", "Chả lụa", "8.038 triệu", 20
    buffer = io.BytesIO()
    marked.save(buffer)
    page.get_by_role("link", name="Gửi tệp đã sửa").click()
    drop(page, "Danh sách đã sửa.xlsx", buffer.getvalue())
    expect(page.get_by_text("Đọc được hết, sẵn sàng nhập")).to_be_visible()
    expect(page.get_by_text("Chữ có dấu rời (NFD) đã được ghép lại thành dấu liền.").first).to_be_visible()
    assert_accessible(page)

    page.get_by_role("button", name="Xác nhận nhập 3 dòng").click()
    expect(page.get_by_text("Đã nhập xong bảng.")).to_be_visible()
    assert sorted(Dossier.objects.values_list("entry_code", "product_name")) == [
        ("A01", "Thảm lục bình"),
        ("A02", "Tượng gốm đỏ"),
        ("B01", "Chả lụa"),
    ]
    page.get_by_role("button", name="Hoàn tác lần nhập này").click()
    page.get_by_role("dialog").get_by_role("button", name="Hoàn tác lần nhập này").click()
    expect(page.get_by_text("Đã hoàn tác lần nhập này.")).to_be_visible()
    assert Dossier.objects.count() == 0


def test_the_import_pages_fit_a_phone(open_page, form, cast):
    page = open_page(cast.thuky, size=PHONE)
    page.goto(form)
    assert width_beyond(page) == 0

    drop(page, "Danh sách.xlsx", office_list(wrong=True))
    expect(page.get_by_text("Chưa nhập được")).to_be_visible()
    assert width_beyond(page) == 0
    assert_accessible(page)
    page.goto("/nhap-bang/")
    assert width_beyond(page) == 0
    assert_accessible(page)


def test_a_file_that_is_no_workbook_is_refused_with_a_sentence(open_page, form, cast):
    page = open_page(cast.thuky, meant="422")
    page.goto(form)

    drop(page, "Danh sách.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))

    expect(page.get_by_text(re.compile("có mật khẩu nên không đọc được"))).to_be_visible()
    assert_accessible(page)
