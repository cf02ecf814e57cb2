"""The yearly plan: submitted, told, approved."""

from __future__ import annotations

from datetime import date

from khuyencong.documents.rules.papers.paper import (
    Annex,
    Block,
    Column,
    Form,
    Paper,
    Paragraph,
    Points,
    Table,
)
from khuyencong.programme.models import Assignment, Plan, PlanVersion
from khuyencong.programme.papers.bases import bases_of_streams, grounds
from khuyencong.programme.papers.offices import authority_of, deciding_office, head_of, letterhead_for
from khuyencong.programme.papers.plan_tables import PlanRows, decision_table, rows_of, summary_table
from khuyencong.programme.papers.words import (
    article,
    center,
    figure,
    in_full,
    long_day,
    numbered,
    right,
    section,
    table,
    text_or_dots,
)
from khuyencong.programme.queries.plans.versions import version_in_force, version_in_work
from khuyencong.programme.rules.streams import STREAM_LABELS, Stream

EVERY_STREAM = frozenset(one.value for one in Stream)


def plan_submission(plan: Plan, on: date) -> Paper:
    """Return the letter that asks the deciding office to approve the plan (tờ trình)."""
    version, decides = _version(plan), deciding_office(plan.office)
    rows = rows_of(version)
    return Paper(
        form=Form.NAMED,
        name="TỜ TRÌNH",
        abbreviation="TTr",
        abstract=f"Về việc phê duyệt {_titled(plan, version)}",
        letterhead=letterhead_for(plan.office),
        addressees=(decides.name,),
        bases=grounds(*_bases(plan, on)),
        body=(
            Paragraph(f"{plan.office.name} trình {decides.name} xem xét, phê duyệt {_titled(plan, version)} như sau:"),
            section("1.", "Lý do"),
            *text_or_dots(version.reason if version else ""),
            section("2.", "Kinh phí"),
            *_sums(rows),
            section("3.", "Nội dung"),
            Paragraph("Danh mục nội dung, đề án và kinh phí theo bảng tổng hợp (Mẫu số 2) kèm theo."),
            Paragraph(f"Kính đề nghị {decides.name} xem xét, quyết định."),
        ),
        signatures=(head_of(plan.office),),
        recipients=("Như trên",),
        annexes=(_summary(plan, rows),),
    )


def plan_paper(plan: Plan, on: date) -> Paper:
    """Return the plan itself with the summary table as a landscape annex."""
    version = _version(plan)
    rows = rows_of(version)
    programme = plan.programme.name if plan.programme is not None else ""
    goal = f"Thực hiện {programme}; " if programme else ""
    return Paper(
        form=Form.NAMED,
        name="KẾ HOẠCH",
        abbreviation="KH",
        abstract=f"Hoạt động khuyến công năm {plan.year}",
        letterhead=letterhead_for(plan.office),
        bases=grounds(*_bases(plan, on)),
        body=(
            section("I.", "Mục tiêu"),
            Paragraph(f"{goal}hỗ trợ phát triển công nghiệp nông thôn trên địa bàn năm {plan.year}."),
            section("II.", "Nội dung và khối lượng"),
            _contents(rows),
            section("III.", "Kinh phí"),
            *_sums(rows),
            *_rounds(plan),
            section("IV.", "Tổ chức thực hiện"),
            *text_or_dots(""),
        ),
        signatures=(head_of(plan.office),),
        recipients=(deciding_office(plan.office).name,),
        annexes=(_summary(plan, rows),),
    )


