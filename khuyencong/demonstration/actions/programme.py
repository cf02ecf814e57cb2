"""The province's programmes with the figures of their sources, and invented plans of 2025 and 2026."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

import xlsxwriter
from django.utils import timezone

from khuyencong.accounts.models import Office
from khuyencong.demonstration.actions.steps import person
from khuyencong.demonstration.rules import plans as told
from khuyencong.programme.actions.lists.importing import import_projects
from khuyencong.programme.actions.plans.approval import Decision, approve_plan
from khuyencong.programme.actions.plans.money import AssignmentFacts, assign_money
from khuyencong.programme.actions.plans.plans import adjust_plan, edit_plan, open_plan, submit_plan
from khuyencong.programme.actions.plans.programmes import (
    MoneyFacts,
    ProgrammeFacts,
    TargetFacts,
    approve_programme,
    end_programme,
    open_programme,
)
from khuyencong.programme.actions.plans.year import lock_plan_year
from khuyencong.programme.models import Assignment, Plan, PlanLine, PlanVersion, Programme, Project
from khuyencong.programme.queries.plans.versions import lines_of, plan_lines
from khuyencong.programme.rules.plans.lines import LineDraft
from khuyencong.workbooks.actions.sending import SentFile

SIGNER = "Lê Giám Đốc (mẫu)"
ASSUMED = "Số và ngày quyết định ghi tạm; nguồn không nêu."


def seed_programmes(*, at: datetime) -> None:
    """Make the programmes, and the plans of 2025 and 2026 with their rounds of money; safe to repeat and break off."""
    _history(at)
    running = _programme(at)
    before = _programme_2021(at)
    _plan_2025(before, at)
    _plan_2026(running, at)


def lock_last_year(*, at: datetime) -> None:
    """Lock the books of 2025 once its projects stand in them."""
    plan = _plan(2025)
    if plan is not None and plan.locked_at is None and timezone.localtime(at).year > plan.year:
        lock_plan_year(actor=person("giamdoc"), plan=plan, at=at)


def lines_2026() -> dict[str, PlanLine]:
    """Return the lines of 2026 by code, so that projects may be put on them."""
    plan = _plan(2026)
    assert plan is not None, "seed the plans first"
    return plan_lines(plan)


def _plan(year: int) -> Plan | None:
    return Plan.objects.filter(office__code="ttkc-vinh-long", year=year).first()


def _programme(at: datetime) -> Programme:
    cite = told.BNEWS
    facts = ProgrammeFacts(
        code="KC-2026-2030",
        name="Chương trình khuyến công tỉnh Vĩnh Long giai đoạn 2026–2030",
        first_year=2026,
        last_year=2030,
        authority="Ủy ban nhân dân tỉnh Vĩnh Long",
        source=cite,
        note=f"Tổng 375,6 tỷ đồng. {ASSUMED}",
        money=[
            MoneyFacts("national", told.million("22600"), citation=cite),
            MoneyFacts("local", told.million("93480"), citation=cite),
            MoneyFacts("beneficiary", told.million("259520"), citation=f"Phần còn lại của tổng số; {cite}"),
        ],
        targets=[
            TargetFacts(contents, indicator, label, unit, low, high, cite)
            for contents, indicator, label, unit, low, high in told.TARGETS
        ],
    )  # fmt: skip — facts read better in a block
    return _ensure_programme(facts, date(2026, 1, 31), at)


def _programme_2021(at: datetime) -> Programme:
    facts = ProgrammeFacts(
        code="KC-2021-2025",
        name="Khuyến công giai đoạn 2021–2025 của ba tỉnh nay là tỉnh Vĩnh Long",
        first_year=2021,
        last_year=2025,
        authority="Ủy ban nhân dân tỉnh",
        source=told.NHANDAN,
        note=f"165 đề án, trong đó 32 đề án quốc gia. {ASSUMED}",
        money=[MoneyFacts("undivided", told.million("37000"), note="trên", citation=told.NHANDAN)],
    )  # fmt: skip — facts read better in a block
    return _ensure_programme(facts, date(2021, 1, 1), at)


def _history(at: datetime) -> None:
    facts = ProgrammeFacts(
        code="KC-2020",
        name="Chương trình khuyến công tỉnh Vĩnh Long đến năm 2020",
        first_year=2016,
        last_year=2020,
        authority="Ủy ban nhân dân tỉnh Vĩnh Long",
        source=told.ARTICLE,
        note=f"Bài báo: định hướng đến năm 2020 với kinh phí trên 32 tỷ đồng; năm 2016 gần 1,5 tỷ đồng. {ASSUMED}",
        money=[
            MoneyFacts("undivided", told.million("32000"), note="trên", citation=told.ARTICLE),
            MoneyFacts("undivided", told.million("1500"), 2016, note="gần", citation=told.ARTICLE),
        ],
    )  # fmt: skip — facts read better in a block
    programme = _ensure_programme(facts, date(2016, 1, 1), at)
    if programme.state == "approved":
        end_programme(actor=person("giamdoc"), programme=programme, at=at)


def _ensure_programme(facts: ProgrammeFacts, on: date, at: datetime) -> Programme:
    actor, office = person("giamdoc"), Office.objects.get(code="sct-vinh-long")
    found = Programme.objects.filter(code=facts.code).first()
    programme = found or open_programme(actor=actor, office=office, facts=facts, at=at)
    if programme.state == "draft":
        approve_programme(
            actor=actor,
            programme=programme,
            number=told.UNKNOWN_NUMBER,
            on=_by(on, at),
            authority=facts.authority,
            at=at,
        )  # fmt: skip — one call
    return programme


def _by(day: date, at: datetime) -> date:
    return min(day, timezone.localtime(at).date())


def _ensure_plan(year: int, name: str, programme: Programme, lines: tuple[LineDraft, ...], at: datetime) -> Plan:
    officer, plan = person("chuyenvien"), _plan(year)
    if plan is None:
        office = Office.objects.get(code="ttkc-vinh-long")
        plan = open_plan(actor=officer, office=office, year=year, name=name, programme=programme, at=at).plan
    first = plan.versions.get(number=1)
    if first.state == "draft" and not first.amounts.exists():
        edit_plan(actor=officer, version=first, lines=lines, at=at)
    _ensure_in_force(first, date(year, 1, 12), f"0{year % 10}/QĐ-SCT (mẫu)", at)
    return plan


def _ensure_in_force(version: PlanVersion, on: date, number: str, at: datetime) -> None:
    if version.state == "draft":
        submit_plan(actor=person("chuyenvien"), version=version, at=at)
    if version.state == "submitted":
        decision = Decision(number, _by(on, at), SIGNER)
        approve_plan(actor=person("giamdoc"), version=version, decision=decision, at=at)


def _plan_2025(programme: Programme, at: datetime) -> None:
    plan = _ensure_plan(2025, told.PLANNED_2025, programme, told.LINES_2025, at)
    if not Project.objects.filter(line__plan=plan).exists():
        file = SentFile(_list_of_2025(), "projects-2025.xlsx")
        import_projects(actor=person("chuyenvien"), plan=plan, file=file, at=at)


HEADINGS = (
    "STT",
    "Mã đề án",
    "Tên đề án",
    "Đơn vị thụ hưởng",
    "Địa điểm thực hiện",
    "Tổng kinh phí (triệu đồng)",
    "Kinh phí khuyến công (triệu đồng)",
    "Vốn đối ứng (triệu đồng)",
    "Đã thanh toán (triệu đồng)",
    "Tình trạng",
    "Số quyết định",
    "Ngày nghiệm thu",
)  # fmt: skip — a row of headings


def _list_of_2025() -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Tổng hợp đề án")
        rows: list[tuple[object, ...]] = [("BẢNG TỔNG HỢP ĐỀ ÁN KHUYẾN CÔNG NĂM 2025 (số liệu mẫu)",), (), HEADINGS]
        for heading, prefix, what, count, support, own in told.PROJECTS_2025:
            rows.append(("", heading))
            rows += [_project_2025(number, prefix, what, support, own) for number in range(1, count + 1)]
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return data.getvalue()


def _project_2025(number: int, prefix: str, what: str, support: int, own: int) -> tuple[object, ...]:
    firm = f"Cơ sở mẫu năm 2025 {prefix} {number:02}"
    return (
        number,
        f"{prefix}-2025-{number:02}",
        f"Hỗ trợ ứng dụng {what} tại {firm}",
        firm,
        "xã Mẫu",
        support + own,
        support,
        own,
        support,
        "Hoàn thành",
        f"{100 + number}/QĐ-SCT (mẫu)",
        f"{10 + number:02}/09/2025",
    )  # fmt: skip — a row of a list


def _plan_2026(programme: Programme, at: datetime) -> None:
    plan = _ensure_plan(2026, told.PLANNED_2026, programme, told.LINES_2026, at)
    for one in told.ROUNDS_2026:
        if one[1] < told.ADJUSTED_ON:
            _ensure_round(plan, one, at)
    _adjust_2026(plan, at)
    for one in told.ROUNDS_2026:
        if one[1] >= told.ADJUSTED_ON:
            _ensure_round(plan, one, at)


def _adjust_2026(plan: Plan, at: datetime) -> None:
    version = plan.versions.filter(number=2).first()
    if version is None:
        reason = "Bổ sung chế biến nông sản và phòng trưng bày; giảm nhãn hiệu do ít cơ sở đăng ký (mẫu)."
        version = adjust_plan(actor=person("chuyenvien"), plan=plan, reason=reason, at=at)
    if version.state == "draft":
        lines = [_changed(one) for one in lines_of(version) if one.name != told.ADDED_2026.name]
        edit_plan(actor=person("chuyenvien"), version=version, lines=[*lines, told.ADDED_2026], at=at)
    _ensure_in_force(version, told.ADJUSTED_ON, "77/QĐ-SCT (mẫu)", at)


def _changed(one: LineDraft) -> LineDraft:
    if one.code not in told.CHANGES_2026:
        return one
    support, quantity = told.CHANGES_2026[one.code]
    return replace(one, support=told.million(support), quantity=quantity)


def _ensure_round(plan: Plan, one: tuple[str, date, str, str, dict[str, str]], at: datetime) -> None:
    stream, on, number, authority, split = one
    key = uuid5(NAMESPACE_URL, f"khuyencong/demonstration/{number}")
    if Assignment.objects.filter(client_id=key).exists():
        return
    facts = AssignmentFacts(
        key, stream, number, _by(on, at), {code: told.million(amount) for code, amount in split.items()}, authority
    )
    assign_money(actor=person("ketoan"), plan=plan, facts=facts, at=at)
