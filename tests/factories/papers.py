"""Official papers of invented offices, in every form."""

from datetime import date

from khuyencong.documents.rules.papers.paper import (
    Align,
    Annex,
    Column,
    Fields,
    Form,
    Heading,
    HeadingLevel,
    Issue,
    Letterhead,
    Paper,
    Paragraph,
    Points,
    Signature,
    Table,
)

LETTERHEAD = Letterhead("UBND TỈNH VĨNH LONG", "SỞ CÔNG THƯƠNG", "Vĩnh Long", "SCT")
ISSUE = Issue("05", "QĐ-SCT", date(2026, 2, 5))
NAMES = {
    Form.DECISION: ("QUYẾT ĐỊNH", "QĐ"),
    Form.NAMED: ("TỜ TRÌNH", "TTr"),
    Form.LETTER: ("", ""),
    Form.INVITATION: ("GIẤY MỜI", "GM"),
    Form.MINUTES: ("BIÊN BẢN", "BB"),
    Form.CONTRACT: ("HỢP ĐỒNG", "HĐ"),
    Form.SHEET: ("PHIẾU CHẤM ĐIỂM", ""),
}


def make_table(rows, *, word="Hỗ trợ máy móc tiên tiến"):
    """Return a table with so many rows, the first of them bold."""
    columns = (Column("TT", 5, Align.CENTER), Column("Tên đề án", 40), Column("Kinh phí (đồng)", 15, Align.RIGHT))
    cells = tuple((str(number), f"{word} số {number}", "120.000.000") for number in range(1, rows + 1))
    return Table(columns, cells, frozenset({0} if rows else ()))


def make_paper(form=Form.DECISION, **changes):
    """Return a paper of a form with every kind of block and two annexes, the first one landscape."""
    name, abbreviation = NAMES[form]
    facts = {
        "form": form,
        "name": name,
        "abbreviation": abbreviation,
        "abstract": "Về việc phê duyệt kế hoạch khuyến công năm 2026",
        "letterhead": LETTERHEAD,
        "body": (
            Heading(HeadingLevel.PART, "Phần I", "Tình hình"),
            Heading(HeadingLevel.SECTION, "I.", "Kết quả"),
            Heading(HeadingLevel.CLAUSE, "1.", "Số liệu"),
            Heading(HeadingLevel.ARTICLE, "Điều 1.", "Phê duyệt kế hoạch với kinh phí 24.000.000.000 đồng."),
            Points(("máy xay;", "máy sấy.")),
            Points(("sáp ong;", "mật dừa."), is_lettered=True),
            Fields((("Họ và tên", "Thợ Mẫu"), ("Địa chỉ", ""))),
            Paragraph("Trân trọng.", is_bold=True, is_italic=True, is_centered=True),
            make_table(2),
            Paragraph("Quyết định này có hiệu lực kể từ ngày ký."),
        ),
        "signatures": (Signature(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Phó Mẫu", "(Ký, ghi rõ họ tên)"),),
        "authority": "GIÁM ĐỐC SỞ CÔNG THƯƠNG" if form is Form.DECISION else "",
        "bases": ("Căn cứ Nghị định số 45/2012/NĐ-CP;", "Theo đề nghị của Trưởng phòng"),
        "recipients": ("Như Điều 3", "UBND tỉnh;"),
        "archived_by": "QLCN",
        "annexes": (
            Annex("Danh mục đề án", (make_table(3),), is_landscape=True),
            Annex("Danh mục trống", (make_table(0),)),
        ),
    }
    return Paper(**{**facts, **changes})
