"""The register for staff: the list, one certificate with its picture, and the files."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import acts, person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.certificates.actions import unsigned_paper
from khuyencong.certificates.actions.completing import picture_of, signs_by_hand
from khuyencong.certificates.forms import FileForm
from khuyencong.certificates.models import Certificate
from khuyencong.certificates.papers import public_facts
from khuyencong.certificates.queries import chain_of, events_of, searched, status_on, visible_to, with_status
from khuyencong.certificates.rules.codes import grouped
from khuyencong.certificates.rules.facts import LEVEL_WORDS
from khuyencong.documents.queries import open_file
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.ui.listing import Column, Filter, Kind, Listing

MOST_FILES = 2000
STATUSES = (
    ("valid", _("Còn giá trị")),
    ("expired", _("Hết hạn")),
    ("reserved", _("Chưa ký")),
    ("revoked", _("Đã thu hồi")),
    ("replaced", _("Đã thay thế")),
)
WORDS = dict(STATUSES)


def _status(row: Certificate) -> Any:
    return WORDS[status_on(row, timezone.localdate())]


def _years() -> Iterable[tuple[str, str]]:
    years = Certificate.objects.order_by("-award_year").values_list("award_year", flat=True).distinct()
    return [(str(year), str(year)) for year in years]


REGISTER = Listing(
    key="so-giay-chung-nhan",
    title=_("Sổ giấy chứng nhận"),
    order=("-year", "-number", "-pk"),
    columns=(
        Column(
            "so",
            _("Số"),
            lambda row: row.serial,
            Kind.CODE,
            order=("year", "number"),
            link=lambda row: reverse("certificates:view_certificate", args=[row.pk]),
            heads=True,
        ),
        Column("san-pham", _("Sản phẩm"), lambda row: row.product_name),
        Column("co-so", _("Cơ sở"), lambda row: row.establishment_name),
        Column("cap", _("Cấp"), lambda row: _(LEVEL_WORDS[row.level])),
        Column("nam", _("Năm"), lambda row: row.award_year, order=("award_year",)),
        Column("ngay-cap", _("Ngày cấp"), lambda row: row.issued_on, Kind.DAY, order=("issued_on",)),
        Column("den", _("Có giá trị đến"), lambda row: row.valid_until, Kind.DAY, order=("valid_until",)),
        Column("tinh-trang", _("Tình trạng"), _status, cell="certificates/_status_cell.html"),
        Column("ma", _("Mã kiểm tra"), lambda row: grouped(row.code or ""), shown=False),
        Column("quyet-dinh", _("Quyết định"), lambda row: row.facts["decision_number"], shown=False),
    ),
    filters=(
        Filter(
            "tinh-trang",
            _("Tình trạng"),
            lambda: STATUSES,
            lambda rows, value: with_status(rows, value, timezone.localdate()),
        ),
        Filter(
            "cap",
            _("Cấp"),
            lambda: [(code, _(label)) for code, label in LEVEL_WORDS.items()],
            lambda rows, value: rows.filter(level=value),
        ),
        Filter(
            "nam",
            _("Năm"),
            _years,
            lambda rows, value: rows.filter(award_year=int(value)) if value.isdecimal() and len(value) < 5 else rows,
        ),
    ),
    search=searched,
    search_label=_("Tìm theo số, mã, sản phẩm, cơ sở"),
    empty_title=_("Sổ chưa có giấy chứng nhận nào"),
    empty_text=_("Giấy chứng nhận được cấp từ trang của kỳ bình chọn, sau khi có quyết định công nhận."),
)


@require_safe
@acts(Action.VIEW_REGISTER)
def view_register(request: HttpRequest) -> HttpResponseBase:
    """Show the register."""
    rows = visible_to(person_of(request))
    question = REGISTER.ask(request)
    facts = {"zip_query": question.address(), "unsigned": rows.filter(state="reserved").count()}
    return REGISTER.respond(request, rows, "certificates/view_register.html", facts)


@require_safe
@acts(Action.VIEW_REGISTER)
def view_certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one certificate: its picture, what it says, its chain and its life."""
    certificate = seen(request, pk)
    content = certificate.content
    facts = {
        "certificate": certificate,
        "content": content,
        "facts": public_facts(
            content, serial=certificate.serial, code="", demonstration=False, foreign=certificate.is_foreign
        ),
        "code": grouped(certificate.code or ""),
        "status": status_on(certificate, timezone.localdate()),
        "word": _status(certificate),
        "events": events_of(certificate),
        "chain": chain_of(certificate),
        "signs_by_hand": signs_by_hand(certificate.office.code),
        "files": FileForm(),
    }
    return render(request, "certificates/view_certificate.html", facts)


@require_safe
@acts(Action.VIEW_REGISTER)
def view_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how the paper looks; made anew, since browsers must not open a PDF inside our pages."""
    certificate = seen(request, pk)
    if certificate.is_foreign:
        raise _no_file(certificate)
    answer = HttpResponse(picture_of(certificate), content_type="image/png")
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


@require_safe
@acts(Action.VIEW_REGISTER)
def download_certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the signed PDF, byte for byte as it was signed."""
    certificate = seen(request, pk)
    if certificate.file is None:
        raise _no_file(certificate)
    answer = HttpResponse(open_file(certificate.file), content_type="application/pdf")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(certificate.file.name)}"
    return answer


@require_safe
@acts(Action.COMPLETE_CERTIFICATE)
def download_unsigned(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the paper as it is to be signed with the office's own tool."""
    certificate = seen(request, pk)
    demand(refusal(person_of(request), Action.COMPLETE_CERTIFICATE, certificate))
    answer = HttpResponse(unsigned_paper(certificate), content_type="application/pdf")
    name = f"chua-ky-{certificate.series}-{certificate.year}-{certificate.number}.pdf"
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


@require_safe
@acts(Action.VIEW_REGISTER)
def download_certificates(request: HttpRequest) -> FileResponse:
    """Send the signed PDFs of the chosen rows in one archive."""
    chosen = REGISTER.choose(visible_to(person_of(request)), REGISTER.ask(request))
    signed = chosen.filter(file__isnull=False).select_related("file")
    if signed.count() > MOST_FILES:
        raise Refusal(
            "certificates.too_many_files",
            _("Mỗi lần chỉ tải được %(most)s tệp; hãy lọc bớt theo năm hoặc cấp."),  # type: ignore[arg-type]  # lazy text
            most=MOST_FILES,
        )
    return FileResponse(_archive(signed), as_attachment=True, filename="giay-chung-nhan.zip")


def seen(request: HttpRequest, pk: int) -> Certificate:
    """Return a certificate that the person may see.

    :raises Refusal: where the policy says no.
    """
    certificate = get_object_or_404(
        Certificate.objects.select_related("office", "file", "replaces", "successor"), pk=pk
    )
    demand(refusal(person_of(request), Action.VIEW_REGISTER, certificate))
    return certificate


def _archive(rows: QuerySet[Certificate]) -> Any:
    """Write the files one after another into a file on disk, so that memory stays small."""
    out = tempfile.TemporaryFile(suffix=".zip")  # noqa: SIM115 # the response closes it
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for row in rows.iterator(chunk_size=200):
            assert row.file is not None
            archive.writestr(
                f"{row.year}/{row.number:04d}-{row.facts['entry_code'] or row.pk}.pdf", open_file(row.file)
            )
    out.seek(0)
    return out


def _no_file(certificate: Certificate) -> Refusal:
    return Refusal(
        "certificates.no_file",
        str(_("Giấy chứng nhận %(serial)s không có tệp PDF của hệ thống này.")),
        serial=certificate.serial,
    )
