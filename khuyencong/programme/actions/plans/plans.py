"""Open a yearly plan, write its lines, hand it in, and draw up an adjustment beside the version in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction

from khuyencong.accounts.deeds import Record, deed
from khuyencong.accounts.models import Office, Person
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.models import Plan, PlanLine, PlannedAmount, PlanVersion, Programme
from khuyencong.programme.queries.plans.contents import room_of
from khuyencong.programme.queries.plans.versions import lines_of, seen_of, version_in_force, version_in_work
from khuyencong.programme.rules.plan_life import PLAN_VERSION_LIFE
from khuyencong.programme.rules.plans.lines import LineDraft, line_refusals, next_code

YEARS = range(1990, 2201)


def open_plan(
    *,
    actor: Person,
    office: Office,
    year: int,
    at: datetime,
    name: str = "",
    programme: Programme | None = None,
    copied: Plan | None = None,
) -> PlanVersion:
    """Open the plan of a year with a first draft, empty or with the lines of another year's plan.

    :raises Refusal: for a year that cannot be, or where the office has a plan of that year.
    """
    with deed(actor, Action.OPEN_PLAN, office=office, at=at) as record:
        if year not in YEARS:
            raise Refusal("programme.bad_year", _("Năm %(year)s không hợp lệ."), year=year)
        title = name.strip() or _("Kế hoạch khuyến công năm %(year)s") % {"year": year}
        plan = Plan(office=office, year=year, name=title, programme=programme)
        try:
            with transaction.atomic():
                plan.save()
        except IntegrityError as error:
            raise Refusal(
                "programme.plan_exists",
                _("Đã có kế hoạch năm %(year)s; hãy mở kế hoạch đó hoặc lập bản điều chỉnh."),
                year=year,
            ) from error
        version = _new_version(plan, actor, at)
        lines = _copied(copied, plan) if copied is not None else []
        write_lines(version, lines)
        record.on(plan)
        record.note(year=year, lines=len(lines), copied_from=copied.year if copied is not None else None)
    return version


def edit_plan(
    *, actor: Person, version: PlanVersion, lines: Sequence[LineDraft], at: datetime, seen: str = ""
) -> PlanVersion:
    """Replace the lines of a draft; ``seen`` is the sign of the lines as the person saw them.

    :raises Refusal: where the version is not a draft, or somebody else changed it meanwhile.
    :raises Refusals: for everything wrong in the lines, at once.
    """
    with deed(actor, Action.EDIT_PLAN, on=version, at=at) as record:
        PLAN_VERSION_LIFE.after(version.state, "edit_plan")
        if seen and seen != seen_of(lines_of(version)):
            raise Refusal(
                "programme.plan_changed_meanwhile",
                _("Người khác vừa sửa bản kế hoạch này. Hãy mở lại trang, xem các dòng mới rồi sửa tiếp."),
            )
        room = room_of(version.plan)
        if found := line_refusals(lines, room):
            raise Refusals(found)
        write_lines(version, lines)
        record.note(lines=len(lines), support=sum(line.support.dong for line in lines))
        record.relies_on(room.contents_source)
    return version


def write_lines(version: PlanVersion, lines: Sequence[LineDraft]) -> None:
    """Write the lines of a draft: new lines get the next codes, those left out go from this version."""
    plan = version.plan
    known = {line.code: line for line in plan.lines.all()}
    taken = set(known)
    version.amounts.all().delete()
    for draft in lines:
        code = draft.code or next_code(taken)
        taken.add(code)
        line = _write_line(plan, known.get(code), replace(draft, code=code))
        PlannedAmount.objects.create(
            version=version,
            line=line,
            support=draft.support,
            counterpart=draft.counterpart,
            quantity=draft.quantity,
            unit=draft.unit.strip(),
            note=draft.note.strip(),
        )
    plan.lines.filter(amounts=None, transfers=None, transfers_in=None, projects=None).delete()


def _write_line(plan: Plan, line: PlanLine | None, draft: LineDraft) -> PlanLine:
    if line is not None and line.amounts.exists():
        return line
    line = line or PlanLine(plan=plan, code=draft.code)
    line.stream, line.content, line.kind, line.name = draft.stream, draft.content, draft.kind, draft.name.strip()
    line.first_year = draft.first_year if draft.kind == "key" else None
    line.last_year = draft.last_year if draft.kind == "key" else None
    line.save()
    return line


def submit_plan(*, actor: Person, version: PlanVersion, at: datetime) -> PlanVersion:
    """Hand a draft in for approval.

    :raises Refusal: for a draft without a line, or whose lines give nothing.
    """
    with deed(actor, Action.SUBMIT_PLAN, on=version, at=at) as record:
        state = PLAN_VERSION_LIFE.after(version.state, "submit_plan")
        if not version.amounts.filter(support__gt=0).exists():
            raise Refusal(
                "programme.plan_is_empty", _("Kế hoạch chưa có dòng nào có kinh phí hỗ trợ; hãy ghi các dòng trước.")
            )
        _turn(version, state, record, answer="")
    return version


def return_plan(*, actor: Person, version: PlanVersion, reason: str, at: datetime) -> PlanVersion:
    """Give a version back to be changed.

    :raises Refusal: without a reason.
    """
    with deed(actor, Action.RETURN_PLAN, on=version, at=at) as record:
        state = PLAN_VERSION_LIFE.after(version.state, "return_plan")
        _turn(version, state, record, answer=demand_reason(reason))
    return version


def reject_plan(*, actor: Person, version: PlanVersion, reason: str, at: datetime) -> PlanVersion:
    """Refuse a version for good; the version in force stays in force.

    :raises Refusal: without a reason.
    """
    with deed(actor, Action.REJECT_PLAN, on=version, at=at) as record:
        state = PLAN_VERSION_LIFE.after(version.state, "reject_plan")
        _turn(version, state, record, answer=demand_reason(reason))
    return version


def _turn(version: PlanVersion, state: str, record: Record, *, answer: str) -> None:
    version.state, version.answer = state, answer
    version.save(update_fields=["state", "answer"])
    record.note(state=state)
    if answer:
        record.personal(reason=answer)


def adjust_plan(*, actor: Person, plan: Plan, reason: str, at: datetime) -> PlanVersion:
    """Draw up a new version beside the one in force, or after one that was refused, with the same lines.

    :raises Refusal: without a reason, in a locked year, or while another version is in work.
    """
    with deed(actor, Action.ADJUST_PLAN, on=plan, at=at) as record:
        if plan.locked_at is not None:
            raise Refusal(
                "programme.year_locked", _("Năm %(year)s đã khóa sổ nên không điều chỉnh kế hoạch."), year=plan.year
            )
        if (work := version_in_work(plan)) is not None:
            raise Refusal(
                "programme.version_in_work",
                _("Kế hoạch đang có bản số %(number)s chưa duyệt xong; hãy xử lý bản đó trước."),
                number=work.number,
            )
        before = version_in_force(plan) or plan.versions.order_by("-number").first()
        version = _new_version(plan, actor, at, reason=demand_reason(reason))
        write_lines(version, lines_of(before))
        record.note(number=version.number)
        record.personal(reason=version.reason)
        record.relies_on("TT 36/2013/TT-BCT, Điều 11")
    return version


def demand_reason(reason: str) -> str:
    """Return the reason without its edges.

    :raises Refusal: where there is none.
    """
    if not reason.strip():
        raise Refusal("programme.reason_missing", _("Phải ghi lý do."))
    return reason.strip()


def _new_version(plan: Plan, actor: Person, at: datetime, *, reason: str = "") -> PlanVersion:
    number = 1 + (plan.versions.order_by("-number").values_list("number", flat=True).first() or 0)
    return PlanVersion.objects.create(plan=plan, number=number, reason=reason, created_at=at, created_by=actor)


def _copied(source: Plan, plan: Plan) -> list[LineDraft]:
    """Return the lines of another year that fit this one: contents still known, key projects that still run."""
    room = room_of(plan)
    before = version_in_force(source) or source.versions.order_by("-number").first()
    fresh = [replace(line, code="") for line in lines_of(before)]
    return [line for line in fresh if not line_refusals([line], room)]
