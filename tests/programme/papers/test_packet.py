"""The packet of a project: whole, deterministic, checked by a stranger, and only for those who may have it."""

import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime

import pikepdf
import pytest
from django.core.management import call_command

from khuyencong.accounts.models import AuditEntry
from khuyencong.documents.actions.packets import build_packet, download_packet
from khuyencong.documents.actions.papers import HeadFacts, draft_paper, edit_letterhead, issue_paper
from khuyencong.documents.actions.papers.issuing import IssueOrder
from khuyencong.documents.models import Attachment, StoredFile
from khuyencong.documents.models.disk import place_of
from khuyencong.documents.models.issued import SignedCopy
from khuyencong.documents.papers import paper_kinds
from khuyencong.documents.queries.packets import packet_named, packet_sources
from khuyencong.kernel.refusal import Refusal
from khuyencong.programme.actions.projects.registering import register_project
from khuyencong.programme.models import Project
from tests.factories.packet_checker import faults_of
from tests.factories.pictures import drawn, jpeg
from tests.programme.papers.world import make_papers_world
from tests.programme.project_world import make_project_world

AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def put_file(cast, project, kind, data, media_type, name):
    """Put a file with content to a project, on disk and in the tables."""
    sha256 = hashlib.sha256(data).hexdigest()
    place_of(sha256).parent.mkdir(parents=True, exist_ok=True)
    place_of(sha256).write_bytes(data)
    stored = StoredFile.objects.create(
        sha256=sha256, received_sha256=sha256, name=name, size=len(data), media_type=media_type, purpose="paper",
        office=project.office, created_by=cast.chuyenvien, created_at=AT,
    )  # fmt: skip  # one row
    Attachment.objects.create(
        file=stored, owner_label="programme.project", owner_id=project.pk, kind=kind, added_by=cast.chuyenvien,
        added_at=AT,
    )  # fmt: skip  # one row
    return sha256


def blank_pdf(pages):
    pdf, written = pikepdf.new(), io.BytesIO()
    for _number in range(pages):
        pdf.add_blank_page()
    pdf.save(written)
    return written.getvalue()


@pytest.fixture
def project(cast):
    made = make_papers_world(cast).project
    put_file(cast, made, "quotations", blank_pdf(3), "application/pdf", "bao-gia.pdf")
    put_file(cast, made, "photo", jpeg(drawn(1)), "image/jpeg", "may.jpg")
    put_file(cast, made, "other", b"PK word", WORD, "thuyet-minh.docx")
    put_file(cast, made, "vat_invoice", b"%PDF broken", "application/pdf", "hoa-don.pdf")
    return Project.objects.get(pk=made.pk)


def packed(project):
    packet = build_packet(packet_sources["project"], project, at=AT)
    with packet.file:
        return packet.file.read()


def manifest_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as packet:
        return json.loads(packet.read("manifest.json"))


