"""Reads single cells by the kind of their column, and says what was repaired. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache, partial
from typing import Final

from khuyencong.kernel.money import LIMIT
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.vietnamese.dates import read_date
from khuyencong.vietnamese.folding import clean, fold
from khuyencong.vietnamese.money import read_dong
from khuyencong.vietnamese.numbers import read_number
from khuyencong.vietnamese.unreadable import Unreadable
from khuyencong.workbooks.rules.columns import Column, Kind, Reading
from khuyencong.workbooks.rules.findings import say
from khuyencong.workbooks.rules.sheets import Cell, shown

Reader = Callable[[Cell], Reading]

EXACT: Final = 10**15
"""Spreadsheets keep fifteen digits of a number; longer codes are damaged when stored as numbers."""

HUNDREDTHS: Final = 100
_DIGITS: Final = re.compile(r"[0-9]+")
_PHONE: Final = re.compile(r"(?:\+?84|0)?[0-9]{8,10}")
_PARTING: Final = re.compile(r"[\s.\-()·]+")
_TAX_CODE: Final = re.compile(r"[0-9]{10}(?:-?[0-9]{3})?|[0-9]{12}")


def reader(column: Column, *, unit: int = 1, typed: bool = True) -> Reader:
    """Return the reader of a column's cells; it is asked for cells that are not blank only.

    ``unit`` is the number of đồng that one unit of a money column means by its heading. ``typed``
    is False where the file knows text only, so that numbers as text are no news.
    """
    if column.read is not None:
        return column.read
    readers: dict[Kind, Reader] = {
        Kind.TEXT: read_text,
        Kind.CODE: read_code,
        Kind.TAX_CODE: read_tax_code,
        Kind.PHONE: read_phone,
        Kind.MONEY: partial(_read_money, unit=unit, typed=typed),
        Kind.WHOLE: partial(_read_whole, column=column, typed=typed),
        Kind.POINTS: partial(_read_points, column=column, typed=typed),
        Kind.CHOICE: _choice_reader(column),
        Kind.DATE: _read_day,
    }
    return readers[column.kind]


def read_text(cell: Cell) -> Reading:
    """Read words: composed, without spaces that nobody sees."""
    if not isinstance(cell, str):
        return _plain(cell), ""
    cleaned = clean(cell)
    return cleaned, _tidied(cell, cleaned)


def read_code(cell: Cell) -> Reading:
    """Read a short code: capitals, without spaces."""
    text = _plain(cell)
    code = clean(text).upper()
    if (joined := code.replace(" ", "")) != code:
        return joined, say(_("Đã bỏ dấu cách trong mã."))
    if code != text and text.upper() == code:
        return code, say(_("Đã viết hoa mã."))
    return code, _tidied(text, code)


def read_tax_code(cell: Cell) -> Reading:
    """Read a tax code of 10, 13 or 12 digits, giving back zeros that a spreadsheet has dropped.

    Ten digits are an enterprise, thirteen its branch, twelve a person. The check digit is the
    business of the registry, which passes its own reader.
    """
    text = clean(_plain(cell)).replace(" ", "")
    bare = text.replace(".", "")
    if isinstance(cell, int) and cell >= EXACT:
        raise Unreadable(
            _("“%(text)s” dài quá 15 chữ số nên bảng tính đã làm sai số cuối; hãy gõ lại dạng chữ."), text=text
        )
    if len(bare) in {8, 9} and bare.isdigit():
        return bare.zfill(10), say(_("Đã thêm lại số 0 ở đầu mã số thuế mà bảng tính làm mất."))
    if len(bare) == 11 and bare.isdigit():
        return bare.zfill(12), say(_("Đã thêm lại số 0 ở đầu số định danh mà bảng tính làm mất."))
    if not _TAX_CODE.fullmatch(bare):
        raise Unreadable(
            _("“%(text)s” không phải mã số thuế: cần 10 chữ số (doanh nghiệp), 13 (chi nhánh) hoặc 12 (cá nhân, hộ)."),
            text=text,
        )
    return bare, _tidied(_plain(cell), bare)


def read_phone(cell: Cell) -> Reading:
    """Read a phone number as digits beginning with 0; several numbers in a cell stay as typed."""
    text = clean(_plain(cell))
    digits = _PARTING.sub("", text)
    if not _PHONE.fullmatch(digits):
        if len(_DIGITS.findall(text)) > 1 and len(digits) > 11:
            return text, ""
        raise Unreadable(_("“%(text)s” không phải số điện thoại; hãy ghi đủ mã vùng, ví dụ 0270 3822222."), text=text)
    if digits.startswith(("0", "1800", "1900")):
        return digits, ""
    if digits.startswith(("84", "+84")) and len(digits) > 10:
        return "0" + digits.removeprefix("+").removeprefix("84"), say(_("Đã đổi +84 ở đầu số điện thoại thành 0."))
    return "0" + digits, say(_("Đã thêm lại số 0 ở đầu số điện thoại."))


def _read_money(cell: Cell, *, unit: int, typed: bool) -> Reading:
    if type(cell) is int and 0 <= cell * unit < LIMIT:
        return cell * unit, ""
    if isinstance(cell, str):
        bare = not any(sign.isalpha() for sign in cell)
        amount = _dong(read_number(cell) * unit, clean(cell)) if bare else _read_worded(cell)
        return amount, say(_("Số tiền gõ như chữ đã được đọc thành số.")) if typed else ""
    return _dong(_number(cell) * unit, shown(cell)), ""


def _read_worded(text: str) -> int:
    try:
        return read_dong(text)
    except Unreadable:
        raise Unreadable(
            _("Không đọc được số tiền “%(text)s”; hãy viết như 1.250.000, 850 triệu hoặc 1,2 tỷ."), text=clean(text)
        ) from None


def _dong(amount: Fraction, text: str) -> int:
    if amount < 0:
        raise Unreadable(_("“%(text)s” là số âm; số tiền không được âm."), text=text)
    if amount.denominator != 1:
        raise Unreadable(_("“%(text)s” lẻ dưới một đồng; số tiền là số nguyên đồng."), text=text)
    if amount >= LIMIT:
        raise Unreadable(_("“%(text)s” quá lớn, hãy kiểm tra lại đơn vị."), text=text)
    return amount.numerator


def _read_whole(cell: Cell, *, column: Column, typed: bool) -> Reading:
    if type(cell) is int:
        _within(cell, column, str(cell))
        return cell, ""
    number, repair = _any_number(cell, typed=typed)
    if number.denominator != 1:
        raise Unreadable(_("“%(text)s” là số lẻ, ở đây cần số nguyên."), text=shown(cell))
    _within(number, column, shown(cell))
    return number.numerator, repair


def _read_points(cell: Cell, *, column: Column, typed: bool) -> Reading:
    if type(cell) is int:
        _within(cell, column, str(cell))
        return Fraction(cell), ""
    number, repair = _any_number(cell, typed=typed)
    _within(number, column, shown(cell))
    if (number * HUNDREDTHS).denominator != 1:
        raise Unreadable(_("“%(text)s” có quá hai chữ số lẻ; điểm chỉ ghi đến phần trăm."), text=shown(cell))
    return number, repair


def _within(number: Fraction | int, column: Column, text: str) -> None:
    if number < 0:
        raise Unreadable(_("“%(text)s” là số âm; ở đây phải từ 0 trở lên."), text=text)
    if column.maximum is not None and number > column.maximum:
        raise Unreadable(_("“%(text)s” vượt mức tối đa %(maximum)s của cột này."), text=text, maximum=column.maximum)


def _any_number(cell: Cell, *, typed: bool) -> tuple[Fraction, str]:
    if isinstance(cell, str):
        return read_number(cell), say(_("Số gõ như chữ đã được đọc thành số.")) if typed else ""
    return _number(cell), ""


def _number(cell: Cell) -> Fraction:
    if isinstance(cell, bool) or not isinstance(cell, int | Decimal):
        raise Unreadable(_("“%(text)s” không phải là số."), text=shown(cell))
    return Fraction(cell)


def _read_day(cell: Cell) -> Reading:
    if isinstance(cell, datetime):
        return cell.date(), ""
    if isinstance(cell, date):
        return cell, ""
    if isinstance(cell, str):
        return read_date(cell), ""
    raise Unreadable(_("“%(text)s” không phải là ngày; viết ngày/tháng/năm, ví dụ 05/06/2026."), text=shown(cell))


def _choice_reader(column: Column) -> Reader:
    known = {
        fold(name).strip(" .:"): choice.code
        for choice in column.choices
        for name in (*choice.names, choice.label, choice.code)
    }

    @cache
    def read(text: str) -> tuple[str, str]:
        typed = fold(text).strip(" .:")
        if typed not in known:
            allowed = "; ".join(f"{choice.code} ({choice.label})" for choice in column.choices)
            raise Unreadable(
                _("“%(text)s” không có trong danh mục; chọn một trong: %(allowed)s."), text=clean(text), allowed=allowed
            )
        code = known[typed]
        if typed == fold(code):
            return code, ""
        return code, say(_("Đã đổi cách ghi thành mã %(code)s."), code=code)

    return lambda cell: read(_plain(cell))


def _plain(cell: Cell) -> str:
    return cell if isinstance(cell, str) else shown(cell)


def _tidied(before: str, after: str) -> str:
    if before == after:
        return ""
    if unicodedata.normalize("NFC", before) == after:
        return say(_("Chữ có dấu rời (NFD) đã được ghép lại thành dấu liền."))
    if unicodedata.is_normalized("NFC", before):
        return say(_("Đã bỏ dấu cách thừa."))
    return say(_("Đã ghép dấu liền và bỏ dấu cách thừa."))
