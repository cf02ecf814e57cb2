"""The headings that offices give to the columns of their lists of projects. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from khuyencong.kernel.words import gettext_noop as _
from khuyencong.workbooks.rules.vocabulary import names_in

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "code": names_in("mã đề án | mã số đề án | ký hiệu đề án | mã số"),
    "name": names_in(
        """
        tên đề án | tên đề án, nhiệm vụ | đề án | tên nhiệm vụ | tên đề án/nhiệm vụ | nội dung đề án |
        danh mục đề án | tên chương trình, đề án
        """
    ),
    "content": names_in(
        """
        nội dung khuyến công | nội dung hoạt động | nội dung hỗ trợ | loại đề án | nội dung | loại hình hỗ trợ
        """
    ),
    "stream": names_in("nguồn | nguồn kinh phí | nguồn vốn | cấp | nguồn khuyến công"),
    "establishment_name": names_in(
        """
        đơn vị thụ hưởng | cơ sở thụ hưởng | đơn vị được hỗ trợ | cơ sở được hỗ trợ | đối tượng thụ hưởng |
        tên đơn vị thụ hưởng | tên cơ sở thụ hưởng
        """
    ),
    "implementer": names_in("đơn vị thực hiện | đơn vị chủ trì | cơ quan thực hiện | đơn vị triển khai"),
    "place": names_in("địa điểm thực hiện | địa điểm | nơi thực hiện | địa bàn"),
    "sector": names_in("ngành nghề | lĩnh vực | ngành | ngành, nghề | ngành sản xuất"),
    "machine": names_in(
        """
        tên máy | máy móc thiết bị | thiết bị hỗ trợ | tên thiết bị | máy móc, thiết bị | tên máy móc, thiết bị
        """
    ),
    "serial": names_in("số máy | số serial | serial | số sê-ri | số seri | serial number"),
    "model": names_in("model | ký hiệu | ký mã hiệu | kiểu máy"),
    "summary": names_in(
        """
        nội dung chính | mục tiêu | kết quả | nội dung và kết quả | nội dung chính và kết quả | kết quả thực
        hiện | quy mô
        """
    ),
    "decision_number": names_in("số quyết định | quyết định | quyết định phê duyệt | số qđ"),
    "total": names_in(
        """
        tổng kinh phí | tổng vốn | tổng mức đầu tư | tổng cộng kinh phí | tổng kinh phí thực hiện | tổng chi
        phí | tổng số
        """
    ),
    "national": names_in(
        """
        khuyến công quốc gia | kcqg | kinh phí kcqg | kinh phí khuyến công quốc gia | kinh phí trung ương |
        nguồn kcqg
        """
    ),
    "local": names_in(
        """
        khuyến công địa phương | kcđp | kinh phí kcđp | kinh phí khuyến công địa phương | nguồn kcđp | ngân
        sách tỉnh
        """
    ),
    "support": names_in(
        """
        kinh phí khuyến công | kinh phí hỗ trợ | hỗ trợ | mức hỗ trợ | số tiền hỗ trợ | kinh phí kc | kinh phí
        được duyệt | kinh phí phê duyệt | kinh phí nhà nước hỗ trợ | vốn khuyến công | nsnn hỗ trợ
        """
    ),
    "counterpart": names_in(
        """
        vốn đối ứng | đối ứng | kinh phí đối ứng | vốn của cơ sở | vốn đơn vị thụ hưởng | đơn vị thụ hưởng
        đóng góp | vốn đối ứng của cơ sở | vốn tự có | cơ sở đối ứng
        """
    ),
    "other": names_in("nguồn khác | vốn khác | kinh phí khác"),
    "contracted": names_in("giá trị hợp đồng | kinh phí hợp đồng | giá trị hđ | hợp đồng"),
    "advanced": names_in("tạm ứng | đã tạm ứng | số tiền tạm ứng | tạm ứng chưa thu hồi"),
    "accepted": names_in("giá trị nghiệm thu | kinh phí nghiệm thu | giá trị được nghiệm thu | nghiệm thu"),
    "paid": names_in(
        """
        đã thanh toán | thanh toán | giải ngân | đã giải ngân | kinh phí giải ngân | thực hiện | kinh phí thực
        hiện | đã quyết toán | quyết toán
        """
    ),
    "state": names_in("tình trạng | trạng thái | tiến độ | kết quả thực hiện đề án | tình hình thực hiện"),
    "decision_on": names_in("ngày quyết định | ngày phê duyệt | ngày qđ"),
    "starts_on": names_in("bắt đầu | thời gian bắt đầu | ngày bắt đầu | khởi công"),
    "ends_on": names_in("hoàn thành | kết thúc | thời gian kết thúc | ngày kết thúc | thời gian hoàn thành"),
    "accepted_on": names_in("ngày nghiệm thu"),
}

MONEY: Final = (
    ("total", _("Tổng kinh phí")),
    ("national", _("Khuyến công quốc gia")),
    ("local", _("Khuyến công địa phương")),
    ("support", _("Kinh phí khuyến công")),
    ("counterpart", _("Vốn đối ứng của cơ sở")),
    ("other", _("Nguồn khác")),
    ("contracted", _("Giá trị hợp đồng")),
    ("advanced", _("Tạm ứng chưa thu hồi")),
    ("accepted", _("Giá trị nghiệm thu")),
    ("paid", _("Đã thanh toán")),
)
WORDS: Final = (
    ("implementer", _("Đơn vị thực hiện")),
    ("place", _("Địa điểm thực hiện")),
    ("sector", _("Ngành nghề")),
    ("machine", _("Máy móc, thiết bị")),
    ("serial", _("Số máy")),
    ("model", _("Ký mã hiệu")),
    ("summary", _("Nội dung và kết quả")),
    ("decision_number", _("Số quyết định")),
)
DAYS: Final = (
    ("decision_on", _("Ngày quyết định")),
    ("starts_on", _("Bắt đầu")),
    ("ends_on", _("Hoàn thành")),
    ("accepted_on", _("Ngày nghiệm thu")),
)
ABOUT_MAKER: Final = (
    ("address", _("Địa chỉ")),
    ("commune", _("Xã, phường")),
    ("district", _("Huyện, thị xã, thành phố")),
    ("province", _("Tỉnh, thành phố")),
    ("representative", _("Người đại diện")),
    ("note", _("Ghi chú")),
)
