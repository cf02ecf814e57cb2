"""The side menu: what a role sees of the house. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.words import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu: shown to whoever may do the act."""

    label: str
    url_name: str
    action: Action
    icon: str


MENU: tuple[Entry, ...] = (
    Entry(_("Việc của tôi"), "accounts:view_tasks", Action.VIEW_TASKS, "check2-square"),
    Entry(_("Kỳ bình chọn"), "selection:view_rounds", Action.VIEW_ROUND, "award"),
    Entry(_("Kế hoạch, kinh phí"), "programme:view_plans", Action.VIEW_PLAN, "cash-stack"),
    Entry(_("Đề án"), "programme:view_projects", Action.VIEW_PROJECT, "kanban"),
    Entry(_("Hạn trong năm"), "programme:view_deadlines", Action.VIEW_PROJECT, "calendar-week"),
    Entry(_("Đề nghị chi"), "programme:view_payments", Action.VIEW_LEDGER, "wallet2"),
    Entry(_("Sao kê"), "programme:view_statements", Action.VIEW_LEDGER, "bank"),
    Entry(_("Tính mức hỗ trợ"), "programme:view_support_calculator", Action.CHECK_SUPPORT, "calculator"),
    Entry(_("Cơ sở"), "registry:view_establishments", Action.VIEW_ESTABLISHMENT, "shop"),
    Entry(_("Sản phẩm"), "registry:view_products", Action.VIEW_PRODUCT, "box-seam"),
    Entry(_("Giấy chứng nhận"), "certificates:view_register", Action.VIEW_REGISTER, "patch-check"),
    Entry(_("Nhập bảng"), "workbooks:view_imports", Action.VIEW_IMPORTS, "file-earmark-spreadsheet"),
    Entry(_("Quy định"), "rulebook:view_norms", Action.VIEW_NORMS, "journal-text"),
    Entry(_("Người dùng"), "accounts:view_people", Action.VIEW_PEOPLE, "people"),
    Entry(_("Nhật ký"), "accounts:view_audit", Action.VIEW_AUDIT, "clock-history"),
)
