"""The life of a dossier, from its first draft to the council's decision. Pure."""

from khuyencong.kernel.lifecycle import Lifecycle, State, step
from khuyencong.kernel.words import gettext_noop as _

DOSSIER_LIFE = Lifecycle(
    name="dossier",
    states=(
        State("draft", _("Đang soạn"), _("Đang soạn")),
        State("submitted", _("Chờ kiểm tra"), _("Đã nộp")),
        State("needs_supplement", _("Chờ bổ sung"), _("Cần bổ sung")),
        State("accepted", _("Hợp lệ"), _("Hợp lệ")),
        State("rejected", _("Không hợp lệ"), _("Không hợp lệ")),
        State("withdrawn", _("Đã rút"), _("Đã rút")),
        State("recognised", _("Được công nhận"), _("Được công nhận")),
        State("not_recognised", _("Không được công nhận"), _("Không được công nhận")),
    ),
    start="draft",
    final=frozenset({"rejected", "withdrawn", "recognised", "not_recognised"}),
    steps=(
        step("edit_dossier", "draft", "draft", _("Sửa hồ sơ")),
        step("edit_dossier", "submitted", "submitted", _("Sửa hồ sơ")),
        step("edit_dossier", "needs_supplement", "needs_supplement", _("Sửa hồ sơ")),
        step("submit_dossier", "draft", "submitted", _("Nộp hồ sơ")),
        step("check_paper", "submitted", "submitted", _("Kiểm tra giấy tờ")),
        step("check_paper", "needs_supplement", "needs_supplement", _("Kiểm tra giấy tờ")),
        step("request_supplement", "submitted", "needs_supplement", _("Yêu cầu bổ sung")),
        step("answer_supplement", "needs_supplement", "submitted", _("Nộp bổ sung")),
        step("accept_dossier", "submitted", "accepted", _("Xác nhận hợp lệ")),
        step("reopen_dossier", "accepted rejected", "submitted", _("Kiểm tra lại")),
        step("reject_dossier", "submitted needs_supplement", "rejected", _("Từ chối hồ sơ")),
        step("withdraw_dossier", "draft submitted needs_supplement accepted", "withdrawn", _("Rút hồ sơ")),
        step("recognise", "submitted accepted", "recognised", _("Công nhận")),
        step("decline", "submitted accepted", "not_recognised", _("Không công nhận"), part_of="recognise"),
    ),
)
LIVE_STATES = frozenset({"draft", "submitted", "needs_supplement", "accepted", "recognised", "not_recognised"})
"""States in which a dossier holds its entry code and its product's place in the round."""

SCORED_STATES = frozenset({"submitted", "accepted", "recognised", "not_recognised"})
"""States in which a dossier belongs to the ranking."""
