"""The paper as programs of others see it. Each checker is first shown a fault that it must find."""

import re
import shutil
import subprocess
import unicodedata
from datetime import UTC, datetime

import page
import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from khuyencong.certificates.adapters import authority, checking, cms, paper, signing
from khuyencong.certificates.adapters.press import Job, dressed, press, printed
from khuyencong.certificates.papers import DEMONSTRATION, certificate_page
from khuyencong.certificates.rules.facts import PRINTABLE
from khuyencong.kernel.refusal import Refusal
from tests.certificates.making import FACTS, facts_with

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
ADDRESS = (
    "HTTPS://KHUYENCONG.VINHLONG.GOV.VN/K/7YQ4PZ2M8K3N5R9T/" + "0123456789ABCDEFGHJKMNPQRSTVWXYZ" * 5 + "0123456789"
)
LONG = "Bộ sản phẩm bánh tráng nem Cù Lao Mây truyền thống nhiều hương vị "


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    authority.ensure_demonstration_authority(folder, "sct-mau")
    return folder


def job_of(facts, keys, *, demonstration=True):
    made = certificate_page(
        facts,
        serial="05/2026/GCN-SCT-MAU",
        code="7YQ4PZ2M8K3N5R9T",
        address=ADDRESS,
        site="khuyencong.vinhlong.gov.vn",
        demonstration=demonstration,
    )
    return Job(1, made, ADDRESS, AT, keys, "sct-mau", "", "UBND tỉnh Vĩnh Long", "Cấp giấy", "Vĩnh Long")


@pytest.fixture(scope="module")
def signed(keys, tmp_path_factory):
    path = tmp_path_factory.mktemp("papers") / "signed.pdf"
    path.write_bytes(press(job_of(FACTS, keys)))
    return path


def run(*arguments):
    return subprocess.run(arguments, capture_output=True, check=True, timeout=120).stdout


def validated(path):
    return page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_A_3B)


def text_of(path):
    return run("pdftotext", "-enc", "UTF-8", str(path), "-").decode()


def test_the_validator_finds_an_attachment_without_relationship_and_a_font_left_out(signed, tmp_path):
    planted = tmp_path / "planted.pdf"
    with pikepdf.open(signed) as pdf:
        pdf.Root.Names.EmbeddedFiles.Names[1].EF.F.Subtype = pikepdf.Name("/text#2Fplain")
        del pdf.Root.Names.EmbeddedFiles.Names[1].AFRelationship
        pdf.save(planted)
    assert not validated(planted).is_compliant

    with pikepdf.open(signed) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
                del thing.FontFile2
        pdf.save(planted)
    assert not validated(planted).is_compliant


@pytest.mark.parametrize(
    "facts",
    [
        FACTS,
        facts_with(
            is_set=True,
            product_name=(LONG * 5)[:300].strip(),
            establishment_name=("Công ty trách nhiệm hữu hạn một thành viên thương mại dịch vụ " * 5)[:300].strip(),
            establishment_address=("Xã Hòa Thạnh, " * 30)[:300].strip(),
            signer_authority_lines=("TM. Ủy ban nhân dân tỉnh và các cơ quan phối hợp tổ chức bình chọn",) * 3,
        ),
        facts_with(product_name="X", establishment_name="Y", establishment_address="", group_label=""),
        facts_with(
            product_name='<b>#panic("x")</b> *đậm* $x^2$ \\u{41} \\"\'`', establishment_name="@a #set text(1pt)"
        ),
    ],
    ids=["usual", "longest", "shortest", "hostile"],
)
def test_a_signed_certificate_is_pdf_a_3b(facts, keys, tmp_path):
    path = tmp_path / "made.pdf"
    path.write_bytes(press(job_of(facts, keys)))

    result = validated(path)

    assert result.is_compliant, str(result)
    assert len(pikepdf.open(path).pages) == 1


def test_the_text_layer_holds_the_exact_names(keys, tmp_path):
    facts = facts_with(
        product_name="Bánh phồng sữa Bến Tre – Ỷ Ỹ Ặ ẫ ữ ượ đ Đ",
        establishment_name="Hộ kinh doanh Nguyễn Thị Ưỡng (mẫu)",
    )
    path = tmp_path / "made.pdf"
    path.write_bytes(press(job_of(facts, keys)))

    text = text_of(path)

    lines = [line.strip() for line in text.splitlines()]
    assert facts.product_name in lines
    assert f"của {facts.establishment_name}" in lines
    assert "SẢN PHẨM CÔNG NGHIỆP NÔNG THÔN TIÊU BIỂU CẤP TỈNH NĂM 2026" in lines
    assert "Vĩnh Long, ngày 20 tháng 11 năm 2026" in lines
    assert DEMONSTRATION in lines
    assert text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("label", "line"),
    [
        ("Nhóm sản phẩm thủ công mỹ nghệ", "Thuộc nhóm sản phẩm thủ công mỹ nghệ"),
        ("Thủ công mỹ nghệ", "Thuộc nhóm thủ công mỹ nghệ"),
    ],
)
def test_lines_beside_the_code_do_not_break(keys, tmp_path, label, line):
    path = tmp_path / "made.pdf"
    path.write_bytes(press(job_of(facts_with(group_label=label, decision_number="1501/QĐ-UBND (mẫu)"), keys)))

    lines = [one.strip() for one in text_of(path).splitlines()]

    assert line in lines
    assert "Quyết định số: 1501/QĐ-UBND (mẫu) ngày 20 tháng 11 năm 2026" in lines


