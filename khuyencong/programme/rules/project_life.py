"""The life of a project in each stream, from application to the follow-up of its effect. Pure.

Source: programme.md §2.2, §2.6, §2.7 of the domain notes (TT 36/2013/TT-BCT for the national stream; the province's
own line for the local one). Which optional steps the local line asks for is a norm, not this table.
"""

from khuyencong.kernel.lifecycle import Lifecycle, State, Step, step
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.rules.streams import Stream

STATES = (
    State("draft", _("Đang soạn"), _("Đang soạn")),
    State("registered", _("Đã đăng ký"), _("Đã nộp")),
    State("needs_supplement", _("Chờ bổ sung"), _("Cần bổ sung")),
    State("appraised", _("Đã thẩm định cơ sở"), _("Đang thẩm định")),
    State("planned", _("Trong kế hoạch"), _("Đã phê duyệt")),
    State("contracted", _("Đã ký hợp đồng"), _("Đã ký hợp đồng")),
    State("running", _("Đang thực hiện"), _("Đang thực hiện")),
    State("suspended", _("Tạm dừng"), _("Tạm dừng")),
    State("accepted", _("Đã nghiệm thu"), _("Đã nghiệm thu")),
    State("settled", _("Đã quyết toán"), _("Đã quyết toán")),
    State("liquidated", _("Đã thanh lý"), _("Đã thanh lý")),
    State("closed", _("Đã đóng, lưu trữ"), _("Hoàn thành")),
    State("stopped", _("Ngừng, đang thu hồi"), _("Ngừng thực hiện")),
    State("ended", _("Ngừng, đã xử lý xong"), _("Ngừng thực hiện")),
    State("rejected", _("Từ chối"), _("Không được hỗ trợ")),
    State("withdrawn", _("Đã rút"), _("Đã rút")),
)
MINISTRY = State("ministry_appraised", _("Đã thẩm định cấp Bộ"), _("Đang thẩm định"))
FINAL = frozenset({"closed", "ended", "rejected", "withdrawn"})
ALIVE = frozenset(state.code for state in STATES) - {"rejected", "withdrawn", "draft"}
"""States in which a project counts as support of its content, when double support is looked for."""


def _steps(before_plan: str) -> tuple[Step, ...]:
    judged = f"registered needs_supplement appraised {before_plan}"
    return (
        step("edit_project", "draft", "draft", _("Sửa đề án")),
        step("edit_project", "needs_supplement", "needs_supplement", _("Sửa đề án")),
        step("register_project", "draft", "registered", _("Đăng ký")),
        step("request_project_supplement", "registered", "needs_supplement", _("Yêu cầu bổ sung")),
        step("answer_project_supplement", "needs_supplement", "registered", _("Nộp bổ sung")),
        step("appraise_project", "registered", "appraised", _("Ghi kết quả thẩm định")),
        step("reject_project", judged, "rejected", _("Từ chối")),
        step("withdraw_project", f"draft {judged}", "withdrawn", _("Rút đề án")),
        step("plan_project", before_plan, "planned", _("Đưa vào kế hoạch")),
        step("name_beneficiary", "planned", "planned", _("Chọn cơ sở thụ hưởng")),
        step("sign_contract", "planned", "contracted", _("Ký hợp đồng")),
        step("sign_annex", "contracted", "contracted", _("Ký phụ lục")),
        step("sign_annex", "running", "running", _("Ký phụ lục")),
        step("start_work", "contracted", "running", _("Bắt đầu thực hiện")),
        step("report_progress", "running", "running", _("Báo cáo tiến độ")),
        step("inspect_project", "running", "running", _("Ghi kiểm tra")),
        step("inspect_project", "suspended", "suspended", _("Ghi kiểm tra")),
        step("adjust_project", "planned", "planned", _("Điều chỉnh")),
        step("adjust_project", "contracted", "contracted", _("Điều chỉnh")),
        step("adjust_project", "running", "running", _("Điều chỉnh")),
        step("suspend_project", "contracted running", "suspended", _("Tạm dừng")),
        step("resume_project", "suspended", "running", _("Tiếp tục")),
        step("stop_project", "planned contracted running suspended", "stopped", _("Ngừng đề án")),
        step("end_stopped_project", "stopped", "ended", _("Kết thúc sau khi thu hồi")),
        step("accept_work", "running", "accepted", _("Nghiệm thu")),
        step("refuse_work", "running", "running", _("Nghiệm thu không đạt"), part_of="accept_work"),
        step("settle_project", "accepted", "settled", _("Quyết toán")),
        step("liquidate_contract", "settled", "liquidated", _("Thanh lý hợp đồng")),
        step("close_project", "liquidated", "closed", _("Đóng, lưu trữ")),
        *(
            step("follow_up", state, state, _("Ghi theo dõi hiệu quả"))
            for state in ("accepted", "settled", "liquidated", "closed")
        ),
    )


LOCAL_PROJECT_LIFE = Lifecycle(
    name="local_project", states=STATES, start="draft", final=FINAL, steps=_steps("appraised")
)

NATIONAL_PROJECT_LIFE = Lifecycle(
    name="national_project",
    states=(*STATES[:4], MINISTRY, *STATES[4:]),
    start="draft",
    final=FINAL,
    steps=(
        *_steps("ministry_appraised"),
        step("record_ministry_appraisal", "appraised", "ministry_appraised", _("Ghi kết quả thẩm định cấp Bộ")),
        step("return_by_ministry", "appraised", "registered", _("Bộ trả lại"), part_of="record_ministry_appraisal"),
        step(
            "refuse_by_ministry",
            "appraised",
            "rejected",
            _("Bộ không đưa vào kế hoạch"),
            part_of="record_ministry_appraisal",
        ),
    ),
)

PROJECT_LIVES = {Stream.LOCAL: LOCAL_PROJECT_LIFE, Stream.NATIONAL: NATIONAL_PROJECT_LIFE}


def project_life(stream: str) -> Lifecycle:
    """Return the table of verbs of a stream."""
    return PROJECT_LIVES[Stream(stream)]
