"""What belongs to the packet of a project: its papers from the records, its files, its money, its trail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from django.utils import timezone

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.adapters.typeset.pdf import render_pdf
from khuyencong.documents.papers import PaperKind, paper_kinds
from khuyencong.documents.queries import attachments_of, open_file
from khuyencong.documents.queries.packets import PacketSource
from khuyencong.documents.queries.papers import file_of, papers_of
from khuyencong.documents.rules.packets import Piece, Subject
from khuyencong.documents.rules.papers.paper import Column, Form, Issue, Paper, Signature
from khuyencong.documents.rules.papers.paper_life import NUMBERED_STATES
from khuyencong.kernel.refusal import Refusal
from khuyencong.programme.models import Project, Transfer
from khuyencong.programme.papers.kinds import project_named
from khuyencong.programme.papers.offices import letterhead_for
from khuyencong.programme.papers.projects.payments import LEDGER
from khuyencong.programme.papers.projects.sums import ledger_rows
from khuyencong.programme.papers.words import center, day, numbered, table
from khuyencong.programme.queries.projects.facts import content_shown

PDF = "application/pdf"
PRINTED = "Bản in từ dữ liệu của hệ thống, không thay văn bản đã ký"
SUFFIXES = {
    PDF: ".pdf", "image/jpeg": ".jpg", "image/png": ".png",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}  # fmt: skip  # a table
APPLICATION, APPRAISAL, DECISIONS, CONTRACT = "Hồ sơ đăng ký", "Thẩm định", "Quyết định", "Hợp đồng"
WORK, ACCEPTANCE, MONEY, SETTLEMENT = "Thực hiện và kiểm tra", "Nghiệm thu", "Kinh phí", "Quyết toán, thanh lý"
ISSUED, PHOTOS, OTHER = "Văn bản đã ban hành", "Ảnh", "Giấy tờ khác"
RECORDS = (
    (APPLICATION, "project-supplement", "supplements", "requested_at"),
    (APPRAISAL, "appraisal-minutes", "appraisals", "held_on"),
    (DECISIONS, "project-adjustment", "versions", "number"),
    (CONTRACT, "contract-annex", "contracts", "signed_on"),
    (WORK, "progress-report", "progress_reports", "reported_on"),
    (ACCEPTANCE, "acceptance-minutes", "acceptances", "held_on"),
    (MONEY, "payment-request", "payment_orders", "proposed_at"),
)
"""Folder, kind of paper, and the records of the project from which one paper each is made, by what they are ordered."""
OF_THE_PROJECT = (
    (APPLICATION, ("project-application", "project-proposal", "training-plan")),
    (APPRAISAL, ("project-rejection",)),
    (DECISIONS, ("project-approval", "project-stop")),
    (CONTRACT, ("project-contract",)),
    (SETTLEMENT, ("project-settlement", "contract-liquidation")),
)
FOLDERS = (APPLICATION, APPRAISAL, DECISIONS, CONTRACT, WORK, ACCEPTANCE, MONEY, SETTLEMENT, ISSUED, PHOTOS, OTHER)
BESIDE = ("payment_orders", "invoices")
"""Records of a project that stand in the trail under their own name."""


def project_pieces(project: Project, at: datetime) -> Iterator[Piece]:
    """Yield the files of a project, folder by folder."""
    told = [*_papers(project, at), *_ledger(project, at), *_visits(project, at)]
    found = [*told, *_issued(project), *_files(project, at)]
    for folder in FOLDERS:
        yield from (piece for piece in found if piece.folder == folder)


def project_things(project: Project) -> list[str]:
    """Return what the trail calls the project and its records."""
    found = [f"{project._meta.label_lower}:{project.pk}"]
    for name in BESIDE:
        rows = getattr(project, name)
        found += [f"{rows.model._meta.label_lower}:{pk}" for pk in rows.order_by("pk").values_list("pk", flat=True)]
    return found


def closed_to(person: Person, project: Project) -> Refusal | None:
    """Say why a person may not have the packet: the page of the project is shut to them."""
    return refusal(person, Action.VIEW_PROJECT, project)


PROJECT_PACKET = PacketSource(
    kind="project",
    label="đề án",
    model=Project,
    load=project_named,
    subject=lambda one: Subject("project", one.code, f"Đề án “{one.name}”", one.office.name),
    office=lambda one: one.office,
    pieces=project_pieces,
    things=project_things,
    closed_to=closed_to,
)


def _papers(project: Project, at: datetime) -> Iterator[Piece]:
    """Yield the papers that have a meaning for the project; records of which there are none give none."""
    for folder, codes in OF_THE_PROJECT:
        for kind in (paper_kinds[code] for code in codes):
            if kind.fits(project):
                yield _printed(folder, kind, project, "", at)
    for folder, code, name, order in RECORDS:
        kind = paper_kinds[code]
        rows = getattr(project, name).order_by(order, "pk").select_related("project__office", "project__establishment")
        if code == "contract-annex":
            rows = rows.filter(main__isnull=False)
        for number, record in enumerate(rows, start=1):
            yield _printed(folder, kind, record, f" {number}", at)


def _printed(folder: str, kind: PaperKind, thing: Any, number: str, at: datetime) -> Piece:
    def content() -> bytes:
        paper = kind.facts(thing, timezone.localtime(at).date())
        return render_pdf(replace(paper, draft_mark=PRINTED), Issue(), at=at)

    return Piece(folder, f"{kind.label}{number}", ".pdf", PDF, content)


def _sheet(project: Project, name: str, body: Any) -> Paper:
    return Paper(
        form=Form.SHEET,
        name=name,
        abbreviation="",
        abstract=project.name,
        letterhead=letterhead_for(project.office),
        body=(body,),
        signatures=(Signature(("NGƯỜI LẬP",)),),
        is_landscape=True,
        draft_mark=PRINTED,
    )


def _ledger(project: Project, at: datetime) -> Iterator[Piece]:
    """Yield the project's entries in the ledger, for people and as data."""
    paper = _sheet(project, "BẢNG KÊ BÚT TOÁN", table(LEDGER, numbered(ledger_rows(project))))
    yield Piece(MONEY, "Bảng kê bút toán", ".pdf", PDF, lambda: render_pdf(paper, Issue(), at=at))
    yield Piece(MONEY, "Bút toán", ".json", "application/json", lambda: _transfers(project))


