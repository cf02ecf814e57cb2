"""Every kind of paper of plans and projects says what its form asks, from records and from nothing."""

import io
from datetime import UTC, date, datetime
from itertools import pairwise

import pdfplumber
import pytest
from docx import Document

from khuyencong.documents.adapters.typeset.docx import render_docx
from khuyencong.documents.adapters.typeset.pdf import render_pdf
from khuyencong.documents.papers import paper_kinds
from khuyencong.documents.rules.papers.freezing import freeze, thaw
from khuyencong.documents.rules.papers.paper import Fields, Heading, Issue, Paragraph, Points, Table
from khuyencong.kernel.money import Money
from khuyencong.programme.models import PlannedAmount, Project
from khuyencong.programme.papers.kinds import KINDS_OF_PAPERS, plan_named, project_named
from khuyencong.programme.papers.words import million
from khuyencong.vietnamese import money
from tests.factories.programme import make_line, make_plan, make_project
from tests.factories.rulebook import approved
from tests.programme.papers.world import ADVANCED, CLEARED, PAID, SUPPORT, make_papers_world

TODAY = date(2026, 11, 24)
MOMENT = datetime(2026, 11, 24, tzinfo=UTC)
HEADS = {
    "plan": (
        "TT", "Nội dung, đề án", "Đơn vị thực hiện", "Địa điểm, cơ sở thụ hưởng", "Nội dung và kết quả chính",
        "Thời gian", "Tổng số", "KC quốc gia", "KC địa phương", "Đối ứng", "Khác", "Loại", "Ưu tiên", "Ghi chú",
    ),
    "plan-decision": ("Nguồn kinh phí", "Kinh phí hỗ trợ (đồng)", "Thời gian thực hiện"),
    "project-application": (
        "Mã số thuế, số đăng ký", "Giới tính, dân tộc của chủ cơ sở", "Ngành nghề", "Vốn đầu tư", "Lao động",
        "Doanh thu năm trước", "Nội dung khuyến công", "Tổng kinh phí", "Đề nghị hỗ trợ", "Vốn của cơ sở",
    ),
    "project-proposal": ("Đơn vị phối hợp", "Bước thực hiện", "Khuyến công quốc gia", "Nguồn khác", "Dự kiến"),
    "appraisal-sheet": ("Tiêu chí", "Đạt", "Không đạt", "Giới hạn", "Mức hỗ trợ đề xuất"),
    "appraisal-minutes": ("Thành viên", "Biểu quyết", "Ý kiến", "Mức đề xuất (đồng)", "Căn cứ", "Mức chắc chắn"),
    "project-contract": ("Tài khoản", "Điều 3.", "Điều 6."),
    "contract-annex": ("Văn bản", "Ngày ký", "Thời hạn"),
    "progress-report": ("Kỳ báo cáo", "Khối lượng hoàn thành", "Đã chi cho đề án", "Đã tạm ứng"),
    "acceptance-minutes": (
        "Họ và tên", "Ký mã hiệu", "Số máy", "Xuất xứ", "Năm SX", "Số lượng", "Đơn giá (đồng)", "Thành tiền (đồng)",
        "Vận hành", "Theo đề án", "Thực tế",
    ),
    "payment-request": (
        "Số hóa đơn, chứng từ", "Ngày", "Người bán (mã số thuế)", "Nội dung", "Trước thuế (đồng)", "Thuế GTGT",
        "Sau thuế", "Phần khuyến công",
    ),
    "contract-liquidation": (
        "Giá trị hợp đồng", "Giá trị được nghiệm thu", "Đã tạm ứng", "Còn phải trả", "Còn phải thu hồi"
    ),
    "project-settlement": ("Đã thanh toán", "Nghiệp vụ", "Chứng từ", "Từ", "Đến", "Số tiền (đồng)"),
    "training-plan": (
        "Họ và tên", "Năm sinh", "Giới tính", "Dân tộc", "Nơi ở", "Hộ nghèo, cận nghèo", "Có việc làm sau khóa học"
    ),
}  # fmt: skip  # the columns of the forms


@pytest.fixture
def world(cast):
    return make_papers_world(cast)


def gathered(world, code, things="full"):
    kind = paper_kinds[code]
    return kind.facts(kind.load(str(getattr(world, things)[kind.owner].pk)), TODAY)


def blocks_of(paper):
    return [*paper.body, *(block for annex in paper.annexes for block in annex.body)]


