"""The fixed words of a paper, as the decree writes them."""

from datetime import date

import pytest

from khuyencong.documents.rules.papers import layout, wording
from khuyencong.documents.rules.papers.paper import Form, Heading, HeadingLevel, Issue, Letterhead, Paragraph, Points
from tests.factories.papers import LETTERHEAD, make_paper, make_table


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 2, 5), "Vĩnh Long, ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 5), "Vĩnh Long, ngày 05 tháng 3 năm 2026"),
        (date(2026, 11, 25), "Vĩnh Long, ngày 25 tháng 11 năm 2026"),
        (None, "Vĩnh Long, ngày ….. tháng ….. năm …….."),
    ],
)
def test_place_and_day_pads_days_and_the_first_two_months_only(day, written):
    assert wording.place_and_day(LETTERHEAD, day) == written


def test_number_line_writes_number_and_symbol_without_spaces():
    paper = make_paper(Form.NAMED)

    assert wording.number_line(paper, Issue("05", "TTr-SCT", None)) == "Số: 05/TTr-SCT"
    assert wording.number_line(paper, Issue()) == "Số: ……./TTr-SCT"
    assert wording.number_line(make_paper(Form.LETTER), Issue("45")) == "Số: 45/SCT-QLCN"
    assert [wording.padded(number) for number in (5, 12, 123)] == ["05", "12", "123"]


def test_bases_close_with_semicolons_and_a_full_stop():
    assert wording.bases(("Căn cứ A;", "Căn cứ B.", "Theo C")) == ("Căn cứ A;", "Căn cứ B;", "Theo C.")
    assert wording.bases(()) == ()


def test_addressees_stand_alone_or_behind_dashes():
    assert wording.addressees(("Bộ Công Thương.",)) == ("Bộ Công Thương",)
    assert wording.addressees(("Sở A", "Sở B;")) == ("- Sở A;", "- Sở B.")


def test_recipients_begin_with_as_above_where_the_paper_addresses_somebody():
    letter = make_paper(Form.LETTER, addressees=("Sở Tài chính",))

    assert wording.recipients(letter) == ("- Như trên;", "- Như Điều 3;", "- UBND tỉnh;", "- Lưu: VT, QLCN.")
    assert wording.recipients(make_paper(archived_by="")) == ("- Như Điều 3;", "- UBND tỉnh;", "- Lưu: VT.")
    assert wording.recipients(make_paper(recipients=(), archived_by="")) == ()
    named = make_paper(Form.NAMED, addressees=("UBND tỉnh",), recipients=("Như trên",))
    assert wording.recipients(named) == ("- Như trên;", "- Lưu: VT, QLCN.")


@pytest.mark.parametrize(
    ("last", "closed"),
    [
        (Paragraph("Hết."), Paragraph("Hết./.")),
        (Paragraph("Hết./."), Paragraph("Hết./.")),
        (
            Heading(HeadingLevel.ARTICLE, "Điều 3.", "Thi hành."),
            Heading(HeadingLevel.ARTICLE, "Điều 3.", "Thi hành./."),
        ),
        (Points(("một;", "hai;")), Points(("một;", "hai./."))),
    ],
)
def test_closed_puts_the_end_mark_behind_the_last_sentence(last, closed):
    assert wording.closed(Form.NAMED, (last,)) == (closed,)


def test_closed_puts_the_end_mark_beneath_a_table_and_nowhere_in_contracts_and_sheets():
    table = make_table(1)

    assert wording.closed(Form.NAMED, (table,)) == (table, Paragraph("./."))
    assert wording.closed(Form.CONTRACT, (table,)) == (table,)
    assert wording.closed(Form.SHEET, (Paragraph("Hết."),)) == (Paragraph("Hết."),)
    assert wording.closed(Form.NAMED, ()) == ()


def test_annexes_are_numbered_in_roman_where_there_are_several():
    assert [wording.annex_label(1, 1), wording.annex_label(4, 12)] == ["Phụ lục", "Phụ lục IV"]
    assert [wording.roman(number) for number in (9, 14, 40, 90, 99)] == ["IX", "XIV", "XL", "XC", "XCIX"]


def test_annex_reference_leaves_number_and_day_blank():
    assert wording.annex_reference(make_paper(), Issue("05", "QĐ-SCT", date(2026, 2, 5))) == (
        "(Kèm theo Quyết định số …../QĐ-SCT ngày ….. tháng ….. năm …….. của SỞ CÔNG THƯƠNG)"
    )


def test_points_are_lettered_by_the_vietnamese_alphabet():
    assert "".join(wording.letter_of(number) for number in range(7)) == "abcdđeg"
    assert wording.letter_of(len(wording.LETTERS)) == "aa"


def test_plain_takes_out_what_no_paper_can_hold():
    assert wording.plain("a\x00\x1bb\r\nc\td\ud800\ufffe") == "ab\nc d"
    assert wording.place_and_day(Letterhead("", "A", "", ""), None).startswith("……………, ")


def test_every_measure_stands_in_the_range_of_the_decree():
    measures = {name: one for name, one in vars(layout).items() if isinstance(one, layout.Measure)}

    assert len(measures) == 22
    assert [name for name, one in measures.items() if not one.least <= one.value <= one.most] == []
    assert layout.Measure(1, 2, 3, "").value < 2, "a planted measure below its least is seen"
