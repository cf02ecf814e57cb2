"""What is handed in for a project: the application, the project itself, the plan of a training course."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from khuyencong.accounts.models import Office
from khuyencong.documents.rules.papers.paper import (
    Annex,
    Column,
    Fields,
    Form,
    Paper,
    Paragraph,
    Points,
    Signature,
    Table,
)
from khuyencong.programme.models import Plan, Project
from khuyencong.programme.papers.bases import bases_of_project, grounds, plan_decision_of
from khuyencong.programme.papers.offices import SIGNED, deciding_office, head_of, letterhead_for
from khuyencong.programme.papers.words import (
    amount,
    center,
    day,
    figure,
    home_of,
    in_full,
    maker_of,
    numbered,
    place_of,
    right,
    section,
    source_of,
    table,
    text_or_dots,
)
from khuyencong.programme.queries.projects.facts import FactTable, content_shown, fact_tables, fact_words
from khuyencong.programme.rules.contents import RESULT, ContentType
from khuyencong.registry.models import Establishment
from khuyencong.registry.rules.legal_forms import LABELS, LegalForm

NO_OTHER_SUPPORT = (
    "Nội dung đề nghị hỗ trợ nêu trên chưa được hỗ trợ từ ngân sách nhà nước thuộc chương trình, dự án nào khác."
)
PEOPLE = frozenset({"trainee", "member"})


def application_paper(project: Project, on: date) -> Paper:
    """Return the application of a beneficiary (đơn đề nghị hỗ trợ). Governing day: ``on``."""
    maker = project.establishment
    content = content_shown(project, on)
    return Paper(
        form=Form.SHEET,
        name="ĐƠN ĐỀ NGHỊ HỖ TRỢ KINH PHÍ KHUYẾN CÔNG",
        abbreviation="",
        abstract="",
        letterhead=letterhead_for(project.office),
        addressees=_addressees(project),
        body=(
            section("I.", "Thông tin về cơ sở"),
            _told_of(maker, project.sector),
            section("II.", "Nội dung đề nghị hỗ trợ"),
            _asked(project, content),
            section("III.", "Cam kết"),
            Points((
                NO_OTHER_SUPPORT,
                "Cơ sở bảo đảm đủ vốn đối ứng để thực hiện đề án và chịu trách nhiệm về thông tin, giấy tờ đã nộp.",
                "Cơ sở sử dụng kinh phí hỗ trợ đúng mục đích, chấp hành kiểm tra và báo cáo theo quy định.",
            )),
            *(_table(one) for one in fact_tables(content, project) if one.code not in PEOPLE),
            Paragraph(f"Ngày nộp hồ sơ: {day(project.registered_on) or '……/……/………'}"),
        ),
        signatures=(Signature(("ĐẠI DIỆN CƠ SỞ",), maker.representative if maker else "", SIGNED),),
    )  # fmt: skip  # the sheet reads as it is printed


def _told_of(maker: Establishment | None, sector: str) -> Fields:
    """What the form asks of a beneficiary; owner's sex and people, capital and revenue are filled by hand."""
    return Fields(
        (
            ("Tên cơ sở", maker.name if maker else ""),
            ("Loại hình", LABELS[LegalForm(maker.form)] if maker else ""),
            ("Mã số thuế, số đăng ký", maker.tax_code if maker else ""),
            ("Chủ cơ sở, người đại diện", maker.representative if maker else ""),
            ("Giới tính, dân tộc của chủ cơ sở", ""),
            ("Địa chỉ", home_of(maker)),
            ("Điện thoại", maker.phone_shown if maker else ""),
            ("Ngành nghề", sector),
            ("Vốn đầu tư", ""),
            ("Lao động", _workers(maker)),
            ("Doanh thu năm trước", ""),
        )
    )


def _asked(project: Project, content: ContentType) -> Fields:
    return Fields(
        (
            ("Tên đề án", project.name),
            ("Nội dung khuyến công", content.label),
            ("Nguồn kinh phí", source_of(project)),
            ("Địa điểm thực hiện", place_of(project)),
            *_lines(project, content),
            ("Tổng kinh phí", amount(project.total_cost)),
            ("Đề nghị hỗ trợ", in_full(project.asked)),
            ("Vốn của cơ sở", amount(project.counterpart)),
            ("Nguồn khác", amount(project.other_money)),
        )
    )


def proposal_paper(project: Project, on: date) -> Paper:
    """Return the project as it is laid down (đề án). Source: TT 36/2013/TT-BCT, Điều 5. Governing day: ``on``."""
    content = content_shown(project, on)
    return Paper(
        form=Form.NAMED,
        name="ĐỀ ÁN",
        abbreviation="ĐA",
        abstract=project.name,
        letterhead=letterhead_for(project.office),
        bases=grounds(*bases_of_project(project, on)),
        body=(
            section("I.", "Thông tin chung"),
            _general(project, content),
            section("II.", "Sự cần thiết, mục tiêu và quy mô"),
            *text_or_dots(project.summary),
            section("III.", "Nội dung và tiến độ"),
            Fields(tuple(_lines(project, content))),
            *(_table(one) for one in fact_tables(content, project) if one.code not in PEOPLE),
            table(
                (center("TT"), Column("Bước thực hiện", 40), Column("Thời gian", 20), Column("Người thực hiện", 24)),
                numbered([("", "", "")] * 3),
            ),
            section("IV.", "Dự toán kinh phí theo nguồn"),
            estimate(project),
            Paragraph(f"Kinh phí khuyến công đề nghị: {in_full(project.asked)}."),
            section("V.", "Kết quả dự kiến"),
            _expected(project, on),
            section("VI.", "Tổ chức thực hiện"),
            *text_or_dots(""),
        ),
        signatures=(head_of(project.office),),
        recipients=(deciding_office(project.office).name, *filter(None, (maker_of(project),))),
    )  # fmt: skip  # the paper reads as it is printed


