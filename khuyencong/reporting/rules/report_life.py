"""The life of a report: drawn live while a draft, frozen, signed, and corrected by a later one. Pure."""

from khuyencong.kernel.lifecycle import Lifecycle, State, step
from khuyencong.kernel.words import gettext_noop as _

REPORT_LIFE = Lifecycle(
    name="report",
    states=(
        State("draft", _("Đang lập"), _("Đang lập")),
        State("frozen", _("Đã chốt số liệu"), _("Đã chốt số liệu")),
        State("signed", _("Đã ký"), _("Đã ký")),
        State("corrected", _("Đã có bản đính chính"), _("Đã có bản đính chính")),
    ),
    start="draft",
    final=frozenset({"corrected"}),
    steps=(
        step("freeze_report", "draft", "frozen", _("Chốt số liệu")),
        step("sign_report", "frozen", "signed", _("Ghi đã ký")),
        step("correct_report", "frozen signed", "corrected", _("Lập bản đính chính")),
    ),
)
FROZEN = ("frozen", "signed")
"""States of a report in force whose figures no longer move."""
