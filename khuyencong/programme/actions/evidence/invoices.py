"""Record invoices of a project, each once over all projects, sources and years; withdraw those that do not count."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.models import Invoice, Project
from khuyencong.programme.queries.evidence.invoices import invoice_ground
from khuyencong.programme.rules.evidence.invoices import ONCE, VOUCHERS, InvoiceFacts, invoice_key, invoice_refusals
from khuyencong.registry.rules.tax_code import TaxCodeKind, classify
from khuyencong.vietnamese.folding import clean

OVER = frozenset({"settled", "liquidated", "closed", "ended"})


def record_invoice(*, actor: Person, project: Project, facts: InvoiceFacts, at: datetime) -> Invoice:
    """Record an invoice.

    :raises Refusal: for a tax code or a number that is none.
    :raises Refusals: with every reason of the rules; an invoice used before names its project.
    """
    with deed(actor, Action.RECORD_INVOICE, on=project, at=at) as record:
        seller, key = _seller(facts), invoice_key(facts.series, facts.number)
        ground = invoice_ground(project, seller, timezone.localtime(at).date())
        if refusals := invoice_refusals(facts, key, ground):
            raise Refusals(refusals)
        try:
            with transaction.atomic():
                invoice = Invoice.objects.create(
                    project=project, number=clean(f"{facts.series} {facts.number}")[:60], number_key=key,
                    seller=clean(facts.seller), seller_tax_code=seller, issued_on=facts.issued_on,
                    content=clean(facts.content), before_vat=facts.before_vat, vat=facts.vat,
                    state_share=facts.state_share, recorded_by=actor, recorded_at=at,
                )  # fmt: skip  # one row
        except IntegrityError as twice:
            raise _used_meanwhile() from twice
        record.note(project=project.code, invoice=invoice.pk, amount=facts.before_vat.dong, on=facts.issued_on)
        record.relies_on(ground.window.source)
    return invoice


def _seller(facts: InvoiceFacts) -> str:
    code = classify(facts.seller_tax_code)
    if code.kind is TaxCodeKind.NONE:
        raise Refusal(
            "programme.seller_without_tax_code",
            _("Hãy ghi mã số thuế của người bán như trên hóa đơn."),
            source=VOUCHERS,
        )
    return code.digits


def _used_meanwhile() -> Refusal:
    return Refusal(
        "programme.invoice_used_meanwhile",
        _("Hóa đơn này của người bán này vừa được ghi ở một đề án khác. Hãy tải lại trang để xem đề án nào."),
        source=ONCE,
    )


def withdraw_invoice(*, actor: Person, invoice: Invoice, reason: str, at: datetime) -> Invoice:
    """Take an invoice out of the count; it stays on record with the reason, and may be used again elsewhere.

    :raises Refusal: without a reason, twice, or once the project is settled.
    """
    with deed(actor, Action.WITHDRAW_INVOICE, on=invoice, at=at) as record:
        if invoice.is_withdrawn:
            raise Refusal("programme.invoice_withdrawn", _("Hóa đơn này đã được rút trước đó."))
        if invoice.project.state in OVER:
            raise Refusal(
                "programme.invoice_settled",
                _("Đề án đã quyết toán nên không rút hóa đơn được; sai sót sau quyết toán xử lý bằng văn bản."),
                source=VOUCHERS,
            )
        if not reason.strip():
            raise Refusal("programme.withdrawal_reason_missing", _("Hãy ghi lý do rút hóa đơn."), source=VOUCHERS)
        invoice.is_withdrawn, invoice.withdrawn_reason = True, clean(reason)[:300]
        invoice.save(update_fields=["is_withdrawn", "withdrawn_reason"])
        record.note(project=invoice.project.code, invoice=invoice.pk, amount=invoice.before_vat.dong)
    return invoice
