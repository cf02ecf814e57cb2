"""Screens that start the work, tell its progress, hold it, stop it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusals
from khuyencong.programme.actions.work import running as actions
from khuyencong.programme.forms.work import DayForm, ListForm, ReasonForm, ReportForm, StartForm, StopForm, SureForm
from khuyencong.programme.models import Project
from khuyencong.programme.queries.projects.bounds import content_of, norms_for
from khuyencong.programme.queries.projects.money import project_balances
from khuyencong.programme.rules.work.lists import grid_of, read_rows, text_of
from khuyencong.programme.rules.work.running import Report, freed_on_stop, to_be_returned
from khuyencong.programme.views.reach import project_for, today
from khuyencong.programme.views.work.telling import form_page, to_project, tried, typed
from khuyencong.workbooks.adapters.reading import read_workbook

form_or_get = require_http_methods(["GET", "POST"])


def _act(
    request: HttpRequest,
    project: Project,
    form: forms.Form,
    words: Mapping[str, object],
    act: Callable[[], str],
) -> HttpResponse:
    """Show the form, or do the act and go back to the project with what it says."""
    if request.method == "POST" and form.is_valid():
        said = tried(form, act)
        if said is not None:
            messages.success(request, said)
            return to_project(project)
    return form_page(request, project, form, words)


@form_or_get
@acts(Action.START_WORK)
def start_work(request: HttpRequest, project_id: int) -> HttpResponse:
    """Write that the work began."""
    project = project_for(request, project_id, Action.START_WORK)
    form = StartForm(typed(request), initial={"on": today()})

    def act() -> str:
        actions.start_work(actor=person_of(request), project=project, on=form.cleaned_data["on"], at=now())
        return _("Đã ghi bắt đầu thực hiện.")

    words = {"title": _("Bắt đầu thực hiện"), "button": _("Ghi bắt đầu"), "icon": "play-circle"}
    return _act(request, project, form, words, act)


@form_or_get
@acts(Action.REPORT_PROGRESS)
def report_progress(request: HttpRequest, project_id: int) -> HttpResponse:
    """Tell how far the work is."""
    project = project_for(request, project_id, Action.REPORT_PROGRESS)
    last = project.progress_reports.order_by("-reported_on", "-pk").first()
    form = ReportForm(typed(request), initial={"on": today(), "percent": last.percent if last else None})

    def act() -> str:
        facts = form.cleaned_data
        total = (project.total_cost or Money(0)) or None
        report = Report(facts["on"], facts["percent"], facts["spent"], facts["problems"], total)
        actions.report_progress(
            actor=person_of(request), project=project, report=report, at=now(), proposals=facts["proposals"]
        )
        return _("Đã ghi báo cáo tiến độ %(percent)s %%.") % {"percent": report.percent}

    lead = _("Lần trước: %(percent)s %%.") % {"percent": last.percent} if last else _("Chưa có báo cáo nào.")
    words = {"title": _("Báo cáo tiến độ"), "lead": lead, "button": _("Ghi báo cáo"), "icon": "graph-up"}
    return _act(request, project, form, words, act)


@form_or_get
@acts(Action.SUSPEND_PROJECT)
def suspend_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Hold a project for a reason."""
    project = project_for(request, project_id, Action.SUSPEND_PROJECT)
    form = ReasonForm(typed(request))

    def act() -> str:
        reason = form.cleaned_data["reason"]
        actions.suspend_project(actor=person_of(request), project=project, reason=reason, at=now())
        return _("Đã tạm dừng đề án.")

    lead = _("Trong khi tạm dừng không chi được tiền cho đề án.")
    words = {"title": _("Tạm dừng đề án"), "lead": lead, "button": _("Tạm dừng"), "icon": "pause-circle"}
    return _act(request, project, form, words, act)


