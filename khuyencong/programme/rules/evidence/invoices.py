"""Invoices: one spelling of a number, the window of days, and what an invoice may carry. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from khuyencong.kernel.money import Money
from khuyencong.kernel.period import Period
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.rules.evidence.lettering import capitals

VOUCHERS: Final = _("NĐ 123/2020/NĐ-CP, Điều 10; chứng từ hợp lệ của khoản chi")
ONCE: Final = _("Mỗi hóa đơn chỉ được dùng một lần, cho mọi nguồn và mọi năm")
TAKING: Final = frozenset({"planned", "contracted", "running", "suspended", "accepted"})
"""States of a project in which invoices are taken: from the approval to the settlement."""
_NUMBER: Final = re.compile(r"([0-9]+)\D*$")
NOTHING: Final = Money(0)


def invoice_key(series: str, number: str) -> str:
    """Return series and number as they are compared: capitals without signs, the number without leading zeros.

    A number typed with its series before it (``1C26TAA 00000123``) is the same as both typed apart. The digit of the
    template before the series of an electronic invoice may be left out.

    :raises Refusal: where no digit stands in the number.
    """
    typed = _bare(f"{series} {_in_one(number)}")
    found = _NUMBER.search(typed)
    if found is None:
        raise Refusal(
            "programme.invoice_number_unreadable",
            _("Số hóa đơn “%(number)s” không có chữ số nào."),
            source=VOUCHERS,
            number=number.strip(),
        )
    before = typed[: found.start()].replace(" ", "")
    digits = found[1].lstrip("0") or "0"
    return f"{_TEMPLATE.sub('', before)}/{digits}"[:60]


def _in_one(number: str) -> str:
    """Return a number that was typed in groups, as ``0000 0123``, in one piece; one with letters as it is."""
    bare = _bare(number)
    return bare.replace(" ", "") if bare.replace(" ", "").isdecimal() else number


_TEMPLATE: Final = re.compile(r"^[1-9](?=[CK]\d{2}[A-Z]{3}$)")


_WORDS: Final = frozenset({"SO", "KY", "HIEU", "NO"})
"""Words before a number that are no part of it: số, ký hiệu, No."""


def _bare(text: str) -> str:
    letters = "".join(sign if sign.isalnum() else " " for sign in capitals(text))
    return " ".join(word for word in letters.split() if word not in _WORDS)


def has_series(key: str) -> bool:
    """Say whether the key names a series."""
    return not key.startswith("/")


@dataclass(frozen=True, slots=True)
class InvoiceFacts:
    """One invoice as typed; amounts in whole đồng."""

    series: str
    number: str
    seller: str
    seller_tax_code: str
    issued_on: date
    before_vat: Money
    vat: Money = NOTHING
    state_share: Money | None = None
    content: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """The days whose invoices count, and the norm or paper that says so."""

    period: Period
    source: str

    @property
    def last_day(self) -> date:
        """The last day whose invoices count."""
        assert self.period.until is not None  # a window always ends
        return date.fromordinal(self.period.until.toordinal() - 1)


@dataclass(frozen=True, slots=True)
class Used:
    """An invoice of the same seller that is on file: by which project it was used."""

    key: str
    project: str
    year: int
    stream: str


@dataclass(frozen=True, slots=True)
class InvoiceGround:
    """What an invoice is held against: today, the state of the project, its window and amounts so far."""

    today: date
    state: str
    state_label: str
    window: Window
    accepted: Money | None
    shares: Money
    used: tuple[Used, ...] = ()


def invoice_window(
    *, rule: str, source: str, year: int, last_year: int, approved_on: date | None, signed_on: date | None
) -> Window:
    """Return the days whose invoices count by the norm: of the budget year, or from approval or contract on.

    ``last_year`` is that in which a project over several years ends. Governing day of the norm: the approval.
    """
    begins = {"approval": approved_on, "contract": signed_on}.get(rule)
    first = begins or date(year, 1, 1)
    return Window(Period(first, date(max(year, last_year) + 1, 1, 1)), source)


def invoice_refusals(facts: InvoiceFacts, key: str, ground: InvoiceGround) -> list[Refusal]:
    """Return every reason against an invoice, all at once. Governing day: the day of the invoice."""
    return [
        *_about_state(ground),
        *_about_day(facts, ground),
        *_about_use(facts, key, ground),
        *_amounts(facts, ground),
    ]


def _about_state(ground: InvoiceGround) -> list[Refusal]:
    if ground.state in TAKING:
        return []
    return [
        Refusal(
            "programme.invoice_in_wrong_state",
            _("Đề án đang ở trạng thái “%(state)s” nên không nhận hóa đơn; chỉ nhận từ khi phê duyệt đến quyết toán."),
            source=VOUCHERS,
            state=ground.state_label,
        )
    ]


def _about_day(facts: InvoiceFacts, ground: InvoiceGround) -> list[Refusal]:
    period = ground.window.period
    if facts.issued_on > ground.today:
        return [
            Refusal(
                "programme.invoice_in_the_future",
                _("Hóa đơn ngày %(day)s chưa đến; hãy xem lại ngày."),
                source=VOUCHERS,
                day=f"{facts.issued_on:%d/%m/%Y}",
            )
        ]
    if facts.issued_on in period:
        return []
    return [
        Refusal(
            "programme.invoice_outside_window",
            _("Hóa đơn ngày %(day)s ngoài thời gian được tính của đề án: từ %(first)s đến hết %(last)s."),
            source=ground.window.source,
            day=f"{facts.issued_on:%d/%m/%Y}",
            first=f"{period.start:%d/%m/%Y}",
            last=f"{ground.window.last_day:%d/%m/%Y}",
        )
    ]


def _about_use(facts: InvoiceFacts, key: str, ground: InvoiceGround) -> list[Refusal]:
    for one in ground.used:
        if one.key == key:
            return [
                Refusal(
                    "programme.invoice_used",
                    _("Hóa đơn %(number)s của người bán này đã dùng ở đề án %(project)s năm %(year)s (%(stream)s)."),
                    source=ONCE,
                    number=_shown(facts),
                    project=one.project,
                    year=str(one.year),
                    stream=one.stream,
                )
            ]
    number = key.rpartition("/")[2]
    for one in ground.used:
        if one.key.rpartition("/")[2] == number and not (has_series(one.key) and has_series(key)):
            return [
                Refusal(
                    "programme.invoice_series_missing",
                    _(
                        "Người bán này có hóa đơn cùng số %(number)s ở đề án %(project)s, một bên không ghi ký hiệu. "
                        "Hãy ghi đủ ký hiệu ở cả hai để phân biệt."
                    ),
                    source=ONCE,
                    number=number,
                    project=one.project,
                )
            ]
    return []


def _shown(facts: InvoiceFacts) -> str:
    return f"{facts.series} {facts.number}".strip()


def _amounts(facts: InvoiceFacts, ground: InvoiceGround) -> list[Refusal]:
    share = facts.state_share or NOTHING
    whole = facts.before_vat + facts.vat
    total = ground.shares + share
    rules: tuple[tuple[bool, str, str], ...] = (
        (
            facts.before_vat <= NOTHING or facts.vat < NOTHING or share < NOTHING,
            "programme.invoice_amount_wrong",
            _("Tiền trước thuế phải lớn hơn 0; thuế và phần khuyến công không được âm."),
        ),
        (
            facts.vat > facts.before_vat,
            "programme.invoice_vat_wrong",
            _("Thuế GTGT %(vat)s đồng lớn hơn tiền hàng %(before)s đồng; hãy xem lại hai ô."),
        ),
        (
            share > whole,
            "programme.invoice_share_over_invoice",
            _("Phần khuyến công %(share)s đồng vượt cả hóa đơn (%(whole)s đồng)."),
        ),
        (
            ground.accepted is not None and total > ground.accepted,
            "programme.invoice_shares_over_accepted",
            _(
                "Tổng phần khuyến công trên các hóa đơn (%(total)s đồng) vượt giá trị được hỗ trợ "
                "của đề án (%(accepted)s đồng)."
            ),
        ),
    )
    values = {
        "vat": str(facts.vat), "before": str(facts.before_vat), "share": str(share), "whole": str(whole),
        "total": str(total), "accepted": str(ground.accepted),
    }  # fmt: skip  # values of all sentences
    return [Refusal(code, words, source=VOUCHERS, **values) for wrong, code, words in rules if wrong]


@dataclass(frozen=True, slots=True)
class InvoiceSums:
    """What the invoices of a project come to, and what is still lacking to the cost that was accepted."""

    before_vat: Money
    vat: Money
    share: Money
    lacking: Money | None

    @property
    def whole(self) -> Money:
        """Before tax and tax together."""
        return self.before_vat + self.vat


def invoice_sums(rows: Iterable[tuple[Money, Money, Money | None]], cost: Money | None) -> InvoiceSums:
    """Add up (before tax, tax, share of the state) and hold them against the eligible cost."""
    told: Sequence[tuple[Money, Money, Money | None]] = list(rows)
    before = sum((one[0] for one in told), NOTHING)
    vat = sum((one[1] for one in told), NOTHING)
    share = sum((one[2] or NOTHING for one in told), NOTHING)
    lacking = None if cost is None else max(cost - before, NOTHING)
    return InvoiceSums(before, vat, share, lacking)
