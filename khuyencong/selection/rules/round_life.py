"""The life of a selection round, from its opening to its archive. Pure."""

from khuyencong.kernel.lifecycle import Lifecycle, State, step
from khuyencong.kernel.words import gettext_noop as _

ROUND_LIFE = Lifecycle(
    name="round",
    states=(
        State("preparing", _("Chuẩn bị"), _("Sắp mở")),
        State("collecting", _("Nhận hồ sơ"), _("Đang nhận hồ sơ")),
        State("scoring", _("Chấm điểm"), _("Đang chấm điểm")),
        State("sealed", _("Đã niêm phong điểm"), _("Hội đồng đang xem xét")),
        State("decided", _("Đã có quyết định"), _("Đã có kết quả")),
        State("closed", _("Đã kết thúc"), _("Đã kết thúc")),
        State("cancelled", _("Đã hủy"), _("Đã hủy")),
    ),
    start="preparing",
    final=frozenset({"closed", "cancelled"}),
    steps=(
        step("open_collecting", "preparing", "collecting", _("Mở nhận hồ sơ")),
        step("edit_rubric", "preparing", "preparing", _("Sửa tiêu chí")),
        step("edit_rubric", "collecting", "collecting", _("Sửa tiêu chí")),
        step("register_dossier", "preparing collecting", "collecting", _("Nhận hồ sơ")),
        step("import_entries", "preparing collecting", "collecting", _("Nhập danh sách từ Excel")),
        step("name_juror", "preparing", "preparing", _("Cử giám khảo")),
        step("name_juror", "collecting", "collecting", _("Cử giám khảo")),
        step("name_juror", "scoring", "scoring", _("Cử giám khảo")),
        step("start_scoring", "collecting", "scoring", _("Bắt đầu chấm điểm")),
        step("score", "scoring", "scoring", _("Chấm điểm"), part_of="save_scorecard"),
        step("import_scores", "collecting scoring", "scoring", _("Nhập phiếu chấm từ Excel")),
        step("undo_start", "scoring", "collecting", _("Trở lại nhận hồ sơ"), part_of="undo_import"),
        step("seal_scores", "scoring", "sealed", _("Niêm phong điểm")),
        step("reopen_scoring", "sealed", "scoring", _("Mở lại chấm điểm")),
        step("record_meeting", "sealed", "sealed", _("Ghi cuộc họp Hội đồng")),
        step("record_verdict", "sealed", "sealed", _("Ghi ý kiến Hội đồng")),
        step("record_tie_vote", "sealed", "sealed", _("Ghi biểu quyết phân hạng")),
        step("recognise", "sealed", "decided", _("Ghi quyết định công nhận")),
        step("issue_certificates", "decided", "decided", _("Cấp giấy chứng nhận"), part_of="issue_certificate"),
        step("issue_certificates", "closed", "closed", _("Cấp giấy chứng nhận"), part_of="issue_certificate"),
        step("publish_results", "decided", "decided", _("Công bố kết quả")),
        step("publish_results", "closed", "closed", _("Công bố kết quả")),
        step("close_round", "decided", "closed", _("Kết thúc kỳ bình chọn")),
        step("cancel_round", "preparing collecting scoring sealed", "cancelled", _("Hủy kỳ bình chọn")),
    ),
)
SEALED_STATES = frozenset({"sealed", "decided", "closed"})
"""States in which no score may change; the database refuses it as well."""

RUBRIC_OPEN_STATES = frozenset({"preparing", "collecting"})
"""States in which the rubric may still change; it is frozen when scoring starts."""
