"""The contract of a project, its annexes, and its liquidation."""

from __future__ import annotations

from datetime import date

from khuyencong.documents.rules.papers.paper import (
    Block,
    Column,
    Fields,
    Form,
    Paper,
    Paragraph,
    Points,
    Signature,
    Table,
)
from khuyencong.kernel.money import Money
from khuyencong.programme.models import Contract, Project
from khuyencong.programme.papers.bases import approval_of, bases_of_project, contract_of, grounds
from khuyencong.programme.papers.offices import SIGNED, head_of, letterhead_for
from khuyencong.programme.papers.projects.sums import Sums, sums_of
from khuyencong.programme.papers.words import (
    DOTS,
    article,
    center,
    figure,
    in_full,
    long_day,
    numbered,
    or_dots,
    party,
    place_of,
    right,
    source_of,
    table,
    text_or_dots,
)

ZERO = Money(0)
DUTIES_A = (
    "Hướng dẫn, kiểm tra, giám sát Bên B thực hiện đề án;",
    "Tổ chức nghiệm thu khi Bên B hoàn thành;",
    "Tạm ứng, thanh toán kinh phí hỗ trợ cho Bên B khi đủ hồ sơ theo quy định.",
)
DUTIES_B = (
    "Thực hiện đúng nội dung, tiến độ của đề án và bảo đảm vốn đối ứng;",
    "Sử dụng kinh phí hỗ trợ đúng mục đích; cung cấp hóa đơn, chứng từ hợp lệ trong thời hạn của đề án;",
    "Báo cáo tiến độ; tạo điều kiện để kiểm tra, nghiệm thu; hoàn trả kinh phí trong trường hợp phải thu hồi.",
)


def contract_paper(project: Project, on: date) -> Paper:
    """Return the contract between the office and the beneficiary; before it is signed, of what was approved."""
    contract = project.contracts.filter(main=None).first()
    amount = contract.amount if contract is not None else project.approved
    return Paper(
        form=Form.CONTRACT,
        name="HỢP ĐỒNG",
        abbreviation="HĐ",
        abstract=f"Thực hiện đề án “{project.name}”",
        letterhead=letterhead_for(project.office),
        bases=grounds(*bases_of_project(project, on), approval_of(project)),
        body=(
            *_parties(project, contract),
            article(1, "Nội dung hợp đồng"),
            Paragraph(f"Bên A hỗ trợ Bên B thực hiện đề án “{project.name}” (mã {project.code}) tại "
                      f"{or_dots(place_of(project))}, từ nguồn {source_of(project).lower()}."),
            *(text_or_dots(contract.note) if contract is not None and contract.note.strip() else ()),
            article(2, "Kinh phí hỗ trợ"),
            Paragraph(f"Tổng kinh phí của đề án: {in_full(project.total_cost)}."),
            Paragraph(f"Kinh phí hỗ trợ: {in_full(amount)}."),
            Paragraph(f"Vốn của Bên B: {in_full(project.counterpart)}."),
            article(3, "Tiến độ, tạm ứng và thanh toán"),
            Paragraph(f"Thời hạn thực hiện: đến hết {long_day(contract.ends_on if contract else project.ends_on)}."),
            Paragraph(_advance(contract)),
            Paragraph("Phần còn lại được thanh toán sau khi nghiệm thu, theo giá trị được nghiệm thu."),
            article(4, "Trách nhiệm của Bên A"),
            Points(DUTIES_A),
            article(5, "Trách nhiệm của Bên B"),
            Points(DUTIES_B),
            article(6, "Nghiệm thu"),
            Paragraph("Nghiệm thu cơ sở được lập thành biên bản tại nơi thực hiện, đối chiếu từng hạng mục với đề án."),
            article(7, "Điều khoản chung"),
            Paragraph("Hai bên thực hiện đúng hợp đồng; thay đổi phải lập phụ lục. Hợp đồng có hiệu lực từ ngày ký "
                      "và được lập thành …… bản có giá trị như nhau."),
        ),
        signatures=_both(project),
    )  # fmt: skip  # the contract reads as it is printed


def annex_paper(contract: Contract, on: date) -> Paper:
    """Return an annex of a contract: what the papers before it said, and what it says now."""
    project = contract.project
    main = contract.main or contract
    chain = [one for one in project.contracts.order_by("signed_on", "pk") if one.pk < contract.pk]
    decision = contract.decision_number
    return Paper(
        form=Form.CONTRACT,
        name="PHỤ LỤC HỢP ĐỒNG",
        abbreviation="PLHĐ",
        abstract=f"Điều chỉnh Hợp đồng số {main.number} {long_day(main.signed_on)}",
        letterhead=letterhead_for(project.office),
        bases=grounds(
            *bases_of_project(project, on),
            f"Hợp đồng số {main.number} {long_day(main.signed_on)}",
            *((f"Quyết định số {decision} về việc điều chỉnh đề án",) if decision else ()),
        ),
        body=(
            *_parties(project, contract),
            article(1, "Hợp đồng và các phụ lục đã ký"),
            _chain(chain),
            article(2, "Nội dung điều chỉnh"),
            Paragraph(f"Kinh phí hỗ trợ của cả hợp đồng sau phụ lục này: {in_full(contract.amount)}."),
            Paragraph(f"Thời hạn thực hiện: đến hết {long_day(contract.ends_on)}."),
            *(text_or_dots(contract.note) if contract.note.strip() else ()),
            article(3, "Điều khoản chung"),
            Paragraph("Các điều khoản khác của hợp đồng không thay đổi. Phụ lục là bộ phận của hợp đồng, có hiệu lực "
                      "từ ngày ký."),
        ),
        signatures=_both(project),
    )  # fmt: skip  # the annex reads as it is printed


