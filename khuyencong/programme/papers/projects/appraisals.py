"""Appraisal of a project: the sheet that each member fills, and the minutes."""

from __future__ import annotations

from datetime import date

from khuyencong.documents.rules.papers.paper import Column, Fields, Form, Paper, Paragraph, Signature, Table
from khuyencong.kernel.money import Money
from khuyencong.law.book import CERTAINTY_LABELS, Certainty
from khuyencong.programme.models import Appraisal, Opinion, Project
from khuyencong.programme.papers.bases import bases_of_project, grounds, limit_of
from khuyencong.programme.papers.offices import SIGNED, deciding_office, letterhead_for
from khuyencong.programme.papers.words import (
    amount,
    center,
    figure,
    in_full,
    long_day,
    maker_of,
    numbered,
    place_of,
    right,
    section,
    source_of,
    table,
    text_or_dots,
)
from khuyencong.programme.queries.projects.bounds import norms_for
from khuyencong.programme.rules.projects.appraisal import criteria
from khuyencong.programme.rules.support import BOUND_LABELS, BoundName

MARKS = (center("TT"), Column("Tiêu chí", 50), center("Đạt", 10), center("Không đạt", 12), Column("Nhận xét", 24))
BOUNDS = (Column("Giới hạn", 28), right("Số tiền (đồng)", 18), Column("Căn cứ", 36), Column("Mức chắc chắn", 24))


def appraisal_sheet(project: Project, on: date) -> Paper:
    """Return the sheet on which a member judges the project; what the norms allow is filled in."""
    rows = [(row["label"], "", "", "") for row in criteria(norms_for(project, on))]
    return Paper(
        form=Form.SHEET,
        name="PHIẾU THẨM ĐỊNH ĐỀ ÁN KHUYẾN CÔNG",
        abbreviation="",
        abstract=project.name,
        letterhead=letterhead_for(deciding_office(project.office)),
        body=(
            Fields((("Họ và tên thành viên", ""), ("Chức vụ, đơn vị", ""), *_of(project))),
            section("1.", "Tiêu chí"),
            table(MARKS, numbered(rows)),
            section("2.", "Kiểm tra định mức"),
            _bounds_today(project, on),
            section("3.", "Ý kiến"),
            Fields(
                (("Mức hỗ trợ đề xuất", ""), ("Bằng chữ", ""), ("Đồng ý / không đồng ý", ""), ("Lý do, kiến nghị", ""))
            ),
        ),
        signatures=(Signature(("THÀNH VIÊN",), note=SIGNED),),
    )


def appraisal_minutes(appraisal: Appraisal, on: date) -> Paper:
    """Return the minutes of an appraisal: who was there, criteria, norm check, opinions and votes, conclusion."""
    project, opinions = appraisal.project, list(appraisal.opinions.order_by("pk"))
    agree = sum(one.agrees for one in opinions)
    return Paper(
        form=Form.MINUTES,
        name="BIÊN BẢN",
        abbreviation="BB",
        abstract=f"Thẩm định {appraisal.get_level_display()} đề án “{project.name}”",
        letterhead=letterhead_for(deciding_office(project.office)),
        bases=grounds(*bases_of_project(project, appraisal.held_on)),
        body=(
            Fields(
                (
                    ("Thời gian", f"…… giờ ……, {long_day(appraisal.held_on)}"),
                    ("Địa điểm", ""),
                    ("Hình thức", str(appraisal.get_body_display())),
                    ("Văn bản", appraisal.paper),
                    *_of(project),
                )
            ),
            section("I.", "Thành phần, ý kiến và biểu quyết"),
            _votes(opinions),
            Paragraph(f"Kết quả biểu quyết: {agree} đồng ý, {len(opinions) - agree} không đồng ý."),
            section("II.", "Tiêu chí thẩm định"),
            table(MARKS, numbered([_marked(row) for row in appraisal.criteria])),
            section("III.", "Kiểm tra định mức"),
            _bounds_kept(appraisal),
            section("IV.", "Kết luận"),
            *text_or_dots(appraisal.conclusion),
            Paragraph(
                f"Kết quả: {_vote(agrees=appraisal.passed)} hỗ trợ. "
                f"Mức hỗ trợ đề xuất: {in_full(appraisal.proposed)}."
            ),
            Paragraph("Biên bản được thông qua lúc …… giờ …… cùng ngày."),
        ),
        signatures=(Signature(("THƯ KÝ",), note=SIGNED), Signature(("CHỦ TỌA",), note=SIGNED)),
        recipients=(project.office.name,),
    )  # fmt: skip  # the minutes read as they are printed


def _votes(opinions: list[Opinion]) -> Table:
    columns = (center("TT"), Column("Thành viên", 22), Column("Chức vụ", 20), center("Biểu quyết", 14),
               Column("Ý kiến", 30), right("Mức đề xuất (đồng)", 18))  # fmt: skip  # one head
    return table(columns, numbered([
        (one.member, one.title, _vote(agrees=one.agrees), one.opinion, figure(one.proposed)) for one in opinions
    ]))  # fmt: skip  # one table


def _vote(*, agrees: bool) -> str:
    return "đồng ý" if agrees else "không đồng ý"


def _of(project: Project) -> tuple[tuple[str, str], ...]:
    return (
        ("Đề án", f"{project.name} (mã {project.code})"),
        ("Cơ sở thụ hưởng", maker_of(project)),
        ("Địa điểm", place_of(project)),
        ("Nguồn kinh phí", source_of(project)),
        ("Tổng kinh phí", amount(project.total_cost)),
        ("Đề nghị hỗ trợ", amount(project.asked)),
    )


def _marked(row: dict[str, object]) -> tuple[str, str, str, str]:
    met = row.get("met") is True
    return str(row.get("label", "")), "x" if met else "", "" if met else "x", str(row.get("note", ""))


def _bounds_today(project: Project, on: date) -> Table:
    found = limit_of(project, on)
    bounds = found.bounds if found is not None else ()
    return table(BOUNDS, [_bound(one.name, one.amount.dong, one.source, one.certainty) for one in bounds])


def _bounds_kept(appraisal: Appraisal) -> Table:
    rows = [_bound(one["name"], one["amount"], one["source"], one.get("certainty", "")) for one in appraisal.bounds]
    return table(BOUNDS, rows)


def _bound(name: str, dong: int, source: str, certainty: str) -> tuple[str, str, str, str]:
    sure = CERTAINTY_LABELS[Certainty(certainty)] if certainty else ""
    return BOUND_LABELS[BoundName(name)], str(Money(dong)), source, sure
