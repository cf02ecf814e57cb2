"""Reports that a person sees, the form in force, a report as drawn or frozen, and what stands behind a cell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from khuyencong.accounts.models import Office
from khuyencong.accounts.queries import Actor, scope_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.reporting.models import Report, ReportCell, ReportForm
from khuyencong.reporting.queries.drawing import Drawer
from khuyencong.reporting.queries.tables import default_forms
from khuyencong.reporting.rules.comparing import Change, changes
from khuyencong.reporting.rules.forms import FormFacts
from khuyencong.reporting.rules.report_life import FROZEN
from khuyencong.reporting.rules.sheet import Record, Sheet, from_plain, plain, seal, text_of


def reports_visible_to(person: Actor, action: Action = Action.VIEW_REPORT) -> QuerySet[Report]:
    """Return the reports on which the person may do the act."""
    far = scope_of(person, action)
    return Report.objects.all() if far.everywhere else Report.objects.filter(office_id__in=far.office_ids)


def form_in_force(office: Office, code: str) -> FormFacts:
    """Return the newest version of an office's form, or the one every office starts with.

    :raises Refusal: for a code that no form has, with those that are there.
    """
    own = ReportForm.objects.filter(office=office, code=code).order_by("-number").first()
    if own is not None:
        return own.form
    if code not in default_forms():
        raise Refusal(
            "reporting.unknown_form",
            _("Không có mẫu báo cáo “%(given)s”. Các mẫu đang có: %(codes)s."),
            given=code[:20],
            codes=", ".join(default_forms()),
        )
    return default_forms()[code]


def forms_in_force(office: Office) -> list[tuple[FormFacts, int]]:
    """Return every form in force with its version, 0 for one as every office starts with; one query."""
    own: dict[str, ReportForm] = {}
    for one in ReportForm.objects.filter(office=office).order_by("code", "number"):
        own[one.code] = one
    return [(own[code].form, own[code].number) if code in own else (form, 0) for code, form in default_forms().items()]


def drawer_of(report: Report) -> Drawer:
    """Return what draws a report anew from today's records."""
    return Drawer(report.form, report.span, report.office)


@dataclass(frozen=True, slots=True)
class Frozen:
    """A report with every cell and every record behind it, and its seal."""

    facts: dict[str, Any]
    records: dict[str, list[list[str]]]
    digest: str


def freeze(drawer: Drawer) -> Frozen:
    """Draw a report and open every cell; cells without records keep none."""
    sheet = drawer.draw()
    opened = {where: drawer.records(where) or [] for where in drawer.recipes}
    records = {where: [_stored(one) for one in listed] for where, listed in opened.items() if listed}
    facts = plain(sheet)
    return Frozen(facts, records, seal(facts, records))


def _stored(one: Record) -> list[str]:
    return [one.key, text_of(one.value), one.day.isoformat() if one.day else "", one.text]


def _read(stored: list[str]) -> Record:
    key, value, day, text = stored
    return Record(key, Fraction(value), date.fromisoformat(day) if day else None, text)


def is_whole(report: Report) -> bool:
    """Tell whether a frozen report and its records are those that were sealed."""
    kept = dict(report.cells.values_list("address", "records"))
    return seal(report.facts, kept) == report.digest


def sheet_of(report: Report) -> Sheet:
    """Return a report as frozen, or as it would be today while it is a draft."""
    return drawer_of(report).draw() if report.state == "draft" else from_plain(report.facts)


def opened(report: Report, where: str) -> tuple[Sheet, list[Record] | None]:
    """Return a report with what stands behind one of its cells: None where the address names no sum of it."""
    if report.state == "draft":
        drawer = drawer_of(report)
        sheet = drawer.draw()
        return sheet, drawer.records(where)
    sheet = from_plain(report.facts)
    kept = ReportCell.objects.filter(report=report, address=where).first()
    if kept is not None:
        return sheet, [_read(stored) for stored in kept.records]
    is_sum = any(at == where and cell.opens for at, _section, _row, _column, cell in sheet.cells())
    return sheet, [] if is_sum else None


def report_before(report: Report) -> Report | None:
    """Return the report that this one is held against: the one it corrects, or the last frozen one of its form."""
    if report.corrects is not None:
        return report.corrects
    earlier = Report.objects.filter(
        office=report.office_id, code=report.code, state__in=FROZEN, ends_on__lt=report.ends_on
    )  # fmt: skip  # one question
    return earlier.order_by("-ends_on", "-number").first()


def changes_since(before: Report, where: str, records: list[Record]) -> list[Change]:
    """Return what came, went or changed in a cell since an earlier report that has the same one."""
    return changes(opened(before, where)[1] or [], records, before.ends_on)


def newest_frozen(office: Office, code: str, period: str) -> Report | None:
    """Return the report in force of a form and period."""
    kept = Report.objects.filter(office=office, code=code, period=period, state__in=FROZEN)
    return kept.select_related("office").order_by("-number").first()
