"""What a stranger must tell for advice to be possible, and what looks like a machine. Pure."""

from __future__ import annotations

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

PERSONAL_DATA_LAW = "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15"
FASTEST_SECONDS, SLOWEST_SECONDS = 3, 24 * 3600
"""Nobody reads and fills the form faster; a page that stood open longer is fetched again."""


def refuse_unreachable(phone: str, email: str) -> Refusal | None:
    """Say no where the office could not answer."""
    if phone or email:
        return None
    return Refusal(
        "advisory.unreachable",
        _("Hãy ghi số điện thoại hoặc thư điện tử, để cơ quan liên hệ lại khi cần hỏi thêm."),
    )


def refuse_machine(seconds: int | None, honey: str) -> Refusal | None:
    """Say no to what people do not do: fill the hidden field, or send within ``seconds`` that nobody needs."""
    if honey:
        return Refusal(
            "advisory.machine", _("Có ô ẩn đã được điền, thường do máy gửi tự động. Hãy tải lại trang rồi gửi.")
        )
    if seconds is None or seconds > SLOWEST_SECONDS:
        return Refusal("advisory.stale_form", _("Trang mở đã quá lâu. Nội dung vẫn còn ở dưới; hãy bấm gửi lại."))
    if seconds < FASTEST_SECONDS:
        return Refusal("advisory.too_fast", _("Phiếu gửi quá nhanh sau khi mở trang. Hãy xem lại rồi bấm gửi lại."))
    return None


def refuse_empty(words: str, what: str) -> Refusal | None:
    """Say no to an answer, a destination or a reason without words."""
    if words.strip():
        return None
    return Refusal("advisory.empty", _("Hãy ghi nội dung ở ô “%(what)s”."), what=what)
