"""Legal forms of rural industrial establishments and names without them. Pure."""

from __future__ import annotations

import re
from enum import StrEnum

from khuyencong.kernel.words import gettext_noop as _
from khuyencong.vietnamese.folding import fold


class LegalForm(StrEnum):
    """How an establishment is registered. Source: Nghị định 45/2012/NĐ-CP sửa bởi 235/2025/NĐ-CP, Điều 1."""

    LIMITED_COMPANY = "limited_company"
    JOINT_STOCK_COMPANY = "joint_stock_company"
    PARTNERSHIP = "partnership"
    PRIVATE_ENTERPRISE = "private_enterprise"
    COOPERATIVE = "cooperative"
    COOPERATIVE_UNION = "cooperative_union"
    COOPERATIVE_GROUP = "cooperative_group"
    HOUSEHOLD = "household"
    WORKSHOP = "workshop"
    OTHER = "other"


LABELS: dict[LegalForm, str] = {
    LegalForm.LIMITED_COMPANY: _("Công ty trách nhiệm hữu hạn"),
    LegalForm.JOINT_STOCK_COMPANY: _("Công ty cổ phần"),
    LegalForm.PARTNERSHIP: _("Công ty hợp danh"),
    LegalForm.PRIVATE_ENTERPRISE: _("Doanh nghiệp tư nhân"),
    LegalForm.COOPERATIVE: _("Hợp tác xã"),
    LegalForm.COOPERATIVE_UNION: _("Liên hiệp hợp tác xã"),
    LegalForm.COOPERATIVE_GROUP: _("Tổ hợp tác"),
    LegalForm.HOUSEHOLD: _("Hộ kinh doanh"),
    LegalForm.WORKSHOP: _("Cơ sở (chưa rõ hình thức đăng ký)"),
    LegalForm.OTHER: _("Hình thức khác"),
}

# Folded beginnings, the longest first: "cong ty" alone stands last, so that it never hides a fuller form.
_BEGINNINGS: tuple[tuple[str, LegalForm], ...] = (
    ("lien hiep hop tac xa", LegalForm.COOPERATIVE_UNION),
    ("lien hiep htx", LegalForm.COOPERATIVE_UNION),
    ("hop tac xa", LegalForm.COOPERATIVE),
    ("htx", LegalForm.COOPERATIVE),
    ("to hop tac", LegalForm.COOPERATIVE_GROUP),
    ("tht", LegalForm.COOPERATIVE_GROUP),
    ("cong ty trach nhiem huu han mot thanh vien", LegalForm.LIMITED_COMPANY),
    ("cong ty trach nhiem huu han", LegalForm.LIMITED_COMPANY),
    ("cong ty tnhh mot thanh vien", LegalForm.LIMITED_COMPANY),
    ("cong ty tnhh mtv", LegalForm.LIMITED_COMPANY),
    ("cong ty tnhh", LegalForm.LIMITED_COMPANY),
    ("cty tnhh mtv", LegalForm.LIMITED_COMPANY),
    ("cty tnhh", LegalForm.LIMITED_COMPANY),
    ("tnhh", LegalForm.LIMITED_COMPANY),
    ("cong ty co phan", LegalForm.JOINT_STOCK_COMPANY),
    ("cong ty cp", LegalForm.JOINT_STOCK_COMPANY),
    ("cty co phan", LegalForm.JOINT_STOCK_COMPANY),
    ("cty cp", LegalForm.JOINT_STOCK_COMPANY),
    ("ctcp", LegalForm.JOINT_STOCK_COMPANY),
    ("cong ty hop danh", LegalForm.PARTNERSHIP),
    ("doanh nghiep tu nhan", LegalForm.PRIVATE_ENTERPRISE),
    ("dntn", LegalForm.PRIVATE_ENTERPRISE),
    ("ho kinh doanh ca the", LegalForm.HOUSEHOLD),
    ("ho kinh doanh co so san xuat", LegalForm.HOUSEHOLD),
    ("ho kinh doanh co so", LegalForm.HOUSEHOLD),
    ("ho kinh doanh", LegalForm.HOUSEHOLD),
    ("ho kd", LegalForm.HOUSEHOLD),
    ("hkd", LegalForm.HOUSEHOLD),
    ("co so san xuat kinh doanh", LegalForm.WORKSHOP),
    ("co so san xuat", LegalForm.WORKSHOP),
    ("co so che bien", LegalForm.WORKSHOP),
    ("co so", LegalForm.WORKSHOP),
    ("cs", LegalForm.WORKSHOP),
    ("cong ty", LegalForm.OTHER),
    ("cty", LegalForm.OTHER),
)


def plain(text: str) -> str:
    """Fold a name and keep only its words and numbers."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(text)))


def form_of(text: str) -> LegalForm:
    """Read the legal form from a label or from the beginning of a name; OTHER when nothing tells it."""
    words = plain(text)
    for beginning, form in _BEGINNINGS:
        if words == beginning or words.startswith(beginning + " "):
            return form
    return LegalForm.OTHER


def bare_name(name: str) -> str:
    """Fold a name and drop the words of its legal form, for comparing: "HTX Mẫu 02" and "Hợp tác xã Mẫu 02" are one."""
    words = plain(name)
    for beginning, _form in _BEGINNINGS:
        if words.startswith(beginning + " "):
            return words[len(beginning) + 1 :]
    return words
