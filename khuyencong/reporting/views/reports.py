"""Screens of reports: the list, opening one, the report with its tables, freezing, signing, correcting, files."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.queries import office_in_charge, refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.programme.views.plans.reach import tried
from khuyencong.reporting.actions import reports as actions
from khuyencong.reporting.forms.reports import CorrectReportForm, OpenReportForm, SignReportForm, part_words
from khuyencong.reporting.models import Report
from khuyencong.reporting.papers import file_of
from khuyencong.reporting.queries.reports import (
    drawer_of,
    forms_in_force,
    is_whole,
    reports_visible_to,
    sheet_of,
)
from khuyencong.reporting.queries.tables import default_forms
from khuyencong.reporting.rules.comparing import Difference, differences
from khuyencong.reporting.rules.report_life import FROZEN, REPORT_LIFE
from khuyencong.reporting.rules.sheet import Sheet, from_plain
from khuyencong.ui.listing import Column, Filter, Kind, Listing

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
TONES = {"draft": "neutral", "frozen": "info", "signed": "good", "corrected": "warn"}


def period_words(report: Report) -> str:
    """Name the period of a report on screen."""
    return _("%(part)s %(year)s") % {"part": part_words(report.span), "year": report.span.year}


def _title(report: Report) -> str:
    return report.form.title


REPORTS = Listing(
    key="bao-cao",
    title=gettext_lazy("Báo cáo"),
    columns=[
        Column("code", gettext_lazy("Mẫu"), lambda one: one.code, kind=Kind.CODE, order=("code",)),
        Column("title", gettext_lazy("Báo cáo"), _title, heads=True, cell="reporting/cells/report.html"),
        Column("period", gettext_lazy("Kỳ"), period_words, order=("ends_on",)),
        Column("office", gettext_lazy("Cơ quan"), lambda one: one.office.name),
        Column("number", gettext_lazy("Bản"), lambda one: one.number, kind=Kind.NUMBER),
        Column("state", gettext_lazy("Trạng thái"), lambda one: _(REPORT_LIFE.label(one.state)),
               cell="reporting/cells/state.html"),
        Column("paper", gettext_lazy("Số văn bản"), lambda one: one.paper_number),
        Column("signed_on", gettext_lazy("Ngày ký"), lambda one: one.signed_on, kind=Kind.DAY, order=("signed_on",)),
    ],
    filters=[
        Filter("mau", gettext_lazy("Mẫu"), lambda: [(code, code) for code in default_forms()],
               lambda rows, code: rows.filter(code=code)),
        Filter("trang-thai", gettext_lazy("Trạng thái"), REPORT_LIFE.choices,
               lambda rows, state: rows.filter(state=state)),
    ],
    order=("-ends_on", "code", "-number", "-pk"),
    empty_title=gettext_lazy("Chưa lập báo cáo nào"),
    empty_text=gettext_lazy("Chọn mẫu và kỳ; số liệu lấy từ hồ sơ đã ghi, không phải gõ lại."),
)  # fmt: skip  # one column a line


@require_safe
@acts(Action.VIEW_REPORT)
def view_reports(request: HttpRequest) -> HttpResponseBase:
    """List the reports that the person sees."""
    rows = reports_visible_to(person_of(request)).select_related("office")
    return REPORTS.respond(request, rows, "reporting/view_reports.html", {"tones": TONES})


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.OPEN_REPORT)
def open_report(request: HttpRequest) -> HttpResponse:
    """Open a report of one's office."""
    office = office_in_charge(person_of(request), Action.OPEN_REPORT)
    assert office is not None  # the door asked whether the person may open reports somewhere
    today = timezone.localdate()
    form = OpenReportForm([one for one, _number in forms_in_force(office)], today, request.POST or None)
    faults: list[Refusal] = []
    if request.method == "POST" and form.is_valid():
        made: list[Report] = []
        code, period = form.cleaned_data["code"], form.period
        faults = tried(
            lambda: made.append(
                actions.open_report(actor=person_of(request), office=office, code=code, period=period, at=now())
            )
        )
        if made:
            return redirect("reporting:view_report", made[0].pk)
    facts = {"form": form, "faults": faults, "office": office}
    return render(request, "reporting/open_report.html", facts, status=422 if form.errors or faults else 200)


