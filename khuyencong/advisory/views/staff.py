"""Questions from outside, for those who answer them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.advisory.actions import answering
from khuyencong.advisory.forms import AnswerForm
from khuyencong.advisory.models import AdviceRequest
from khuyencong.advisory.queries import OPEN, advice_visible_to, topic_label
from khuyencong.advisory.rules.advice_life import ADVICE_LIFE
from khuyencong.kernel.refusal import demand
from khuyencong.ui.listing import Column, Filter, Kind, Listing


def _states() -> Iterable[tuple[str, str]]:
    return [("cho", _("chờ trả lời")), *ADVICE_LIFE.choices()]


def _narrow(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(state__in=OPEN) if value == "cho" else rows.filter(state=value)


ADVICE = Listing(
    key="cau-hoi-tu-van",
    title=gettext_lazy("Câu hỏi tư vấn"),
    order=("-sent_at", "pk"),
    columns=(
        Column(
            "ma",
            gettext_lazy("Mã"),
            lambda row: row.code,
            Kind.CODE,
            order=("code",),
            link=lambda row: reverse("advisory:view_advice", args=[row.pk]),
            heads=True,
        ),
        Column("hoi", gettext_lazy("Câu hỏi"), lambda row: row.question[:140], exported=False),
        Column(
            "noi",
            gettext_lazy("Xã, phường"),
            lambda row: str(row.place) if row.place else "",
            order=("place__sort_key",),
        ),
        Column("gui", gettext_lazy("Gửi lúc"), lambda row: row.sent_at, Kind.MOMENT, order=("sent_at",)),
        Column("han", gettext_lazy("Hạn trả lời"), lambda row: row.due_on, Kind.DAY, order=("due_on",)),
        Column("tinh-trang", gettext_lazy("Tình trạng"), lambda row: _(row.get_state_display()), order=("state",)),
        Column("nguoi", gettext_lazy("Người trả lời"), lambda row: row.officer.full_name if row.officer else ""),
    ),
    filters=(Filter("tinh-trang", gettext_lazy("Tình trạng"), _states, _narrow),),
    empty_title=gettext_lazy("Chưa có câu hỏi nào"),
    empty_text=gettext_lazy("Câu hỏi gửi từ trang Tư vấn của cổng thông tin hiện ở đây."),
)


@require_safe
@acts(Action.VIEW_ADVICE)
def view_advice_list(request: HttpRequest) -> HttpResponseBase:
    """List the questions."""
    rows = advice_visible_to(person_of(request)).select_related("place", "officer")
    return ADVICE.respond(request, rows, "advisory/view_advice_list.html")


@require_safe
@acts(Action.VIEW_ADVICE)
def view_advice(request: HttpRequest, request_id: int) -> HttpResponse:
    """Show one question with what can be done about it."""
    return _page(request, _found(request, request_id, Action.VIEW_ADVICE), None)


@require_POST
@acts(Action.TAKE_ADVICE)
def take_advice(request: HttpRequest, request_id: int) -> HttpResponse:
    """Take a question."""
    shown = _found(request, request_id, Action.TAKE_ADVICE)
    answering.take_advice(actor=person_of(request), request=shown, at=now())
    messages.success(request, _("Bạn đã nhận trả lời câu hỏi này."))
    return redirect("advisory:view_advice", request_id)


@require_POST
@acts(Action.ANSWER_ADVICE)
def answer_advice(request: HttpRequest, request_id: int) -> HttpResponse:
    """Answer a question."""
    shown = _found(request, request_id, Action.ANSWER_ADVICE)
    form = AnswerForm(request.POST, shown=shown)
    if not form.is_valid():
        return _page(request, shown, form)
    answering.answer_advice(actor=person_of(request), request=shown, at=now(), **form.cleaned_data)
    messages.success(request, _("Đã trả lời. Người hỏi đọc được ở trang theo dõi của mình."))
    return redirect("advisory:view_advice", request_id)


@require_POST
@acts(Action.FORWARD_ADVICE)
def forward_advice(request: HttpRequest, request_id: int) -> HttpResponse:
    """Hand a question on."""
    shown = _found(request, request_id, Action.FORWARD_ADVICE)
    answering.forward_advice(actor=person_of(request), request=shown, to=request.POST.get("to", "")[:200], at=now())
    messages.success(request, _("Đã ghi việc chuyển câu hỏi."))
    return redirect("advisory:view_advice", request_id)


@require_POST
@acts(Action.CLOSE_ADVICE)
def close_advice(request: HttpRequest, request_id: int) -> HttpResponse:
    """End a question."""
    shown = _found(request, request_id, Action.CLOSE_ADVICE)
    reason = request.POST.get("reason", "")[:300]
    answering.close_advice(actor=person_of(request), request=shown, reason=reason, at=now())
    messages.success(request, _("Đã kết thúc câu hỏi."))
    return redirect("advisory:view_advice", request_id)


def _found(request: HttpRequest, request_id: int, action: Action) -> AdviceRequest:
    rows = AdviceRequest.objects.select_related("office", "place__province", "officer", "establishment")
    shown = get_object_or_404(rows, pk=request_id)
    demand(refusal(person_of(request), action, shown))
    return shown


def _page(request: HttpRequest, shown: AdviceRequest, form: AnswerForm | None) -> HttpResponse:
    facts = {
        "shown": shown,
        "topic": topic_label(shown.topic, timezone.localdate(shown.sent_at)),
        "verbs": ADVICE_LIFE.verbs(shown.state),
        "form": form or AnswerForm(shown=shown),
        "late": shown.state in OPEN and shown.due_on < timezone.localdate(),
    }
    return render(request, "advisory/view_advice.html", facts, status=422 if form else 200)
