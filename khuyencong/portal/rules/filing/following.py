"""Where an application stands in plain words: what happens next, whose turn it is. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from khuyencong.kernel.words import gettext_noop as _

YOU: Final = _("Đến lượt bạn")
OFFICE: Final = _("Đến lượt cơ quan")
NOBODY: Final = _("Đã xong")


@dataclass(frozen=True, slots=True)
class Next:
    """What happens next and whose turn it is."""

    words: str
    turn: str

    @property
    def is_yours(self) -> bool:
        """Tell whether the reader has to do something."""
        return self.turn == YOU


PROJECT: Final[dict[str, Next]] = {
    "draft": Next(_("Ghi đủ, đính kèm giấy tờ rồi nộp."), YOU),
    "registered": Next(_("Cơ quan đọc hồ sơ và thẩm định."), OFFICE),
    "needs_supplement": Next(_("Bổ sung những gì cơ quan yêu cầu rồi nộp lại."), YOU),
    "appraised": Next(_("Cơ quan trình phê duyệt vào kế hoạch."), OFFICE),
    "ministry_appraised": Next(_("Chờ phê duyệt vào kế hoạch khuyến công quốc gia."), OFFICE),
    "planned": Next(_("Cơ quan mời bạn ký hợp đồng hỗ trợ. Chưa mua sắm trước khi được hướng dẫn."), OFFICE),
    "contracted": Next(_("Chuẩn bị làm theo hợp đồng; cơ quan ghi ngày bắt đầu."), OFFICE),
    "running": Next(_("Làm theo hợp đồng, báo cáo tiến độ, giữ hóa đơn; xong thì báo để nghiệm thu."), YOU),
    "suspended": Next(_("Đang tạm dừng; cơ quan cho biết khi nào làm tiếp."), OFFICE),
    "accepted": Next(_("Cơ quan quyết toán và trả phần hỗ trợ còn lại."), OFFICE),
    "settled": Next(_("Cơ quan thanh lý hợp đồng."), OFFICE),
    "liquidated": Next(_("Cơ quan đóng hồ sơ; có thể hỏi thăm hiệu quả sau này."), OFFICE),
    "closed": Next(_("Hồ sơ đã hoàn thành."), NOBODY),
    "stopped": Next(_("Đã ngừng; cơ quan xử lý phần tiền đã nhận nếu có."), OFFICE),
    "ended": Next(_("Đã ngừng và xử lý xong."), NOBODY),
    "rejected": Next(_("Không được hỗ trợ. Đọc lý do; không đồng ý thì khiếu nại trong hạn."), NOBODY),
    "withdrawn": Next(_("Hồ sơ đã rút."), NOBODY),
}
DOSSIER: Final[dict[str, Next]] = {
    "draft": Next(_("Ghi đủ, đính kèm giấy tờ rồi nộp."), YOU),
    "submitted": Next(_("Tổ giúp việc kiểm tra hồ sơ."), OFFICE),
    "needs_supplement": Next(_("Bổ sung những gì được yêu cầu rồi nộp lại."), YOU),
    "accepted": Next(_("Ban giám khảo chấm điểm, Hội đồng xét."), OFFICE),
    "rejected": Next(_("Hồ sơ không hợp lệ. Đọc lý do để nộp lại kỳ sau."), NOBODY),
    "withdrawn": Next(_("Hồ sơ đã rút."), NOBODY),
    "recognised": Next(_("Sản phẩm được công nhận. Chúc mừng!"), NOBODY),
    "not_recognised": Next(_("Sản phẩm chưa được công nhận kỳ này; không đồng ý thì khiếu nại trong hạn."), NOBODY),
}
UNPUBLISHED: Final = Next(_("Hội đồng đang xét; kết quả có khi được công bố."), OFFICE)


def next_of_project(state: str) -> Next:
    """Return what comes next for a project in a state of its life."""
    return PROJECT[state]


def next_of_dossier(state: str, *, is_published: bool) -> Next:
    """Return what comes next for an entry; the council's verdict stays unsaid until it is published."""
    if state in ("recognised", "not_recognised") and not is_published:
        return UNPUBLISHED
    return DOSSIER[state]


@dataclass(frozen=True, slots=True)
class PlainMoney:
    """The money of a project as its beneficiary counts it; whole đồng."""

    approved: int
    advanced: int
    paid: int

    @property
    def received(self) -> int:
        """What has come in, as advance or payment."""
        return self.advanced + self.paid

    @property
    def left(self) -> int:
        """What may still come; never below nothing."""
        return max(0, self.approved - self.received)
