"""Workbooks as an office keeps them, of any length: the list of entries and the jurors' score sheets."""

import io
import random

import xlsxwriter

GROUPS = "ABCD"
ENTRY_HEADINGS = (
    "TT",
    "Mã số bình chọn",
    "Tên sản phẩm/bộ sản phẩm",
    "Nhóm",
    "Tên cơ sở CNNT",
    "Loại hình",
    "Địa chỉ",
    "Xã/phường",
    "Huyện/TX/TP",
    "Điện thoại",
    "Mã số thuế/ĐKKD",
    "Người đại diện",
    "Lao động",
    "Doanh thu năm trước (đồng)",
    "Sản lượng/năm",
    "ĐVT",
    "Giá bán (đồng)",
)  # fmt: skip - a row of headings
SCORE_HEADINGS = (
    "TT",
    "Mã số bình chọn",
    "Tên sản phẩm",
    "Đáp ứng thị trường và khả năng phát triển sản xuất (tối đa 40)",
    "Kinh tế - kỹ thuật - xã hội và môi trường (tối đa 40)",
    "Tính văn hóa, tính thẩm mỹ (tối đa 10)",
    "Một số tiêu chí khác (tối đa 10)",
)
PER_ESTABLISHMENT = 2


def entry_codes(count):
    """Return the codes A001, B001, … of so many entries, group by group."""
    return [f"{GROUPS[number % 4]}{number // 4 + 1:03}" for number in range(count)]


def product_name(number):
    return f"Sản phẩm mẫu số {number + 1} bằng tre đan"


def entries(count):
    """Return a list of entries, two products to an establishment."""
    rows = []
    for number, code in enumerate(entry_codes(count)):
        maker = number // PER_ESTABLISHMENT
        rows.append(
            [
                number + 1,
                code,
                product_name(number),
                code[0],
                f"Cơ sở sản xuất Mẫu {maker + 1}",
                "Hộ kinh doanh",
                f"Ấp {maker % 9 + 1}",
                "Xã Mẫu",
                "",
                "",
                "",
                f"Người đại diện {maker + 1}",
                5 + maker % 20,
                120_000_000 + 1000 * number,
                1000 + number,
                "cái",
                50_000 + 100 * number,
            ]
        )  # fmt: skip - a row of a workbook
    titles = ["SỞ CÔNG THƯƠNG", "DANH SÁCH TRÍCH NGANG SẢN PHẨM ĐĂNG KÝ THAM GIA BÌNH CHỌN"]
    return _workbook({"Danh sách": (titles, ENTRY_HEADINGS, rows)})


def scores(count, jurors=9, *, seed=1):
    """Return one sheet per juror with points from 70 to 100 for every entry."""
    draw = random.Random(seed)
    sheets = {}
    for juror in range(1, jurors + 1):
        rows = [
            [number + 1, code, product_name(number), *(draw.randint(low * 2, high * 2) / 2 for low, high in _SPANS)]
            for number, code in enumerate(entry_codes(count))
        ]
        name = f"Giám khảo {juror:02}"
        sheets[name] = (["PHIẾU CHẤM ĐIỂM", f"Họ và tên giám khảo: {name} (mẫu)"], SCORE_HEADINGS, rows)
    return _workbook(sheets)


_SPANS = ((29, 40), (29, 40), (7, 10), (7, 10))


def _workbook(sheets):
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    for name, (titles, headings, rows) in sheets.items():
        sheet = book.add_worksheet(name)
        for line, title in enumerate(titles):
            sheet.write(line, 0, title)
        sheet.write_row(len(titles) + 1, 0, headings)
        for line, row in enumerate(rows):
            sheet.write_row(len(titles) + 2 + line, 0, row)
    book.close()
    return data.getvalue()
