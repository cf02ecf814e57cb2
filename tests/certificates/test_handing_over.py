"""An office that signs with a tool of its own: here pyHanko stands for the tool, signing as tools do, by appending."""

import io

import pytest
from asn1crypto import keys as plain_keys
from asn1crypto import x509 as plain_x509
from cryptography.hazmat.primitives import serialization
from django.core.files.uploadedfile import SimpleUploadedFile
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

from khuyencong.certificates.actions import complete_certificate, complete_many, unsigned_paper, verify_pdf
from khuyencong.certificates.adapters import authority
from khuyencong.certificates.models import Certificate
from khuyencong.kernel.refusal import Refusal
from tests.certificates.making import FACTS, LATER, issue, make_product, reserve

OFFICE = "sct-vinh-long"


@pytest.fixture
def by_hand(settings, tmp_path):
    """Let the office sign elsewhere, and trust the root of its tool."""
    tool = tmp_path / "tool"
    authority.ensure_demonstration_authority(tool, OFFICE)
    roots = tmp_path / "roots"
    roots.mkdir()
    (roots / "root.pem").write_bytes((tool / authority.ROOT / "root.pem").read_bytes())
    settings.CERTIFICATE_SIGNERS = {OFFICE: authority.BY_HAND}
    settings.CERTIFICATE_ROOTS = str(roots)
    return authority.identity(tool, OFFICE)


def signed_by(identity, data, field="Nguoi", *, subfilter=SigSeedSubFilter.PADES):
    """Append a signature as an office's tool does."""
    signer = SimpleSigner(
        signing_cert=plain_x509.Certificate.load(identity.chain[0].public_bytes(serialization.Encoding.DER)),
        signing_key=plain_keys.PrivateKeyInfo.load(
            identity.key.private_bytes(
                serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        ),
        cert_registry=SimpleCertificateStore(),
    )
    meta = PdfSignatureMetadata(field_name=field, md_algorithm="sha256", subfilter=subfilter)
    out = io.BytesIO()
    PdfSigner(meta, signer=signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data)), output=out)
    return out.getvalue()


def hand_in(cast, made, data, person="thuky"):
    return cast.client(person).post(f"/giay-chung-nhan/{made.pk}/da-ky/", {"file": SimpleUploadedFile("a.pdf", data)})


def test_the_paper_goes_out_and_comes_back_signed_by_person_and_office(cast, by_hand):
    made = reserve(cast)
    page = cast.client("thuky").get(f"/giay-chung-nhan/{made.pk}/").content.decode()
    out = cast.client("thuky").get(f"/giay-chung-nhan/{made.pk}/chua-ky.pdf").content

    twice = signed_by(by_hand, signed_by(by_hand, out), "CoQuan")
    answer = hand_in(cast, made, twice)

    done = Certificate.objects.get()
    assert "Tải bản chưa ký" in page
    assert answer.status_code == 302
    assert (done.state, done.is_demonstration) == ("issued", False)
    assert verify_pdf(twice, on=FACTS.issued_on).status == "valid"
    assert verify_pdf(twice, on=FACTS.issued_on, offline=True).status == "valid"


def test_a_signature_of_the_older_profile_is_taken_too(cast, by_hand):
    made = reserve(cast)

    hand_in(cast, made, signed_by(by_hand, unsigned_paper(made), subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED))

    assert Certificate.objects.get().state == "issued"


def test_the_unsigned_paper_is_the_same_whenever_it_is_asked_for(cast, by_hand):
    made = reserve(cast)

    assert unsigned_paper(made) == unsigned_paper(made)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda _own, paper, _strange: paper, "chưa có chữ ký số"),
        (lambda own, paper, _strange: signed_by(own, paper) + b"\n", "không còn nguyên vẹn"),
        (lambda own, paper, _strange: signed_by(own, paper)[1:], "nội dung đã khác"),
        (lambda own, _paper, strange: signed_by(own, strange), "nội dung đã khác"),
        (lambda _own, _paper, _strange: b"hello", "nội dung đã khác"),
    ],
    ids=["unsigned", "added to", "cut", "other paper", "no paper"],
)
def test_what_is_not_that_paper_signed_is_refused(cast, by_hand, change, sentence):
    made, other = reserve(cast), reserve(cast, key="other")

    answer = hand_in(cast, made, change(by_hand, unsigned_paper(made), unsigned_paper(other)))

    assert answer.status_code == 409
    assert sentence in answer.content.decode()
    assert set(Certificate.objects.values_list("state", flat=True)) == {"reserved"}


def test_a_signer_whom_nobody_trusts_is_refused(cast, by_hand, tmp_path):
    made = reserve(cast)
    stranger = authority.identity(tmp_path / "stranger", OFFICE)

    answer = hand_in(cast, made, signed_by(stranger, unsigned_paper(made)))

    assert "chưa tin cậy người ký" in answer.content.decode()


def test_we_do_not_sign_for_an_office_that_signs_elsewhere(cast, by_hand):
    made = reserve(cast)

    for sign in (lambda: complete_certificate(made.pk, at=LATER), lambda: complete_many([made.pk], at=LATER)):
        with pytest.raises(Refusal) as no:
            sign()
        assert no.value.code == "certificates.office_signs_elsewhere"


def test_nothing_is_taken_back_for_what_is_issued(cast):
    done = issue(cast, product=make_product(cast.office()))

    assert hand_in(cast, done, b"%PDF-").status_code == 409
    assert cast.client("thuky").get(f"/giay-chung-nhan/{done.pk}/chua-ky.pdf").status_code == 409


def test_whoever_may_not_sign_may_not_hand_in(cast, by_hand):
    made = reserve(cast)

    assert hand_in(cast, made, b"%PDF-", "chuyenvien").status_code == 403
    assert cast.client("chuyenvien").get(f"/giay-chung-nhan/{made.pk}/chua-ky.pdf").status_code == 403
