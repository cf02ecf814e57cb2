"""Screens of the jury: its members with their progress, and who should not score what."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.models import Grant, Person
from khuyencong.accounts.queries import refusal, scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.accounts.rules.roles import Role
from khuyencong.kernel.refusal import demand
from khuyencong.selection.actions import jury as actions
from khuyencong.selection.forms import JurorForm
from khuyencong.selection.models import Juror, Round
from khuyencong.selection.papers import norms_of
from khuyencong.selection.queries import jury_progress
from khuyencong.selection.queries.board import concerns_of
from khuyencong.selection.rules.council import check_jury
from khuyencong.selection.rules.round_life import ROUND_LIFE
from khuyencong.selection.views.reach import frame, possible, round_for


@require_safe
@acts(Action.VIEW_JURY)
def view_jury(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show the jurors, how far they are, and the conflicts to settle before scoring."""
    round_ = round_for(request, round_id, Action.VIEW_JURY)
    return _page(request, round_, _form(request, round_), status=200)


@require_POST
@acts(Action.NAME_JUROR)
def name_juror(request: HttpRequest, round_id: int) -> HttpResponse:
    """Name a juror."""
    round_ = round_for(request, round_id, Action.NAME_JUROR)
    form = _form(request, round_, sent=True)
    if not form.is_valid():
        return _page(request, round_, form, status=422)
    juror = actions.name_juror(
        actor=person_of(request), round_=round_, facts=actions.JurorFacts(**form.cleaned_data), at=now()
    )
    messages.success(request, _("Đã cử giám khảo %(name)s.") % {"name": juror.name})
    return redirect("selection:view_jury", round_id)


@require_POST
@acts(Action.LINK_JUROR)
def link_juror(request: HttpRequest, juror_id: int) -> HttpResponse:
    """Give a juror the account of a person."""
    juror = get_object_or_404(Juror.objects.select_related("round__office"), pk=juror_id)
    demand(refusal(person_of(request), Action.LINK_JUROR, juror))
    people = {str(one.pk): one for one in _free_people(request, juror.round)}
    if (person := people.get(request.POST.get("person", ""))) is None:
        messages.error(request, _("Hãy chọn tài khoản của giám khảo."))
    else:
        actions.link_juror(actor=person_of(request), juror=juror, person=person, at=now())
        messages.success(
            request,
            _("Đã gắn %(juror)s với tài khoản %(user)s.") % {"juror": juror.name, "user": person.username},
        )
    return redirect("selection:view_jury", juror.round_id)


@require_POST
@acts(Action.DISMISS_JUROR)
def dismiss_juror(request: HttpRequest, juror_id: int) -> HttpResponse:
    """Let a juror go."""
    juror = get_object_or_404(Juror.objects.select_related("round__office"), pk=juror_id)
    demand(refusal(person_of(request), Action.DISMISS_JUROR, juror))
    actions.dismiss_juror(actor=person_of(request), juror=juror, reason=request.POST.get("reason", ""), at=now())
    messages.success(request, _("Đã thôi cử giám khảo %(name)s.") % {"name": juror.name})
    return redirect("selection:view_jury", juror.round_id)


def _free_people(request: HttpRequest, round_: Round) -> list[Person]:
    """Return who judges in the offices that the reader reaches; a neighbour's people are not theirs to see or name."""
    reach = scope_of(person_of(request), Action.NAME_JUROR)
    seated = round_.jurors.filter(state="active", person__isnull=False).values("person")
    judging = Grant.objects.filter(role=Role.JUROR.value, ended_on=None, office__in=reach.office_ids)
    people = Person.objects.filter(is_active=True, pk__in=judging.values("person")).exclude(pk__in=seated)
    return list(people.order_by("full_name"))


def _form(request: HttpRequest, round_: Round, *, sent: bool = False) -> JurorForm:
    groups = [
        (str(row["code"]), f"{row['code']} – {row['label']}")
        for row in norms_of(round_).rows("selection.product_groups")
    ]
    return JurorForm(request.POST if sent else None, people=_free_people(request, round_), groups=groups)


def _page(request: HttpRequest, round_: Round, form: JurorForm, *, status: int) -> HttpResponse:
    progress = jury_progress(round_)
    facts = {
        **frame(round_, "view_jury"),
        "can": possible(ROUND_LIFE, round_.state),
        "progress": progress,
        "sheets_due": sum(one.due for one in progress),
        "sheets_done": sum(one.submitted + one.recused for one in progress),
        "hindrance": check_jury(len(progress), source=norms_of(round_).cite("selection.jury_odd")),
        "dismissed": round_.jurors.filter(state="dismissed").order_by("seat_no"),
        "concerns": concerns_of(round_),
        "form": form,
        "free_people": list(form.people.values()),
    }
    return render(request, "selection/view_jury.html", facts, status=status)
