"""Screens of statements: which there are, how the lines of one stand, and a line put right by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import demand
from khuyencong.programme.actions.evidence import statements as actions
from khuyencong.programme.forms.evidence import MatchForm
from khuyencong.programme.models import StatementLine
from khuyencong.programme.queries.evidence.statements import candidates_of, statements_of, unseen_payings
from khuyencong.programme.queries.offices import office_that_runs
from khuyencong.programme.views.work.telling import tried
from khuyencong.ui.listing import Column, Filter, Kind, Listing
from khuyencong.ui.listing.declaration import Rows
from khuyencong.vietnamese.money import read_dong
from khuyencong.vietnamese.unreadable import Unreadable

CELLS = "programme/cells"
State = StatementLine.State


def why_of(line: StatementLine) -> str:
    """Return why a line stands as it does, in the reader's language; a person's own words as they are."""
    if line.state in {State.IGNORED, State.MATCHED} or not line.why:
        return line.why
    return _(line.why) % line.values if line.values else _(line.why)


def _paper(line: StatementLine) -> str:
    if line.transfer is None:
        return ""
    project = line.transfer.project.code if line.transfer.project is not None else ""
    return f"{line.transfer.paper} {project}".strip()


def _search(rows: Rows, text: str) -> Rows:
    like = Q(paper__icontains=text) | Q(content__icontains=text)
    try:
        amount = read_dong(text)
    except Unreadable:
        return rows.filter(like)
    return rows.filter(like | Q(outgoing=amount) | Q(incoming=amount))


STATEMENTS = Listing(
    key="sao-ke",
    title=gettext_lazy("Sao kê ngân hàng, Kho bạc"),
    columns=(
        Column(
            "name", gettext_lazy("Sao kê"), lambda one: one.name, heads=True,
            link=lambda one: reverse("programme:view_statement", args=[one.pk]),
        ),
        Column("account", gettext_lazy("Tài khoản"), lambda one: one.account, kind=Kind.CODE),
        Column("first", gettext_lazy("Từ ngày"), lambda one: one.first_on, kind=Kind.DAY, order=("first_on",)),
        Column("last", gettext_lazy("Đến ngày"), lambda one: one.last_on, kind=Kind.DAY, order=("last_on",)),
        Column("lines", gettext_lazy("Số dòng"), lambda one: one.line_count, kind=Kind.NUMBER),
        Column("matched", gettext_lazy("Đã khớp"), lambda one: one.matched, kind=Kind.NUMBER),
        Column("doubtful", gettext_lazy("Nghi ngờ"), lambda one: one.doubtful, kind=Kind.NUMBER),
        Column("unmatched", gettext_lazy("Chưa khớp"), lambda one: one.unmatched, kind=Kind.NUMBER),
    ),
    order=("-last_on", "-pk"),
    empty_title=gettext_lazy("Chưa nhập sao kê nào"),
    empty_text=gettext_lazy("Tải sao kê Excel từ ngân hàng hoặc bảng kê của Kho bạc rồi nhập ở đây."),
)  # fmt: skip  # a table of columns

LINES = Listing(
    key="doi-chieu",
    title=gettext_lazy("Các dòng sao kê"),
    columns=(
        Column("row", gettext_lazy("Dòng"), lambda one: one.row, kind=Kind.NUMBER, order=("row",), heads=True),
        Column("on", gettext_lazy("Ngày"), lambda one: one.happened_on, kind=Kind.DAY, order=("happened_on",)),
        Column("paper", gettext_lazy("Số chứng từ"), lambda one: one.paper),
        Column("content", gettext_lazy("Diễn giải"), lambda one: one.content),
        Column("out", gettext_lazy("Chi"), lambda one: one.outgoing or None, kind=Kind.MONEY, order=("outgoing",)),
        Column("in", gettext_lazy("Thu"), lambda one: one.incoming or None, kind=Kind.MONEY, order=("incoming",)),
        Column(
            "state", gettext_lazy("Tình trạng"), lambda one: one.get_state_display(), order=("state",),
            cell=f"{CELLS}/statement_state.html",
        ),
        Column("transfer", gettext_lazy("Bút toán"), _paper),
        Column("why", gettext_lazy("Vì sao"), why_of),
    ),
    order=("row",),
    filters=(
        Filter(
            "tinh-trang", gettext_lazy("Tình trạng"), lambda: State.choices,
            lambda rows, value: rows.filter(state=value),
        ),
    ),
    search=_search,
    search_label=gettext_lazy("Tìm số chứng từ, diễn giải, số tiền"),
    empty_title=gettext_lazy("Không có dòng nào"),
)  # fmt: skip  # a table of columns


@require_safe
@acts(Action.VIEW_LEDGER)
def view_statements(request: HttpRequest) -> HttpResponseBase:
    """List the statements that were taken in."""
    person = person_of(request)
    office = office_that_runs(person, Action.IMPORT_STATEMENT)
    take_in = reverse("workbooks:check_import", args=["programme.statement", office.pk]) if office else ""
    return STATEMENTS.respond(
        request, statements_of(person), "programme/view_statements.html", {"import_address": take_in}
    )


@require_safe
@acts(Action.VIEW_LEDGER)
def view_statement(request: HttpRequest, statement_id: int) -> HttpResponseBase:
    """Show how the lines of a statement stand, and the transfers that no line is."""
    statement = get_object_or_404(statements_of(person_of(request)), pk=statement_id)
    lines = statement.lines.select_related("transfer__project", "decided_by", "statement")
    facts: dict[str, Any] = {"statement": statement, "unseen": list(unseen_payings(statement)[:SHOWN])}
    facts["may_match"] = refusal(person_of(request), Action.MATCH_STATEMENT_LINE, statement) is None
    return LINES.respond(request, lines, "programme/view_statement.html", facts)


SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
@acts(Action.MATCH_STATEMENT_LINE)
def match_statement_line(request: HttpRequest, line_id: int) -> HttpResponse:
    """Say which transfer a line is, or that it is none of khuyến công."""
    line = _line(request, line_id)
    candidates = {str(one.pk): one for one in candidates_of(line)[:SHOWN]}
    form = MatchForm(request.POST or None, transfers=list(candidates.values()))
    if request.method == "POST" and form.is_valid():
        chosen, reason = candidates.get(form.cleaned_data["transfer"]), form.cleaned_data["reason"]
        kept = tried(
            form,
            lambda: actions.match_statement_line(
                actor=person_of(request), line=line, transfer=chosen, reason=reason, at=now()
            ),
        )
        if kept is not None:
            messages.success(request, _("Đã ghi kết quả đối chiếu."))
            return redirect("programme:view_statement", line.statement_id)
    line.refresh_from_db()
    facts = {"line": line, "form": form, "why": why_of(line)}
    return render(request, "programme/match_statement_line.html", facts, status=422 if form.errors else 200)


@require_POST
@acts(Action.MATCH_STATEMENT_LINE)
def reopen_statement_line(request: HttpRequest, line_id: int) -> HttpResponse:
    """Take back what was said of a line."""
    line = _line(request, line_id)
    actions.reopen_statement_line(actor=person_of(request), line=line, at=now())
    messages.success(request, _("Đã mở lại dòng này và đối chiếu lại."))
    return redirect("programme:view_statement", line.statement_id)


def _line(request: HttpRequest, line_id: int) -> StatementLine:
    line = get_object_or_404(StatementLine.objects.select_related("statement__office"), pk=line_id)
    demand(refusal(person_of(request), Action.MATCH_STATEMENT_LINE, line))
    return line
