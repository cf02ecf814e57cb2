"""Screens of what was concluded and of the press note."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.conferences.actions import conclusions as actions
from khuyencong.conferences.actions.conferences import edit_press_note as keep_press_note
from khuyencong.conferences.forms.conferences import PressForm
from khuyencong.conferences.forms.guests import ConclusionForm, ReportForm
from khuyencong.conferences.models import Conclusion
from khuyencong.conferences.queries.conclusions import conclusions_of, inherited
from khuyencong.conferences.queries.press import press_facts
from khuyencong.conferences.rules.press_note import record
from khuyencong.conferences.views.reach import conclusion_for, conference_for, form_page, today, tried, typed

form_or_get = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@acts(Action.VIEW_CONFERENCE)
def view_conclusions(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Show what was concluded here, and how far what earlier conferences concluded is."""
    conference = conference_for(request, conference_id, Action.VIEW_CONFERENCE)
    facts = {
        "conference": conference,
        "conclusions": conclusions_of(conference),
        "inherited": inherited(conference),
        "today": today(),
    }
    return render(request, "conferences/view_conclusions.html", facts)


@form_or_get
@acts(Action.RECORD_CONCLUSION)
def record_conclusion(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Write down one task."""
    conference = conference_for(request, conference_id, Action.RECORD_CONCLUSION)
    province = conference.office.province_code
    form = ConclusionForm(
        typed(request),
        initial={"owner_office": conference.office_id},
        offices=Office.objects.filter(province_code=province).order_by("path"),
        people=Person.objects.filter(is_active=True, grants__office__province_code=province)
        .exclude(grants__role__in=["applicant", "juror"])
        .order_by("full_name", "pk")
        .distinct(),
    )

    def act() -> None:
        actions.record_conclusion(actor=person_of(request), conference=conference, facts=form.facts(), at=now())

    back = reverse("conferences:view_conclusions", args=[conference_id])
    if request.method == "POST" and form.is_valid() and tried(form, act):
        messages.success(request, _("Đã ghi kết luận."))
        return redirect(back)
    return form_page(request, conference, form, title=_("Ghi kết luận hội nghị"), label=_("Ghi kết luận"), back=back)


@form_or_get
@acts(Action.REPORT_CONCLUSION)
def report_conclusion(request: HttpRequest, conclusion_id: int) -> HttpResponse:
    """Tell what was done."""
    conclusion = conclusion_for(request, conclusion_id, Action.REPORT_CONCLUSION)
    title, label = _("Báo cáo việc được giao"), _("Gửi báo cáo")
    return _step(request, conclusion, actions.report_conclusion, title, label)


@form_or_get
@acts(Action.RETURN_CONCLUSION)
def return_conclusion(request: HttpRequest, conclusion_id: int) -> HttpResponse:
    """Ask for more."""
    conclusion = conclusion_for(request, conclusion_id, Action.RETURN_CONCLUSION)
    return _step(request, conclusion, actions.return_conclusion, _("Yêu cầu làm tiếp"), _("Gửi yêu cầu"))


@form_or_get
@acts(Action.CLOSE_CONCLUSION)
def close_conclusion(request: HttpRequest, conclusion_id: int) -> HttpResponse:
    """Confirm that it is done."""
    conclusion = conclusion_for(request, conclusion_id, Action.CLOSE_CONCLUSION)
    return _step(request, conclusion, actions.close_conclusion, _("Xác nhận đã xong"), _("Xác nhận đã xong"))


def _step(
    request: HttpRequest, conclusion: Conclusion, act: Callable[..., None], title: str, label: str
) -> HttpResponse:
    form = ReportForm(typed(request))

    def tell() -> None:
        act(actor=person_of(request), conclusion=conclusion, text=form.cleaned_data["text"], at=now())

    back = reverse("conferences:view_conclusions", args=[conclusion.conference_id])
    if request.method == "POST" and form.is_valid() and tried(form, tell):
        messages.success(request, _("Đã ghi."))
        return redirect(back)
    return form_page(request, conclusion.conference, form, title=title, label=label, back=back)


@require_safe
@acts(Action.VIEW_CONFERENCE)
def view_press_note(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Show the press note with the figures behind it."""
    conference = conference_for(request, conference_id, Action.VIEW_CONFERENCE)
    told = record(press_facts(conference))
    facts = {
        "conference": conference,
        "note": told,
        "text": conference.press_text or told["text"],
        "is_edited": bool(conference.press_text),
        "differs": bool(conference.press_text) and conference.press_text != told["text"],
    }
    return render(request, "conferences/view_press_note.html", facts)


@form_or_get
@acts(Action.EDIT_PRESS_NOTE)
def edit_press_note(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Word the press note."""
    conference = conference_for(request, conference_id, Action.EDIT_PRESS_NOTE)
    text = conference.press_text or record(press_facts(conference))["text"]
    form = PressForm(typed(request), initial={"text": text})

    def act() -> None:
        written = form.cleaned_data["text"]
        keep_press_note(actor=person_of(request), conference=conference, text=written, at=now())

    back = reverse("conferences:view_press_note", args=[conference_id])
    if request.method == "POST" and form.is_valid() and tried(form, act):
        messages.success(request, _("Đã lưu thông cáo."))
        return redirect(back)
    return form_page(request, conference, form, title=_("Sửa thông cáo báo chí"), label=_("Lưu thông cáo"), back=back)
