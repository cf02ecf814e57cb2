"""What the database refused in the last moment, said like any other refusal. Pure."""

from __future__ import annotations

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.rules.ledger.structure import RULE_OF_LEDGER

# fmt: off
WORDS = {
    "ledger: not enough":               ("programme.not_enough", _("Số dư không còn đủ: có người vừa ghi bút toán khác. Hãy tải lại trang rồi xem số còn lại.")),
    "ledger: year locked":              ("programme.year_locked", _("Sổ năm này vừa bị khóa. Hãy ghi điều chỉnh bằng bút toán mới ở năm đang mở.")),
    "ledger: reserve over approval":    ("programme.reserve_over_approval", _("Số tiền giữ cho đề án vượt mức được phê duyệt.")),
    "ledger: contract over approval":   ("programme.contract_over_approval", _("Giá trị hợp đồng vượt mức được phê duyệt.")),
    "ledger: paid over acceptance":     ("programme.paid_over_acceptance", _("Số thanh toán vượt giá trị nghiệm thu.")),
    "ledger: advance over rate":        ("programme.advance_over_rate", _("Tổng tạm ứng vượt tỷ lệ của hợp đồng.")),
    "ledger: advance late":             ("programme.advance_late", _("Còn khoản tạm ứng quá hạn chưa thu hồi.")),
    "ledger: project stopped":          ("programme.project_stopped", _("Đề án đã tạm dừng hoặc ngừng, không chi thêm.")),
    "ledger: reversal differs":         ("programme.reversal_differs", _("Bút toán đảo không khớp bút toán bị đảo.")),
    "ledger: answers no carry over":    ("programme.answers_no_carry_over", _("Không có khoản chuyển nguồn tương ứng của năm trước.")),
    "ledger: other plan":               ("programme.other_plan", _("Hai dòng kế hoạch không cùng kế hoạch năm hoặc không cùng nguồn.")),
    "ledger: project of other line":    ("programme.project_of_other_line", _("Đề án không thuộc dòng kế hoạch này.")),
    "reverses_id":                      ("programme.reversed_twice", _("Bút toán này đã được đảo rồi; mỗi bút toán chỉ đảo một lần.")),
    "answers_id":                       ("programme.answered_twice", _("Khoản chuyển nguồn này đã được nhận rồi.")),
    "programme_transfer_pkey":          ("programme.id_with_other_content", _("Mã bút toán này đã được dùng cho một bút toán khác.")),
    "programme_transfer.id":            ("programme.id_with_other_content", _("Mã bút toán này đã được dùng cho một bút toán khác.")),
}
# fmt: on


def refusal_of_database(message: str) -> Refusal | None:
    """Return the refusal for the message of a trigger or key, or None where it is none of ours."""
    found = next((words for key, words in WORDS.items() if key in message), None)
    return Refusal(found[0], found[1], source=RULE_OF_LEDGER) if found else None
