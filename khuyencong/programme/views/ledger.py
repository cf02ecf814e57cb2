"""Screens of the ledger: the transfers of a plan year, posting one by hand, and reversing one."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.contrib import messages
from django.db.models import Exists, OuterRef, Value
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
from khuyencong.programme.actions import ledger as actions
from khuyencong.programme.actions.ledger import TransferOrder
from khuyencong.programme.forms.payments import TransferForm
from khuyencong.programme.models import Plan, PlanLine, Project, Transfer
from khuyencong.programme.queries.balances import SHOWN, plan_balance
from khuyencong.programme.queries.named_orders import line_named, project_named
from khuyencong.programme.rules.buckets import BUCKET_LABELS, KINDS, Bucket, Kind
from khuyencong.programme.rules.ledger.structure import label
from khuyencong.programme.views.reach import name_of, today
from khuyencong.ui.listing import Column, Filter, Listing
from khuyencong.ui.listing import Kind as Shown


def _code(thing: PlanLine | Project | None) -> str:
    return thing.code if thing else ""


TRANSFERS = Listing(
    key="so-kinh-phi",
    title=gettext_lazy("Sổ kinh phí"),
    columns=[
        Column("on", gettext_lazy("Ngày"), lambda one: one.on, kind=Shown.DAY, order=("on",)),
        Column("kind", gettext_lazy("Bút toán"), lambda one: _(label(Kind(one.kind))), heads=True),
        Column("amount", gettext_lazy("Số tiền (đồng)"), lambda one: one.amount.dong, Shown.NUMBER, order=("amount",)),
        Column(
            "line", gettext_lazy("Dòng"), lambda one: one.line.code, order=("line__code",),
            cell="programme/cells/transfer_line.html",
        ),
        Column("to_line", gettext_lazy("Sang dòng"), lambda one: _code(one.to_line), shown=False),
        Column(
            "project",
            gettext_lazy("Đề án"),
            lambda one: _code(one.project),
            order=("project__code",),
            cell="programme/cells/transfer_project.html",
        ),
        Column("paper", gettext_lazy("Chứng từ"), lambda one: one.paper),
        Column(
            "posted_by", gettext_lazy("Người ghi"), lambda one: one.posted_by.full_name,
            cell="programme/cells/transfer_people.html",
        ),
        Column("approved_by", gettext_lazy("Người duyệt"), lambda one: name_of(one.approved_by), shown=False),
        Column("recorded_at", gettext_lazy("Ghi lúc"), lambda one: one.recorded_at, Shown.MOMENT, shown=False),
        Column("note", gettext_lazy("Ghi chú"), lambda one: one.note, shown=False),
        Column("id", gettext_lazy("Mã bút toán"), lambda one: str(one.pk), kind=Shown.CODE, shown=False),
        Column("act", gettext_lazy("Việc"), lambda _one: "", cell="programme/cells/reverse.html", exported=False),
    ],
    filters=[
        Filter(
            "loai",
            gettext_lazy("Bút toán"),
            lambda: [(kind.value, _(label(kind))) for kind in Kind],
            lambda rows, kind: rows.filter(kind=kind),
        )
    ],
    order=("-on", "-recorded_at", "-pk"),
    empty_title=gettext_lazy("Chưa có bút toán nào"),
    empty_text=gettext_lazy("Bút toán có khi giao dự toán cho kế hoạch, phê duyệt đề án, ký hợp đồng và chi tiền."),
)  # fmt: skip  # one column a line


@require_safe
@acts(Action.VIEW_LEDGER)
def view_ledger(request: HttpRequest, plan_id: int) -> HttpResponseBase:
    """List the transfers of a plan, with the sums of its lines."""
    plan = _plan(request, plan_id, Action.VIEW_LEDGER)
    may_undo = plan.locked_at is None and refusal(person_of(request), Action.POST_TRANSFER, plan) is None
    undone = Exists(Transfer.objects.filter(reverses=OuterRef("pk"))) if may_undo else Value(value=True)
    rows = (
        Transfer.objects.filter(plan=plan)
        .select_related("line", "to_line", "project", "posted_by", "approved_by")
        .annotate(is_undone=undone)
    )
    if file := TRANSFERS.file(request, rows):
        return file
    facts = {
        "plan": plan,
        "listing": TRANSFERS.page(request, rows),
        "may_reverse": plan.locked_at is None and refusal(person_of(request), Action.POST_TRANSFER, plan) is None,
        **_sums(plan),
    }
    return render(request, "programme/view_ledger.html", facts)


def _sums(plan: Plan) -> dict[str, object]:
    """Return what lies in the buckets of every line and of all lines together, without buckets that hold nothing."""
    lines = plan_balance([plan]).lines
    used = [bucket for bucket in SHOWN if bucket is Bucket.ASSIGNED or any(one.buckets[bucket] for one in lines)]
    words = {bucket: _(BUCKET_LABELS[bucket]) for bucket in used}
    return {
        "buckets": list(words.values()),
        "sums": [(one.line, [(words[bucket], one.buckets[bucket]) for bucket in used]) for one in lines],
        "totals": [(words[bucket], sum(one.buckets[bucket] for one in lines)) for bucket in used] if lines else [],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.POST_TRANSFER)
def post_transfer(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Post one transfer by hand."""
    plan = _plan(request, plan_id, Action.POST_TRANSFER)
    form, faults = TransferForm(plan, request.POST or None, initial={"on": f"{today():%d/%m/%Y}"}), list[Refusal]()
    if request.method == "POST" and form.is_valid():
        try:
            actions.post_transfer(actor=person_of(request), order=_order(plan, form), at=now())
        except Refusals as told:
            faults = told.refusals
        except Refusal as told:
            faults = [told]
        else:
            messages.success(request, _("Đã ghi bút toán."))
            return redirect("programme:view_ledger", plan.pk)
    facts = {"form": form, "plan": plan, "faults": faults}
    status = 409 if faults else 422 if form.errors else 200
    return render(request, "programme/post_transfer.html", facts, status=status)


@require_POST
@acts(Action.POST_TRANSFER)
def reverse_transfer(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    """Undo a transfer by a new one that names it; its id follows from the first: a repeated click posts once."""
    first = get_object_or_404(Transfer.objects.select_related("plan", "line__plan"), pk=transfer_id)
    demand(refusal(person_of(request), Action.POST_TRANSFER, first.plan))
    paper = request.POST.get("paper", "").strip()
    order = TransferOrder(
        id=uuid5(first.pk, "reverse"),
        line=first.line,
        kind=Kind.REVERSE,
        amount=first.amount,
        on=max(first.on, today()),
        paper=paper[:120],
        reverses=first.pk,
    )
    actions.post_transfer(actor=person_of(request), order=order, at=now())
    messages.success(request, _("Đã đảo bút toán “%(kind)s”.") % {"kind": _(label(Kind(first.kind)))})
    return redirect(reverse("programme:view_ledger", args=[first.plan_id]))


def _plan(request: HttpRequest, plan_id: int, action: Action) -> Plan:
    plan = get_object_or_404(Plan.objects.select_related("office"), pk=plan_id)
    demand(refusal(person_of(request), action, plan))
    return plan


def _order(plan: Plan, form: TransferForm) -> TransferOrder:
    typed, kind = form.cleaned_data, Kind(form.cleaned_data["kind"])
    assert kind in KINDS
    return TransferOrder(
        id=typed["transfer_id"],
        line=line_named(plan, typed["line"]),
        kind=kind,
        project=project_named(plan, typed["project"]),
        amount=typed["amount"],
        on=typed["on"],
        paper=typed["paper"],
        note=typed["note"],
    )
