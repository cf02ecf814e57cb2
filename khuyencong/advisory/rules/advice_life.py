"""The life of a question from outside. Pure."""

from __future__ import annotations

from khuyencong.kernel.lifecycle import Lifecycle, State, step
from khuyencong.kernel.words import gettext_noop as _

# fmt: off
ADVICE_LIFE = Lifecycle(
    name=_("Câu hỏi tư vấn"),
    states=(
        State("sent",      _("mới gửi"),        _("đã gửi, chờ cơ quan nhận")),
        State("taken",     _("đang xử lý"),     _("đang được trả lời")),
        State("answered",  _("đã trả lời"),     _("đã trả lời")),
        State("forwarded", _("đã chuyển"),      _("đã chuyển cho đơn vị có thẩm quyền")),
        State("closed",    _("đã kết thúc"),    _("đã kết thúc")),
    ),
    start="sent",
    final=frozenset({"closed"}),
    steps=(
        step("take_advice",    "sent",                            "taken",     _("Nhận trả lời")),
        step("answer_advice",  "taken answered",                  "answered",  _("Gửi câu trả lời")),
        step("forward_advice", "sent taken",                      "forwarded", _("Chuyển đơn vị khác")),
        step("close_advice",   "sent taken answered forwarded",   "closed",    _("Kết thúc")),
    ),
)
# fmt: on
