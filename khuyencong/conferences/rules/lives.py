"""The lives of a conference and of a conclusion. Pure."""

from khuyencong.kernel.lifecycle import Lifecycle, State, step
from khuyencong.kernel.words import gettext_noop as _

CONFERENCE_LIFE = Lifecycle(
    name="conference",
    states=(
        State("planning", _("Đang chuẩn bị"), _("Đang chuẩn bị")),
        State("open", _("Đã mời khách"), _("Sắp tổ chức")),
        State("running", _("Đang diễn ra"), _("Đang diễn ra")),
        State("closed", _("Đã kết thúc"), _("Đã tổ chức")),
        State("cancelled", _("Đã hủy"), _("Không tổ chức")),
    ),
    start="planning",
    final=frozenset({"closed", "cancelled"}),
    steps=(
        step("edit_conference", "planning", "planning", _("Sửa thông tin")),
        step("edit_conference", "open", "open", _("Sửa thông tin")),
        step("edit_conference", "running", "running", _("Sửa thông tin")),
        step("announce_conference", "planning", "open", _("Mở nhận trả lời mời")),
        step("start_conference", "planning open", "running", _("Khai mạc")),
        step("close_conference", "running", "closed", _("Bế mạc")),
        step("cancel_conference", "planning open", "cancelled", _("Hủy hội nghị")),
    ),
)

CONCLUSION_LIFE = Lifecycle(
    name="conclusion",
    states=(
        State("open", _("Đang làm"), _("Đang làm")),
        State("reported", _("Đã báo cáo"), _("Đã báo cáo")),
        State("closed", _("Đã xong"), _("Đã xong")),
    ),
    start="open",
    final=frozenset({"closed"}),
    steps=(
        step("report_conclusion", "open reported", "reported", _("Báo cáo kết quả")),
        step("return_conclusion", "reported", "open", _("Yêu cầu làm tiếp")),
        step("close_conclusion", "reported", "closed", _("Xác nhận đã xong")),
    ),
)

BEFORE_END = frozenset({"planning", "open", "running"})
"""States in which guests, seats and the order of calls may still change."""
