"""Who may sign which paper, and how the lines above the name are written. Pure.

Source: NĐ 30/2020/NĐ-CP, Điều 13 and Phụ lục I, ô 7a.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from khuyencong.documents.rules.papers.paper import Signature
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

SOURCE: Final = "NĐ 30/2020/NĐ-CP, Điều 13"
PREFIXES: Final = {
    "": _("Người đứng đầu tự ký"),
    "TM.": _("TM. – thay mặt tập thể"),
    "KT.": _("KT. – cấp phó ký thay"),
    "Q.": _("Q. – quyền cấp trưởng"),
    "TL.": _("TL. – thừa lệnh"),
    "TUQ.": _("TUQ. – thừa ủy quyền"),
}
BY_DOCUMENT: Final = frozenset({"Q.", "TL.", "TUQ."})
"""Rights that rest on a paper: an appointment, the office's rules, a written authorisation."""


@dataclass(frozen=True, slots=True)
class RightFacts:
    """A right to sign; no kinds means every kind; ``until_on`` is its last day."""

    name: str
    prefix: str
    authority: str
    title: str
    document: str
    kinds: tuple[str, ...]
    from_on: date
    until_on: date | None

    def holds_on(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)

    def covers(self, kind: str, day: date) -> bool:
        """Tell whether a paper of this kind may be signed by it on a day."""
        return self.holds_on(day) and (not self.kinds or kind in self.kinds)


def signature_lines(right: RightFacts) -> tuple[str, ...]:
    """Write the lines above the name: ``KT. GIÁM ĐỐC`` / ``PHÓ GIÁM ĐỐC``; capitals as the decree has them."""
    title = right.title.upper()
    if right.prefix == "Q.":
        return (f"Q. {title}",)
    if not right.prefix:
        return (title,)
    return (f"{right.prefix} {right.authority.upper()}", title)


def signature_by(right: RightFacts) -> Signature:
    """Return the signature as a paper carries it."""
    return Signature(signature_lines(right), right.name)


def refuse_right(right: RightFacts) -> Refusal | None:
    """Refuse a right that does not say on whose behalf it signs, or on which paper it rests."""
    if right.prefix in {"TM.", "KT.", "TL.", "TUQ."} and not right.authority:
        return Refusal(
            "documents.authority_missing",
            _("Ký %(prefix)s thì phải ghi dòng thẩm quyền, ví dụ: GIÁM ĐỐC, ỦY BAN NHÂN DÂN."),
            source=SOURCE,
            prefix=right.prefix,
        )
    if right.prefix in BY_DOCUMENT and not right.document:
        return Refusal(
            "documents.delegation_missing",
            _("Ký %(prefix)s phải có văn bản giao quyền: hãy ghi số, ngày của văn bản đó."),
            source=SOURCE,
            prefix=right.prefix,
        )
    if right.prefix == "TUQ." and right.until_on is None:
        return Refusal(
            "documents.delegation_without_end",
            _("Thừa ủy quyền chỉ có thời hạn: hãy ghi ngày hết hạn của văn bản ủy quyền."),
            source=SOURCE,
        )
    return None


def refuse_signer(right: RightFacts, kind: str, day: date) -> Refusal | None:
    """Refuse a signature outside the time or the kinds of the right."""
    if right.covers(kind, day):
        return None
    return Refusal(
        "documents.signer_without_right",
        _(
            "%(name)s không có quyền ký loại văn bản này vào ngày %(day)s. "
            "Hãy chọn người ký khác hoặc ghi quyền ký của người này."
        ),
        source=SOURCE,
        name=right.name,
        day=f"{day:%d/%m/%Y}",
    )