def words_of(block):
    match block:
        case Heading():
            return [block.label, block.text]
        case Paragraph():
            return [block.text]
        case Points():
            return list(block.texts)
        case Fields():
            return [word for row in block.rows for word in row]
        case Table():
            return [*(one.label for one in block.columns), *(cell for row in block.rows for cell in row)]


def text_of(paper):
    words = [paper.name, paper.abstract, *paper.bases, *paper.addressees, *paper.recipients]
    return "\n".join([*words, *(word for block in blocks_of(paper) for word in words_of(block))])


def tables_of(paper):
    return [block for block in blocks_of(paper) if isinstance(block, Table)]


def test_every_kind_is_gathered_from_everything_and_from_nothing(world):
    for kind in KINDS_OF_PAPERS:
        for things in (world.full, world.empty):
            paper = kind.facts(kind.load(str(things[kind.owner].pk)), TODAY)

            assert paper.name or paper.abstract.startswith("V/v"), kind.code
            assert paper.signatures, kind.code
            assert paper.letterhead.agency, kind.code
            assert "None" not in text_of(paper), kind.code
            for one in tables_of(paper):
                assert all(len(row) == len(one.columns) for row in one.rows), kind.code
                assert all(place < len(one.rows) for place in one.strong), kind.code


def overlapping(letters):
    """Return letters that stand on one another: the words of two cells have run together."""
    lines = {}
    for one in letters:
        lines.setdefault(round(one["top"]), []).append(one)
    for line in lines.values():
        line.sort(key=lambda one: one["x0"])
        for left, right in pairwise(line):
            if right["x0"] < left["x1"] - 2.5:
                yield left["text"], right["text"]


def test_letters_that_stand_on_one_another_are_found():
    letters = [{"top": 10, "x0": at, "x1": at + 5, "text": word} for at, word in ((0, "a"), (2, "b"), (7, "c"))]

    assert list(overlapping(letters)) == [("a", "b")]


def test_every_kind_is_set_as_pdf_and_docx_from_everything_and_from_nothing(world):
    issue = Issue("05", "SCT", TODAY)
    for kind in KINDS_OF_PAPERS:
        for things in (world.full, world.empty):
            paper = kind.facts(kind.load(str(things[kind.owner].pk)), TODAY)

            assert thaw(freeze(paper)) == paper, kind.code
            with pdfplumber.open(io.BytesIO(render_pdf(paper, issue, at=MOMENT))) as pdf:
                assert [pair for page in pdf.pages for pair in overlapping(page.chars)] == [], kind.code
            assert Document(io.BytesIO(render_docx(paper, issue))).paragraphs, kind.code


@pytest.mark.parametrize("code", HEADS)
def test_the_columns_of_the_form_are_there(world, code):
    words = text_of(gathered(world, code)).split("\n")

    assert [head for head in HEADS[code] if head not in words] == []


def row_of(paper, label):
    return next(row for one in tables_of(paper) for row in one.rows if label in row)


def test_the_settlement_and_the_liquidation_say_what_the_ledger_says(world):
    paid, accepted = CLEARED + PAID, 250_000_000
    for code in ("project-settlement", "contract-liquidation"):
        paper = gathered(world, code)

        assert row_of(paper, "Đã tạm ứng")[2] == str(Money(ADVANCED))
        assert row_of(paper, "Tạm ứng chưa thu hồi")[2] == str(Money(ADVANCED - CLEARED))
        assert row_of(paper, "Đã thanh toán")[2] == str(Money(paid))
        assert row_of(paper, "Còn phải trả")[2] == str(Money(accepted - paid - (ADVANCED - CLEARED)))
        assert row_of(paper, "Còn phải thu hồi")[2] == "0"
    listed = tables_of(gathered(world, "project-settlement"))[-1].rows
    assert sum(int(row[-1].replace(".", "")) for row in listed) == sum(
        one.amount.dong for one in world.project.transfers.all()
    )


def test_amounts_that_bind_stand_in_words(world):
    said = money.words(SUPPORT)

    for code in ("project-contract", "project-approval", "project-application", "appraisal-minutes"):
        assert f"300.000.000 đồng (bằng chữ: {said})" in text_of(gathered(world, code)), code


def test_the_vouchers_are_summed_and_those_without_share_count_nothing(world):
    last = tables_of(gathered(world, "payment-request"))[-1].rows[-1]

    assert last[5:] == ("580.000.000", "58.000.000", "638.000.000", "200.000.000")


