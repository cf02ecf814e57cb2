"""Screens of the norms in force, their history, and an office's own proposals."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.models import Office
from khuyencong.accounts.queries import office_in_charge, scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.law.norms import NormsOfDay, national_book
from khuyencong.rulebook import actions
from khuyencong.rulebook.forms import DayForm, ProposalForm, ReasonForm
from khuyencong.rulebook.models import LocalNorm
from khuyencong.rulebook.queries import (
    column_choices,
    effects_of,
    norms_at,
    sample_of,
    sample_rows,
    visible_to,
    waiting_for,
)
from khuyencong.ui.templatetags.words import sentence


@require_safe
@acts(Action.VIEW_NORMS)
def view_norms(request: HttpRequest) -> HttpResponse:
    """List the norms in force on a day, for the whole country or an office."""
    form, norms = _chosen(request)
    waiting = waiting_for(person_of(request)).order_by("proposed_at", "pk")
    mine = visible_to(person_of(request)).filter(state="proposed", proposed_by=person_of(request))
    facts = {"form": form, "norms": norms, "waiting": waiting, "mine": mine.order_by("proposed_at", "pk")}
    return render(request, "rulebook/view_norms.html", facts)


@require_safe
@acts(Action.VIEW_NORMS)
def view_norm(request: HttpRequest, key: str) -> HttpResponse:
    """Show one norm: its value today, every span, and the offices' own values."""
    history = national_book().history.get(key)
    if history is None:
        raise Http404(key)
    person, today = person_of(request), timezone.localdate()
    rows = list(visible_to(person).filter(key=key).order_by("-start_on", "-pk"))
    facts = {
        "definition": national_book().definitions[key],
        "history": history[::-1],
        "rows": [(row, effects_of(row, person, today)) for row in rows],
        "today": today,
        "reason_form": ReasonForm(),
    }
    return render(request, "rulebook/view_norm.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.PROPOSE_NORM)
def propose_norm(request: HttpRequest, key: str) -> HttpResponse:
    """Propose an office's own value of one norm."""
    if key not in national_book().definitions:
        raise Http404(key)
    form = _proposal_form(request, key)
    if request.method == "POST" and form.is_valid() and _proposed(request, key, form):
        messages.success(request, _("Đã gửi đề xuất. Một người khác có quyền duyệt sẽ quyết định."))
        return redirect("rulebook:view_norm", key)
    facts = {"form": form, "definition": national_book().definitions[key], "sample": sample_of(key)}
    return render(request, "rulebook/propose_norm.html", facts, status=422 if form.errors else 200)


@require_POST
@acts(Action.APPROVE_NORM)
def approve_norm(request: HttpRequest, norm_id: int) -> HttpResponse:
    """Put a proposal in force."""
    norm = get_object_or_404(LocalNorm, pk=norm_id)
    actions.approve_norm(actor=person_of(request), norm=norm, at=now())
    messages.success(request, _("Đã duyệt; áp dụng từ %(day)s.") % {"day": f"{norm.start_on:%d/%m/%Y}"})
    return redirect("rulebook:view_norm", norm.key)


@require_POST
@acts(Action.REJECT_NORM)
def reject_norm(request: HttpRequest, norm_id: int) -> HttpResponse:
    """Turn a proposal down."""
    norm = get_object_or_404(LocalNorm, pk=norm_id)
    actions.reject_norm(actor=person_of(request), norm=norm, reason=request.POST.get("reason", ""), at=now())
    messages.success(request, _("Đã ghi không duyệt."))
    return redirect("rulebook:view_norm", norm.key)


def _chosen(request: HttpRequest) -> tuple[DayForm, NormsOfDay]:
    today = timezone.localdate()
    office = office_in_charge(person_of(request), Action.VIEW_NORMS)
    usual = {"ngay": f"{today:%d/%m/%Y}", "don_vi": office.code if office else ""}
    form = DayForm({**usual, **request.GET.dict()})
    chosen = form.cleaned_data if form.is_valid() else {}
    day: date = chosen.get("ngay") or today
    return form, norms_at(day, office_code=chosen["don_vi"].code if chosen.get("don_vi") else "")


def _proposal_form(request: HttpRequest, key: str) -> ProposalForm:
    reach = scope_of(person_of(request), Action.PROPOSE_NORM)
    office = office_in_charge(person_of(request), Action.PROPOSE_NORM)
    today = timezone.localdate()
    norms = norms_at(today, office_code=office.code if office else "")
    return ProposalForm(
        national_book().definitions[key],
        norms.norm(key),
        Office.objects.filter(pk__in=reach.office_ids).order_by("path"),
        today,
        request.POST or None,
        choices=column_choices(norms),
        rows=sample_rows(key, norms) if "mau" in request.GET else None,
        initial={"office": office},
    )


def _proposed(request: HttpRequest, key: str, form: ProposalForm) -> bool:
    """Try the action; put what speaks against it into the form, so that nothing typed is lost."""
    facts = {name: form.cleaned_data[name] for name in ("office", "value", "start_on", "source", "note")}
    try:
        actions.propose_norm(actor=person_of(request), key=key, at=now(), **facts)
    except Refusals as told:
        form.add_error(None, [sentence(one) for one in told.refusals])
    except Refusal as one:
        form.add_error(None, sentence(one))
    return not form.errors
