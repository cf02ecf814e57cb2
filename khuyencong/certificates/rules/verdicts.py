"""The answer to "is this certificate true?": its order, its words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _


class Status(StrEnum):
    """The one word of the answer."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REPLACED = "replaced"
    UNKNOWN = "unknown"
    TAMPERED = "tampered"
    UNTRUSTED = "untrusted"


WORDS = {
    Status.VALID: _("Có giá trị"),
    Status.EXPIRED: _("Đã hết hạn"),
    Status.REVOKED: _("Đã bị thu hồi"),
    Status.REPLACED: _("Đã được thay thế"),
    Status.UNKNOWN: _("Không tìm thấy"),
    Status.TAMPERED: _("Đã bị sửa đổi"),
    Status.UNTRUSTED: _("Chữ ký không đáng tin"),
}

SENTENCES = {
    Status.VALID: _("Giấy chứng nhận có thật và còn giá trị."),
    Status.EXPIRED: _("Giấy chứng nhận có thật nhưng đã hết hạn."),
    Status.REVOKED: _("Giấy chứng nhận đã bị cơ quan cấp thu hồi, không còn giá trị."),
    Status.REPLACED: _("Giấy chứng nhận đã được thay bằng một giấy khác, bản này không còn giá trị."),
    Status.UNKNOWN: _("Không có giấy chứng nhận nào như vậy trong sổ của cơ quan cấp."),
    Status.TAMPERED: _("Nội dung không còn nguyên như khi được ký; không được tin bản này."),
    Status.UNTRUSTED: _("Tệp còn nguyên nhưng người ký không phải là cơ quan mà hệ thống tin cậy."),
}

NOT_YET = _("Giấy chứng nhận đã lấy số nhưng chưa được ký xong.")
BEFORE_ISSUE = _("Vào ngày được hỏi, giấy chứng nhận này chưa được cấp.")
NOT_OURS = _("Tệp không phải là giấy chứng nhận do hệ thống này cấp.")
CODE_NOT_SIGNED = _("Mã QR không mang chữ ký của cơ quan cấp; không được tin giấy này.")
OFFLINE = _("Chỉ kiểm tra chữ ký, không tra sổ: chưa biết giấy có bị thu hồi hay thay thế không.")


@dataclass(frozen=True, slots=True)
class PublicFacts:
    """What everybody may see of a certificate; never personal data."""

    serial: str = ""
    product: str = ""
    is_set: bool = False
    establishment: str = ""
    address: str = ""
    award: str = ""
    group: str = ""
    authority: str = ""
    decision_number: str = ""
    decision_on: date | None = None
    issued_on: date | None = None
    valid_until: date | None = None
    code: str = ""
    demonstration: bool = False
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What the register knows of one certificate beside its facts."""

    state: str
    issued_on: date
    valid_until: date
    ended_on: date | None = None
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer: one status, one sentence, and what the certificate says."""

    status: Status
    sentence: str
    facts: PublicFacts = PublicFacts()
    note: str = ""
    ended_on: date | None = None
    replaced_by: str = ""
    values: tuple[tuple[str, object], ...] = ()

    @property
    def word(self) -> str:
        """The status in one to four Vietnamese words."""
        return WORDS[self.status]


def unreadable(refusal: Refusal) -> Verdict:
    """Return the verdict on a text that is no code, saying why."""
    return Verdict(Status.UNKNOWN, refusal.sentence, values=tuple(refusal.values.items()))


def answer(status: Status, facts: PublicFacts = PublicFacts(), *, sentence: str = "", note: str = "") -> Verdict:
    """Return a verdict with the usual sentence of its status, unless another is given."""
    return Verdict(status, sentence or SENTENCES[status], facts, note)


def judge(standing: Standing | None, facts: PublicFacts, *, on: date, note: str = "") -> Verdict:
    """Judge a certificate by the register. Governing day: the day asked about.

    Revoked is told before replaced, both before expired, since an end by decision outweighs the calendar.
    """
    if standing is None:
        return answer(Status.UNKNOWN, note=note)
    if standing.state == "reserved":
        return answer(Status.UNKNOWN, sentence=NOT_YET, note=note)
    if standing.state in {"revoked", "replaced"}:
        status = Status(standing.state)
        return Verdict(status, SENTENCES[status], facts, note, standing.ended_on, standing.replaced_by)
    return judge_days(facts, standing.issued_on, standing.valid_until, on=on, note=note)


def judge_days(facts: PublicFacts, issued_on: date, valid_until: date, *, on: date, note: str = "") -> Verdict:
    """Judge by the days alone; the last day counts as valid."""
    if on < issued_on:
        return answer(Status.UNKNOWN, facts, sentence=BEFORE_ISSUE, note=note)
    return answer(Status.VALID if on <= valid_until else Status.EXPIRED, facts, note=note)
