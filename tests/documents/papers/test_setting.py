"""What stands on the sheets, and what both engines make of it."""

import io
import zipfile
from datetime import UTC, date, datetime

import docx
import pytest

from khuyencong.documents.adapters.typeset.docx import render_docx
from khuyencong.documents.adapters.typeset.pdf import render_pages, render_pdf
from khuyencong.documents.rules.papers.paper import Form, Heading, HeadingLevel, Issue, Letterhead, Paragraph, Signature
from khuyencong.documents.rules.papers.setting import lay, words
from khuyencong.kernel.refusal import Refusal
from tests.factories.papers import ISSUE, make_paper, make_table

AT = datetime(2026, 2, 5, 2, 0, tzinfo=UTC)
HOSTILE = '"]) #eval("1") \\u{41} $x$ #[*đậm*] <w:t>&amp;</w:t> {{so}} //'


def test_a_decision_stands_in_the_order_of_the_form():
    lines = words(lay(make_paper(), ISSUE)).split("\n")

    assert lines[:12] == [
        "UBND TỈNH VĨNH LONG",
        "SỞ CÔNG THƯƠNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/QĐ-SCT",
        "Vĩnh Long, ngày 05 tháng 02 năm 2026",
        "QUYẾT ĐỊNH",
        "Về việc phê duyệt kế hoạch khuyến công năm 2026",
        "GIÁM ĐỐC SỞ CÔNG THƯƠNG",
        "Căn cứ Nghị định số 45/2012/NĐ-CP;",
        "Theo đề nghị của Trưởng phòng.",
        "QUYẾT ĐỊNH:",
    ]
    assert lines[-6:] == ["DANH MỤC TRỐNG", lines[-5], "TT", "Tên đề án", "Kinh phí (đồng)", "(Không có)"]


def test_a_letter_has_its_matter_under_the_number_and_those_it_addresses():
    lines = words(lay(make_paper(Form.LETTER, bases=(), addressees=("Sở A", "Sở B")), ISSUE)).split("\n")

    assert lines[5] == "V/v phê duyệt kế hoạch khuyến công năm 2026"
    assert lines[7:10] == ["Kính gửi:", "- Sở A;", "- Sở B."]
    one = words(lay(make_paper(Form.LETTER, bases=(), addressees=("Sở A",)), ISSUE)).split("\n")
    assert one[7] == "Kính gửi: Sở A"


def test_minutes_have_no_day_at_the_right_and_two_signatures():
    signatures = (Signature(("THƯ KÝ",), "Thư Mẫu"), Signature(("CHỦ TỌA",), "Chủ Mẫu"))
    text = words(lay(make_paper(Form.MINUTES, signatures=signatures, annexes=()), ISSUE))

    assert "năm 2026\n" not in text.split("BIÊN BẢN")[0]
    assert text.split("\n")[-8:-4] == ["THƯ KÝ", "Thư Mẫu", "CHỦ TỌA", "Chủ Mẫu"]


def test_contracts_and_papers_of_applicants_have_the_nation_in_the_middle():
    contract = words(lay(make_paper(Form.CONTRACT, bases=(), recipients=(), archived_by=""), ISSUE)).split("\n")
    sheet = make_paper(Form.SHEET, letterhead=Letterhead("", "", "", ""), bases=(), recipients=(), archived_by="")

    assert contract[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert contract[4] == "Số: 05/QĐ-SCT"
    assert words(lay(sheet, Issue())).split("\n")[0] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert "……………, ngày ….. tháng ….. năm …….." in words(lay(sheet, Issue()))


def test_a_sheet_of_an_office_has_its_head_and_no_number():
    pair = (Signature(("A",)), Signature(("B",)), Signature(("C",)))
    text = words(lay(make_paper(Form.SHEET, bases=(), signatures=pair), Issue("", "", date(2026, 3, 1))))

    assert text.startswith("UBND TỈNH VĨNH LONG\nSỞ CÔNG THƯƠNG\n")
    assert "Số:" not in text
    assert "Vĩnh Long, ngày 01 tháng 3 năm 2026" in text


def test_an_article_without_text_and_a_part_without_title_stand_alone():
    body = (Heading(HeadingLevel.PART, "Phần I"), Heading(HeadingLevel.ARTICLE, "Điều 1. Phạm vi"))
    letterhead = Letterhead("", "TRUNG TÂM KHUYẾN CÔNG", "Vĩnh Long", "TTKC")
    text = words(lay(make_paper(Form.NAMED, body=body, name="", abstract="", letterhead=letterhead), ISSUE))

    assert "Phần I\nĐiều 1. Phạm vi\n" in text
    assert text.startswith("TRUNG TÂM KHUYẾN CÔNG\n")


@pytest.mark.parametrize("form", Form)
def test_both_engines_say_the_same_words_twice_byte_for_byte(form):
    paper = make_paper(form, draft_mark="BẢN MẪU")

    assert render_docx(paper, ISSUE) == render_docx(paper, ISSUE)
    assert render_pdf(paper, ISSUE, at=AT) == render_pdf(paper, ISSUE, at=AT)
    assert document_text(render_docx(paper, ISSUE)) == words(lay(paper, ISSUE))


def document_text(data):
    """Return the text of a DOCX in its order, a line for each paragraph that has text."""
    body = docx.Document(io.BytesIO(data)).element.body
    lines = ["".join(one.text or "" for one in p.iter(f"{W}t")) for p in body.iter(f"{W}p")]
    return "\n".join(line for line in lines if line)


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_render_docx_differs_with_every_change_of_a_word():
    assert render_docx(make_paper(), ISSUE) != render_docx(make_paper(abstract="Khác"), ISSUE)


def test_texts_of_people_are_data_in_both_engines():
    paper = make_paper(body=(Paragraph(HOSTILE), make_table(1, word=HOSTILE)), annexes=())

    assert HOSTILE in document_text(render_docx(paper, ISSUE))
    assert render_pdf(paper, ISSUE, at=AT).startswith(b"%PDF-1.7")
    assert len(render_pages(paper, ISSUE)) == 1


def test_render_docx_carries_no_moment_of_packing_and_stands_without_a_day():
    with zipfile.ZipFile(io.BytesIO(render_docx(make_paper(), Issue()))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_render_pdf_refuses_a_letter_that_the_font_lacks():
    with pytest.raises(Refusal) as told:
        render_pdf(make_paper(abstract="Bánh 🍪"), ISSUE, at=AT)

    assert told.value.code == "documents.letter_not_in_font"
