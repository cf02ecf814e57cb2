"""Papers as programs of others see them. Each checker is first shown a fault that it must find."""

import io
import re
import shutil
import subprocess
from datetime import UTC, datetime

import page
import pdfplumber
import pikepdf
import pytest

from khuyencong.documents.adapters.typeset.docx import render_docx
from khuyencong.documents.adapters.typeset.pdf import render_pdf
from khuyencong.documents.rules.papers import layout
from khuyencong.documents.rules.papers.paper import Annex, Form
from khuyencong.documents.rules.papers.setting import lay, words
from tests.factories.papers import ISSUE, make_paper, make_table

AT = datetime(2026, 2, 5, 2, 0, tzinfo=UTC)
LONG = "Cơ sở chế biến các sản phẩm từ dừa sáp và nông sản sấy lạnh Cù Lao Mẫu " * 3
SIZES = {11.0, 12.0, 13.0, 14.0}


def rendered(form, **changes):
    return render_pdf(make_paper(form, **changes), ISSUE, at=AT)


def measured(data):
    """Return a line for every page whose size, margins or letters are outside the decree's ranges."""
    faults = []
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for one in pdf.pages:
            size = sorted(round(side * 20) for side in (one.width, one.height))
            text = [c for c in one.chars if c["top"] * 20 >= layout.TOP.least - 40 and c["text"].strip()]
            margins = min(c["x0"] for c in text) * 20, (one.width - max(c["x1"] for c in text)) * 20
            faults += [f"size {size}"] if size != [layout.PAGE_WIDTH, layout.PAGE_HEIGHT] else []
            faults += [f"left {margins[0]:.0f}"] if margins[0] < layout.LEFT.least - 4 else []
            faults += [f"right {margins[1]:.0f}"] if margins[1] < layout.RIGHT.least - 4 else []
            faults += [f"sizes {one.page_number}"] if not {round(c["size"], 1) for c in one.chars} <= SIZES else []
            faults += ["font"] if any("LiberationSerif" not in c["fontname"] for c in one.chars) else []
    return faults


def test_measured_finds_a_page_that_is_too_small_and_a_margin_that_is_too_narrow():
    with pikepdf.open(io.BytesIO(rendered(Form.LETTER))) as pdf:
        pdf.pages[0].mediabox = [50, 0, 560, 842]
        out = io.BytesIO()
        pdf.save(out)

    assert {fault.split()[0] for fault in measured(out.getvalue())} == {"size", "right"}


def misfits(data):
    """Return the streams whose length is not as they say it is."""
    found = re.finditer(rb"/Length (\d+)[^>]*?>>\s*stream\r?\n", data)
    ends = [data[one.end() + int(one[1]) :][:12] for one in found]
    assert ends, "streams are there to be measured"
    return [end for end in ends if not re.match(rb"\r?\n?endstream", end)]


def faults_of(path):
    """Return what the validator finds against PDF/A-2b.

    It takes a stream whose last byte is 13 for one that is too long, as one of the color profile always is;
    so the lengths are measured here, to the byte.
    """
    report = page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_A_2B)
    known = {"PDFA2B-STREAM-LENGTH-001"} if not misfits(path.read_bytes()) else set()
    return [one for one in report.failures if one.rule_id not in known]


def test_misfits_finds_a_stream_that_is_longer_than_it_says():
    data = rendered(Form.LETTER)
    said = re.search(rb"/Length (\d\d\d)\b", data)
    planted = data.replace(said[0], b"/Length %d" % (int(said[1]) - 5), 1)

    assert misfits(data) == []
    assert len(misfits(planted)) == 1


@pytest.mark.parametrize("form", Form)
def test_every_form_keeps_the_measures_and_is_pdf_a(form, tmp_path):
    annexes = (Annex(LONG, (make_table(200),), is_landscape=True), Annex("Trống", (make_table(0),)))
    data = rendered(form, abstract=LONG, annexes=annexes)
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)

    assert measured(data) == []
    assert faults_of(path) == []


def test_the_validator_finds_a_font_left_out(tmp_path):
    path = tmp_path / "planted.pdf"
    with pikepdf.open(io.BytesIO(rendered(Form.LETTER))) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
                del thing.FontFile2
        pdf.save(path)

    assert faults_of(path) != []


def test_pages_are_numbered_in_the_top_margin_but_for_the_first_and_anew_in_each_annex():
    with pdfplumber.open(io.BytesIO(rendered(Form.NAMED, annexes=(Annex("Danh mục", (make_table(60),)),)))) as pdf:
        inside = [one.crop((0, 0, one.width, layout.TOP.least / 20)).extract_text() for one in pdf.pages]
        first = next(one for one, text in enumerate(inside) if "Phụ lục" in pdf.pages[one].extract_text())
        number = pdf.pages[1].crop((0, 0, pdf.pages[1].width, layout.TOP.least / 20)).chars

    assert inside == ["", *map(str, range(2, first + 1)), "", *map(str, range(2, len(inside) - first + 1))]
    assert {round(one["size"]) for one in number} <= {13}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is installed for the bench only")
def test_libreoffice_reads_the_same_text_from_the_docx(tmp_path):
    paper = make_paper(annexes=(Annex("Danh mục", (make_table(200),), is_landscape=True),))
    (tmp_path / "paper.docx").write_bytes(render_docx(paper, ISSUE))
    where = f"-env:UserInstallation=file://{tmp_path}/profile"
    into = ["--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run(
        ["soffice", where, *into, str(tmp_path / "paper.docx")], check=True, capture_output=True, timeout=120
    )
    with pdfplumber.open(tmp_path / "paper.pdf") as pdf:
        read = {word for one in pdf.pages for word in one.extract_text().split()}

    said = set(words(lay(paper, ISSUE)).split())
    assert said - read == set()
    assert {"một-chữ-không-có"} - read, "a word that is not there is missed"
