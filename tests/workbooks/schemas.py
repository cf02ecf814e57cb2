"""Schemas of tests: the list of entries and the score sheet as offices keep them."""

from khuyencong.workbooks.rules.columns import Choice, Column, Kind, Schema
from khuyencong.workbooks.rules.vocabulary import USUAL

GROUPS = (
    Choice("A", "Nhóm sản phẩm thủ công mỹ nghệ"),
    Choice("B", "Nhóm sản phẩm chế biến nông, lâm, thủy sản và thực phẩm"),
    Choice("C", "Nhóm sản phẩm về thiết bị, máy móc, dụng cụ và phụ tùng cơ khí"),
    Choice("D", "Nhóm các sản phẩm khác"),
)


def usual(key, label, kind=Kind.TEXT, **more):
    return Column(key, label, USUAL[key], kind, **more)


ENTRIES = Schema(
    "entries",
    "danh sách trích ngang",
    (
        usual("entry_code", "Mã số bình chọn", Kind.CODE, required=True),
        usual("product_name", "Tên sản phẩm", required=True),
        usual("group", "Nhóm", Kind.CHOICE, choices=GROUPS),
        usual("establishment_name", "Tên cơ sở", required=True),
        usual("legal_form", "Loại hình"),
        usual("address", "Địa chỉ"),
        usual("commune", "Xã/phường"),
        usual("district", "Huyện"),
        usual("phone", "Điện thoại", Kind.PHONE),
        usual("tax_code", "Mã số thuế", Kind.TAX_CODE),
        usual("representative", "Người đại diện"),
        usual("workers", "Lao động", Kind.WHOLE),
        usual("female_workers", "Lao động nữ", Kind.WHOLE),
        usual("revenue", "Doanh thu", Kind.MONEY),
        usual("annual_output", "Sản lượng", Kind.POINTS),
        usual("unit", "Đơn vị tính"),
        usual("price", "Giá bán", Kind.MONEY),
    ),
    unique=("entry_code",),
    forbids=("Tổng điểm",),
    forbidden_hint="Hãy dùng mục nhập phiếu chấm điểm.",
)

CRITERIA = (
    ("1", "Đáp ứng thị trường và khả năng phát triển sản xuất", 40),
    ("2", "Kinh tế - kỹ thuật - xã hội và môi trường", 40),
    ("3", "Tính văn hóa, tính thẩm mỹ", 10),
    ("4", "Một số tiêu chí khác", 10),
)
SCORES = Schema(
    "scores",
    "phiếu chấm điểm",
    (
        usual("entry_code", "Mã số bình chọn", Kind.CODE, required=True),
        usual("product_name", "Tên sản phẩm"),
        *(Column(code, label, (label,), Kind.POINTS, maximum=most) for code, label, most in CRITERIA),
        usual("total_points", "Tổng điểm", Kind.POINTS, computed=True),
        usual("note", "Ghi chú"),
    ),
    unique=("entry_code",),
)