def test_hostile_names_are_printed_literally(keys, tmp_path):
    name = '#panic("x") *đậm* \\u{41} $a$ <b> #read("/etc/passwd")'
    path = tmp_path / "made.pdf"
    path.write_bytes(press(job_of(facts_with(product_name=name), keys)))

    assert name in text_of(path).replace("\n", " ")


def test_a_real_office_prints_no_demonstration_mark(keys, tmp_path):
    path = tmp_path / "made.pdf"
    path.write_bytes(press(job_of(FACTS, keys, demonstration=False)))

    assert "trình diễn" not in text_of(path).lower()


def test_every_letter_that_is_allowed_is_in_the_fonts(keys):
    letters = [chr(point) for span in PRINTABLE for point in span if point > 0x20]
    for start in range(0, len(letters), 250):
        words = "".join(letters[start : start + 250])
        spaced = " ".join(words[at : at + 20] for at in range(0, len(words), 20))
        printed(job_of(facts_with(product_name=spaced, establishment_name=spaced, place=spaced), keys))


def test_a_letter_in_no_font_is_refused_and_not_printed_as_a_box(keys):
    with pytest.raises(Refusal) as no:
        printed(job_of(facts_with(product_name="Bánh 饼"), keys))

    assert no.value.code == "certificates.letter_not_in_fonts"


def test_every_font_is_embedded(signed):
    rows = run("pdffonts", str(signed)).decode().splitlines()[2:]

    assert len(rows) >= 4
    assert all(re.search(r"Identity-H +yes", row) for row in rows)


def test_pdfsig_finds_a_flipped_byte_and_accepts_the_file_as_signed(signed, tmp_path):
    planted = tmp_path / "planted.pdf"
    data = bytearray(signed.read_bytes())
    data[data.rindex(b"endstream") - 40] ^= 1
    planted.write_bytes(data)

    assert (
        "Digest Mismatch"
        in subprocess.run(["pdfsig", "-nocert", planted], capture_output=True, check=False).stdout.decode()
    )

    told = subprocess.run(["pdfsig", "-nocert", signed], capture_output=True, check=False).stdout.decode()

    assert "Signature is Valid." in told
    assert "ETSI.CAdES.detached" in told
    assert "Total document signed" in told
    assert "không có giá trị pháp lý" in told


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbar-tools is not installed")
def test_the_qr_code_is_read_from_a_150_dpi_print(signed, tmp_path):
    run("pdftoppm", "-r", "150", "-png", "-singlefile", str(signed), str(tmp_path / "print"))

    found = run("zbarimg", "-q", "--raw", str(tmp_path / "print.png")).decode().strip()

    assert found == ADDRESS


def test_the_same_page_at_the_same_moment_is_the_same_file(keys):
    job = job_of(FACTS, keys)

    assert printed(job) == printed(job)


@pytest.mark.parametrize("size", [2048, 3072])
def test_an_office_with_an_rsa_key_signs_too(keys, tmp_path, size):
    key = rsa.generate_private_key(public_exponent=65537, key_size=size)
    ca_key, root = authority._read_root(keys)
    certificate = (
        authority._builder(authority._name("RSA"), root.subject, key)
        .add_extension(authority._usage(signs_certificates=False), critical=True)
        .sign(ca_key, authority.hashes.SHA256())
    )
    made = signing.sign(
        dressed(job_of(FACTS, keys)), cms.Signer(key, (certificate,)), at=AT, name="a", reason="b", location="c"
    )
    path = tmp_path / "rsa.pdf"
    path.write_bytes(made)

    assert checking.check(made, [root]).seal == "intact"
    assert (
        "Signature is Valid."
        in subprocess.run(["pdfsig", "-nocert", path], capture_output=True, check=False).stdout.decode()
    )


def test_an_office_with_its_own_file_signs_with_it(keys, tmp_path):
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.serialization import pkcs12

    own = authority.identity(tmp_path / "their-keys", "that")
    path = tmp_path / "office.p12"
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"office", own.key, own.chain[0], None, serialization.BestAvailableEncryption(b"mat khau")
        )
    )
    path.with_name("office.p12.password").write_text("mat khau\n")

    identity = authority.identity(keys, "sct-mau", str(path))

    assert not identity.demonstration
    assert identity.chain[0] == own.chain[0]
    assert own.chain[0] in authority.known_signers(keys).values()


def test_concurrent_starts_make_one_authority(tmp_path):
    script = (
        "import sys;from pathlib import Path;"
        "from khuyencong.certificates.adapters.authority import identity;"
        "i=identity(Path(sys.argv[1]),'sct');print(i.chain[0].serial_number)"
    )
    import sys

    started = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE) for _ in range(4)
    ]
    told = {process.communicate(timeout=60)[0] for process in started}

    assert len(told) == 1
    assert sorted(path.name.split("-")[0] for path in tmp_path.glob("[!.]*")) == ["goc", "sct"]


def test_typst_warnings_are_errors(keys, monkeypatch):
    class Warned:
        message = "unknown font family"

    class Engine:
        def compile_with_warnings(self, **_named):
            return b"%PDF", [Warned()]

    monkeypatch.setattr(paper, "_engine", Engine)

    with pytest.raises(RuntimeError, match="unknown font family"):
        printed(job_of(FACTS, keys))
