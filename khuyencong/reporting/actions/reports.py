"""Open a report, freeze it, note that it was signed, correct it by a new one; keep an office's own forms."""

from __future__ import annotations

from datetime import date, datetime

from khuyencong.accounts.deeds import deed
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, Refusals, demand
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.reporting.models import Report, ReportCell, ReportForm
from khuyencong.reporting.queries.reports import Frozen, drawer_of, form_in_force, freeze
from khuyencong.reporting.queries.tables import indicator_table
from khuyencong.reporting.rules.comparing import differences
from khuyencong.reporting.rules.forms import FormFacts, form_refusals, plain_form
from khuyencong.reporting.rules.periods import KIND_LABELS, PeriodKind, ReportPeriod
from khuyencong.reporting.rules.report_life import REPORT_LIFE
from khuyencong.reporting.rules.sheet import from_plain

UNCHANGED = _("Số liệu hôm nay giống số liệu đã chốt; không có gì phải đính chính.")


def open_report(*, actor: Person, office: Office, code: str, period: ReportPeriod, at: datetime) -> Report:
    """Open a report of a form for a period, drawn live until it is frozen.

    :raises Refusal: for a form not made for such a period, or where the report is there already.
    """
    with deed(actor, Action.OPEN_REPORT, at=at, office=office) as record:
        form = form_in_force(office, code)
        demand(_wrong_kind(form, period) or _there_already(office, code, period))
        report = Report.objects.create(
            office=office,
            code=code,
            period=period.code,
            ends_on=period.end,
            form_facts=plain_form(form),
            opened_by=actor,
            opened_at=at,
        )
        record.on(report)
        record.note(code=code, period=period.code)
    return report


def _wrong_kind(form: FormFacts, period: ReportPeriod) -> Refusal | None:
    if period.kind.value in form.periods:
        return None
    return Refusal(
        "reporting.form_not_for_period",
        _("Mẫu %(form)s không dùng cho kỳ này; chọn: %(kinds)s."),
        form=form.code,
        kinds=", ".join(KIND_LABELS[PeriodKind(kind)] for kind in form.periods),
    )


def _there_already(office: Office, code: str, period: ReportPeriod) -> Refusal | None:
    if not Report.objects.filter(office=office, code=code, period=period.code).exists():
        return None
    return Refusal(
        "reporting.report_there_already",
        _("Báo cáo %(form)s kỳ %(period)s đã được lập. Mở bản đã có; đã chốt thì lập bản đính chính."),
        form=code,
        period=period.code,
    )


def freeze_report(*, actor: Person, report: Report, at: datetime, today: date) -> None:
    """Keep every cell, every record behind it and their seal; figures of the report no longer move.

    :raises Refusal: before the period is over, or where it is no draft.
    """
    with deed(actor, Action.FREEZE_REPORT, on=report, at=at) as record:
        state = REPORT_LIFE.after(report.state, "freeze_report")
        demand(_too_early(report, today))
        found = freeze(drawer_of(report))
        _seal(report, found, state, actor, at)
        report.save(update_fields=["state", "facts", "digest", "frozen_by", "frozen_at"])
        _keep(report, found)
        record.note(before="draft", after=state, digest=found.digest)


def _too_early(report: Report, today: date) -> Refusal | None:
    if today > report.ends_on:
        return None
    return Refusal(
        "reporting.period_not_over",
        _("Kỳ báo cáo đến hết ngày %(day)s; chốt số liệu từ ngày hôm sau."),
        day=f"{report.ends_on:%d/%m/%Y}",
    )


def _seal(report: Report, found: Frozen, state: str, actor: Person, at: datetime) -> None:
    report.state, report.facts, report.digest = state, found.facts, found.digest
    report.frozen_by, report.frozen_at = actor, at


def _keep(report: Report, found: Frozen) -> None:
    ReportCell.objects.bulk_create(
        [ReportCell(report=report, address=where, records=records) for where, records in found.records.items()],
        batch_size=500,
    )


def sign_report(
    *, actor: Person, report: Report, paper_number: str, signed_on: date, at: datetime, today: date
) -> None:
    """Note under which number and on which day the frozen report was signed and issued.

    :raises Refusal: without a number, or for a day before the period's end or after today.
    """
    with deed(actor, Action.SIGN_REPORT, on=report, at=at) as record:
        state = REPORT_LIFE.after(report.state, "sign_report")
        demand(_wrong_paper(report, paper_number, signed_on, today))
        report.state, report.paper_number, report.signed_on, report.signed_by = state, paper_number, signed_on, actor
        report.save(update_fields=["state", "paper_number", "signed_on", "signed_by"])
        record.note(after=state, paper=paper_number, signed_on=signed_on, digest=report.digest)


def _wrong_paper(report: Report, paper_number: str, signed_on: date, today: date) -> Refusal | None:
    if not paper_number.strip():
        return Refusal("reporting.paper_missing", _("Hãy ghi số văn bản của báo cáo đã ký."))
    if not report.ends_on < signed_on <= today:
        words = _("Ngày ký phải sau ngày %(day)s là ngày cuối kỳ báo cáo, và không sau hôm nay.")
        return Refusal("reporting.signed_outside", words, day=f"{report.ends_on:%d/%m/%Y}")
    return None


def correct_report(*, actor: Person, report: Report, reason: str, at: datetime) -> Report:
    """Freeze today's figures of the same period as a correction; old and new values stay beside each other.

    :raises Refusal: without a reason, or where no figure differs.
    """
    with deed(actor, Action.CORRECT_REPORT, on=report, at=at) as record:
        state = REPORT_LIFE.after(report.state, "correct_report")
        if not reason.strip():
            raise Refusal("reporting.reason_missing", _("Hãy ghi lý do đính chính báo cáo."))
        found = freeze(drawer_of(report))
        changed = differences(from_plain(report.facts), from_plain(found.facts))
        if not changed:
            raise Refusal("reporting.nothing_to_correct", UNCHANGED)
        report.state = state
        report.save(update_fields=["state"])
        newer = Report(
            office=report.office, code=report.code, period=report.period, number=report.number + 1,
            ends_on=report.ends_on, form_facts=report.form_facts, opened_by=actor, opened_at=at, corrects=report,
            reason=reason,
        )  # fmt: skip  # facts read better in a block
        _seal(newer, found, "frozen", actor, at)
        newer.save()
        _keep(newer, found)
        record.note(after=state, corrected_by=newer.pk, cells=len(changed), digest=found.digest)
    return newer


def edit_report_form(*, actor: Person, office: Office, form: FormFacts, at: datetime) -> ReportForm:
    """Keep a new version of an office's form; reports opened earlier stay as they are.

    :raises Refusals: with every fault of the form.
    """
    with deed(actor, Action.EDIT_REPORT_FORM, at=at, office=office) as record:
        form_in_force(office, form.code)
        if faults := form_refusals(form, indicator_table()):
            raise Refusals(faults)
        last = ReportForm.objects.filter(office=office, code=form.code).order_by("-number").first()
        number = last.number + 1 if last else 1
        kept = ReportForm.objects.create(
            office=office, code=form.code, number=number, facts=plain_form(form), made_by=actor, made_at=at
        )
        record.on(kept)
        record.note(code=form.code, number=number)
    return kept
