"""Screens of payment orders: what waits, one order with the money of its project, and the verbs."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.programme.actions import payments as actions
from khuyencong.programme.forms.payments import PaymentForm, PaymentMadeForm
from khuyencong.programme.models import PaymentOrder, Project
from khuyencong.programme.queries.balances import project_balances
from khuyencong.programme.queries.payments import payment_hindrances, payments_listed
from khuyencong.programme.rules.buckets import BUCKET_LABELS, OF_PROJECT, Bucket, Kind
from khuyencong.programme.rules.plan_life import PAYMENT_LIFE
from khuyencong.programme.views.reach import name_of, project_for, today
from khuyencong.ui.listing import Column, Filter, Listing
from khuyencong.ui.listing import Kind as Shown
from khuyencong.ui.templatetags.words import so

form_or_get = require_http_methods(["GET", "HEAD", "POST"])

PAYMENTS = Listing(
    key="de-nghi-chi",
    title=gettext_lazy("Đề nghị chi"),
    columns=[
        Column(
            "project",
            gettext_lazy("Đề án"),
            lambda one: f"{one.project.code} {one.project.name}",
            order=("project__code",),
            heads=True,
            link=lambda one: reverse("programme:view_payment", args=[one.pk]),
        ),
        Column("kind", gettext_lazy("Loại"), lambda one: one.get_kind_display()),
        Column("amount", gettext_lazy("Số tiền"), lambda one: one.amount, kind=Shown.MONEY, order=("amount",)),
        Column("state", gettext_lazy("Trạng thái"), lambda one: _(PAYMENT_LIFE.label(one.state))),
        Column(
            "proposed_at",
            gettext_lazy("Đề nghị lúc"),
            lambda one: one.proposed_at,
            kind=Shown.MOMENT,
            order=("proposed_at",),
        ),
        Column("proposed_by", gettext_lazy("Người đề nghị"), lambda one: one.proposed_by.full_name),
        Column("approved_by", gettext_lazy("Người duyệt"), lambda one: name_of(one.approved_by)),
        Column("due_back_on", gettext_lazy("Hạn thu hồi"), lambda one: one.due_back_on, kind=Shown.DAY),
    ],
    filters=[
        Filter(
            "trang-thai",
            gettext_lazy("Trạng thái"),
            lambda: [(code, _(label)) for code, label in PAYMENT_LIFE.choices()],
            lambda rows, state: rows.filter(state=state),
        ),
        Filter(
            "loai",
            gettext_lazy("Loại"),
            lambda: PaymentOrder.Kind.choices,
            lambda rows, kind: rows.filter(kind=kind),
        ),
    ],
    order=("-proposed_at", "-pk"),
    empty_title=gettext_lazy("Chưa có đề nghị chi nào"),
    empty_text=gettext_lazy("Đề nghị tạm ứng, thanh toán được lập từ trang của đề án."),
)  # fmt: skip  # one column a line


@require_safe
@acts(Action.VIEW_LEDGER)
def view_payments(request: HttpRequest) -> HttpResponseBase:
    """List the orders."""
    return PAYMENTS.respond(request, payments_listed(person_of(request)), "programme/view_payments.html")


@require_safe
@acts(Action.VIEW_LEDGER)
def view_payment(request: HttpRequest, payment_id: int) -> HttpResponse:
    """Show one order beside the money of its project."""
    return _page(request, _order(request, payment_id, Action.VIEW_LEDGER))


@form_or_get
@acts(Action.PROPOSE_PAYMENT)
def propose_payment(request: HttpRequest, project_id: int) -> HttpResponse:
    """Propose a payment for a project."""
    project = project_for(request, project_id, Action.PROPOSE_PAYMENT)
    form, faults = PaymentForm(request.POST or None, initial=_usual(project)), list[Refusal]()
    if request.method == "POST" and form.is_valid():
        draft = actions.PaymentDraft(**{**form.cleaned_data, "kind": Kind(form.cleaned_data["kind"])})
        try:
            order = actions.propose_payment(
                actor=person_of(request), project=project, draft=draft, at=now(), today=today()
            )
        except Refusals as told:
            faults = told.refusals
        else:
            messages.success(request, _("Đã gửi đề nghị chi."))
            return redirect("programme:view_payment", order.pk)
    facts = {"form": form, "project": project, "faults": faults, "money": _money(project.pk)}
    status = 409 if faults else 422 if form.errors else 200
    return render(request, "programme/propose_payment.html", facts, status=status)


@require_POST
@acts(Action.APPROVE_PAYMENT)
def approve_payment(request: HttpRequest, payment_id: int) -> HttpResponse:
    """Approve an order."""
    order = _order(request, payment_id, Action.APPROVE_PAYMENT)
    actions.approve_payment(actor=person_of(request), order=order, at=now(), today=today())
    messages.success(request, _("Đã duyệt. Kế toán ghi khi tiền đã chuyển."))
    return redirect("programme:view_payment", order.pk)


@require_POST
@acts(Action.REJECT_PAYMENT)
def reject_payment(request: HttpRequest, payment_id: int) -> HttpResponse:
    """Turn an order down."""
    order = _order(request, payment_id, Action.REJECT_PAYMENT)
    actions.reject_payment(actor=person_of(request), order=order, reason=request.POST.get("reason", ""), at=now())
    messages.success(request, _("Đã ghi không duyệt."))
    return redirect("programme:view_payment", order.pk)


@require_POST
@acts(Action.RECORD_PAYMENT)
def record_payment(request: HttpRequest, payment_id: int) -> HttpResponse:
    """Record that the money moved."""
    order = _order(request, payment_id, Action.RECORD_PAYMENT)
    form = PaymentMadeForm(request.POST)
    if not form.is_valid():
        return _page(request, order, form, status=422)
    try:
        made = actions.PaymentMade(**form.cleaned_data)
        actions.record_payment(actor=person_of(request), order=order, made=made, at=now())
    except Refusals as told:
        return _page(request, _order(request, payment_id, Action.RECORD_PAYMENT), form, told.refusals, status=409)
    messages.success(request, _("Đã ghi khoản chi vào sổ."))
    return redirect("programme:view_payment", order.pk)


def _order(request: HttpRequest, payment_id: int, action: Action) -> PaymentOrder:
    known = PaymentOrder.objects.select_related("project__office", "project__line", "proposed_by", "approved_by")
    order = get_object_or_404(known, pk=payment_id)
    demand(refusal(person_of(request), action, order))
    return order


def _page(
    request: HttpRequest,
    order: PaymentOrder,
    form: PaymentMadeForm | None = None,
    faults: list[Refusal] | None = None,
    status: int = 200,
) -> HttpResponse:
    waits = order.state in {"proposed", "approved"}
    warnings = payment_hindrances(order.project, Kind(order.kind), order.amount, today()) if waits else []
    facts = {
        "order": order,
        "project": order.project,
        "state": _(PAYMENT_LIFE.label(order.state)),
        "can": dict.fromkeys(PAYMENT_LIFE.verbs(order.state), True),
        "is_own": order.proposed_by_id == person_of(request).pk,
        "money": _money(order.project_id),
        "faults": faults or [],
        "warnings": warnings,
        "form": form or PaymentMadeForm(initial={"on": f"{today():%d/%m/%Y}"}),
    }
    return render(request, "programme/view_payment.html", facts, status=status)


def _usual(project: Project) -> dict[str, str]:
    """Return what is usually proposed now: after acceptance the advance is cleared first, then the rest is paid."""
    buckets = project_balances([project.pk])[project.pk]
    if not project.accepted:
        return {}
    if buckets[Bucket.ADVANCED]:
        return {"kind": Kind.CLEAR, "amount": so(min(buckets[Bucket.ADVANCED], project.accepted.dong))}
    rest = project.accepted.dong - buckets[Bucket.PAID] - buckets[Bucket.SETTLED]
    return {"kind": Kind.PAY, "amount": so(rest)} if rest > 0 else {}


def _money(project: int) -> list[tuple[str, int]]:
    buckets = project_balances([project])[project]
    return [(_(BUCKET_LABELS[bucket]), buckets[bucket]) for bucket in Bucket if bucket in OF_PROJECT]
