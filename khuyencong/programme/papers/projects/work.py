"""Progress reports and the acceptance on the spot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from khuyencong.documents.rules.papers.paper import Annex, Column, Fields, Form, Paper, Paragraph, Signature, Table
from khuyencong.kernel.money import Money
from khuyencong.programme.models import Acceptance, Machine, ProgressReport
from khuyencong.programme.papers.bases import approval_of, bases_of_project, contract_of, grounds
from khuyencong.programme.papers.offices import SIGNED, deciding_office, head_of, letterhead_for
from khuyencong.programme.papers.projects.sums import sums_of
from khuyencong.programme.papers.words import (
    amount,
    center,
    day,
    figure,
    in_full,
    long_day,
    maker_of,
    numbered,
    or_dots,
    right,
    section,
    source_of,
    table,
    text_or_dots,
)
from khuyencong.programme.queries.projects.facts import content_shown
from khuyencong.programme.rules.contents import RESULT

MACHINES = (
    center("TT", 5), Column("Tên máy móc, thiết bị, hạng mục", 28), Column("Ký mã hiệu", 14), Column("Số máy", 14),
    Column("Xuất xứ", 12), center("Năm SX", 8), center("Số lượng", 8), right("Đơn giá (đồng)", 14),
    right("Thành tiền (đồng)", 15), center("Vận hành", 10),
)  # fmt: skip  # the head of the form


def progress_paper(report: ProgressReport, on: date) -> Paper:
    """Return the progress report of a project: period, share done, spent, advanced, problems, proposals."""
    project = report.project
    before = project.progress_reports.filter(reported_on__lt=report.reported_on).order_by("-reported_on").first()
    begun = before.reported_on if before is not None else project.starts_on
    given = sums_of(project, report.reported_on)
    return Paper(
        form=Form.NAMED,
        name="BÁO CÁO",
        abbreviation="BC",
        abstract=f"Tiến độ thực hiện đề án “{project.name}”",
        letterhead=letterhead_for(project.office),
        addressees=(deciding_office(project.office).name,),
        body=(
            section("1.", "Tình hình thực hiện"),
            Fields((
                ("Kỳ báo cáo", f"từ {day(begun) or '……'} đến {day(report.reported_on)}"),
                ("Hợp đồng", contract_of(project)),
                ("Cơ sở thụ hưởng", maker_of(project)),
                ("Khối lượng hoàn thành", f"{report.percent} %"),
                ("Kinh phí hỗ trợ", amount(project.contracted)),
                ("Đã chi cho đề án", amount(report.spent)),
                ("Đã tạm ứng", amount(given.advances)),
                ("Đã thanh toán", amount(given.paid)),
            )),
            section("2.", "Khó khăn, vướng mắc"),
            *text_or_dots(report.problems),
            section("3.", "Đề xuất, kiến nghị"),
            *text_or_dots(report.proposals),
        ),
        signatures=(head_of(project.office),),
        recipients=("Như trên",),
    )  # fmt: skip  # the report reads as it is printed


def acceptance_minutes(acceptance: Acceptance, on: date) -> Paper:
    """Return the minutes of an acceptance; the items, planned and found, stand in a landscape annex."""
    project = acceptance.project
    return Paper(
        form=Form.MINUTES,
        name="BIÊN BẢN",
        abbreviation="BB",
        abstract=f"Nghiệm thu cơ sở đề án “{project.name}”",
        letterhead=letterhead_for(project.office),
        bases=grounds(*bases_of_project(project, acceptance.held_on), approval_of(project), contract_of(project)),
        body=(
            Fields((
                ("Thời gian", f"…… giờ ……, {long_day(acceptance.held_on)}"),
                ("Địa điểm", acceptance.place),
                ("Cơ sở thụ hưởng", maker_of(project)),
                ("Nguồn kinh phí", source_of(project)),
                ("Kinh phí hỗ trợ theo hợp đồng", amount(project.contracted)),
            )),
            section("I.", "Thành phần"),
            table(
                (center("TT"), Column("Họ và tên", 36), Column("Chức vụ, đơn vị", 40), Column("Chữ ký", 18)),
                numbered([(str(one.get("name", "")), str(one.get("title", "")), "") for one in acceptance.members]),
            ),
            section("II.", "Kết quả"),
            Paragraph("Hạng mục theo đề án và thực tế: theo phụ lục kèm theo."),
            _figures(acceptance),
            Paragraph(f"Số ảnh chụp kèm theo: {acceptance.photos.count()}."),
            section("III.", "Kết luận"),
            Paragraph(f"Kết quả nghiệm thu: {acceptance.get_result_display()}."),
            Paragraph(f"Giá trị hỗ trợ được nghiệm thu: {in_full(acceptance.accepted)}."),
            Paragraph(f"Lý do, kiến nghị: {or_dots(acceptance.reason)}"),
            Paragraph("Biên bản được thông qua lúc …… giờ …… cùng ngày."),
        ),
        signatures=(Signature(("THƯ KÝ",), note=SIGNED), Signature(("CHỦ TỌA",), note=SIGNED)),
        recipients=tuple(filter(None, (deciding_office(project.office).name, maker_of(project)))),
        annexes=(_items(acceptance),),
    )  # fmt: skip  # the minutes read as they are printed


def _items(acceptance: Acceptance) -> Annex:
    body = (
        Paragraph("1. Theo đề án", is_bold=True),
        _planned(acceptance),
        Paragraph("2. Thực tế", is_bold=True),
        _found(acceptance.machines.order_by("pk")),
    )
    return Annex("HẠNG MỤC THEO ĐỀ ÁN VÀ THỰC TẾ", body, is_landscape=True)


def _figures(acceptance: Acceptance) -> Table:
    project = acceptance.project
    known = content_shown(project, acceptance.held_on).indicators_at(RESULT)
    rows = [
        (one.label, one.unit, str(project.facts.get(one.code, "")), str(acceptance.figures.get(one.code, "")))
        for one in known
    ]
    columns = (center("TT"), Column("Chỉ tiêu", 40), center("Đơn vị tính", 14), right("Theo đề án", 14),
               right("Thực tế", 14))  # fmt: skip  # one head
    return table(columns, numbered(rows))


def _planned(acceptance: Acceptance) -> Table:
    told = acceptance.project.facts.get("machine", [])
    rows = []
    total = 0
    for one in told:
        quantity, price = int(one.get("quantity") or 0), int(one.get("price") or 0)
        total += quantity * price
        rows.append((
            str(one.get("name", "")), str(one.get("model", "")), str(one.get("serial", "")),
            str(one.get("origin", "")), str(one.get("made_year") or ""), str(quantity or ""),
            figure(Money(price)) if price else "", figure(Money(quantity * price)) if price else "", "",
        ))  # fmt: skip  # one row
    return _machines(rows, total)


def _found(machines: Iterable[Machine]) -> Table:
    rows = []
    total = 0
    for one in machines:
        whole = one.price.dong * one.quantity if one.price is not None else None
        total += whole or 0
        works = {None: "", True: "tốt", False: "không"}[one.works]
        rows.append((
            one.name, one.model, one.serial, one.origin, str(one.made_year or ""), str(one.quantity),
            figure(one.price), "" if whole is None else str(Money(whole)), works,
        ))  # fmt: skip  # one row
    return _machines(rows, total)


def _machines(rows: Sequence[tuple[str, ...]], total: int) -> Table:
    if not rows:
        return table(MACHINES, ())
    last = ("", "Tổng cộng", "", "", "", "", "", "", str(Money(total)), "")
    return table(MACHINES, [*numbered(rows), last], strong=(len(rows),))
