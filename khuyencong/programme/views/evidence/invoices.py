"""Screens of invoices: the list of vouchers of a project, a new one, and one taken out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.programme.actions.evidence import invoices as actions
from khuyencong.programme.forms.evidence import InvoiceForm
from khuyencong.programme.models import Invoice, Project
from khuyencong.programme.queries.evidence.invoices import sums_of, window_of
from khuyencong.programme.rules.evidence.invoices import TAKING
from khuyencong.programme.views.parts import Part, page_part
from khuyencong.programme.views.reach import project_for
from khuyencong.programme.views.work.telling import tried
from khuyencong.ui.listing import Column, Filter, Kind, Listing

CELLS = "programme/cells"
STATES = (("dung", gettext_lazy("Được tính")), ("rut", gettext_lazy("Đã rút")))


def _withdrawn(one: Invoice) -> str:
    return _("Đã rút: %(reason)s") % {"reason": one.withdrawn_reason} if one.is_withdrawn else ""


VOUCHERS = Listing(
    key="bang-ke-chung-tu",
    title=gettext_lazy("Bảng kê chứng từ"),
    columns=(
        Column("number", gettext_lazy("Số hóa đơn"), lambda one: one.number, order=("number_key",), heads=True),
        Column("on", gettext_lazy("Ngày"), lambda one: one.issued_on, kind=Kind.DAY, order=("issued_on",)),
        Column("seller", gettext_lazy("Người bán"), lambda one: one.seller, order=("seller",)),
        Column("tax", gettext_lazy("Mã số thuế người bán"), lambda one: one.seller_tax_code, kind=Kind.CODE),
        Column("content", gettext_lazy("Nội dung"), lambda one: one.content),
        Column("before", gettext_lazy("Tiền trước thuế"), lambda one: one.before_vat, kind=Kind.MONEY),
        Column("vat", gettext_lazy("Thuế GTGT"), lambda one: one.vat, kind=Kind.MONEY),
        Column("whole", gettext_lazy("Tổng thanh toán"), lambda one: one.before_vat + one.vat, kind=Kind.MONEY),
        Column("share", gettext_lazy("Phần khuyến công"), lambda one: one.state_share, kind=Kind.MONEY),
        Column("note", gettext_lazy("Ghi chú"), _withdrawn, cell=f"{CELLS}/invoice_state.html"),
    ),
    order=("issued_on", "pk"),
    filters=(
        Filter(
            "tinh-trang",
            gettext_lazy("Tình trạng"),
            lambda: STATES,
            lambda rows, value: rows.filter(is_withdrawn=value == "rut"),
        ),
    ),
    empty_title=gettext_lazy("Chưa có hóa đơn nào"),
    empty_text=gettext_lazy("Ghi từng hóa đơn như trên giấy; hệ thống so với mọi đề án, mọi nguồn, mọi năm."),
)  # fmt: skip  # a table of columns


@page_part("invoices")
def invoices_part(request: HttpRequest, project: Project) -> Part | None:
    """Draw what the invoices come to on the project's page, once it is approved."""
    if project.approved is None:
        return None
    sums = sums_of(project)
    count = project.invoices.filter(is_withdrawn=False).count()
    return Part("programme/_invoices.html", {"sums": sums, "invoice_count": count})


@require_safe
@acts(Action.VIEW_PROJECT)
def view_invoices(request: HttpRequest, project_id: int) -> HttpResponseBase:
    """List the invoices of a project, on the screen or as a file."""
    project = project_for(request, project_id, Action.VIEW_PROJECT)
    facts = {
        "project": project,
        "sums": sums_of(project),
        "window": window_of(project),
        "taking": _may(request, project),
    }
    return VOUCHERS.respond(request, project.invoices.all(), "programme/view_invoices.html", facts)


def _may(request: HttpRequest, project: Project) -> bool:
    return project.state in TAKING and refusal(person_of(request), Action.RECORD_INVOICE, project) is None


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.RECORD_INVOICE)
def record_invoice(request: HttpRequest, project_id: int) -> HttpResponse:
    """Record an invoice."""
    project = project_for(request, project_id, Action.RECORD_INVOICE)
    form = InvoiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kept = tried(
            form,
            lambda: actions.record_invoice(actor=person_of(request), project=project, facts=form.facts(), at=now()),
        )
        if kept is not None:
            messages.success(request, _("Đã ghi hóa đơn %(number)s.") % {"number": kept.number})
            return redirect("programme:view_invoices", project.pk)
    facts = {"project": project, "form": form, "window": window_of(project)}
    return render(request, "programme/record_invoice.html", facts, status=422 if form.errors else 200)


@require_POST
@acts(Action.WITHDRAW_INVOICE)
def withdraw_invoice(request: HttpRequest, invoice_id: int) -> HttpResponse:
    """Take an invoice out of the count."""
    invoice = get_object_or_404(
        Invoice.objects.select_related("project__office", "project__establishment"), pk=invoice_id
    )
    actions.withdraw_invoice(actor=person_of(request), invoice=invoice, reason=request.POST.get("reason", ""), at=now())
    messages.success(request, _("Đã rút hóa đơn %(number)s.") % {"number": invoice.number})
    return redirect("programme:view_invoices", invoice.project_id)
