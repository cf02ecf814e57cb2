"""The life of an official paper as a table. Pure.

Source: NĐ 30/2020/NĐ-CP, Điều 17, 18: what was issued is never edited; it is replaced, corrected or recalled.
"""

from khuyencong.kernel.lifecycle import Lifecycle, State, step
from khuyencong.kernel.words import gettext_noop as _

# fmt: off
PAPER_LIFE = Lifecycle(
    name="paper",
    states=(
        State("draft",     _("Dự thảo"),        _("Đang soạn")),
        State("discarded", _("Đã bỏ dự thảo"),  _("Không ban hành")),
        State("issued",    _("Đã ban hành"),    _("Đang có hiệu lực")),
        State("corrected", _("Đã đính chính"),  _("Đã được đính chính")),
        State("replaced",  _("Đã bị thay thế"), _("Đã được thay bằng văn bản khác")),
        State("recalled",  _("Đã thu hồi"),     _("Đã thu hồi")),
    ),
    start="draft",
    final=frozenset({"discarded", "replaced", "recalled"}),
    steps=(
        step("redraft_paper", "draft",            "draft",     _("Lập lại dự thảo")),
        step("discard_paper", "draft",            "discarded", _("Bỏ dự thảo")),
        step("issue_paper",   "draft",            "issued",    _("Ban hành")),
        step("replace_paper", "issued corrected", "replaced",  _("Thay thế")),
        step("correct_paper", "issued corrected", "corrected", _("Đính chính")),
        step("recall_paper",  "issued corrected", "recalled",  _("Thu hồi")),
    ),
)
# fmt: on
NUMBERED_STATES = ("issued", "corrected", "replaced", "recalled")
