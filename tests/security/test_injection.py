"""Names that are programs: they stay names on every page, in every file and in every head of an answer."""

import contextlib
import io
import re
import time

import openpyxl
import pytest
from django.urls import reverse

from khuyencong.documents.rules.file_kinds import FileKind, safe_name
from khuyencong.registry.models import Establishment, Product
from khuyencong.registry.queries.search import search_establishments, search_products
from khuyencong.selection.rules.entry_codes import code_key
from khuyencong.selection.rules.paper_sheets import juror_of
from khuyencong.ui.listing.export import neutral
from khuyencong.vietnamese.dates import read_date
from khuyencong.vietnamese.folding import fold
from khuyencong.vietnamese.money import read_dong
from khuyencong.vietnamese.numbers import read_number
from tests.security.conftest import MARKUP
from tests.security.test_privacy import body, public_pages, staff_pages

pytestmark = pytest.mark.django_db

READERS = (None, "thuky", "chutich", "giamkhao01", "kiemtoan", "coso", "quantri")


READERS_OF_TEXT = (
    read_date,
    read_dong,
    read_number,
    fold,
    lambda text: juror_of(text, [text, f"giám khảo: {text}"]),
    code_key,
)


def pages(ill):
    rounds = (
        "view_round",
        "view_jury",
        "view_scores",
        "view_ranking",
        "view_council",
        "view_issuing",
        "view_own_dossiers",
    )
    found = [reverse(f"selection:{name}", args=[round_.pk]) for name in rounds for round_ in (ill.round, ill.scored)]
    found += [reverse("selection:recognise", args=[ill.scored.pk]), reverse("selection:view_rounds")]
    found += [reverse("accounts:view_audit"), reverse("accounts:view_tasks"), reverse("certificates:view_register")]
    found += [reverse("certificates:replace_certificate", args=[ill.certificate.pk])]
    found += [reverse("registry:edit_product", args=[ill.product.pk])]
    found += [reverse("registry:edit_establishment", args=[ill.maker.pk])]
    found += [reverse("selection:edit_round", args=[ill.scored.pk])]
    return [*found, *public_pages(ill), *staff_pages(ill)]


@pytest.mark.parametrize("reader", READERS)
def test_a_name_stays_a_name_on_every_page(ill, reader):
    client = ill.cast.client(reader)

    for page in pages(ill):
        answer = client.get(page)
        if "text/html" not in answer["Content-Type"]:
            continue
        text = body(answer)
        assert MARKUP not in text, page
        assert not re.search(r"<[^>]*\son(?:mouseover|focus)=", re.sub(r'"[^"]*"', '""', text)), page


@pytest.mark.parametrize("reader", ["thuky", "kiemtoan"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_of_a_file_is_a_formula(ill, reader, kind):
    client = ill.cast.client(reader)
    lists = [
        reverse("view_catalogue"),
        reverse("registry:view_products"),
        reverse("registry:view_establishments"),
        reverse("certificates:view_register"),
        reverse("selection:view_dossiers", args=[ill.round.pk]),
        reverse("selection:view_ranking", args=[ill.round.pk]),
    ]

    for page in lists:
        answer = client.get(page, {"tai": kind})
        data = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if kind == "csv":
            assert not re.search(r'(?:^|,)"?[=+@]', data.decode("utf-8-sig"), re.MULTILINE), page
        else:
            book = openpyxl.load_workbook(io.BytesIO(data))
            assert [cell for row in book.active.iter_rows() for cell in row if cell.data_type == "f"] == [], page


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＠SUM"])
def test_a_text_that_a_spreadsheet_would_count_is_quoted(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "'",
        "*",
        "a*",
        "NEAR(a b)",
        "a AND",
        "OR",
        "NOT a",
        '" OR 1=1 --',
        "a:b",
        "(",
        "{a b}",
        "^a",
        "%",
        "_",
        "\\",
        "\x00",
    ],
)
def test_a_search_text_is_only_words(ill, text):
    list(search_products(text, Product.objects.all())[:5])
    list(search_establishments(text, Establishment.objects.all())[:5])

    for reader, page in (
        (None, "view_catalogue"),
        ("thuky", "registry:view_establishments"),
        ("thuky", "certificates:view_register"),
    ):
        assert ill.cast.client(reader).get(reverse(page), {"q": text}).status_code == 200, page


@pytest.mark.parametrize(
    "asked", ["?nam=²", "?nam=" + "9" * 40, "?trang=" + "9" * 40, "?sap-xep=pk__password", "?cap='"]
)
def test_an_odd_question_to_a_list_is_no_fault(ill, asked):
    for reader, page in (
        (None, "view_catalogue"),
        ("thuky", "certificates:view_register"),
        ("thuky", "selection:view_rounds"),
    ):
        assert ill.cast.client(reader).get(reverse(page) + asked).status_code == 200, page


@pytest.mark.parametrize("revision", ["1e400", str(10**30), "-1", '"x"', "null", "[]"])
def test_an_odd_revision_of_a_sheet_is_refused_in_words(ill, revision):
    answer = ill.cast.client("giamkhao01").post(
        reverse("selection:save_scorecard", args=[ill.open_dossier.pk]),
        f'{{"points": {{}}, "revision": {revision}}}',
        content_type="application/json",
        headers={"Accept": "application/json"},
    )

    assert answer.json()["refusals"][0]["code"] == "selection.unreadable_save"


def test_where_to_go_after_a_sheet_is_a_sheet(ill):
    address = reverse("selection:save_scorecard", args=[ill.open_dossier.pk])

    answer = ill.cast.client("giamkhao01").post(address, {"points-1": "10", "next": "//example.org"})

    assert answer["Location"] == address


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\win.ini", "a\r\nSet-Cookie: x=1.pdf", "\u202efdp.exe", "a\x00.pdf", "/"]
)
def test_the_name_of_a_file_leads_nowhere(name):
    kept = safe_name(name, FileKind.PDF)

    assert not set(kept) & set("/\\\r\n\x00\u202e")
    assert kept.endswith(".pdf")
    assert not kept.startswith(".")


@pytest.mark.parametrize(
    "piece", ["1.", "1 ", " ", "1.000", "a ", "ty ", "(", "[", "1 trieu,", "toi da ", "ă", "=", "-", ". "]
)
def test_no_text_takes_a_reader_long(piece):
    text = piece * (20_000 // len(piece)) + "!"

    for read in READERS_OF_TEXT:
        begun = time.process_time()
        with contextlib.suppress(ValueError):
            read(text)
        assert time.process_time() - begun < 0.5, (read, piece)