def plan_decision(plan: Plan, on: date) -> Paper:
    """Return the decision that approves the plan, with the list of projects as annex."""
    version, decides = _version(plan), deciding_office(plan.office)
    rows = rows_of(version)
    adjusted = version is not None and version.number > 1
    verb = "điều chỉnh, bổ sung" if adjusted else "phê duyệt"
    return Paper(
        form=Form.DECISION,
        name="QUYẾT ĐỊNH",
        abbreviation="QĐ",
        abstract=f"Về việc {verb} {plan.name}",
        letterhead=letterhead_for(decides),
        authority=authority_of(decides),
        bases=grounds(*_bases(plan, on), f"Theo đề nghị của {plan.office.name}"),
        body=(
            article(1, f"{verb[0].upper()}{verb[1:]} {plan.name} với tổng kinh phí hỗ trợ {in_full(rows.whole)}."),
            *_sums(rows),
            Paragraph("Danh mục nội dung, đề án, kinh phí và thời gian thực hiện theo phụ lục kèm theo."),
            article(2, f"{plan.office.name} tổ chức thực hiện, sử dụng kinh phí đúng mục đích, đúng định mức, báo cáo "
                       "kết quả và quyết toán theo quy định."),
            article(3, "Quyết định này có hiệu lực kể từ ngày ký."),
            article(4, f"{plan.office.name} và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành "
                       "Quyết định này."),
        ),
        signatures=(head_of(decides),),
        recipients=("Như Điều 4",),
        annexes=(Annex(
            f"DANH MỤC NỘI DUNG, ĐỀ ÁN KHUYẾN CÔNG NĂM {plan.year}", (decision_table(rows),), is_landscape=True
        ),),
    )  # fmt: skip  # the decision reads as it is printed


def _version(plan: Plan) -> PlanVersion | None:
    return version_in_work(plan) or version_in_force(plan) or plan.versions.order_by("-number").first()


def _titled(plan: Plan, version: PlanVersion | None) -> str:
    return f"{plan.name} (điều chỉnh lần {version.number - 1})" if version and version.number > 1 else plan.name


def _bases(plan: Plan, on: date) -> tuple[str, ...]:
    programme = plan.programme
    found = bases_of_streams(plan.office, EVERY_STREAM, on)
    if programme is None or not programme.decision_number:
        return found
    by = f" của {programme.authority}" if programme.authority else ""
    signed = long_day(programme.decision_on)
    return (*found, f"Quyết định số {programme.decision_number} {signed}{by} phê duyệt {programme.name}")


def _sums(rows: PlanRows) -> tuple[Block, ...]:
    support = rows.support
    points = [f"{STREAM_LABELS[stream]}: {in_full(support[stream])};" for stream in Stream if support.get(stream)]
    return (
        Paragraph(f"Tổng kinh phí hỗ trợ: {in_full(rows.whole)}, trong đó:"),
        Points((*points, f"Vốn đối ứng của cơ sở thụ hưởng: {in_full(rows.counterpart)}.")),
    )


def _contents(rows: PlanRows) -> Table:
    columns = (center("TT"), Column("Nội dung", 44), right("Khối lượng", 14), Column("Đơn vị tính", 14),
               right("Kinh phí hỗ trợ (đồng)", 22))  # fmt: skip  # one head
    return table(columns, numbered([
        (one.line.name, str(one.quantity) if one.quantity else "", one.unit, figure(one.support))
        for one in rows.amounts
    ]))  # fmt: skip  # one table


def _rounds(plan: Plan) -> tuple[Block, ...]:
    found = list(Assignment.objects.filter(plan=plan).order_by("stream", "number"))
    if not found:
        return ()
    columns = (center("Đợt"), Column("Nguồn", 26), Column("Quyết định giao", 30), right("Số tiền (đồng)", 18))
    return (
        Paragraph("Kinh phí đã được giao:"),
        table(columns, [
            (str(one.number), STREAM_LABELS[Stream(one.stream)],
             f"{one.decision_number} {long_day(one.decision_on)}", figure(one.amount))
            for one in found
        ]),
    )  # fmt: skip  # one table


def _summary(plan: Plan, rows: PlanRows) -> Annex:
    title = f"BẢNG TỔNG HỢP KẾ HOẠCH KHUYẾN CÔNG NĂM {plan.year} (MẪU SỐ 2)"
    unit = Paragraph("Đơn vị tính: triệu đồng", is_italic=True)
    return Annex(title, (unit, summary_table(rows)), is_landscape=True)