def test_items_are_told_as_planned_and_as_found(world):
    planned, found = tables_of(gathered(world, "acceptance-minutes"))[-2:]

    assert planned.rows[0][1:] == ("Máy sấy lạnh", "SL-200", "", "", "2026", "2", "300.000.000", "600.000.000", "")
    assert found.rows[0][3] == "SN-001"
    assert [row[8] for row in found.rows] == ["580.000.000", "", "580.000.000"]
    assert [row[9] for row in found.rows] == ["tốt", "không", ""]


def test_an_adjustment_shows_what_stood_before_and_what_stands_instead(world):
    rows = tables_of(gathered(world, "project-adjustment"))[0].rows

    assert ("Kinh phí hỗ trợ (đồng)", "200.000.000", "300.000.000") in rows
    assert ("Ngày hoàn thành", "31/10/2026", "30/11/2026") in rows
    assert "Tên đề án" not in [row[0] for row in rows]


def test_bases_follow_the_day_and_name_the_level_that_was_relied_on(world, cast, now):
    level = {"content": "machinery", "rate_percent": 50, "ceiling": 300_000_000, "per": "cơ sở", "clause": "Điều 4"}
    approved(cast, now, key="funding.local_levels", value=[level], start_on=date(2026, 1, 1), source="NQ mẫu")
    kind = paper_kinds["project-contract"]

    bases = kind.facts(project_named("DA-001"), TODAY).bases
    old = kind.facts(project_named("DA-TRONG"), date(2013, 5, 1)).bases

    assert bases[0].startswith("Căn cứ Nghị định số 45/2012/NĐ-CP")
    assert "Nghị định số 235/2025/NĐ-CP" in bases[0]
    assert bases[2] == "Căn cứ Mức hỗ trợ quy định tại NQ mẫu, Điều 4"
    assert [one for one in old if "2018" in one or "2025" in one] == []


def test_a_training_plan_lists_trainees_and_fits_courses_only(cast):
    trainee = {"name": "Học Viên Mẫu", "birth_year": 1990, "sex": "nu", "poor_household": True}
    course = make_project(
        cast, content="vocational_training", facts={"topic": "Đan lục bình", "trainee": [trainee], "teacher": []}
    )
    kind = paper_kinds["training-plan"]

    annex = kind.facts(course, TODAY).annexes[0]

    assert annex.body[0].rows == (("1", "Học Viên Mẫu", "1990", "Nữ", "", "", "có", ""),)
    assert kind.fits(course)
    assert not kind.fits(make_project(cast, code="DA-002"))


def test_a_plan_with_many_projects_asks_the_same_queries(cast, django_assert_num_queries):
    plan = make_plan(cast)
    line = make_line(plan)
    for number in (1, 200):
        for one in range(Project.objects.count(), number):
            make_project(cast, line=line, code=f"DA-{one:03}", state="planned")
        found = plan_named("2026")
        with django_assert_num_queries(8):
            annex = paper_kinds["plan-decision"].facts(found, TODAY).annexes[0]
        assert len(annex.body[0].rows) == number + 2
    assert render_pdf(paper_kinds["plan-decision"].facts(found, TODAY), Issue(), at=MOMENT).startswith(b"%PDF")


def test_a_plan_without_an_approved_version_still_prints(cast):
    plan = make_plan(cast)
    PlannedAmount.objects.all().delete()
    plan.versions.all().delete()

    paper = paper_kinds["plan"].facts(plan_named("2026"), TODAY)

    assert paper.annexes[0].body[1].rows == ()


def test_projects_and_plans_are_named_as_people_name_them(world, cast):
    other = make_plan(cast, office="sct-vinh-long")
    make_project(cast, code="DA-001", office=cast.office("sct-vinh-long"))

    assert plan_named("2026") is None
    assert plan_named("2026@sct-vinh-long") == other
    assert plan_named("2026@khong-co") is None
    assert plan_named("2027") == world.empty["programme.plan"]
    assert plan_named(str(other.pk)) == other
    assert plan_named("nay") is None
    assert project_named("DA-001") is None
    assert project_named(str(world.project.pk)) == world.project
    assert project_named("DA-TRONG") == world.empty["programme.project"]
    assert project_named("DA-999") is None
    assert paper_kinds["progress-report"].load("DA-TRONG") == world.empty["programme.progressreport"]
    assert paper_kinds["progress-report"].load("DA-999") is None


def test_amounts_in_millions_are_written_to_the_last_dong():
    assert [million(Money(one)) for one in (0, 1_000_000_000, 1_250_500_000, 1)] == [
        "0",
        "1.000",
        "1.250,5",
        "0,000001",
    ]
    assert million(None) == ""
