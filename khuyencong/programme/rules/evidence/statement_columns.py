"""The columns of statements of banks and the Treasury, as they write them. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime
from fractions import Fraction
from typing import Final

from khuyencong.kernel.words import gettext_noop as _
from khuyencong.vietnamese.dates import read_date
from khuyencong.vietnamese.folding import clean
from khuyencong.vietnamese.numbers import read_number
from khuyencong.vietnamese.unreadable import Unreadable
from khuyencong.workbooks.rules.columns import Column, Kind, Reading, Schema
from khuyencong.workbooks.rules.sheets import Cell, shown
from khuyencong.workbooks.rules.vocabulary import names_in

_CLOCK: Final = re.compile(r"\s+[0-9]{1,2}[:h][0-9]{2}(?::[0-9]{2})?(?:\s*[ap]m)?$", re.IGNORECASE)
_DASHES: Final = frozenset("-–—")
_GROUPED: Final = re.compile(r"([+-]?[0-9]{1,3}(?:[.,\s][0-9]{3})+)(?:[.,]0{1,2})?")
"""Thousands in groups, by points or commas: no bank writes thousandths of a đồng."""


def statement_schema() -> Schema:
    """Return the columns; a statement has debit and credit, or one amount with a sign."""
    return Schema(
        "programme.statement",
        _("sao kê ngân hàng, Kho bạc"),
        (
            Column("on", _("Ngày"), HEADINGS["on"], required=True, read=_read_day),
            Column("paper", _("Số chứng từ"), HEADINGS["paper"], Kind.TEXT),
            Column("content", _("Diễn giải"), HEADINGS["content"], Kind.TEXT),
            Column("outgoing", _("Ghi nợ (tiền chi)"), HEADINGS["outgoing"], read=_read_amount),
            Column("incoming", _("Ghi có (tiền thu)"), HEADINGS["incoming"], read=_read_amount),
            Column("amount", _("Số tiền"), HEADINGS["amount"], read=_read_amount),
        ),
    )


HEADINGS: Final = {
    "on": names_in(
        """
        ngày | ngày giao dịch | ngày hạch toán | ngày chứng từ | ngày ct | ngày gd | ngày thanh toán | ngày hiệu lực |
        ngày, tháng | ngày tháng | transaction date | date | ngày ghi sổ
        """
    ),
    "paper": names_in(
        """
        số chứng từ | số ct | chứng từ | số hiệu | số bút toán | số tham chiếu | số gd | mã giao dịch | số giao dịch |
        reference | ref no | số unc | số ủy nhiệm chi | số chứng từ gốc | số yctt
        """
    ),
    "content": names_in(
        """
        diễn giải | nội dung | nội dung giao dịch | nội dung thanh toán | mô tả | description | chi tiết |
        nội dung chuyển khoản | diễn giải nội dung
        """
    ),
    "outgoing": names_in(
        """
        ghi nợ | nợ | phát sinh nợ | số tiền ghi nợ | ps nợ | nợ tktg | debit | chi | tiền chi | rút ra | số tiền chi |
        phát sinh chi | số chi | tiền ra | doanh số nợ
        """
    ),
    "incoming": names_in(
        """
        ghi có | có | phát sinh có | số tiền ghi có | ps có | credit | thu | tiền thu | gửi vào | số tiền thu |
        phát sinh thu | số thu | tiền vào | doanh số có
        """
    ),
    "amount": names_in("số tiền | số tiền giao dịch | amount | số tiền (vnd) | giá trị | số tiền thanh toán"),
}


def _read_day(cell: Cell) -> Reading:
    """Read a day; banks write the time of day behind it."""
    if isinstance(cell, datetime):
        return cell.date(), ""
    if isinstance(cell, date):
        return cell, ""
    return read_date(_CLOCK.sub("", clean(shown(cell)))), ""


def _read_amount(cell: Cell) -> Reading:
    """Read an amount in whole đồng, with its sign; a dash is nothing."""
    text = clean(shown(cell))
    if not text or set(text) <= _DASHES:
        return 0, ""
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell, ""
    bare = _without_money(text)
    grouped = _GROUPED.fullmatch(bare)
    amount = Fraction(re.sub(r"[.,\s]", "", grouped[1])) if grouped else read_number(bare)
    if amount.denominator != 1:
        raise Unreadable(_("“%(text)s” lẻ dưới một đồng; số tiền là số nguyên đồng."), text=text)
    return amount.numerator, ""


def _without_money(text: str) -> str:
    bare = re.sub(r"(?i)\s*(vnd|vnđ|đồng|đ|₫)\.?$", "", text).strip()
    sign, bare = ("-", bare[1:-1]) if bare.startswith("(") and bare.endswith(")") else ("", bare)
    return sign + bare


def movement_of(amount: int, outgoing: int, incoming: int, *, signed: bool) -> tuple[int, int]:
    """Return what left and what came; one amount is a payment, unless the sheet has signs: then minus is a payment."""
    if outgoing or incoming:
        return abs(outgoing), abs(incoming)
    return (0, amount) if signed and amount > 0 else (abs(amount), 0)
