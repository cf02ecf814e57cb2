"""The screen behind a figure: every record that it sums, and what changed since the last report."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import acts
from khuyencong.accounts.rules.policy import Action
from khuyencong.reporting.queries.links import links_of
from khuyencong.reporting.queries.reports import changes_since, opened, report_before
from khuyencong.reporting.rules.comparing import REASONS, Change
from khuyencong.reporting.rules.sheet import Cell, ColumnHead, Record, Section, SheetRow, total_of
from khuyencong.reporting.views.reports import period_words, report_for

SIZE = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One record on screen."""

    record: Record
    url: str
    change: Change | None = None

    @property
    def reason(self) -> str:
        """Why it counts otherwise than before."""
        return _(REASONS[self.change.reason]) if self.change else ""


@require_safe
@acts(Action.VIEW_REPORT)
def view_report_cell(request: HttpRequest, report_id: int, cell: str) -> HttpResponse:
    """Open one figure."""
    report = report_for(request, report_id, Action.VIEW_REPORT)
    sheet, records = opened(report, cell)
    found = {told[0]: told[1:] for told in sheet.cells()}
    if cell not in found or records is None:
        raise Http404
    section, row, column, figure = found[cell]
    before = report_before(report)
    changed = changes_since(before, cell, records) if before else []
    page = Paginator(records, SIZE).get_page(request.GET.get("trang", "1"))
    links = links_of([one.key for one in page.object_list] + [one.record.key for one in changed[:SIZE]])
    facts = {
        "report": report,
        "period": period_words(report),
        "page": page,
        "lines": [Line(one, links.get(one.key, "")) for one in page.object_list],
        "total": total_of(records),
        "before": before,
        "before_period": period_words(before) if before else "",
        "changes": [Line(one.record, links.get(one.record.key, ""), one) for one in changed[:SIZE]],
        "more_changes": max(0, len(changed) - SIZE),
        **_named(section, row, column, figure),
    }
    return render(request, "reporting/view_report_cell.html", facts)


def _named(section: Section, row: SheetRow, column: ColumnHead, figure: Cell) -> dict[str, object]:
    return {"section": section, "row": row, "column": column, "figure": figure, "unit": column.unit or row.unit}
