"""The life of a letter that goes out: prepared, seen and approved, sent. Pure."""

from khuyencong.kernel.lifecycle import Lifecycle, State, step
from khuyencong.kernel.words import gettext_noop as _

LETTER_LIFE = Lifecycle(
    name="letter",
    states=(
        State("prepared", _("Chờ xem"), _("Đang chuẩn bị")),
        State("approved", _("Đã duyệt, chờ gửi"), _("Đang chuẩn bị")),
        State("sending", _("Đang gửi"), _("Đang gửi")),
        State("sent", _("Đã gửi"), _("Đã gửi")),
        State("failed", _("Gửi không được"), _("Đang chuẩn bị")),
        State("cancelled", _("Đã bỏ"), _("Đã bỏ")),
    ),
    start="prepared",
    final=frozenset({"sent", "cancelled"}),
    steps=(
        step("edit_letter", "prepared approved failed", "prepared", _("Sửa thư")),
        step("renew_letters", "prepared approved failed", "prepared", _("Lập lại nội dung")),
        step("approve_letters", "prepared", "approved", _("Duyệt gửi")),
        step("begin_sending", "approved", "sending", _("Bắt đầu gửi"), part_of="send_letters"),
        step("send_letters", "sending", "sent", _("Gửi")),
        step("wait_again", "sending", "approved", _("Chờ gửi lại"), part_of="send_letters"),
        step("give_up", "sending", "failed", _("Thôi gửi"), part_of="send_letters"),
        step("retry_letter", "failed sending", "approved", _("Gửi lại")),
        step("record_letter_sent", "approved sending failed", "sent", _("Ghi đã gửi")),
        step("cancel_letter", "prepared approved failed", "cancelled", _("Bỏ thư")),
    ),
)
OPEN_STATES = frozenset({"prepared", "approved", "sending", "failed"})
"""States in which something is still to be done."""
