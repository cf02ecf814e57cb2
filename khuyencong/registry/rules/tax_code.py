"""Tax codes of enterprises, their branches and household businesses. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from stdnum.vn import mst

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

SOURCE = "Thông tư 86/2024/TT-BTC, Điều 5"
MASK = "•"


class TaxCodeKind(StrEnum):
    """What a code names; a personal number is its owner's identity number and never public."""

    ENTERPRISE = "enterprise"
    BRANCH = "branch"
    PERSONAL = "personal"
    NONE = "none"


@dataclass(frozen=True)
class TaxCode:
    """A code in digits only; `repaired` says what was put right when it was certain."""

    kind: TaxCodeKind
    digits: str
    repaired: str = ""

    @property
    def printed(self) -> str:
        """The code as printed on papers: a branch with its hyphen."""
        return f"{self.digits[:10]}-{self.digits[10:]}" if self.kind is TaxCodeKind.BRANCH else self.digits

    @property
    def masked(self) -> str:
        """The code for eyes without the right: of a personal number only the last three digits."""
        if self.kind is not TaxCodeKind.PERSONAL:
            return self.printed
        return MASK * (len(self.digits) - 3) + self.digits[-3:]


NO_CODE = TaxCode(TaxCodeKind.NONE, "")


def classify(text: str) -> TaxCode:
    """Tell what kind of tax code this is, putting lost leading zeros back where that is certain.

    :raises Refusal: when it is no tax code. Source: Thông tư 86/2024/TT-BTC, Điều 5.
    """
    digits = re.sub(r"[\s.\-–/]", "", text.strip())
    if not digits:
        return NO_CODE
    if not digits.isascii() or not digits.isdigit():
        raise Refusal(
            "registry.tax_code_not_digits",
            _("Mã số thuế “%(text)s” có ký tự không phải chữ số."),
            source=SOURCE,
            text=text.strip(),
        )
    code = _as_written(digits) or _with_zeros(digits)
    if code is None:
        raise _no_code(digits)
    return code


def _as_written(digits: str) -> TaxCode | None:
    if len(digits) == 10 and mst.is_valid(digits):
        return TaxCode(TaxCodeKind.ENTERPRISE, digits)
    if len(digits) == 13 and mst.is_valid(digits):
        return TaxCode(TaxCodeKind.BRANCH, digits)
    if len(digits) == 12 and _is_personal(digits):
        return TaxCode(TaxCodeKind.PERSONAL, digits)
    return None


def _with_zeros(digits: str) -> TaxCode | None:
    """Put back the one zero that a spreadsheet loses when it takes a code for a number, and only when it fits."""
    longer = "0" + digits
    if len(digits) not in {9, 11, 12} or (code := _as_written(longer)) is None:
        return None
    note = _("Đã thêm số 0 bị mất ở đầu mã số thuế.")
    return TaxCode(code.kind, code.digits, note)


def _is_personal(digits: str) -> bool:
    """Personal numbers begin with the three-digit code of the place of birth registration, 001 to 096."""
    return len(digits) == 12 and 1 <= int(digits[:3]) <= 96


def _no_code(digits: str) -> Refusal:
    if len(digits) in {10, 13}:
        return Refusal(
            "registry.tax_code_check_digit",
            _("Mã số thuế %(digits)s sai số kiểm tra; hãy so lại với giấy đăng ký."),
            source=SOURCE,
            digits=digits,
        )
    if len(digits) == 12:
        return Refusal(
            "registry.tax_code_not_personal",
            _("Số %(digits)s không bắt đầu bằng mã tỉnh (001–096), nên không phải mã số thuế của hộ kinh doanh."),
            source="Nghị định 70/2024/NĐ-CP",
            digits=digits,
        )
    return Refusal(
        "registry.tax_code_length",
        _("Mã số thuế có %(count)s chữ số; đúng ra phải có 10 (doanh nghiệp), 13 (chi nhánh) hoặc 12 (hộ kinh doanh)."),
        source=SOURCE,
        count=len(digits),
    )
