"""Screens of imports: send, see what was understood, answer, confirm, undo."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, demand
from khuyencong.ui.listing import Column, Filter, Kind, Listing, waiting
from khuyencong.workbooks import actions, queries
from khuyencong.workbooks.adapters.marking import mark_findings
from khuyencong.workbooks.forms import AnswersForm, WorkbookForm
from khuyencong.workbooks.models import ImportRun
from khuyencong.workbooks.rules.import_life import IMPORT_LIFE

SHOWN = 200
"""Faults and repairs on the page; the marked workbook has all of them."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _page(run: ImportRun) -> str:
    return reverse("workbooks:view_import", args=[run.pk])


RUNS = Listing(
    key="lan-nhap-bang",
    title=gettext_lazy("Các lần nhập bảng"),
    columns=(
        Column("file", gettext_lazy("Tệp"), lambda run: run.file.name, heads=True, link=_page),
        Column("target", gettext_lazy("Nhập vào"), lambda run: run.target_label, order=("target_label",)),
        Column("state", gettext_lazy("Trạng thái"), lambda run: _(IMPORT_LIFE.label(run.state)), order=("state",)),
        Column("rows", gettext_lazy("Số dòng"), lambda run: run.row_count, kind=Kind.NUMBER, order=("row_count",)),
        Column("faults", gettext_lazy("Số lỗi"), lambda run: run.fault_count, kind=Kind.NUMBER, order=("fault_count",)),
        Column("by", gettext_lazy("Người gửi"), lambda run: run.checked_by.full_name),
        Column("at", gettext_lazy("Lúc"), lambda run: run.checked_at, kind=Kind.MOMENT, order=("checked_at",)),
    ),
    order=("-pk",),
    filters=(
        Filter(
            "trang-thai",
            gettext_lazy("Trạng thái"),
            lambda: [(state.code, _(state.label)) for state in IMPORT_LIFE.states],
            lambda runs, state: runs.filter(state=state),
        ),
    ),
    search=lambda runs, text: runs.filter(file__name__icontains=text) | runs.filter(target_label__icontains=text),
    search_label=gettext_lazy("Tìm theo tên tệp hoặc nơi nhập"),
    empty_title=gettext_lazy("Chưa có lần nhập bảng nào"),
    empty_text=gettext_lazy("Mở một kỳ bình chọn, kế hoạch năm hoặc trang sao kê rồi thả tệp vào."),
)


@require_safe
@acts(Action.VIEW_IMPORTS)
def view_imports(request: HttpRequest) -> HttpResponseBase:
    """List the imports of the person's offices."""
    return RUNS.respond(request, queries.visible_to(person_of(request)), "workbooks/view_imports.html")


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.CHECK_IMPORT)
def check_import(request: HttpRequest, importer: str, target: int) -> HttpResponse:
    """Take a workbook in and show what was understood."""
    person, kind = person_of(request), actions.importer_of(importer)
    thing = kind.target(target)
    for action in (Action.CHECK_IMPORT, kind.action):
        demand(refusal(person, action, thing))  # type: ignore[arg-type]  # targets are guarded things
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = WorkbookForm(*sent, options=kind.options)
    no = None
    if form.is_valid():
        try:
            run = _check(request, kind, thing, form)
            if run.state != IMPORT_LIFE.start:
                messages.info(request, _("Tệp này đã được nhập rồi, không có gì thay đổi."))
            return redirect("workbooks:view_import", run.pk)
        except Refusal as refused:
            no = refused
    facts = {
        "form": form,
        "no": no,
        "importer": kind,
        "target_label": kind.label_of(thing),
        "back": kind.address(thing),
        "runs": queries.runs_of(importer, target)[:10],
    }
    return render(request, "workbooks/check_import.html", facts, status=422 if no or form.errors else 200)


def _check(request: HttpRequest, kind: actions.Importer, thing: object, form: WorkbookForm) -> ImportRun:
    file = form.cleaned_data["file"]
    return actions.check_import(
        actor=person_of(request),
        importer=kind,
        target=thing,  # type: ignore[arg-type]  # as the importer found it
        data=file.read(),
        name=file.name,
        at=now(),
        options=form.cleaned_data.get("options", []),
    )


