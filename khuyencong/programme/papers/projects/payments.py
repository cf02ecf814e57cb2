"""Requests for payment with their vouchers, and the settlement."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from khuyencong.documents.rules.papers.paper import Annex, Column, Fields, Form, Paper, Paragraph, Table
from khuyencong.kernel.money import Money
from khuyencong.programme.models import PaymentOrder, Project
from khuyencong.programme.papers.bases import approval_of, bases_of_project, contract_of, grounds
from khuyencong.programme.papers.offices import deciding_office, head_of, letterhead_for
from khuyencong.programme.papers.projects.contracts import liquidation_table
from khuyencong.programme.papers.projects.sums import ledger_rows, sums_of
from khuyencong.programme.papers.words import (
    amount,
    center,
    day,
    figure,
    in_full,
    maker_of,
    numbered,
    right,
    section,
    source_of,
    table,
    text_or_dots,
)
from khuyencong.programme.queries.evidence.invoices import invoices_of

ZERO = Money(0)
VOUCHERS = (
    center("TT", 5), Column("Số hóa đơn, chứng từ", 14), center("Ngày", 12), Column("Người bán (mã số thuế)", 26),
    Column("Nội dung", 26), right("Trước thuế (đồng)", 15), right("Thuế GTGT", 13), right("Sau thuế", 15),
    right("Phần khuyến công", 15),
)  # fmt: skip  # the head of the form
LEDGER = (
    center("TT", 5), center("Ngày", 12), Column("Nghiệp vụ", 24), Column("Chứng từ", 18), Column("Từ", 22),
    Column("Đến", 22), right("Số tiền (đồng)", 16),
)  # fmt: skip  # the head of the list


def payment_request(order: PaymentOrder, on: date) -> Paper:
    """Return the request for a payment (Mẫu số 9) with the list of vouchers; sums stand as of the day asked."""
    project, asked_on = order.project, timezone.localtime(order.proposed_at).date()
    before = sums_of(project, asked_on)
    return Paper(
        form=Form.SHEET,
        name=f"GIẤY {_kind(order)} KINH PHÍ KHUYẾN CÔNG".upper(),
        abbreviation="",
        abstract="(Mẫu số 9)",
        letterhead=letterhead_for(project.office),
        addressees=(deciding_office(project.office).name,),
        bases=grounds(approval_of(project), contract_of(project)),
        body=(
            Fields((
                ("Đề án", f"{project.name} (mã {project.code})"),
                ("Cơ sở thụ hưởng", maker_of(project)),
                ("Nguồn kinh phí", source_of(project)),
                ("Ngày đề nghị", day(asked_on)),
                ("Kinh phí hỗ trợ theo hợp đồng", amount(project.contracted)),
                ("Giá trị được nghiệm thu", amount(project.accepted)),
                ("Đã tạm ứng", amount(before.advances)),
                ("Tạm ứng chưa thu hồi", amount(before.open_advance)),
                ("Đã thanh toán", amount(before.paid)),
                ("Hạn thu hồi tạm ứng", day(order.due_back_on)),
                ("Chứng từ", order.paper),
            )),
            Paragraph(f"{_kind(order)}: {in_full(order.amount)}.", is_bold=True),
            *text_or_dots(order.reason),
        ),
        signatures=(head_of(project.office),),
        annexes=(Annex("BẢNG KÊ HÓA ĐƠN, CHỨNG TỪ", (voucher_table(project),), is_landscape=True),),
    )  # fmt: skip  # the request reads as it is printed


def settlement_paper(project: Project, on: date) -> Paper:
    """Return the settlement of a project; every figure is the ledger's, whose entries stand in an annex."""
    sums = sums_of(project)
    return Paper(
        form=Form.NAMED,
        name="BÁO CÁO",
        abbreviation="BC",
        abstract=f"Quyết toán kinh phí đề án “{project.name}”",
        letterhead=letterhead_for(project.office),
        addressees=(deciding_office(project.office).name,),
        bases=grounds(*bases_of_project(project, on), approval_of(project), contract_of(project)),
        body=(
            section("1.", "Kết quả thực hiện"),
            Fields((
                ("Đề án", f"{project.name} (mã {project.code})"),
                ("Cơ sở thụ hưởng", maker_of(project)),
                ("Nguồn kinh phí", source_of(project)),
                ("Ngày nghiệm thu", day(project.accepted_on)),
                ("Ngày quyết toán", day(project.settled_on)),
                ("Kinh phí được phê duyệt", amount(project.approved)),
            )),
            section("2.", "Số liệu quyết toán"),
            liquidation_table(project, sums),
            Paragraph(f"Số quyết toán: {in_full(sums.settled)}.", is_bold=True),
        ),
        signatures=(head_of(project.office),),
        recipients=("Như trên",),
        annexes=(
            Annex("BẢNG KÊ HÓA ĐƠN, CHỨNG TỪ", (voucher_table(project),), is_landscape=True),
            Annex("BẢNG KÊ BÚT TOÁN CỦA ĐỀ ÁN", (table(LEDGER, numbered(ledger_rows(project))),), is_landscape=True),
        ),
    )  # fmt: skip  # the report reads as it is printed


def voucher_table(project: Project) -> Table:
    """Return the invoices that count, with their sums."""
    found = list(invoices_of(project).order_by("issued_on", "pk"))
    rows = numbered([
        (one.number, day(one.issued_on), f"{one.seller} ({one.seller_tax_code})", one.content, figure(one.before_vat),
         figure(one.vat), figure(one.before_vat + one.vat), figure(one.state_share))
        for one in found
    ])  # fmt: skip  # one row
    if not found:
        return table(VOUCHERS, ())
    before = sum((one.before_vat for one in found), ZERO)
    vat = sum((one.vat for one in found), ZERO)
    share = sum((one.state_share or ZERO for one in found), ZERO)
    last = ("", "Tổng cộng", "", "", "", figure(before), figure(vat), figure(before + vat), figure(share))
    return table(VOUCHERS, [*rows, last], strong=(len(rows),))


def _kind(order: PaymentOrder) -> str:
    return f"Đề nghị {order.get_kind_display()}"