@require_safe
@acts(Action.VIEW_REPORT)
def view_report(request: HttpRequest, report_id: int) -> HttpResponse:
    """Show a report: every figure a link to what stands behind it; beside a frozen one what changed since."""
    report = report_for(request, report_id, Action.VIEW_REPORT)
    sheet = sheet_of(report)
    facts = {
        "report": report,
        "sheet": sheet,
        "period": period_words(report),
        "tone": TONES[report.state],
        "state": _(REPORT_LIFE.label(report.state)),
        "whole": report.state == "draft" or is_whole(report),
        "moved": _moved(report, sheet),
        "corrected": _corrections(report, sheet),
        "newer": Report.objects.filter(corrects=report).first(),
        "sign_form": SignReportForm(prefix="ky"),
        "correct_form": CorrectReportForm(prefix="dinh-chinh"),
        "is_over": timezone.localdate() > report.ends_on,
    }
    return render(request, "reporting/view_report.html", facts)


def _moved(report: Report, sheet: Sheet) -> list[Difference]:
    """Return the cells that today's records would give another value: shown, and never put in silently."""
    return differences(sheet, drawer_of(report).draw()) if report.state in FROZEN else []


def _corrections(report: Report, sheet: Sheet) -> list[Difference]:
    return differences(from_plain(report.corrects.facts), sheet) if report.corrects else []


@require_POST
@acts(Action.FREEZE_REPORT)
def freeze_report(request: HttpRequest, report_id: int) -> HttpResponse:
    """Freeze the figures."""
    report = report_for(request, report_id, Action.FREEZE_REPORT)
    actions.freeze_report(actor=person_of(request), report=report, at=now(), today=timezone.localdate())
    messages.success(request, _("Đã chốt số liệu báo cáo."))
    return redirect("reporting:view_report", report_id)


@require_POST
@acts(Action.SIGN_REPORT)
def sign_report(request: HttpRequest, report_id: int) -> HttpResponse:
    """Note that the report was signed."""
    report = report_for(request, report_id, Action.SIGN_REPORT)
    form = SignReportForm(request.POST, prefix="ky")
    if not form.is_valid():
        raise Refusal("reporting.signing_unreadable", _("Hãy ghi số văn bản và ngày ký (ngày/tháng/năm)."))
    actions.sign_report(
        actor=person_of(request), report=report, at=now(), today=timezone.localdate(), **form.cleaned_data
    )
    messages.success(request, _("Đã ghi báo cáo đã ký."))
    return redirect("reporting:view_report", report_id)


@require_POST
@acts(Action.CORRECT_REPORT)
def correct_report(request: HttpRequest, report_id: int) -> HttpResponse:
    """Make a correction of the report."""
    report = report_for(request, report_id, Action.CORRECT_REPORT)
    form = CorrectReportForm(request.POST, prefix="dinh-chinh")
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    newer = actions.correct_report(actor=person_of(request), report=report, reason=reason, at=now())
    messages.success(request, _("Đã lập bản đính chính; giá trị cũ và mới đứng cạnh nhau."))
    return redirect("reporting:view_report", newer.pk)


@require_safe
@acts(Action.VIEW_REPORT)
def download_report(request: HttpRequest, report_id: int, kind: str) -> HttpResponse:
    """Hand the report out as a file."""
    if kind not in TYPES:
        raise Http404
    report = report_for(request, report_id, Action.VIEW_REPORT)
    data = file_of(kind, sheet_of(report), report.form, report.office, now())
    answer = HttpResponse(data, content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{report.code}-{report.period}.{kind}"'
    return answer


def report_for(request: HttpRequest, report_id: int, action: Action) -> Report:
    """Return the report.

    :raises Refusal: where the reader may not do the act on it.
    """
    rows = Report.objects.select_related("office__parent", "corrects", "opened_by", "frozen_by", "signed_by")
    report = get_object_or_404(rows, pk=report_id)
    demand(refusal(person_of(request), action, report))
    return report
