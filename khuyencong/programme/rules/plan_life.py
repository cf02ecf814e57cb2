"""The lives of a programme, of a yearly plan's version and of a payment order. Pure."""

from khuyencong.kernel.lifecycle import Lifecycle, State, step
from khuyencong.kernel.words import gettext_noop as _

PROGRAMME_LIFE = Lifecycle(
    name="programme",
    states=(
        State("draft", _("Đang soạn"), _("Đang soạn")),
        State("approved", _("Đã phê duyệt"), _("Đã phê duyệt")),
        State("ended", _("Đã kết thúc"), _("Đã kết thúc")),
    ),
    start="draft",
    final=frozenset({"ended"}),
    steps=(
        step("edit_programme", "draft", "draft", _("Sửa chương trình")),
        step("approve_programme", "draft", "approved", _("Ghi quyết định phê duyệt")),
        step("end_programme", "approved", "ended", _("Kết thúc chương trình")),
    ),
)

PLAN_VERSION_LIFE = Lifecycle(
    name="plan_version",
    states=(
        State("draft", _("Đang soạn"), _("Đang soạn")),
        State("submitted", _("Chờ phê duyệt"), _("Chờ phê duyệt")),
        State("approved", _("Đang áp dụng"), _("Đã phê duyệt")),
        State("superseded", _("Đã thay bằng bản sau"), _("Đã điều chỉnh")),
        State("rejected", _("Không phê duyệt"), _("Không phê duyệt")),
    ),
    start="draft",
    final=frozenset({"superseded", "rejected"}),
    steps=(
        step("edit_plan", "draft", "draft", _("Sửa kế hoạch")),
        step("submit_plan", "draft", "submitted", _("Trình phê duyệt")),
        step("return_plan", "submitted", "draft", _("Trả lại để sửa")),
        step("approve_plan", "submitted", "approved", _("Ghi quyết định phê duyệt")),
        step("reject_plan", "submitted", "rejected", _("Không phê duyệt")),
        step("supersede", "approved", "superseded", _("Thay bằng bản điều chỉnh"), part_of="approve_plan"),
    ),
)

PAYMENT_LIFE = Lifecycle(
    name="payment",
    states=(
        State("proposed", _("Chờ duyệt chi"), _("Đang xử lý")),
        State("approved", _("Đã duyệt, chờ chi"), _("Đang xử lý")),
        State("paid", _("Đã chi"), _("Đã chi")),
        State("rejected", _("Không duyệt"), _("Không duyệt")),
    ),
    start="proposed",
    final=frozenset({"paid", "rejected"}),
    steps=(
        step("approve_payment", "proposed", "approved", _("Duyệt chi")),
        step("reject_payment", "proposed approved", "rejected", _("Không duyệt")),
        step("record_payment", "approved", "paid", _("Ghi đã chi")),
    ),
)