def rewritten(data, change):
    """Return the packet with files changed: ``change`` gets name and content and returns the content, or None."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packet, zipfile.ZipFile(written, "w") as target:
        for name in packet.namelist():
            if (content := change(name, packet.read(name))) is not None:
                target.writestr(name, content)
    return written.getvalue()


def test_a_packet_is_whole_and_the_same_every_time(project, cast):
    data = packed(project)

    assert faults_of(data) == []
    assert packed(project) == data
    files = manifest_of(data)["files"]
    assert list(dict.fromkeys(one["folder"] for one in files)) == [
        "Hồ sơ đăng ký", "Thẩm định", "Quyết định", "Hợp đồng", "Thực hiện và kiểm tra", "Nghiệm thu", "Kinh phí",
        "Quyết toán, thanh lý", "Ảnh", "Giấy tờ khác", "Nhật ký", "",
    ]  # fmt: skip  # the folders in their order
    apart = {one["path"].rpartition("-")[2]: one["reason"] for one in files if one["reason"]}
    assert apart["minh.docx"] == apart["toan.json"] == apart["ky.json"] == "không phải PDF hoặc ảnh, xem tệp riêng"
    assert [one["reason"] for one in files if "hoa-don" in one["path"]] == ["tệp PDF không mở được, xem tệp riêng"]
    assert [one["pages"] for one in files if "bao-gia" in one["path"]] == [3]


def test_what_is_changed_lacking_or_added_is_found(project):
    data = packed(project)

    def flip(name, content):
        return content[:-9] + bytes([content[-9] ^ 1]) + content[-8:] if name.endswith("01-hop-dong.pdf") else content

    def lose(name, content):
        return None if name.endswith("may.jpg") else content

    changed = rewritten(data, flip)
    assert [fault.partition(":")[0] for fault in faults_of(changed)] == ["changed"]
    assert [fault.partition(":")[0] for fault in faults_of(rewritten(data, lose))] == ["missing"]
    with zipfile.ZipFile(more := io.BytesIO(data), "a") as packet:
        packet.writestr("them.txt", "x")
    assert faults_of(more.getvalue()) == ["not in the manifest: them.txt"]


def test_a_lost_bookmark_and_a_changed_entry_are_found(project, cast):
    download_packet(actor=cast.chuyenvien, source=packet_sources["project"], thing=project, at=AT).file.close()
    data = packed(project)

    def spoil(name, content):
        if name.endswith("nhat-ky.json"):
            return content.replace(b"documents.download_packet", b"documents.view_file")
        if name != "toan-bo-ho-so.pdf":
            return content
        with pikepdf.open(io.BytesIO(content)) as pdf:
            with pdf.open_outline() as outline:
                del outline.root[1].children[0]
            pdf.save(written := io.BytesIO())
        return written.getvalue()

    found = [fault.partition(":")[0] for fault in faults_of(rewritten(data, spoil))]
    assert sorted(found) == ["changed", "changed", f"entry {AuditEntry.objects.latest('number').number}", "no bookmark"]


def test_a_file_that_the_disk_lost_is_told_and_the_rest_is_packed(project, cast):
    sha256 = put_file(cast, project, "other", b"lost", WORD, "mat.docx")
    place_of(sha256).unlink()

    data = packed(project)

    assert faults_of(data) == []
    lost = [one for one in manifest_of(data)["files"] if not one["sha256"]]
    assert [(one["size"], "không đọc được" in one["reason"]) for one in lost] == [(0, True)]


def test_download_packet_is_noted_and_refused_to_others(project, cast):
    source = packet_sources["project"]

    packet = download_packet(actor=cast.kiemtoan, source=source, thing=project, at=AT)

    packet.file.close()
    entry = AuditEntry.objects.latest("number")
    assert (entry.action, entry.thing) == ("documents.download_packet", f"programme.project:{project.pk}")
    assert entry.facts == {"manifest": packet.manifest_sha256, "files": packet.files}
    for stranger in (cast.coso, cast.giamkhao01, cast.thuky_ben):
        with pytest.raises(Refusal):
            download_packet(actor=stranger, source=source, thing=project, at=AT)


def test_the_page_hands_the_packet_to_an_auditor_by_a_button(project, cast):
    client = cast.client("kiemtoan")
    address = f"/tron-bo/project/{project.pk}/"

    assert address in client.get(f"/de-an/{project.pk}/").content.decode()
    answer = client.post(address)
    assert answer["Content-Disposition"] == 'attachment; filename="ho-so-da-001.zip"'
    assert faults_of(b"".join(answer.streaming_content)) == []
    assert client.get(address).status_code == 405
    assert client.post("/tron-bo/khac/1/").status_code == 404


def test_the_command_packs_by_code_with_and_without_a_person(project, cast, tmp_path, capsys):
    out = tmp_path / "hs.zip"

    call_command("packet", "DA-001", "--out", str(out), "--json")

    told = json.loads(capsys.readouterr().out)
    assert faults_of(out.read_bytes()) == []
    manifest = zipfile.ZipFile(out).read("manifest.json")
    assert told["manifest_sha256"] == hashlib.sha256(manifest).hexdigest()
    call_command("packet", "project:DA-001", "--out", str(out), "--as", "kiemtoan")
    assert "SHA-256 của manifest.json" in capsys.readouterr().out
    for word, code in (("DA-999", 1), ("DA-001", 2)):
        with pytest.raises(SystemExit) as stopped:
            call_command("packet", word, "--out", str(tmp_path / ("no/hs.zip" if code == 2 else "hs.zip")))
        assert stopped.value.code == code


def test_a_name_that_two_kinds_bear_must_be_told_apart(project):
    source = packet_sources["project"]
    packet_sources["twin"] = source
    try:
        with pytest.raises(Refusal) as refused:
            packet_named("DA-001")
    finally:
        del packet_sources["twin"]

    assert refused.value.code == "documents.which_packet"
    assert packet_named("project:DA-001") == (source, project)


def test_an_application_alone_makes_a_packet_with_its_trail(cast, now):
    world = make_project_world(cast, now)
    project = world.opened()
    world.attach_papers(project)
    register_project(actor=cast.chuyenvien, project=project, at=now)

    data = packed(Project.objects.get(pk=project.pk))

    assert faults_of(data) == []
    with zipfile.ZipFile(io.BytesIO(data)) as packet:
        trail = json.loads(next(packet.read(name) for name in packet.namelist() if name.endswith("nhat-ky.json")))
    assert [one["action"] for one in trail["entries"]][-1] == "programme.register_project"
    assert trail["head"]["digest"] == AuditEntry.objects.latest("number").digest


def test_issued_papers_lie_in_the_packet_as_they_were_issued(project, cast, now):
    head = HeadFacts("SỞ CÔNG THƯƠNG TỈNH VĨNH LONG", "TRUNG TÂM KHUYẾN CÔNG", "Vĩnh Long", "TTKC", "")
    edit_letterhead(actor=cast.thuky, office=project.office, facts=head, at=now)
    thing = project.acceptances.get()
    paper = draft_paper(actor=cast.thuky, kind=paper_kinds["acceptance-minutes"], thing=thing, at=now)
    issue_paper(actor=cast.thuky, paper=paper, order=IssueOrder(now.date()), at=now)
    signed = blank_pdf(2)
    put_file(cast, project, "signed", signed, "application/pdf", "ban-ky.pdf")
    SignedCopy.objects.create(
        paper=paper, file=StoredFile.objects.get(name="ban-ky.pdf"), seal="intact", has_same_text=True, added_at=now,
        added_by=cast.thuky,
    )  # fmt: skip  # one row

    data = packed(project)

    assert faults_of(data) == []
    issued = [one["sha256"] for one in manifest_of(data)["files"] if one["folder"] == "Văn bản đã ban hành"]
    assert issued == [paper.pdf_sha256, hashlib.sha256(signed).hexdigest()]