@require_safe
@acts(Action.VIEW_IMPORTS)
def view_import(request: HttpRequest, run: int) -> HttpResponse:
    """Show what was understood of a workbook, what is wrong, and what can be done."""
    found = _run(request, run)
    return _show(request, found, _answers_form(found))


@require_POST
@acts(Action.CHECK_IMPORT)
def answer_questions(request: HttpRequest, run: int) -> HttpResponse:
    """Take answers about headings, and check again."""
    found = get_object_or_404(ImportRun, pk=run)
    demand(refusal(person_of(request), Action.CHECK_IMPORT, found))
    form = _answers_form(found, request.POST)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    options = form.cleaned_data.get("options", [])
    actions.answer_questions(actor=person_of(request), run=found, answers=form.answers(), options=options, at=now())
    messages.success(request, _("Đã ghi nhớ câu trả lời và kiểm tra lại bảng."))
    return redirect("workbooks:view_import", run)


@require_POST
@acts(Action.CONFIRM_IMPORT)
def confirm_import(request: HttpRequest, run: int) -> HttpResponse:
    """Do what the workbook says."""
    found = get_object_or_404(ImportRun, pk=run)
    before = found.state
    actions.confirm_import(actor=person_of(request), run=found, at=now())
    if before == found.state:
        messages.info(request, _("Tệp này đã được nhập rồi, không có gì thay đổi."))
    else:
        messages.success(request, _("Đã nhập xong bảng."))
    return redirect("workbooks:view_import", run)


@require_POST
@acts(Action.UNDO_IMPORT)
def undo_import(request: HttpRequest, run: int) -> HttpResponse:
    """Take an import back."""
    actions.undo_import(actor=person_of(request), run=get_object_or_404(ImportRun, pk=run), at=now())
    messages.success(request, _("Đã hoàn tác lần nhập này."))
    return redirect("workbooks:view_import", run)


@require_safe
@acts(Action.VIEW_IMPORTS)
def view_progress(request: HttpRequest, run: int) -> JsonResponse:
    """Tell how far a running import is."""
    done, total = queries.progress_of(_run(request, run).pk)
    return JsonResponse({"done": done, "total": total})


@require_safe
@acts(Action.VIEW_OWN_ACCOUNT)
def view_export_progress(_request: HttpRequest, key: str) -> JsonResponse:
    """Tell how far a workbook is that is being made of a long list."""
    return JsonResponse(waiting.read(key))


@require_safe
@acts(Action.VIEW_IMPORTS)
def view_marked(request: HttpRequest, run: int) -> HttpResponse:
    """Send the office its own workbook back with the faults marked."""
    found = _run(request, run)
    data = queries.workbook_of(found)
    kind = actions.importer_of(found.importer)
    examined = actions.examine(
        importer=kind,
        target=kind.target(found.target_id),
        data=data,
        name=found.file.name,
        answers=found.answers,
        options=found.options,
    )
    marked = mark_findings(data, found.file.name, examined.faults, examined.understanding.repairs)
    name = f"{found.file.name.rpartition('.')[0]} - cần sửa.xlsx"
    answer = HttpResponse(marked, content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _run(request: HttpRequest, run: int) -> ImportRun:
    found = get_object_or_404(ImportRun.objects.select_related("file", "office", "checked_by", "confirmed_by"), pk=run)
    demand(refusal(person_of(request), Action.VIEW_IMPORTS, found))
    return found


def _answers_form(run: ImportRun, data: object = None) -> AnswersForm:
    kind = actions.importer_of(run.importer)
    return AnswersForm(
        data, questions=run.findings["questions"], options=kind.options, initial={"options": run.options}
    )


def _show(request: HttpRequest, run: ImportRun, form: AnswersForm, status: int = 200) -> HttpResponse:
    kind = actions.importer_of(run.importer)
    target = kind.find(run.target_id)
    facts = {
        "run": run,
        "importer": kind,
        "findings": run.findings,
        "faults": run.findings["faults"][:SHOWN],
        "repairs": run.findings["repairs"][:SHOWN],
        "form": form if form.fields and run.state == IMPORT_LIFE.start else None,
        "back": kind.address(target) if target else "",
        "state_label": _(IMPORT_LIFE.label(run.state)),
        "shown": SHOWN,
    }
    return render(request, "workbooks/view_import.html", facts, status=status)
