"""Screens of the forms of reports: those in force, and changing one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.models import Office
from khuyencong.accounts.queries import office_in_charge
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal
from khuyencong.programme.views.plans.reach import tried
from khuyencong.reporting.actions import reports as actions
from khuyencong.reporting.forms.report_forms import ReportFormForm
from khuyencong.reporting.queries.reports import form_in_force, forms_in_force
from khuyencong.reporting.queries.tables import indicator_table
from khuyencong.reporting.rules.periods import KIND_LABELS, PeriodKind


@require_safe
@acts(Action.VIEW_REPORT)
def view_report_forms(request: HttpRequest) -> HttpResponse:
    """List the forms in force in one's office, and every indicator of the table."""
    person = person_of(request)
    office = office_in_charge(person, Action.VIEW_REPORT)
    assert office is not None  # the door asked whether the person may see reports somewhere
    listed = [
        {"form": form, "number": number, "periods": [_(KIND_LABELS[PeriodKind(kind)]) for kind in form.periods]}
        for form, number in forms_in_force(office)
    ]
    table = indicator_table()
    groups = [(label, table.of_group(group)) for group, label in table.groups.items()]
    facts = {"forms": listed, "office": office, "groups": groups}
    return render(request, "reporting/view_report_forms.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.EDIT_REPORT_FORM)
def edit_report_form(request: HttpRequest, code: str) -> HttpResponse:
    """Change a form of one's office: a new version, the old one stays."""
    office = office_in_charge(person_of(request), Action.EDIT_REPORT_FORM)
    assert office is not None  # the door asked whether the person may change forms somewhere
    kept = form_in_force(office, code)
    form = ReportFormForm(kept, indicator_table(), request.POST or None)
    faults = _saved(request, office, form) if request.method == "POST" and form.is_valid() else []
    if request.method == "POST" and not form.errors and not faults:
        messages.success(request, _("Đã lưu bản mới của mẫu; báo cáo đã lập giữ mẫu cũ."))
        return redirect("reporting:view_report_forms")
    groups = [form[f"group_{group}"] for group in indicator_table().groups]
    headings = [form[name] for name in form.fields if name.startswith("heading_")]
    facts = {"form": form, "kept": kept, "groups": groups, "headings": headings, "faults": faults}
    return render(request, "reporting/edit_report_form.html", facts, status=422 if form.errors or faults else 200)


def _saved(request: HttpRequest, office: Office, form: ReportFormForm) -> list[Refusal]:
    actor, facts = person_of(request), form.facts
    return tried(lambda: actions.edit_report_form(actor=actor, office=office, form=facts, at=now()))
