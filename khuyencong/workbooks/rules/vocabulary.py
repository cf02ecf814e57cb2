"""The names that offices usually give to columns, so that every import knows them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final


def names_in(text: str) -> tuple[str, ...]:
    """Part names that are written one after the other with strokes between them."""
    return tuple(" ".join(name.split()) for name in text.split("|"))


USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    "entry_code": names_in(
        """
        mã số bình chọn | mã bình chọn | mã số | mã số sản phẩm | mã sản phẩm | mã sp | mã số dự thi | mã dự
        thi | mã hồ sơ | mã số hồ sơ | số hồ sơ | ký hiệu | ký hiệu sản phẩm | mã số đăng ký | mã đăng ký |
        mã
        """
    ),
    "product_name": names_in(
        """
        tên sản phẩm | tên sản phẩm/bộ sản phẩm | tên sản phẩm, bộ sản phẩm | sản phẩm | sản phẩm/bộ sản
        phẩm | tên sp | tên sản phẩm đăng ký | tên sản phẩm đăng ký bình chọn | tên sản phẩm tham gia bình
        chọn | sản phẩm đăng ký bình chọn | sản phẩm dự thi | tên sản phẩm dự thi | tên bộ sản phẩm
        """
    ),
    "group": names_in(
        """
        nhóm | nhóm sp | nhóm sản phẩm | thuộc nhóm | thuộc nhóm sản phẩm | phân nhóm | nhóm ngành | nhóm
        hàng
        """
    ),
    "establishment_name": names_in(
        """
        tên cơ sở | tên cơ sở cnnt | cơ sở | cơ sở cnnt | cơ sở sản xuất | tên cơ sở sản xuất | tên đơn vị |
        đơn vị | đơn vị sản xuất | tên doanh nghiệp | doanh nghiệp | tên doanh nghiệp/cơ sở | tên cơ sở công
        nghiệp nông thôn | cơ sở công nghiệp nông thôn | tên cơ sở/doanh nghiệp | chủ thể | tên chủ thể |
        đơn vị đăng ký | cơ sở đăng ký | nhà sản xuất | tên cơ sở tham gia
        """
    ),
    "legal_form": names_in(
        """
        loại hình | loại hình doanh nghiệp | loại hình cơ sở | loại hình tổ chức | hình thức pháp lý | loại
        hình sản xuất | loại hình kinh doanh | loại hình dn
        """
    ),
    "address": names_in(
        """
        địa chỉ | địa chỉ cơ sở | địa chỉ sản xuất | nơi sản xuất | địa điểm | địa điểm sản xuất | trụ sở |
        địa chỉ trụ sở
        """
    ),
    "commune": names_in(
        """
        xã/phường | xã | phường | phường/xã | xã, phường | xã/phường/thị trấn | xã/phường/đặc khu | xã
        phường thị trấn
        """
    ),
    "district": names_in(
        """
        huyện/tx/tp | huyện | huyện/thị xã/thành phố | quận/huyện | huyện, thị xã, thành phố | huyện/thành
        phố | huyện/thị/thành
        """
    ),
    "province": names_in("tỉnh | tỉnh/thành phố | tỉnh/thành | tỉnh, thành phố | thành phố trực thuộc"),
    "phone": names_in(
        """
        điện thoại | số điện thoại | sđt | đt | điện thoại liên hệ | số đt | điện thoại/fax | số điện thoại
        liên hệ
        """
    ),
    "email": names_in("email | thư điện tử | e-mail | hộp thư"),
    "tax_code": names_in(
        """
        mã số thuế/đkkd | mã số thuế | mst | mã số doanh nghiệp | mã số thuế/số đkkd | mã số thuế/mã số hộ |
        số đkkd | giấy đkkd | đkkd | mã số thuế (đkkd) | số đăng ký kinh doanh | mã số đkkd | mã số thuế
        hoặc đkkd
        """
    ),
    "representative": names_in(
        """
        người đại diện | đại diện | đại diện pháp luật | người đại diện pháp luật | người đại diện theo pháp
        luật | chủ cơ sở | họ tên người đại diện | họ và tên người đại diện | họ tên chủ cơ sở | giám đốc |
        giám đốc/chủ cơ sở | người liên hệ
        """
    ),
    "workers": names_in(
        """
        lao động | tổng số lao động | lao động tổng số | số lao động | lao động tổng | số lao động tổng số |
        tổng lao động | lao động tổng cộng | lao động (người) | số lượng lao động
        """
    ),
    "female_workers": names_in(
        """
        lao động nữ | nữ | số lao động nữ | lao động trong đó nữ | trong đó nữ | lđ nữ | số lao động trong
        đó nữ
        """
    ),
    "revenue": names_in(
        """
        doanh thu năm trước | doanh thu | doanh thu năm | doanh thu năm gần nhất | doanh thu/năm | tổng
        doanh thu | doanh thu năm trước liền kề | doanh thu sản phẩm
        """
    ),
    "annual_output": names_in(
        """
        sản lượng/năm | sản lượng | sản lượng năm | số lượng/năm | sản lượng hàng năm | năng lực sản xuất |
        sản lượng sản xuất
        """
    ),
    "unit": names_in("đvt | đơn vị tính | đơn vị tính sản lượng | dvt"),
    "price": names_in("giá bán | đơn giá | giá | giá sản phẩm | giá bán lẻ | giá thành | giá bán sản phẩm"),
    "description": names_in("mô tả | mô tả sản phẩm | giới thiệu sản phẩm | đặc điểm sản phẩm | thuyết minh"),
    "note": names_in("ghi chú | chú thích | lý do | ý kiến | nhận xét | ghi chú/nhận xét"),
    "total_points": names_in("tổng điểm | tổng cộng | tổng | cộng | tổng số điểm | tổng điểm chấm"),
    "order_number": names_in("tt | stt | số tt | số thứ tự"),
    "juror_name": names_in("họ và tên giám khảo | giám khảo | tên giám khảo | người chấm"),
    "scored_on": names_in("ngày chấm | ngày"),
}
"""Usual headings by the key of the column; brackets, signs, case and accents are not compared."""