def _transfers(project: Project) -> bytes:
    rows = Transfer.objects.filter(project=project).order_by("on", "recorded_at", "pk").select_related("line")
    told = [
        {
            "id": str(row.pk), "line": row.line.code, "kind": row.kind, "from": row.from_bucket, "to": row.to_bucket,
            "dong": row.amount.dong, "on": row.on.isoformat(), "recorded_at": row.recorded_at.isoformat(),
            "paper": row.paper, "reverses": str(row.reverses_id) if row.reverses_id else None,
        }
        for row in rows
    ]  # fmt: skip  # one entry
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _visits(project: Project, at: datetime) -> Iterator[Piece]:
    visits = list(project.inspections.order_by("visited_on", "pk").select_related("recorded_by"))
    if not visits:
        return
    columns = (
        center("TT"),
        center("Ngày", 14),
        Column("Ghi nhận", 60),
        center("Số ảnh", 10),
        Column("Người kiểm tra", 24),
    )
    rows = [(day(one.visited_on), one.findings, str(one.photo_count), str(one.recorded_by)) for one in visits]
    paper = _sheet(project, "CÁC LẦN KIỂM TRA", table(columns, numbered(rows)))
    yield Piece(WORK, "Các lần kiểm tra", ".pdf", PDF, lambda: render_pdf(paper, Issue(), at=at))


def _issued(project: Project) -> Iterator[Piece]:
    """Yield the papers that were issued, byte for byte as they were, and their signed copies."""
    rows = papers_of(project).filter(state__in=NUMBERED_STATES).prefetch_related("signed_copies__file")
    for one in rows.order_by("signed_on", "pk"):
        yield Piece(ISSUED, str(one), ".pdf", PDF, partial(file_of, one, "pdf"))
        for copy in one.signed_copies.all():
            yield Piece(ISSUED, f"{one} (bản đã ký)", ".pdf", PDF, partial(open_file, copy.file))


def _files(project: Project, at: datetime) -> Iterator[Piece]:
    """Yield what was handed in; the content says what a file is, its kind where it belongs."""
    content = content_shown(project, timezone.localtime(at).date())
    papers = {one.code: one for one in content.papers}
    stages = {"application": APPLICATION, "settlement": SETTLEMENT}
    for one in attachments_of(project):
        paper = papers.get(one.kind)
        folder = stages.get(paper.stage, OTHER) if paper else PHOTOS if one.kind == "photo" else OTHER
        title = paper.label if paper else one.caption or one.file.name.rpartition(".")[0] or one.file.name
        suffix = SUFFIXES.get(one.file.media_type, "")
        yield Piece(folder, title, suffix, one.file.media_type, partial(open_file, one.file))
