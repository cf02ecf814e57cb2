"""THE policy table: who may do what, and how far. Nothing else decides this. Pure.

A row is an act (``context.verb``), a column a role, a cell the scope. An empty cell is a no.
*When* an act is possible is said by life cycles, *whether* by the rules of its context.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from khuyencong.accounts.rules.roles import Role, Scope
from khuyencong.kernel.words import gettext_noop as _


class Action(StrEnum):
    """Every act of the product, ``context.verb``."""

    # accounts
    VIEW_OWN_ACCOUNT = "accounts.view_own_account"
    VIEW_TASKS = "accounts.view_tasks"
    VIEW_PEOPLE = "accounts.view_people"
    CREATE_PERSON = "accounts.create_person"
    GRANT_ROLE = "accounts.grant_role"
    END_ROLE = "accounts.end_role"
    DISABLE_PERSON = "accounts.disable_person"
    END_SESSIONS = "accounts.end_sessions"
    RESET_PASSWORD = "accounts.reset_password"
    ERASE_PERSONAL_DATA = "accounts.erase_personal_data"
    VIEW_AUDIT = "accounts.view_audit"
    VIEW_GALLERY = "accounts.view_gallery"
    # rulebook
    VIEW_NORMS = "rulebook.view_norms"
    PROPOSE_NORM = "rulebook.propose_norm"
    APPROVE_NORM = "rulebook.approve_norm"
    REJECT_NORM = "rulebook.reject_norm"
    # documents
    VIEW_FILE = "documents.view_file"
    ATTACH_FILE = "documents.attach_file"
    WITHDRAW_FILE = "documents.withdraw_file"
    # workbooks
    VIEW_IMPORTS = "workbooks.view_imports"
    CHECK_IMPORT = "workbooks.check_import"
    CONFIRM_IMPORT = "workbooks.confirm_import"
    UNDO_IMPORT = "workbooks.undo_import"
    # registry
    VIEW_ESTABLISHMENT = "registry.view_establishment"
    VIEW_PERSONAL_DATA = "registry.view_personal_data"
    REGISTER_ESTABLISHMENT = "registry.register_establishment"
    EDIT_ESTABLISHMENT = "registry.edit_establishment"
    MARK_DISTINCT = "registry.mark_distinct"
    LINK_APPLICANT = "registry.link_applicant"
    MERGE_ESTABLISHMENTS = "registry.merge_establishments"
    UNDO_MERGE = "registry.undo_merge"
    VIEW_PRODUCT = "registry.view_product"
    REGISTER_PRODUCT = "registry.register_product"
    EDIT_PRODUCT = "registry.edit_product"
    # certificates
    VIEW_REGISTER = "certificates.view_register"
    ISSUE_CERTIFICATE = "certificates.issue_certificate"
    COMPLETE_CERTIFICATE = "certificates.complete_certificate"
    REVOKE_CERTIFICATE = "certificates.revoke_certificate"
    REPLACE_CERTIFICATE = "certificates.replace_certificate"
    RECORD_FOREIGN_CERTIFICATE = "certificates.record_foreign_certificate"
    # programme: programmes, plans, assigned money
    VIEW_PROGRAMME = "programme.view_programme"
    OPEN_PROGRAMME = "programme.open_programme"
    EDIT_PROGRAMME = "programme.edit_programme"
    APPROVE_PROGRAMME = "programme.approve_programme"
    END_PROGRAMME = "programme.end_programme"
    VIEW_PLAN = "programme.view_plan"
    OPEN_PLAN = "programme.open_plan"
    EDIT_PLAN = "programme.edit_plan"
    SUBMIT_PLAN = "programme.submit_plan"
    RETURN_PLAN = "programme.return_plan"
    APPROVE_PLAN = "programme.approve_plan"
    REJECT_PLAN = "programme.reject_plan"
    ADJUST_PLAN = "programme.adjust_plan"
    ASSIGN_MONEY = "programme.assign_money"
    LOCK_PLAN_YEAR = "programme.lock_plan_year"
    # programme: the ledger
    VIEW_LEDGER = "programme.view_ledger"
    POST_TRANSFER = "programme.post_transfer"
    PROPOSE_PAYMENT = "programme.propose_payment"
    APPROVE_PAYMENT = "programme.approve_payment"
    REJECT_PAYMENT = "programme.reject_payment"
    RECORD_PAYMENT = "programme.record_payment"
    IMPORT_STATEMENT = "programme.import_statement"
    MATCH_STATEMENT_LINE = "programme.match_statement_line"
    # programme: the project
    VIEW_PROJECT = "programme.view_project"
    IMPORT_PROJECTS = "programme.import_projects"
    OPEN_PROJECT = "programme.open_project"
    EDIT_PROJECT = "programme.edit_project"
    REGISTER_PROJECT = "programme.register_project"
    REQUEST_PROJECT_SUPPLEMENT = "programme.request_project_supplement"
    ANSWER_PROJECT_SUPPLEMENT = "programme.answer_project_supplement"
    CHECK_SUPPORT = "programme.check_support"
    RECORD_SUPPORT_CHECK = "programme.record_support_check"
    APPRAISE_PROJECT = "programme.appraise_project"
    RECORD_MINISTRY_APPRAISAL = "programme.record_ministry_appraisal"
    REJECT_PROJECT = "programme.reject_project"
    WITHDRAW_PROJECT = "programme.withdraw_project"
    PLAN_PROJECT = "programme.plan_project"
    NAME_BENEFICIARY = "programme.name_beneficiary"
    SIGN_CONTRACT = "programme.sign_contract"
    SIGN_ANNEX = "programme.sign_annex"
    START_WORK = "programme.start_work"
    REPORT_PROGRESS = "programme.report_progress"
    INSPECT_PROJECT = "programme.inspect_project"
    ADJUST_PROJECT = "programme.adjust_project"
    SUSPEND_PROJECT = "programme.suspend_project"
    RESUME_PROJECT = "programme.resume_project"
    STOP_PROJECT = "programme.stop_project"
    END_STOPPED_PROJECT = "programme.end_stopped_project"
    RECORD_INVOICE = "programme.record_invoice"
    WITHDRAW_INVOICE = "programme.withdraw_invoice"
    ACCEPT_WORK = "programme.accept_work"
    SETTLE_PROJECT = "programme.settle_project"
    LIQUIDATE_CONTRACT = "programme.liquidate_contract"
    CLOSE_PROJECT = "programme.close_project"
    FOLLOW_UP = "programme.follow_up"
    # selection: the round
    VIEW_ROUND = "selection.view_round"
    OPEN_ROUND = "selection.open_round"
    EDIT_ROUND = "selection.edit_round"
    EDIT_RUBRIC = "selection.edit_rubric"
    OPEN_COLLECTING = "selection.open_collecting"
    CANCEL_ROUND = "selection.cancel_round"
    IMPORT_ENTRIES = "selection.import_entries"
    IMPORT_SCORES = "selection.import_scores"
    START_SCORING = "selection.start_scoring"
    SEAL_SCORES = "selection.seal_scores"
    REOPEN_SCORING = "selection.reopen_scoring"
    VIEW_RANKING = "selection.view_ranking"
    VIEW_SCORES = "selection.view_scores"
    PUBLISH_RESULTS = "selection.publish_results"
    CLOSE_ROUND = "selection.close_round"
    # selection: the dossier
    VIEW_DOSSIER = "selection.view_dossier"
    REGISTER_DOSSIER = "selection.register_dossier"
    EDIT_DOSSIER = "selection.edit_dossier"
    SUBMIT_DOSSIER = "selection.submit_dossier"
    CHECK_PAPER = "selection.check_paper"
    REQUEST_SUPPLEMENT = "selection.request_supplement"
    ANSWER_SUPPLEMENT = "selection.answer_supplement"
    ACCEPT_DOSSIER = "selection.accept_dossier"
    REJECT_DOSSIER = "selection.reject_dossier"
    REOPEN_DOSSIER = "selection.reopen_dossier"
    WITHDRAW_DOSSIER = "selection.withdraw_dossier"
    # selection: the jury
    VIEW_JURY = "selection.view_jury"
    NAME_JUROR = "selection.name_juror"
    LINK_JUROR = "selection.link_juror"
    DISMISS_JUROR = "selection.dismiss_juror"
    DECLARE_INTEREST = "selection.declare_interest"
    SAVE_SCORECARD = "selection.save_scorecard"
    SUBMIT_SCORECARD = "selection.submit_scorecard"
    RETURN_SCORECARD = "selection.return_scorecard"
    ENTER_PAPER_SCORECARD = "selection.enter_paper_scorecard"
    CHECK_PAPER_SCORECARD = "selection.check_paper_scorecard"
    # selection: the council
    VIEW_COUNCIL = "selection.view_council"
    NAME_COUNCIL_MEMBER = "selection.name_council_member"
    RECORD_MEETING = "selection.record_meeting"
    RECORD_VERDICT = "selection.record_verdict"
    RECORD_TIE_VOTE = "selection.record_tie_vote"
    RECOGNISE = "selection.recognise"


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
}
# fmt: on
