"""What an office writes in its list of projects: contents, sources, states in words; sums that must agree. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.rules.streams import Stream
from khuyencong.vietnamese.folding import fold

CONTENT_WORDS: Final[Sequence[tuple[str, str]]] = (
    ("trinh dien", "demonstration_model"),
    ("day chuyen", "technology_line"),
    ("chuyen giao cong nghe", "technology_transfer"),
    ("danh gia san xuat sach", "cleaner_production_assessment"),
    ("danh gia sxsh", "cleaner_production_assessment"),
    ("san xuat sach", "cleaner_production_pilot"),
    ("sxsh", "cleaner_production_pilot"),
    ("may moc", "machinery"),
    ("thiet bi", "machinery"),
    ("o nhiem", "pollution_treatment"),
    ("quy hoach chi tiet", "cluster_planning"),
    ("ha tang", "cluster_infrastructure"),
    ("nhan hieu", "trademark"),
    ("thuong hieu", "trademark"),
    ("truyen nghe", "vocational_training"),
    ("dao tao nghe", "vocational_training"),
    ("lop nghe", "vocational_training"),
    ("khoi su", "management_training"),
    ("quan ly", "management_training"),
    ("tham quan", "study_trip"),
    ("hoc tap kinh nghiem", "study_trip"),
    ("hoi cho", "domestic_fair"),
    ("trien lam", "domestic_fair"),
    ("trung bay", "showroom"),
    ("showroom", "showroom"),
    ("binh chon", "selection_round_province"),
    ("bao bi", "product_development"),
    ("mau ma", "product_development"),
    ("tu van", "consulting"),
    ("truyen thong", "information"),
    ("tuyen truyen", "information"),
    ("thong tin", "information"),
    ("hoi nghi", "conference"),
)
"""Words by which a content is known in running text, the more telling first; only codes of the norm are taken."""

STREAM_WORDS: Final[Mapping[Stream, tuple[str, ...]]] = {
    Stream.NATIONAL: ("quoc gia", "kcqg", "trung uong"),
    Stream.LOCAL: ("dia phuong", "kcdp", "cap tinh", "ngan sach tinh"),
}

STATE_WORDS: Final[Sequence[tuple[str, str]]] = (
    ("khong thuc hien", "ended"),
    ("ngung", "ended"),
    ("dung thuc hien", "ended"),
    ("tu choi", "rejected"),
    ("thanh ly", "closed"),
    ("hoan thanh", "closed"),
    ("quyet toan", "closed"),
    ("ket thuc", "closed"),
    ("nghiem thu", "accepted"),
    ("dang thuc hien", "running"),
    ("trien khai", "running"),
    ("hop dong", "contracted"),
    ("ke hoach", "appraised"),
    ("phe duyet", "appraised"),
    ("tham dinh", "appraised"),
    ("dang ky", "registered"),
)


def content_in(text: str, codes: Mapping[str, str]) -> str:
    """Return the code of the content that a text names, by its label or by words; empty where none is known.

    ``codes`` maps the codes in force to their labels.
    """
    words = f" {fold(text)} "
    for code, label in codes.items():
        if fold(label) in words or words.strip() == fold(code):
            return code
    return next((code for word, code in CONTENT_WORDS if word in words and code in codes), "")


def stream_in(text: str) -> Stream | None:
    """Return the stream that a text names, or None where it names none or both."""
    words = f" {fold(text)} "
    named = [stream for stream, signs in STREAM_WORDS.items() if any(sign in words for sign in signs)]
    return named[0] if len(named) == 1 else None


def state_in(text: str) -> str:
    """Return the state that a text tells of, or empty where it tells none."""
    words = fold(text)
    return next((state for sign, state in STATE_WORDS if sign in words), "")


@dataclass(frozen=True, slots=True)
class ListedAmounts:
    """The amounts of one row in whole đồng; None where the cell is empty."""

    total: int | None = None
    national: int | None = None
    local: int | None = None
    support: int | None = None
    counterpart: int | None = None
    other: int | None = None
    contracted: int | None = None
    advanced: int | None = None
    accepted: int | None = None
    paid: int | None = None

    @property
    def state_money(self) -> int | None:
        """The support of khuyến công: its own column, else that of the one stream that has any."""
        if self.support is not None:
            return self.support
        told = [amount for amount in (self.national, self.local) if amount]
        return told[0] if len(told) == 1 else None

    @property
    def stream(self) -> Stream | None:
        """The stream whose column holds money, where only one does."""
        if bool(self.national) == bool(self.local):
            return None
        return Stream.NATIONAL if self.national else Stream.LOCAL


@dataclass(frozen=True, slots=True)
class ListedProject:
    """One row of the list as understood; days and words by the key of their column."""

    code: str
    name: str
    content: str
    stream: Stream | None
    establishment: str
    state: str
    amounts: ListedAmounts
    words: Mapping[str, str]
    days: Mapping[str, date]


TWO_STREAMS = _("Một đề án chỉ dùng một nguồn khuyến công: tách phần quốc gia và phần địa phương thành hai dòng.")
WRONG_SUM = _("Tổng kinh phí %(total)s không bằng khuyến công cộng đối ứng và nguồn khác (%(parts)s).")


def amount_faults(amounts: ListedAmounts) -> list[tuple[str, Refusal]]:
    """Return what is wrong among the amounts of one row, each with the column it is told at."""
    found: list[tuple[str, Refusal]] = []
    if amounts.national and amounts.local:
        found.append(("national", _refuse("two_streams", TWO_STREAMS)))
    support = amounts.state_money
    if support is None and not found:
        found.append(("support", _refuse("no_support", _("Chưa có kinh phí khuyến công của đề án."))))
    if support is not None:
        found += _bounds(amounts, support)
        parts = support + (amounts.counterpart or 0) + (amounts.other or 0)
        if amounts.total is not None and amounts.counterpart is not None and parts != amounts.total:
            found.append(("total", _refuse("sum", WRONG_SUM, total=_dong(amounts.total), parts=_dong(parts))))
    return found


def _bounds(amounts: ListedAmounts, support: int) -> list[tuple[str, Refusal]]:
    contracted = support if amounts.contracted is None else amounts.contracted
    accepted = contracted if amounts.accepted is None else amounts.accepted
    checks = (
        ("contracted", amounts.contracted, support, _("Giá trị hợp đồng %(amount)s vượt kinh phí hỗ trợ %(bound)s.")),
        ("accepted", amounts.accepted, contracted, _("Giá trị nghiệm thu %(amount)s vượt hợp đồng %(bound)s.")),
        ("paid", amounts.paid, accepted, _("Đã thanh toán %(amount)s vượt giá trị được nghiệm thu %(bound)s.")),
        ("advanced", amounts.advanced, contracted, _("Tạm ứng %(amount)s vượt hợp đồng %(bound)s.")),
    )
    return [
        (column, _refuse(f"{column}_over", sentence, amount=_dong(amount), bound=_dong(bound)))
        for column, amount, bound, sentence in checks
        if amount is not None and amount > bound
    ]


def _refuse(name: str, sentence: str, **values: object) -> Refusal:
    return Refusal(f"programme.listed_{name}", sentence, source="", **values)


def _dong(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def opening_amounts(state: str, amounts: ListedAmounts) -> dict[str, int]:
    """Return what each opening kind of transfer posts for a project that was under way or done before the ledger.

    A closed project is settled whole; an accepted or running one stands where its columns say, the rest contracted.
    """
    support = amounts.state_money or 0
    contracted = support if amounts.contracted is None else amounts.contracted
    if state == "closed":
        done = next(value for value in (amounts.accepted, amounts.paid, contracted) if value is not None)
        return {"open_settled": done}
    if state not in {"contracted", "running", "accepted"}:
        return {}
    paid = amounts.paid or 0
    advanced = min(amounts.advanced or 0, contracted - paid)
    return {"open_paid": paid, "open_advanced": advanced, "open_contracted": contracted - paid - advanced}
