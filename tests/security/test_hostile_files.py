"""Files made to hurt: each is turned away, and neither memory nor disk of the server pays for it."""

import dataclasses
import io

import pikepdf
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from khuyencong.certificates.adapters import authority, checking_apart, signing
from khuyencong.certificates.adapters.checking import check
from khuyencong.certificates.adapters.checking_apart import check_apart
from khuyencong.documents.adapters.papers import inspect_pdf
from khuyencong.documents.models import StoredFile
from khuyencong.kernel.refusal import Refusal
from tests.certificates.making import LATER


@pytest.fixture(autouse=True)
def _nobody_asked_before():
    cache.clear()


def signed_by_a_stranger(folder, attachment):
    """Return a PDF with an attachment, well signed by a key that nobody trusts."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.attachments["giay-chung-nhan.json"] = pikepdf.AttachedFileSpec(pdf, attachment)
    signer = authority.identity(folder, "ke-gian").signer()
    return signing.sign(pdf, signer, at=LATER, name="X", reason="X", location="X")


@pytest.mark.parametrize(("limit", "value"), [("MEGABYTES", 64), ("SECONDS", 0.01)])
def test_a_file_that_asks_too_much_is_not_called_true_and_costs_no_more(tmp_path, monkeypatch, limit, value):
    stranger = signed_by_a_stranger(tmp_path, b"{}")
    root = authority.ensure_demonstration_authority(tmp_path)
    assert check_apart(stranger, [root]).seal == "intact"

    monkeypatch.setattr(checking_apart, limit, value)

    assert check_apart(stranger, [root]).seal == "tampered"


def test_the_child_finds_what_the_server_would_find(tmp_path):
    stranger = signed_by_a_stranger(tmp_path, b"{}")
    root = authority.ensure_demonstration_authority(tmp_path)

    for data, roots in ((stranger, []), (stranger, [root]), (stranger[:-9], [root]), (b"%PDF-1.7", [])):
        here = dataclasses.replace(check(data, roots), signed_at=None, certificates=())
        assert check_apart(data, roots) == here


def test_what_a_stranger_signed_is_never_unpacked(tmp_path):
    stranger = signed_by_a_stranger(tmp_path, b'{"kind": "khuyencong/giay-chung-nhan"}')

    found = check(stranger, [])

    assert found.seal == "untrusted"
    assert found.attachment == b""


def test_a_stranger_s_file_is_answered_on_the_page_and_kept_nowhere(cast, tmp_path):
    sent = SimpleUploadedFile(
        "giay.pdf", signed_by_a_stranger(tmp_path, bytes(1 << 20)), content_type="application/pdf"
    )

    answer = Client().post("/kiem-tra/", {"file": sent})

    assert "verdict" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert not StoredFile.objects.exists()


def test_one_address_may_not_have_files_checked_without_end(cast):
    def ask(number):
        return Client().post(
            "/kiem-tra/",
            {"file": SimpleUploadedFile("giay.pdf", b"%PDF-1.7")},
            REMOTE_ADDR=f"2001:db8:1:2::{number:x}",
        )

    assert [ask(number).status_code for number in range(31)][-2:] == [200, 429]


def test_more_than_any_form_takes_is_refused_before_it_is_read(settings):
    settings.LARGEST_REQUEST = 1000

    answer = Client().post("/kiem-tra/", {"file": SimpleUploadedFile("to.pdf", b"x" * 2000)})

    assert answer.status_code == 413
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def with_annotation(pdf):
    spec = pikepdf.AttachedFileSpec(pdf, b"MZ", filename="tro-choi.exe")
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, FS=spec.obj)
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])


def with_form_script(pdf):
    pdf.Root.AcroForm = pikepdf.Dictionary(XFA=pdf.make_stream(b"<xdp><script>app.alert(1)</script></xdp>"))


def with_opening_script(pdf):
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


@pytest.mark.parametrize("change", [with_annotation, with_form_script, with_opening_script])
def test_a_paper_that_can_act_is_refused_wherever_it_hides(change):
    pdf, buffer = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    change(pdf)
    pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    with pytest.raises(Refusal) as caught:
        inspect_pdf(buffer.getvalue())

    assert caught.value.code == "documents.pdf_with_scripts"