@form_or_get
@acts(Action.RESUME_PROJECT)
def resume_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Let a suspended project go on."""
    project = project_for(request, project_id, Action.RESUME_PROJECT)
    form = SureForm(typed(request))

    def act() -> str:
        actions.resume_project(actor=person_of(request), project=project, at=now())
        return _("Đề án tiếp tục thực hiện.")

    words = {
        "title": _("Tiếp tục đề án"),
        "lead": _("Lý do đã tạm dừng: %(reason)s") % {"reason": project.ended_reason or "—"},
        "button": _("Cho tiếp tục"),
        "icon": "play-circle",
    }
    return _act(request, project, form, words, act)


@form_or_get
@acts(Action.STOP_PROJECT)
def stop_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Stop a project; before that, show what goes back to the line and what is owed."""
    project = project_for(request, project_id, Action.STOP_PROJECT)
    form = StopForm(typed(request), initial={"on": today()})
    buckets = project_balances(project)

    def act() -> str:
        stop = actions.Stop(**form.cleaned_data)
        stopped = actions.stop_project(actor=person_of(request), project=project, stop=stop, at=now())
        return _("Đã ngừng đề án; %(freed)s đồng trở về dòng kế hoạch, còn phải thu hồi %(owed)s đồng.") % {
            "freed": stopped.freed,
            "owed": stopped.owed,
        }

    steps = freed_on_stop(buckets)
    words = {
        "title": _("Ngừng đề án"),
        "lead": _("Tiền chưa chi trở về dòng kế hoạch ngay; tạm ứng chưa thu hồi phải hoàn trả rồi mới kết thúc."),
        "button": _("Ngừng đề án"),
        "icon": "stop-circle",
        "kind": "danger",
        "sums": [
            (_("Trở về dòng kế hoạch"), steps[-1][1] if steps else Money(0)),
            (_("Cơ sở phải hoàn trả"), to_be_returned(buckets, project.accepted)),
        ],
    }
    return _act(request, project, form, words, act)


@form_or_get
@acts(Action.END_STOPPED_PROJECT)
def end_stopped_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """End a stopped project once nothing is owed."""
    project = project_for(request, project_id, Action.END_STOPPED_PROJECT)
    form = DayForm(typed(request), initial={"on": today()})

    def act() -> str:
        on = form.cleaned_data["on"]
        actions.end_stopped_project(actor=person_of(request), project=project, on=on, at=now())
        return _("Đã kết thúc đề án ngừng thực hiện.")

    words = {
        "title": _("Kết thúc đề án đã ngừng"),
        "button": _("Kết thúc"),
        "icon": "check2-circle",
        "sums": [(_("Còn phải thu hồi"), to_be_returned(project_balances(project), project.accepted))],
    }
    return _act(request, project, form, words, act)


@form_or_get
@acts(Action.REPORT_PROGRESS)
def record_list(request: HttpRequest, project_id: int, table: str) -> HttpResponse:
    """Take a list of the content in, pasted or from a workbook, in place of the one before."""
    project = project_for(request, project_id, Action.REPORT_PROGRESS)
    content = content_of(project, norms_for(project, today()))
    columns = content.facts_of(table)
    form = ListForm(
        typed(request),
        request.FILES if request.method == "POST" else None,
        initial={"text": text_of(project.facts.get(table) or [], columns)},
    )

    def act() -> str:
        rows, faults = read_rows(_grid(form), columns)
        if faults:
            raise Refusals(faults)
        actions.record_list(actor=person_of(request), project=project, table=table, rows=rows, at=now())
        return _("Đã ghi %(count)s dòng.") % {"count": len(rows)}

    words = {
        "title": content.tables.get(table, table),
        "lead": _("Các cột: %(columns)s.") % {"columns": "; ".join(_(one.label) for one in columns)},
        "button": _("Ghi bảng kê"),
        "icon": "table",
        "takes_files": True,
    }
    return _act(request, project, form, words, act)


def _grid(form: ListForm) -> list[list[object]]:
    file = form.cleaned_data.get("file")
    if not file:
        return [list(line) for line in grid_of(form.cleaned_data["text"])]
    book = read_workbook(file.read(), file.name)
    return [list(row) for row in book.sheets[0].rows] if book.sheets else []
