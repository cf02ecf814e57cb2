"""What stands in a letter, why it could not go out, and the fingerprint of what somebody saw. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

LONGEST_BODY = 20_000
LONGEST_LINE = 300
MOST_BYTES = 15 * 1024 * 1024
"""Of all attached files together; most mail servers refuse more once the files are encoded."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}")


class Way(StrEnum):
    """How a letter reaches the one it is for."""

    EMAIL = "email"
    POST = "post"
    HAND = "hand"


WAY_LABELS = {Way.EMAIL: _("Thư điện tử"), Way.POST: _("Bưu điện"), Way.HAND: _("Trao tay")}


@dataclass(frozen=True, slots=True)
class LetterText:
    """Every word of a letter. ``address`` is an e-mail address, or a postal one where it goes another way."""

    to_name: str
    way: Way
    address: str
    subject: str
    body: str


def way_to(address: str) -> Way:
    """Return the way that fits an address: by e-mail where it is one, else by post."""
    return Way.EMAIL if _ADDRESS.fullmatch(address) else Way.POST


def refuse_letter(text: LetterText) -> Refusal | None:
    """Say why a letter with these words cannot be kept: a line with hidden signs, no words, no real address."""
    for label, line in ((_("Người nhận"), text.to_name), (_("Nơi nhận"), text.address), (_("Tiêu đề"), text.subject)):
        if _CONTROL.search(line) or len(line) > LONGEST_LINE:
            return Refusal(
                "documents.letter_line",
                _("%(field)s phải là một dòng chữ thường, không quá %(longest)s ký tự."),
                field=label,
                longest=str(LONGEST_LINE),
            )
    if not text.to_name.strip() or not text.subject.strip() or not text.body.strip():
        return Refusal("documents.letter_empty", _("Thư phải có người nhận, tiêu đề và nội dung."))
    if len(text.body) > LONGEST_BODY:
        return Refusal("documents.letter_long", _("Nội dung thư dài quá %(longest)s ký tự."), longest=str(LONGEST_BODY))
    if text.way is Way.EMAIL and not _ADDRESS.fullmatch(text.address):
        return Refusal(
            "documents.letter_address",
            _("“%(address)s” không phải địa chỉ thư điện tử; hãy sửa, hoặc chọn gửi bưu điện hay trao tay."),
            address=text.address[:80],
        )
    return None


def refuse_size(total_bytes: int) -> Refusal | None:
    """Say that the attached files together are too large for a letter, or nothing."""
    if total_bytes <= MOST_BYTES:
        return None
    return Refusal(
        "documents.letter_size",
        _("Các tệp kèm thư nặng hơn %(most)s MB; hãy bớt tệp hoặc gửi bưu điện."),
        most=str(MOST_BYTES // 1024 // 1024),
    )


def fingerprint_of(text: LetterText, files: Iterable[str]) -> str:
    """Return the SHA-256 of all that goes out; ``files`` are the hashes of what is attached, in their order."""
    told = [text.to_name, text.way.value, text.address, text.subject, text.body, *files]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
