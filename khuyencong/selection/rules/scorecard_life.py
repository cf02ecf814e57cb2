"""The life of one juror's sheet for one dossier. Pure."""

from khuyencong.kernel.lifecycle import Lifecycle, State, step
from khuyencong.kernel.words import gettext_noop as _

SCORECARD_LIFE = Lifecycle(
    name="scorecard",
    states=(
        State("draft", _("Đang chấm"), _("Đang chấm")),
        State("submitted", _("Đã nộp phiếu"), _("Đã chấm")),
        State("returned", _("Trả lại để xem lại"), _("Đang chấm")),
        State("recused", _("Không chấm"), _("Không chấm")),
    ),
    start="draft",
    final=frozenset({"submitted", "recused"}),
    steps=(
        step("save_scorecard", "draft", "draft", _("Lưu điểm")),
        step("save_scorecard", "returned", "returned", _("Lưu điểm")),
        step("submit_scorecard", "draft returned", "submitted", _("Nộp phiếu chấm")),
        step("enter_paper_scorecard", "draft returned submitted recused", "submitted", _("Nhập phiếu giấy")),
        step("check_paper_scorecard", "submitted", "submitted", _("Xác nhận đã đối chiếu phiếu giấy")),
        step("check_paper_scorecard", "recused", "recused", _("Xác nhận đã đối chiếu phiếu giấy")),
        step("return_scorecard", "submitted", "returned", _("Trả lại phiếu")),
        step("recuse", "draft returned submitted", "recused", _("Không chấm hồ sơ này"), part_of="declare_interest"),
        step("withdraw_recusal", "recused", "draft", _("Bỏ việc không chấm"), part_of="declare_interest"),
    ),
)
COUNTING = "submitted"
"""The one state whose points count in the mean."""

SETTLED = frozenset({"submitted", "recused"})
"""States in which nothing more is awaited from the juror."""
