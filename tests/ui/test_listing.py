"""Lists: what the address asks for, constant queries, exports that cannot become formulas."""

import csv
import io
from datetime import date
from fractions import Fraction

import openpyxl
import pytest
from django.test import RequestFactory

from khuyencong.accounts.models import Office
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal
from khuyencong.ui.listing import Column, Filter, Kind, Listing, declaration
from khuyencong.ui.listing.export import neutral, plain

pytestmark = pytest.mark.django_db

OFFICES = Listing(
    key="co-quan",
    title="Cơ quan",
    columns=[
        Column(
            "ma",
            "Mã",
            lambda office: office.code,
            kind=Kind.CODE,
            order=("code",),
            heads=True,
            link=lambda office: f"/{office.code}/",
        ),
        Column("ten", "Tên", lambda office: office.name, order=("name",)),
        Column("bac", "Bậc", lambda office: office.pk, kind=Kind.NUMBER, exported=False),
    ],
    filters=[
        Filter("tinh", "Tỉnh", lambda: [("86", "Vĩnh Long")], lambda rows, value: rows.filter(province_code=value)),
    ],
    search=lambda rows, text: rows.filter(name__icontains=text),
    order=("code",),
    size=2,
)


def make(count):
    Office.objects.all().delete()
    Office.objects.bulk_create(
        Office(
            code=f"c{number:02}",
            name=f"Cơ quan {9 - number}",
            kind="department",
            province_code="86" if number % 2 else "83",
        )
        for number in range(count)
    )


def get(address=""):
    request = RequestFactory().get(f"/{address}")
    return OFFICES.respond(request, Office.objects.all(), "ui/listing.html")


def codes(address=""):
    request = RequestFactory().get(f"/{address}")
    question = OFFICES.ask(request)
    return [office.code for office in OFFICES.choose(Office.objects.all(), question)]


def test_listing_sorts_filters_and_searches_by_the_address():
    make(4)

    assert codes() == ["c00", "c01", "c02", "c03"]
    assert codes("?sap-xep=-ma") == ["c03", "c02", "c01", "c00"]
    assert codes("?sap-xep=ten") == ["c03", "c02", "c01", "c00"]
    assert codes("?sap-xep=bac") == ["c00", "c01", "c02", "c03"]
    assert codes("?tinh=86") == ["c01", "c03"]
    assert codes("?q=quan 9") == ["c00"]


def test_listing_keeps_the_whole_question_in_its_addresses():
    make(4)
    question = OFFICES.ask(RequestFactory().get("/?q=a&tinh=86&sap-xep=-ten&trang=2&la=1"))

    assert question.address(trang="3") == "?q=a&tinh=86&sap-xep=-ten&trang=3"


def test_listing_shows_the_last_page_when_asked_beyond_it():
    make(3)

    assert "Dòng 3–3 trong 3" in get("?trang=99").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_listing_asks_two_queries_whatever_the_data(count, django_assert_num_queries):
    make(count)

    with django_assert_num_queries(2):
        get()


def test_listing_says_when_nothing_matches():
    make(1)

    assert "Không có dòng nào khớp" in get("?q=khongco").content.decode()


def test_listing_offers_the_search_field_and_every_choice():
    make(1)
    page = get("?q=quan").content.decode()

    assert 'type="search" id="list-q" name="q" value="quan"' in page
    assert '<option value="86">Vĩnh Long</option>' in page


def test_csv_neutralises_formulas_and_opens_with_accents():
    make(1)
    Office.objects.update(name="=HYPERLINK(1)")

    data = b"".join(get("?tai=csv").streaming_content)
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))

    assert data.startswith(b"\xef\xbb\xbf")
    assert lines == [["Mã", "Tên"], ["c00", "'=HYPERLINK(1)"]]


def test_xlsx_holds_texts_as_texts():
    make(2)
    Office.objects.filter(code="c01").update(name="=1+1")

    answer = get("?tai=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    answer.close()

    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["Mã", "Tên"],
        ["c00", "Cơ quan 9"],
        ["c01", "=1+1"],
    ]
    assert sheet["B3"].data_type == "s"
    assert sheet.title == "Cơ quan"


def test_xlsx_refuses_a_list_that_is_too_long(monkeypatch):
    make(3)
    monkeypatch.setattr(declaration, "XLSX_ROWS", 2)

    with pytest.raises(Refusal) as no:
        get("?tai=xlsx")

    assert no.value.code == "ui.too_many_rows_for_a_workbook"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx", "\nx"])
def test_neutral_marks_every_start_of_a_formula(text):
    assert neutral(text) == f"'{text}"


def test_plain_reduces_values_to_what_a_file_holds():
    assert plain(Money(5)) == 5
    assert str(plain(Fraction(2, 3))) == "0.67"
    assert plain(None) == ""
    assert neutral(plain(date(2026, 6, 5))) == "05/06/2026"
