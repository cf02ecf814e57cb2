"""Money that leaves or comes back: proposed by one, approved by another, recorded by a third hand or the first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.actions.ledger import TransferOrder, post_within
from khuyencong.programme.models import PaymentOrder, Project
from khuyencong.programme.queries.ledger_book import line_of_money
from khuyencong.programme.queries.payments import payment_hindrances
from khuyencong.programme.queries.projects.findings import unlooked
from khuyencong.programme.rules.buckets import Kind
from khuyencong.programme.rules.ledger.structure import RULE_OF_LEDGER
from khuyencong.programme.rules.plan_life import PAYMENT_LIFE

LEAVING = frozenset({Kind.ADVANCE, Kind.PAY, Kind.CLEAR})
"""Kinds by which money is given: findings of double support must have been looked at before."""


@dataclass(frozen=True, slots=True)
class PaymentDraft:
    """What is asked for; ``client_id`` is the form's, so that a repeated click proposes once."""

    client_id: UUID
    kind: Kind
    amount: Money
    reason: str = ""
    due_back_on: date | None = None
    paper: str = ""


def propose_payment(*, actor: Person, project: Project, draft: PaymentDraft, at: datetime, today: date) -> PaymentOrder:
    """Ask that money be advanced, paid, cleared or taken back.

    :raises Refusals: whatever would keep it from being posted today; an advance without a day to clear it by.
    """
    with deed(actor, Action.PROPOSE_PAYMENT, on=project, at=at) as record:
        before = PaymentOrder.objects.filter(client_id=draft.client_id).first()
        if before is not None:
            return _repeated(before, project, draft)
        faults = payment_hindrances(project, draft.kind, draft.amount, today)
        if draft.kind is Kind.ADVANCE and (draft.due_back_on is None or draft.due_back_on <= today):
            faults.insert(0, _due_back_missing())
        if draft.kind in LEAVING and (no := unlooked(project, "payment")) is not None:
            faults.append(no)
        if faults:
            raise Refusals(faults)
        order = PaymentOrder.objects.create(
            client_id=draft.client_id,
            project=project,
            kind=draft.kind.value,
            amount=draft.amount,
            reason=draft.reason.strip(),
            due_back_on=draft.due_back_on if draft.kind is Kind.ADVANCE else None,
            paper=draft.paper.strip(),
            proposed_by=actor,
            proposed_at=at,
        )
        record.on(order)
        record.note(project=project.code, kind=order.kind, amount=order.amount.dong)
    return order


def _repeated(before: PaymentOrder, project: Project, draft: PaymentDraft) -> PaymentOrder:
    if (before.project_id, before.kind, before.amount) == (project.pk, draft.kind.value, draft.amount):
        return before
    raise Refusal(
        "programme.payment_id_taken",
        _("Phiếu này đã được gửi với nội dung khác. Hãy mở lại trang đề nghị chi rồi ghi lại."),
        source=RULE_OF_LEDGER,
    )


def _due_back_missing() -> Refusal:
    return Refusal(
        "programme.due_back_missing",
        _("Đề nghị tạm ứng phải ghi hạn thu hồi, sau ngày hôm nay."),
        source="TT 36/2013/TT-BCT, Điều 12",
    )


def approve_payment(*, actor: Person, order: PaymentOrder, at: datetime, today: date) -> PaymentOrder:
    """Approve an order; never one's own.

    :raises Refusal: for one's own order, or one that was decided already.
    :raises Refusals: whatever would keep it from being posted today.
    """
    with deed(actor, Action.APPROVE_PAYMENT, on=order, at=at) as record:
        state = PAYMENT_LIFE.after(order.state, "approve_payment")
        if order.proposed_by_id == actor.pk:
            raise Refusal(
                "programme.own_payment",
                _("Không tự duyệt đề nghị chi của mình. Hãy để người khác duyệt."),
                source=RULE_OF_LEDGER,
            )
        faults = payment_hindrances(order.project, Kind(order.kind), order.amount, today)
        if faults := [*faults, *_found_since(order)]:
            raise Refusals(faults)
        order.state, order.approved_by, order.approved_at = state, actor, at
        order.save(update_fields=["state", "approved_by", "approved_at"])
        record.note(project=order.project.code, kind=order.kind, amount=order.amount.dong)
    return order


def _found_since(order: PaymentOrder) -> list[Refusal]:
    """Return findings of double support that came up after the proposal and that nobody has looked at."""
    no = unlooked(order.project, "payment") if Kind(order.kind) in LEAVING else None
    return [no] if no is not None else []


def reject_payment(*, actor: Person, order: PaymentOrder, reason: str, at: datetime) -> PaymentOrder:
    """Turn an order down, with the reason.

    :raises Refusal: without a reason, or once it was paid.
    """
    with deed(actor, Action.REJECT_PAYMENT, on=order, at=at) as record:
        state = PAYMENT_LIFE.after(order.state, "reject_payment")
        if not reason.strip():
            raise Refusal("programme.reason_missing", _("Hãy ghi lý do không duyệt."), source=RULE_OF_LEDGER)
        order.state, order.refused_reason = state, reason.strip()
        order.save(update_fields=["state", "refused_reason"])
        record.note(project=order.project.code, kind=order.kind, amount=order.amount.dong)
    return order


@dataclass(frozen=True, slots=True)
class PaymentMade:
    """The document by which money moved; ``transfer_id`` is the form's, so that a repeated click posts once."""

    transfer_id: UUID
    on: date
    paper: str


def record_payment(*, actor: Person, order: PaymentOrder, made: PaymentMade, at: datetime) -> PaymentOrder:
    """Record that the money moved: posts the transfer and closes the order.

    :raises Refusal: before the approval, or once it was recorded with another document.
    :raises Refusals: whatever the ledger refuses, the approver as the one who posts included.
    """
    with deed(actor, Action.RECORD_PAYMENT, on=order, at=at) as record:
        if order.state == "paid" and order.transfer_id == made.transfer_id:
            return order
        state = PAYMENT_LIFE.after(order.state, "record_payment")
        kind = Kind(order.kind)
        if faults := [*_not_yet(made.on, at), *_found_since(order)]:
            raise Refusals(faults)
        transfer = TransferOrder(
            id=made.transfer_id,
            line=line_of_money(order.project, kind, order.amount.dong),
            project=order.project,
            kind=kind,
            amount=order.amount,
            on=made.on,
            paper=made.paper,
            approved_by=order.approved_by,
            note=order.reason[:300],
        )
        done = post_within(record, [transfer])
        if not done.posted:
            raise Refusal(
                "programme.transfer_of_other_order",
                _("Bút toán này đã được ghi cho một việc khác. Hãy tải lại trang rồi ghi lại."),
                source=RULE_OF_LEDGER,
            )
        order.state, order.transfer_id, order.paper = state, made.transfer_id, made.paper.strip()
        order.save(update_fields=["state", "transfer", "paper"])
        record.note(project=order.project.code, kind=order.kind, amount=order.amount.dong)
    return order


def _not_yet(on: date, at: datetime) -> list[Refusal]:
    """Refuse a day to come: what is recorded as paid has been paid, and sums of today must hold it."""
    if on <= timezone.localtime(at).date():
        return []
    return [
        Refusal(
            "programme.paid_in_future",
            _("Ngày chứng từ %(day)s chưa tới; chỉ ghi đã chi khi tiền đã chuyển. Hãy kiểm tra lại ngày."),
            source=RULE_OF_LEDGER,
            day=f"{on:%d/%m/%Y}",
        )
    ]
