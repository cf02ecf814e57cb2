"""The life of an office's own norm. Pure."""

from __future__ import annotations

from khuyencong.kernel.lifecycle import Lifecycle, State, step
from khuyencong.kernel.words import gettext_noop as _

# fmt: off
NORM_LIFE = Lifecycle(
    name=_("Quy định riêng của đơn vị"),
    states=(
        State("proposed", _("chờ duyệt"),   _("chờ duyệt")),
        State("approved", _("đã duyệt"),    _("đang áp dụng")),
        State("rejected", _("không duyệt"), _("không áp dụng")),
    ),
    start="proposed",
    final=frozenset({"approved", "rejected"}),
    steps=(
        step("approve_norm", "proposed", "approved", _("Duyệt")),
        step("reject_norm",  "proposed", "rejected", _("Không duyệt")),
    ),
)
# fmt: on
