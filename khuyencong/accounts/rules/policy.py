"""THE policy table: who may do what, and how far. Nothing else decides this. Pure.

A row is an act (``context.verb``, rules/acts.py), a column a role, a cell the scope. An empty cell is a no.
*When* an act is possible is said by life cycles, *whether* by the rules of its context.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from khuyencong.accounts.rules.acts import Action
from khuyencong.accounts.rules.roles import Role, Scope
from khuyencong.kernel.words import gettext_noop as _

__all__ = ["EVERY_ROLE", "POLICY", "Action", "Row", "row"]


@dataclass(frozen=True, slots=True)
class Row:
    """The label of an act and its cells."""

    label: str
    cells: Mapping[Role, Scope]


E, O, W, A = Scope.EVERYWHERE, Scope.OFFICE, Scope.OWN, Scope.ASSIGNED
EVERY_ROLE: dict[Role, Scope] = dict.fromkeys(Role, E)


def row(label: str, cells: Mapping[Role, Scope] | None = None, **named: Scope) -> Row:
    """Write a row of the table."""
    return Row(label, {**(cells or {}), **{Role(name): scope for name, scope in named.items()}})


# fmt: off
POLICY: dict[Action, Row] = {
    Action.VIEW_OWN_ACCOUNT:       row(_("Dùng tài khoản của mình"), EVERY_ROLE),
    Action.VIEW_TASKS:             row(_("Xem việc đang chờ mình"), EVERY_ROLE),
    Action.VIEW_PEOPLE:            row(_("Xem danh sách người dùng"), administrator=E, auditor=E, director=O),
    Action.CREATE_PERSON:          row(_("Tạo người dùng"), administrator=E),
    Action.GRANT_ROLE:             row(_("Giao vai trò"), administrator=E),
    Action.END_ROLE:               row(_("Thôi giao vai trò"), administrator=E),
    Action.DISABLE_PERSON:         row(_("Khóa người dùng"), administrator=E),
    Action.END_SESSIONS:           row(_("Chấm dứt phiên đăng nhập"), administrator=E),
    Action.RESET_PASSWORD:         row(_("Đặt lại mật khẩu"), administrator=E),
    Action.ERASE_PERSONAL_DATA:    row(_("Xóa dữ liệu cá nhân theo yêu cầu"), administrator=E),
    Action.VIEW_AUDIT:             row(_("Xem nhật ký"), administrator=E, auditor=E),
    Action.VIEW_GALLERY:           row(_("Xem thư viện giao diện"), administrator=E),

    Action.VIEW_NORMS:             row(_("Xem quy định, định mức"), administrator=E, chair=E, director=E, secretary=E, officer=E, accountant=E, juror=E, auditor=E),
    Action.PROPOSE_NORM:           row(_("Đề xuất định mức của địa phương"), officer=O, secretary=O),
    Action.APPROVE_NORM:           row(_("Duyệt định mức của địa phương"), director=O),
    Action.REJECT_NORM:            row(_("Không duyệt định mức"), director=O),

    Action.VIEW_FILE:              row(_("Xem tệp"), chair=O, director=O, secretary=O, officer=O, accountant=O, auditor=E, juror=A, applicant=W),
    Action.ATTACH_FILE:            row(_("Đính kèm tệp"), secretary=O, officer=O, accountant=O, applicant=W),
    Action.WITHDRAW_FILE:          row(_("Rút tệp"), secretary=O, officer=O, accountant=O, applicant=W),

    # papers that go out
    Action.VIEW_PAPERS:            row(_("Xem sổ văn bản đi"), chair=O, director=O, secretary=O, officer=O, accountant=O, auditor=E),
    Action.EDIT_LETTERHEAD:        row(_("Sửa đầu văn bản của cơ quan"), administrator=E, director=O, secretary=O),
    Action.ADD_SIGNER:             row(_("Ghi quyền ký văn bản"), administrator=E, director=O),
    Action.END_SIGNER:             row(_("Cho thôi quyền ký"), administrator=E, director=O),
    Action.DRAFT_PAPER:            row(_("Soạn văn bản"), secretary=O, officer=O, accountant=O),
    Action.REDRAFT_PAPER:          row(_("Lập lại dự thảo văn bản"), secretary=O, officer=O, accountant=O),
    Action.DISCARD_PAPER:          row(_("Bỏ dự thảo văn bản"), secretary=O, officer=O, accountant=O),
    Action.ISSUE_PAPER:            row(_("Ban hành văn bản, lấy số"), director=O, secretary=O, officer=O),
    Action.REPLACE_PAPER:          row(_("Soạn văn bản thay thế"), director=O, secretary=O, officer=O),
    Action.CORRECT_PAPER:          row(_("Soạn công văn đính chính"), director=O, secretary=O, officer=O),
    Action.RECALL_PAPER:           row(_("Thu hồi văn bản đã ban hành"), director=O, secretary=O),
    Action.ATTACH_SIGNED_COPY:     row(_("Nhận bản văn bản đã ký"), director=O, secretary=O, officer=O),
    Action.REPLACE_TEMPLATE:       row(_("Thay mẫu văn bản của cơ quan"), director=O, secretary=O),
    Action.RESTORE_TEMPLATE:       row(_("Dùng lại mẫu văn bản cũ"), director=O, secretary=O),

    # letters that go out
    Action.VIEW_LETTERS:           row(_("Xem hộp thư đi"), chair=O, director=O, secretary=O, officer=O, auditor=E),
    Action.PREPARE_LETTER:         row(_("Soạn thư"), director=O, secretary=O, officer=O),
    Action.EDIT_LETTER:            row(_("Sửa thư"), director=O, secretary=O, officer=O),
    Action.RENEW_LETTERS:          row(_("Lập lại nội dung thư"), director=O, secretary=O, officer=O),
    Action.APPROVE_LETTERS:        row(_("Duyệt gửi thư"), director=O, secretary=O, officer=O),
    Action.CANCEL_LETTER:          row(_("Bỏ thư"), director=O, secretary=O, officer=O),
    Action.SEND_LETTERS:           row(_("Gửi thư đã duyệt"), director=O, secretary=O, officer=O),
    Action.RETRY_LETTER:           row(_("Cho gửi lại thư"), director=O, secretary=O, officer=O),
    Action.RECORD_LETTER_SENT:     row(_("Ghi thư đã gửi"), director=O, secretary=O, officer=O),

    Action.VIEW_IMPORTS:           row(_("Xem các lần nhập bảng"), director=O, secretary=O, officer=O, accountant=O, auditor=E),
    Action.CHECK_IMPORT:           row(_("Gửi bảng để kiểm tra"), secretary=O, officer=O, accountant=O),
    Action.CONFIRM_IMPORT:         row(_("Xác nhận nhập bảng"), secretary=O, officer=O, accountant=O),
    Action.UNDO_IMPORT:            row(_("Hoàn tác lần nhập bảng"), secretary=O, officer=O, accountant=O),

    Action.VIEW_ESTABLISHMENT:     row(_("Xem cơ sở"), chair=O, director=O, secretary=O, officer=O, accountant=O, auditor=E, applicant=W),
    Action.VIEW_PERSONAL_DATA:     row(_("Xem số định danh và số điện thoại cá nhân"), secretary=O, officer=O, accountant=O, auditor=E, applicant=W),
    Action.REGISTER_ESTABLISHMENT: row(_("Ghi cơ sở mới"), secretary=O, officer=O),
    Action.EDIT_ESTABLISHMENT:     row(_("Sửa thông tin cơ sở"), secretary=O, officer=O),
    Action.LINK_APPLICANT:         row(_("Gắn tài khoản cho cơ sở"), secretary=O, officer=O),
    Action.MARK_DISTINCT:          row(_("Ghi nhận hai cơ sở là khác nhau"), secretary=O, officer=O),
    Action.MERGE_ESTABLISHMENTS:   row(_("Gộp các bản ghi trùng"), secretary=O, officer=O),
    Action.UNDO_MERGE:             row(_("Tách lại bản ghi đã gộp"), secretary=O, officer=O),
    Action.VIEW_PRODUCT:           row(_("Xem sản phẩm"), chair=O, director=O, secretary=O, officer=O, accountant=O, auditor=E, applicant=W),
    Action.REGISTER_PRODUCT:       row(_("Ghi sản phẩm mới"), secretary=O, officer=O),
    Action.EDIT_PRODUCT:           row(_("Sửa thông tin sản phẩm"), secretary=O, officer=O),

    Action.VIEW_REGISTER:          row(_("Xem sổ giấy chứng nhận"), administrator=E, chair=O, director=O, secretary=O, officer=O, accountant=O, auditor=E),
    Action.ISSUE_CERTIFICATE:      row(_("Cấp giấy chứng nhận"), secretary=O),
    Action.COMPLETE_CERTIFICATE:   row(_("Ký và cấp giấy đã lấy số"), secretary=O, chair=O),
    Action.REVOKE_CERTIFICATE:     row(_("Thu hồi giấy chứng nhận"), chair=O),
    Action.REPLACE_CERTIFICATE:    row(_("Cấp lại giấy chứng nhận"), chair=O),
    Action.RECORD_FOREIGN_CERTIFICATE: row(_("Ghi giấy chứng nhận do cơ quan khác cấp"), secretary=O),

    Action.VIEW_PROGRAMME:         row(_("Xem chương trình"), administrator=E, chair=O, director=O, secretary=O, officer=O, accountant=O, auditor=E),
    Action.OPEN_PROGRAMME:         row(_("Lập chương trình"), director=O, officer=O),
    Action.EDIT_PROGRAMME:         row(_("Sửa chương trình"), director=O, officer=O),
    Action.APPROVE_PROGRAMME:      row(_("Ghi quyết định phê duyệt chương trình"), director=O, chair=O),
    Action.END_PROGRAMME:          row(_("Kết thúc chương trình"), director=O),
    Action.VIEW_PLAN:              row(_("Xem kế hoạch năm"), administrator=E, chair=O, director=O, secretary=O, officer=O, accountant=O, auditor=E),
    Action.OPEN_PLAN:              row(_("Lập kế hoạch năm"), officer=O),
    Action.EDIT_PLAN:              row(_("Sửa kế hoạch năm"), officer=O),
    Action.SUBMIT_PLAN:            row(_("Trình kế hoạch năm"), officer=O),
    Action.RETURN_PLAN:            row(_("Trả lại kế hoạch năm"), director=O),
    Action.APPROVE_PLAN:           row(_("Ghi quyết định phê duyệt kế hoạch"), director=O, chair=O),
    Action.REJECT_PLAN:            row(_("Không phê duyệt kế hoạch"), director=O, chair=O),
    Action.ADJUST_PLAN:            row(_("Lập bản điều chỉnh kế hoạch"), officer=O),
    Action.ASSIGN_MONEY:           row(_("Giao, rút, hủy, chuyển nguồn dự toán"), accountant=O, director=O),
    Action.LOCK_PLAN_YEAR:         row(_("Khóa sổ năm"), director=O),

    Action.VIEW_LEDGER:            row(_("Xem sổ kinh phí"), chair=O, director=O, secretary=O, officer=O, accountant=O, auditor=E),
    Action.POST_TRANSFER:          row(_("Ghi bút toán"), accountant=O),
    Action.PROPOSE_PAYMENT:        row(_("Đề nghị chi"), officer=O, accountant=O),
    Action.APPROVE_PAYMENT:        row(_("Duyệt chi"), director=O),
    Action.REJECT_PAYMENT:         row(_("Không duyệt chi"), director=O, accountant=O),
    Action.RECORD_PAYMENT:         row(_("Ghi đã chi"), accountant=O),
    Action.IMPORT_STATEMENT:       row(_("Nhập sao kê ngân hàng, Kho bạc"), accountant=O),
    Action.MATCH_STATEMENT_LINE:   row(_("Đối chiếu sao kê"), accountant=O),

    Action.VIEW_PROJECT:           row(_("Xem đề án"), administrator=E, chair=O, director=O, secretary=O, officer=O, accountant=O, auditor=E, applicant=W),
    Action.IMPORT_PROJECTS:        row(_("Nhập danh sách đề án"), officer=O),
    Action.OPEN_PROJECT:           row(_("Lập đề án"), officer=O),
    Action.EDIT_PROJECT:           row(_("Sửa đề án"), officer=O, applicant=W),
    Action.REGISTER_PROJECT:       row(_("Đăng ký đề án"), officer=O, applicant=W),
    Action.REQUEST_PROJECT_SUPPLEMENT: row(_("Yêu cầu bổ sung đề án"), officer=O),
    Action.ANSWER_PROJECT_SUPPLEMENT: row(_("Nộp bổ sung đề án"), officer=O, applicant=W),
    Action.CHECK_SUPPORT:          row(_("Tính mức hỗ trợ, dò hỗ trợ trùng"), director=O, officer=O, accountant=O, auditor=E),
    Action.RECORD_SUPPORT_CHECK:   row(_("Ghi kết luận về hỗ trợ trùng"), director=O, officer=O, accountant=O),
    Action.APPRAISE_PROJECT:       row(_("Ghi kết quả thẩm định"), officer=O, director=O),
    Action.RECORD_MINISTRY_APPRAISAL: row(_("Ghi kết quả thẩm định cấp Bộ"), officer=O),
    Action.REJECT_PROJECT:         row(_("Từ chối đề án"), director=O),
    Action.WITHDRAW_PROJECT:       row(_("Rút đề án"), officer=O, applicant=W),
    Action.PLAN_PROJECT:           row(_("Phê duyệt đề án vào kế hoạch"), director=O),
    Action.NAME_BENEFICIARY:       row(_("Chọn cơ sở thụ hưởng của đề án nhóm"), officer=O),
    Action.SIGN_CONTRACT:          row(_("Ghi hợp đồng"), officer=O),
    Action.SIGN_ANNEX:             row(_("Ghi phụ lục hợp đồng"), officer=O),
    Action.START_WORK:             row(_("Bắt đầu thực hiện"), officer=O),
    Action.REPORT_PROGRESS:        row(_("Ghi báo cáo tiến độ"), officer=O, applicant=W),
    Action.INSPECT_PROJECT:        row(_("Ghi kiểm tra tại chỗ"), officer=O, director=O),
    Action.ADJUST_PROJECT:         row(_("Điều chỉnh đề án"), director=O),
    Action.SUSPEND_PROJECT:        row(_("Tạm dừng đề án"), director=O),
    Action.RESUME_PROJECT:         row(_("Cho tiếp tục đề án"), director=O),
    Action.STOP_PROJECT:           row(_("Ngừng đề án"), director=O),
    Action.END_STOPPED_PROJECT:    row(_("Kết thúc đề án đã ngừng"), officer=O, accountant=O),
    Action.RECORD_INVOICE:         row(_("Ghi hóa đơn"), officer=O, accountant=O),
    Action.WITHDRAW_INVOICE:       row(_("Rút hóa đơn"), officer=O, accountant=O),
    Action.ACCEPT_WORK:            row(_("Ghi nghiệm thu"), officer=O, director=O),
    Action.SETTLE_PROJECT:         row(_("Quyết toán đề án"), accountant=O),
    Action.LIQUIDATE_CONTRACT:     row(_("Thanh lý hợp đồng"), officer=O),
    Action.CLOSE_PROJECT:          row(_("Đóng đề án"), officer=O),
    Action.FOLLOW_UP:              row(_("Ghi theo dõi hiệu quả"), officer=O),

    Action.VIEW_ROUND:             row(_("Xem kỳ bình chọn"), administrator=E, chair=O, director=O, secretary=O, officer=O, accountant=O, juror=A, auditor=E),
    Action.OPEN_ROUND:             row(_("Mở kỳ bình chọn"), secretary=O),
    Action.EDIT_ROUND:             row(_("Sửa thông tin kỳ bình chọn"), secretary=O),
    Action.EDIT_RUBRIC:            row(_("Sửa khung điểm"), secretary=O),
    Action.OPEN_COLLECTING:        row(_("Mở nhận hồ sơ"), secretary=O),
    Action.CANCEL_ROUND:           row(_("Hủy kỳ bình chọn"), chair=O),
    Action.IMPORT_ENTRIES:         row(_("Nhập danh sách sản phẩm"), secretary=O, officer=O),
    Action.IMPORT_SCORES:          row(_("Nhập phiếu chấm điểm"), secretary=O),
    Action.START_SCORING:          row(_("Bắt đầu chấm điểm"), secretary=O),
    Action.SEAL_SCORES:            row(_("Niêm phong điểm"), secretary=O),
    Action.REOPEN_SCORING:         row(_("Mở lại chấm điểm"), chair=O),
    Action.VIEW_RANKING:           row(_("Xem bảng xếp hạng"), chair=O, director=O, secretary=O, auditor=E),
    Action.VIEW_SCORES:            row(_("Xem phiếu chấm của mọi giám khảo"), chair=O, secretary=O, auditor=E),
    Action.PUBLISH_RESULTS:        row(_("Công bố kết quả"), secretary=O),
    Action.CLOSE_ROUND:            row(_("Kết thúc kỳ bình chọn"), secretary=O),

    Action.VIEW_DOSSIER:           row(_("Xem hồ sơ"), chair=O, director=O, secretary=O, officer=O, auditor=E, juror=A, applicant=W),
    Action.REGISTER_DOSSIER:       row(_("Ghi hồ sơ mới"), secretary=O, officer=O),
    Action.EDIT_DOSSIER:           row(_("Sửa hồ sơ"), secretary=O, officer=O),
    Action.SUBMIT_DOSSIER:         row(_("Nộp hồ sơ"), secretary=O, officer=O, applicant=W),
    Action.CHECK_PAPER:            row(_("Kiểm giấy tờ của hồ sơ"), secretary=O, officer=O),
    Action.REQUEST_SUPPLEMENT:     row(_("Yêu cầu bổ sung"), secretary=O, officer=O),
    Action.ANSWER_SUPPLEMENT:      row(_("Ghi nhận bổ sung"), secretary=O, officer=O, applicant=W),
    Action.ACCEPT_DOSSIER:         row(_("Chấp nhận hồ sơ"), secretary=O, officer=O),
    Action.REJECT_DOSSIER:         row(_("Không chấp nhận hồ sơ"), secretary=O),
    Action.REOPEN_DOSSIER:         row(_("Kiểm tra lại hồ sơ"), secretary=O),
    Action.WITHDRAW_DOSSIER:       row(_("Rút hồ sơ"), secretary=O, officer=O),

    Action.VIEW_JURY:              row(_("Xem Ban giám khảo"), chair=O, director=O, secretary=O, officer=O, auditor=E),
    Action.NAME_JUROR:             row(_("Cử giám khảo"), secretary=O, chair=O),
    Action.LINK_JUROR:             row(_("Gắn giám khảo với tài khoản"), secretary=O, chair=O),
    Action.DISMISS_JUROR:          row(_("Thôi cử giám khảo"), secretary=O, chair=O),
    Action.DECLARE_INTEREST:       row(_("Khai báo xung đột lợi ích"), juror=A),
    Action.SAVE_SCORECARD:         row(_("Ghi điểm"), juror=A),
    Action.SUBMIT_SCORECARD:       row(_("Nộp phiếu chấm"), juror=A),
    Action.RETURN_SCORECARD:       row(_("Trả lại phiếu chấm"), secretary=O),
    Action.ENTER_PAPER_SCORECARD:  row(_("Nhập thay phiếu giấy"), secretary=O),
    Action.CHECK_PAPER_SCORECARD:  row(_("Soát phiếu giấy đã nhập"), secretary=O, officer=O),

    Action.VIEW_COUNCIL:           row(_("Xem Hội đồng"), chair=O, director=O, secretary=O, officer=O, auditor=E),
    Action.NAME_COUNCIL_MEMBER:    row(_("Cử thành viên Hội đồng"), secretary=O, chair=O),
    Action.RECORD_MEETING:         row(_("Ghi phiên họp Hội đồng"), secretary=O),
    Action.RECORD_VERDICT:         row(_("Ghi kết quả biểu quyết"), secretary=O),
    Action.RECORD_TIE_VOTE:        row(_("Ghi biểu quyết phân hạng"), secretary=O),
    Action.RECOGNISE:              row(_("Ban hành quyết định công nhận"), chair=O),

    # conferences

    # advisory
    Action.VIEW_ADVICE:            row(_("Xem câu hỏi tư vấn"), director=O, secretary=O, officer=O, auditor=E),
    Action.TAKE_ADVICE:            row(_("Nhận trả lời câu hỏi"), officer=O),
    Action.ANSWER_ADVICE:          row(_("Trả lời câu hỏi tư vấn"), officer=O),
    Action.FORWARD_ADVICE:         row(_("Chuyển câu hỏi cho đơn vị khác"), officer=O, director=O),
    Action.CLOSE_ADVICE:           row(_("Kết thúc câu hỏi"), officer=O, director=O),
    Action.ERASE_ADVICE:           row(_("Xóa dữ liệu cá nhân của câu hỏi đã hết thời hạn giữ"), administrator=E),
    Action.ADD_PARTNER_LINK:       row(_("Đăng lời chào của đối tác"), officer=O),
    Action.WITHDRAW_PARTNER_LINK:  row(_("Gỡ lời chào của đối tác"), officer=O, director=O),

    # reports and dashboards
    Action.VIEW_DASHBOARD:         row(_("Xem bảng tổng quan"), chair=O, director=O, auditor=E),
    Action.VIEW_REPORT:            row(_("Xem báo cáo"), chair=O, director=O, secretary=O, officer=O, accountant=O, auditor=E),
    Action.OPEN_REPORT:            row(_("Lập báo cáo"), director=O, officer=O, accountant=O),
    Action.FREEZE_REPORT:          row(_("Chốt số liệu báo cáo"), director=O, officer=O, accountant=O),
    Action.SIGN_REPORT:            row(_("Ghi báo cáo đã ký"), director=O),
    Action.CORRECT_REPORT:         row(_("Lập bản đính chính báo cáo"), director=O, officer=O, accountant=O),
    Action.EDIT_REPORT_FORM:       row(_("Sửa mẫu báo cáo"), director=O, officer=O),

    # news

    # filing by the public

    # open data, keys, webhooks
}
# fmt: on
