"""Invoices of a project: what they come to, the days that count, and where else a seller's invoice was used."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from khuyencong.kernel.money import Money
from khuyencong.kernel.period import Period
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.models import Invoice, Project
from khuyencong.programme.queries.projects.bounds import norms_for
from khuyencong.programme.rules.evidence.invoices import (
    InvoiceGround,
    InvoiceSums,
    Used,
    Window,
    invoice_sums,
    invoice_window,
)
from khuyencong.programme.rules.streams import STREAM_LABELS, Stream

OF_CONTRACT = _("Thời gian chứng từ đã ghi khi ký hợp đồng")


def invoices_of(project: Project) -> QuerySet[Invoice]:
    """Return the invoices of a project that count."""
    return project.invoices.filter(is_withdrawn=False).select_related("recorded_by")


def sums_of(project: Project) -> InvoiceSums:
    """Return what the invoices come to, and what is lacking to the eligible cost."""
    return invoice_sums(invoices_of(project).values_list("before_vat", "vat", "state_share"), project.eligible_cost)


def window_of(project: Project) -> Window:
    """Return the days whose invoices count: those of the contract, else those of the norm of the day of approval."""
    last = project.ends_on.year if project.ends_on is not None and project.kind == "key" else project.year
    norms = norms_for(project, project.approved_on or date(project.year, 12, 31))
    contract = project.contracts.filter(main=None).first()
    window = invoice_window(
        rule=norms.text("funding.invoice_window"),
        source=norms.cite("funding.invoice_window"),
        year=project.year,
        last_year=last,
        approved_on=project.approved_on,
        signed_on=contract.signed_on if contract is not None else None,
    )
    if project.invoices_from is None and project.invoices_until is None:
        return window
    first = project.invoices_from or window.period.start
    until = window.period.until
    if project.invoices_until is not None:
        until = date.fromordinal(project.invoices_until.toordinal() + 1)
    return Window(Period(first, until), OF_CONTRACT)


def invoice_ground(project: Project, seller: str, today: date, leaving: Invoice | None = None) -> InvoiceGround:
    """Gather what an invoice of a seller is held against, over all projects, sources and years."""
    own = invoices_of(project)
    used = Invoice.objects.filter(seller_tax_code=seller, is_withdrawn=False).select_related("project")
    if leaving is not None:
        own, used = own.exclude(pk=leaving.pk), used.exclude(pk=leaving.pk)
    return InvoiceGround(
        today=today,
        state=project.state,
        state_label=project.state_label,
        window=window_of(project),
        accepted=project.accepted or project.contracted or project.approved,
        shares=sum((share or Money(0) for share in own.values_list("state_share", flat=True)), Money(0)),
        used=tuple(
            Used(one.number_key, one.project.code, one.project.year, STREAM_LABELS[Stream(one.project.stream)])
            for one in used
        ),
    )