def _general(project: Project, content: ContentType) -> Fields:
    return Fields(
        (
            ("Mã đề án", project.code),
            ("Nội dung khuyến công", content.label),
            ("Đơn vị thực hiện", project.implementer or project.office.name),
            ("Đơn vị phối hợp", ""),
            ("Cơ sở thụ hưởng", maker_of(project)),
            ("Địa điểm thực hiện", place_of(project)),
            ("Thời gian thực hiện", span(project)),
        )
    )


def training_plan_paper(project: Project, on: date) -> Paper:
    """Return the plan of a training course (Mẫu số 11) with its list of trainees, which is personal data."""
    content = content_shown(project, on)
    tables = list(fact_tables(content, project))
    return Paper(
        form=Form.NAMED,
        name="KẾ HOẠCH ĐÀO TẠO",
        abbreviation="KH",
        abstract=project.name,
        letterhead=letterhead_for(project.office),
        bases=grounds(*bases_of_project(project, on), *plan_decision_of(_plan(project))),
        body=(
            section("I.", "Lớp đào tạo"),
            Fields(
                (
                    *_lines(project, content),
                    ("Đơn vị thực hiện", project.implementer or project.office.name),
                    ("Cơ sở thụ hưởng", maker_of(project)),
                    ("Địa điểm", place_of(project)),
                    ("Thời gian", span(project)),
                )
            ),
            section("II.", "Giáo viên"),
            *(_table(one) for one in tables if one.code == "teacher"),
            section("III.", "Kinh phí"),
            estimate(project),
        ),
        signatures=(head_of(project.office),),
        recipients=(deciding_office(project.office).name,),
        annexes=(Annex("DANH SÁCH HỌC VIÊN", (_trainees(tables),), is_landscape=True),),
    )


def estimate(project: Project) -> Table:
    """Return the estimate by source: state money in the column of its stream, what the others give, the sum."""
    state = project.approved if project.approved is not None else project.asked
    return table(
        (Column("Nguồn kinh phí", 40), right("Số tiền (đồng)", 20)),
        (
            ("Khuyến công quốc gia", figure(state) if project.stream == "national" else ""),
            ("Khuyến công địa phương", figure(state) if project.stream == "local" else ""),
            ("Vốn của cơ sở thụ hưởng", figure(project.counterpart)),
            ("Nguồn khác", figure(project.other_money)),
            ("Tổng cộng", figure(project.total_cost)),
        ),
        strong=(4,),
    )


def span(project: Project) -> str:
    """Return when the work is done."""
    if project.starts_on is None and project.ends_on is None:
        return f"năm {project.year}"
    return f"từ {day(project.starts_on) or '……'} đến {day(project.ends_on) or '……'}"


def _plan(project: Project) -> Plan | None:
    return project.line.plan if project.line is not None else None


def _addressees(project: Project) -> tuple[str, ...]:
    decides: Office = deciding_office(project.office)
    return tuple(dict.fromkeys((decides.name, project.office.name)))


def _workers(maker: Establishment | None) -> str:
    if maker is None or maker.workers is None:
        return ""
    women = f", trong đó nữ {maker.female_workers}" if maker.female_workers is not None else ""
    return f"{maker.workers} người{women}"


def _expected(project: Project, on: date) -> Table:
    rows = [
        (one.label, one.unit, str(project.facts.get(one.code, "")))
        for one in content_shown(project, on).indicators_at(RESULT)
    ]
    columns = (center("TT"), Column("Chỉ tiêu", 50), center("Đơn vị tính", 16), right("Dự kiến", 16))
    return table(columns, numbered(rows))


def _lines(project: Project, content: ContentType) -> Iterator[tuple[str, str]]:
    """Yield every line that the content asks for, empty where nothing is told."""
    for fact in content.facts_of():
        yield fact.label, fact_words(fact, project.facts.get(fact.code))


def _table(one: FactTable) -> Table:
    columns = (center("TT"), *(Column(label, 16) for label in one.columns))
    return table(columns, numbered([[value for _label, value in row] for row in one.rows]))


def _trainees(tables: Iterable[FactTable]) -> Table:
    heads = (
        "Họ và tên",
        "Năm sinh",
        "Giới tính",
        "Dân tộc",
        "Nơi ở",
        "Hộ nghèo, cận nghèo",
        "Có việc làm sau khóa học",
    )
    rows: list[list[str]] = []
    for one in tables:
        if one.code in PEOPLE:
            told = [dict(row) for row in one.rows]
            rows += [[row.get(head, "") for head in heads] for row in told]
    columns = (center("TT"), *(Column(head, 24 if head in {"Họ và tên", "Nơi ở"} else 12) for head in heads))
    return table(columns, numbered(rows))