def liquidation_paper(project: Project, on: date) -> Paper:
    """Return the minutes of the liquidation: contract, accepted, paid, and what is still to pay or to recover."""
    contract = project.contracts.filter(main=None).first()
    return Paper(
        form=Form.CONTRACT,
        name="BIÊN BẢN THANH LÝ HỢP ĐỒNG",
        abbreviation="BB",
        abstract=f"Đề án “{project.name}”",
        letterhead=letterhead_for(project.office),
        bases=grounds(*bases_of_project(project, on), contract_of(project), approval_of(project)),
        body=(
            Paragraph(f"Hôm nay, {long_day(project.liquidated_on)}, hai bên thanh lý {contract_of(project)}:"),
            *_parties(project, contract),
            article(1, "Kết quả thực hiện"),
            Paragraph(f"Đề án được nghiệm thu {long_day(project.accepted_on)}, quyết toán "
                      f"{long_day(project.settled_on)}."),
            article(2, "Giá trị thanh lý"),
            liquidation_table(project, sums_of(project)),
            article(3, "Kết luận"),
            Paragraph("Hai bên đã thực hiện xong nghĩa vụ của hợp đồng, ngoài các khoản còn phải trả, phải thu hồi nêu "
                      "trên. Hợp đồng được thanh lý kể từ ngày ký biên bản."),
        ),
        signatures=_both(project),
    )  # fmt: skip  # the minutes read as they are printed


def liquidation_table(project: Project, sums: Sums) -> Table:
    """Return what was contracted, accepted and paid, as the ledger has it."""
    contracted = project.contracted
    rows = (
        ("Giá trị hợp đồng", contracted),
        ("Giá trị được nghiệm thu", project.accepted),
        ("Đã tạm ứng", sums.advances),
        ("Tạm ứng chưa thu hồi", sums.open_advance),
        ("Đã thanh toán", sums.paid),
        ("Đã hoàn trả", sums.returned),
        ("Còn phải trả", sums.to_pay(project.accepted or ZERO)),
        ("Còn phải thu hồi", sums.to_recover(project.accepted or ZERO)),
    )
    columns = (center("TT"), Column("Nội dung", 50), right("Số tiền (đồng)", 24))
    return table(columns, numbered([(label, figure(money)) for label, money in rows]), strong=(6, 7))


def _parties(project: Project, contract: Contract | None) -> tuple[Block, ...]:
    office = project.office
    account = contract.beneficiary_account if contract is not None else ""
    return (
        Paragraph("Bên A (bên hỗ trợ)", is_bold=True),
        Fields(
            (
                ("Tên đơn vị", office.name),
                ("Người đại diện", ""),
                ("Địa chỉ", ""),
                ("Điện thoại", ""),
                ("Tài khoản", ""),
            )
        ),
        Paragraph("Bên B (bên nhận hỗ trợ)", is_bold=True),
        party(project.establishment, account),
    )


def _advance(contract: Contract | None) -> str:
    if contract is None:
        return f"Bên A tạm ứng cho Bên B tối đa {DOTS} % kinh phí hỗ trợ."
    if not contract.advance_percent:
        return "Hợp đồng này không tạm ứng."
    source = f" (căn cứ: {contract.advance_source})" if contract.advance_source else ""
    return f"Bên A tạm ứng cho Bên B tối đa {contract.advance_percent} % kinh phí hỗ trợ{source}."


def _chain(contracts: list[Contract]) -> Table:
    columns = (center("TT"), Column("Văn bản", 30), center("Ngày ký", 16), right("Kinh phí hỗ trợ (đồng)", 22),
               center("Thời hạn", 16))  # fmt: skip  # one head
    return table(columns, numbered([
        (("Hợp đồng" if one.main_id is None else "Phụ lục") + f" số {one.number}", f"{one.signed_on:%d/%m/%Y}",
         figure(one.amount), f"{one.ends_on:%d/%m/%Y}")
        for one in contracts
    ]))  # fmt: skip  # one table


def _both(project: Project) -> tuple[Signature, Signature]:
    maker = project.establishment
    return (
        Signature(("ĐẠI DIỆN BÊN A", *head_of(project.office).lines)),
        Signature(("ĐẠI DIỆN BÊN B",), maker.representative if maker else "", SIGNED),
    )
