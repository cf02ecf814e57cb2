"""Every paper of a decided round is gathered from its records and set in both formats."""

import io
from dataclasses import replace

import pdfplumber
import pytest
from docx import Document

from khuyencong.documents.adapters.typeset.docx import render_docx
from khuyencong.documents.adapters.typeset.pdf import render_pdf
from khuyencong.documents.papers import paper_kinds
from khuyencong.documents.rules.papers.paper import Issue
from khuyencong.selection.actions.issuing import issue_one
from khuyencong.selection.models import Dossier
from khuyencong.selection.papers.kinds import KINDS, dossier_named, meeting_named, round_named, sheet_named
from tests.factories.selection import SIGNED_ON
from tests.selection.papers.reading import gathered, tables_of, words_of

pytestmark = pytest.mark.django_db
CODES = [kind.code for kind in KINDS]


@pytest.mark.parametrize("code", CODES)
def test_every_kind_is_set_as_pdf_and_docx(decided, code):
    paper = gathered(code)

    with pdfplumber.open(io.BytesIO(render_pdf(paper, Issue(), at=decided.at))) as pdf:
        printed = "".join("".join(page.extract_text().split()) for page in pdf.pages)
    typed = Document(io.BytesIO(render_docx(paper, Issue())))

    assert "".join(paper.abstract.split())[:40] in printed
    assert typed.tables


def test_the_decision_names_what_it_recognises_with_its_certificate_and_no_street(decided):
    dossier = Dossier.objects.select_related("round__office", "round__decision", "establishment__place").get(
        entry_code="A01"
    )
    certificate = issue_one(actor=decided.cast.thuky, dossier=dossier, at=decided.at)

    rows = tables_of(gathered("selection-decision"))[0].rows

    assert [(row[1], row[2], row[5]) for row in rows] == [("1", dossier.product_name, certificate.serial)]
    assert "ấp Mỹ Thuận" not in words_of(gathered("selection-decision"))


def test_the_summary_tells_exact_means_in_the_order_of_the_ranking(decided):
    rows = tables_of(gathered("selection-score-summary"))[0].rows

    assert [(row[0], row[1], row[-2], row[-1]) for row in rows] == [
        ("1", "A01", "95,00", "Đạt"),
        ("2", "A02", "84,00", "Đạt"),
        ("3", "B01", "50,00", ""),
    ]
    assert rows[0][6:10] == ("39,00", "38,00", "9,00", "9,00")


def test_the_filled_sheet_adds_up_and_the_blank_one_is_blank(decided):
    filled, blank = (tables_of(gathered(code))[0].rows for code in ("selection-sheet", "selection-blank-sheet"))

    assert filled[-1][1:4] == ("Tổng cộng", "100", "95")
    assert blank[-1][1:4] == ("Tổng cộng", "100", "")
    assert [row[3] for row in blank] == [""] * len(blank)


def test_the_council_minutes_tell_presence_and_verdicts(decided):
    told = words_of(gathered("selection-council-minutes"))

    assert "Có mặt 06/07 thành viên" in told
    assert "Hội trường Mẫu" in told
    assert "Ủy Viên Mẫu 0" in told
    assert [row[1:7] for row in tables_of(gathered("selection-council-minutes"))[0].rows] == [
        ("A01", "Sản phẩm A01 0", "95,00", "6", "0", "Chọn"),
        ("A02", "Sản phẩm A02 1", "84,00", "1", "5", "Không chọn"),
    ]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("A01", ["được công nhận là", "95,00"]),
        ("A02", ["không được công nhận", "Vượt chỉ tiêu.", "84,00"]),
        ("B01", ["không được công nhận", "50,00", "70"]),
    ],
)
def test_the_result_notice_tells_what_why_and_until_when_to_complain(decided, entry, expected):
    kind = paper_kinds["selection-result-notice"]

    told = words_of(kind.facts(kind.load(f"2026-TINH/{entry}"), SIGNED_ON))

    assert [one for one in [*expected, "15 ngày làm việc", "10 ngày làm việc"] if one not in told] == []


@pytest.mark.parametrize("code", ["selection-entry-list", "selection-registration-form", "selection-decision"])
def test_long_names_and_two_hundred_rows_are_printed_whole(decided, code):
    paper = gathered(code)
    long = "Bộ sản phẩm chiếu lác dệt tay " * 9
    rows = tuple(
        (str(n), "A01", long, long, *[""] * (len(table.columns) - 4))
        for table in tables_of(paper)[:1]
        for n in range(1, 201)
    )
    annexes = tuple(replace(one, body=(replace(tables_of(paper)[0], rows=rows),)) for one in paper.annexes)

    data = render_pdf(replace(paper, abstract=long, annexes=annexes), Issue(), at=decided.at)

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        last = "".join(page.extract_text() for page in pdf.pages[-2:])
        assert len(pdf.pages) >= (20 if annexes else 1)
    assert not annexes or "200 A01" in last


def test_things_are_named_as_people_type_them(decided):
    round_, dossier = round_named("2026-TINH"), dossier_named("2026-TINH/a01")

    assert (round_named(str(round_.pk)), dossier_named(str(dossier.pk))) == (round_, dossier)
    assert sheet_named("2026-TINH/A01/2").juror.seat_no == 2
    assert meeting_named("2026-TINH") == meeting_named(str(meeting_named("2026-TINH").pk))
    assert [find("khong-co") for find in (round_named, dossier_named, sheet_named, meeting_named)] == [None] * 4


def test_decided_rounds_open_decision_and_notice_to_those_who_see_the_dossier(decided):
    dossier = Dossier.objects.select_related("round").get(entry_code="A02")

    assert paper_kinds["selection-decision"].closed_to(decided.round, decided.cast.chuyenvien) is None
    assert paper_kinds["selection-result-notice"].closed_to(dossier, decided.cast.chuyenvien) is None
    assert paper_kinds["selection-score-summary"].closed_to(decided.round, decided.cast.chuyenvien) is not None
