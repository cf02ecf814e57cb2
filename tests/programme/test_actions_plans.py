"""Programmes and yearly plans: every verb, and everything that is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from khuyencong.accounts.models import AuditEntry
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.programme.actions.ledger import TransferOrder, post_transfers
from khuyencong.programme.actions.plans.approval import Decision, approve_plan
from khuyencong.programme.actions.plans.plans import (
    adjust_plan,
    edit_plan,
    open_plan,
    reject_plan,
    return_plan,
    submit_plan,
)
from khuyencong.programme.actions.plans.programmes import (
    MoneyFacts,
    ProgrammeFacts,
    TargetFacts,
    approve_programme,
    edit_programme,
    end_programme,
    open_programme,
)
from khuyencong.programme.models import Plan, PlanLine, PlanVersion
from khuyencong.programme.queries.plans.progress import money_of, over_programme, targets_of
from khuyencong.programme.queries.plans.versions import lines_of, plan_in_force, plan_lines, seen_of
from khuyencong.programme.rules.buckets import Kind
from khuyencong.programme.rules.plans.lines import LineDraft
from tests.factories.programme import make_line, make_plan, make_programme, make_project

AT = datetime(2026, 2, 1, 2, 0, tzinfo=UTC)
LINE = LineDraft(stream="local", content="machinery", name="Hỗ trợ máy", support=Money(500))
DECISION = Decision("12/QĐ-SCT", date(2026, 1, 20), "Lê Giám Đốc (mẫu)")


def codes(refused):
    found = refused.value
    return [one.code for one in found.refusals] if isinstance(found, Refusals) else [found.code]


def opened(cast, *, year=2026, **more):
    return open_plan(actor=cast.chuyenvien, office=cast.office("ttkc-vinh-long"), year=year, at=AT, **more)


def written(cast, *lines):
    version = opened(cast)
    return edit_plan(actor=cast.chuyenvien, version=version, lines=lines or [LINE], at=AT)


def in_force(cast, *lines):
    version = submit_plan(actor=cast.chuyenvien, version=written(cast, *lines), at=AT)
    return approve_plan(actor=cast.giamdoc, version=version, decision=DECISION, at=AT)


def test_open_plan_makes_an_empty_draft_of_the_year(cast):
    version = opened(cast)

    assert (version.number, version.state, version.amounts.count()) == (1, "draft", 0)
    assert version.plan.name == "Kế hoạch khuyến công năm 2026"


def test_open_plan_refuses_a_second_plan_of_the_year(cast):
    opened(cast)

    with pytest.raises(Refusal) as refused:
        opened(cast)

    assert codes(refused) == ["programme.plan_exists"]


def test_open_plan_refuses_a_year_that_cannot_be(cast):
    with pytest.raises(Refusal) as refused:
        opened(cast, year=20260)

    assert codes(refused) == ["programme.bad_year"]


def test_open_plan_copies_last_years_lines_that_still_fit(cast):
    before = make_plan(cast, year=2025)
    make_line(before, code="L01")
    make_line(before, code="L07", content="abolished")

    version = opened(cast, copied=before)

    assert [(line.code, line.content) for line in lines_of(version)] == [("L01", "machinery")]


def test_edit_plan_gives_codes_and_takes_out_what_is_left_out(cast):
    version = written(cast, LINE, replace(LINE, name="Hai"))
    kept = replace(LINE, code="L02", name="Hai", support=Money(9))

    edit_plan(actor=cast.chuyenvien, version=version, lines=[kept, replace(LINE, name="Ba")], at=AT)

    assert [(one.code, one.name, one.support) for one in lines_of(version)] == [
        ("L02", "Hai", Money(9)), ("L03", "Ba", Money(500))
    ]  # fmt: skip  # one line a line
    assert not PlanLine.objects.filter(code="L01").exists()


def test_edit_plan_tells_every_fault_at_once(cast):
    version = opened(cast)
    bad = [replace(LINE, content="nothing"), replace(LINE, kind="key"), replace(LINE, name=" ", support=Money(-1))]

    with pytest.raises(Refusals) as refused:
        edit_plan(actor=cast.chuyenvien, version=version, lines=bad, at=AT)

    assert codes(refused) == [
        "programme.unknown_content", "programme.key_years", "programme.line_unnamed", "programme.negative_amount"
    ]  # fmt: skip  # one list


def test_edit_plan_refuses_to_write_over_what_somebody_else_changed(cast):
    version = written(cast)
    seen = seen_of(lines_of(version))
    edit_plan(actor=cast.chuyenvien, version=version, lines=[replace(LINE, name="Khác")], at=AT, seen=seen)

    with pytest.raises(Refusal) as refused:
        edit_plan(actor=cast.chuyenvien, version=version, lines=[LINE], at=AT, seen=seen)

    assert codes(refused) == ["programme.plan_changed_meanwhile"]


def test_submit_plan_refuses_an_empty_plan(cast):
    with pytest.raises(Refusal) as refused:
        submit_plan(actor=cast.chuyenvien, version=opened(cast), at=AT)

    assert codes(refused) == ["programme.plan_is_empty"]


@pytest.mark.parametrize("act", [return_plan, reject_plan])
def test_return_plan_and_reject_plan_ask_for_a_reason(cast, act):
    version = submit_plan(actor=cast.chuyenvien, version=written(cast), at=AT)

    with pytest.raises(Refusal) as refused:
        act(actor=cast.giamdoc, version=version, reason=" ", at=AT)

    assert codes(refused) == ["programme.reason_missing"]


def test_return_plan_keeps_the_reason_until_it_is_handed_in_again(cast):
    version = submit_plan(actor=cast.chuyenvien, version=written(cast), at=AT)

    return_plan(actor=cast.giamdoc, version=version, reason="Thiếu đối ứng", at=AT)
    returned = version.answer
    submit_plan(actor=cast.chuyenvien, version=version, at=AT)

    assert (returned, version.answer, version.state) == ("Thiếu đối ứng", "", "submitted")


def test_reject_plan_leaves_room_for_a_new_version(cast):
    version = submit_plan(actor=cast.chuyenvien, version=written(cast), at=AT)
    reject_plan(actor=cast.chutich, version=version, reason="Chưa cân đối", at=AT)

    later = adjust_plan(actor=cast.chuyenvien, plan=version.plan, reason="Lập lại", at=AT)

    assert (later.number, [line.code for line in lines_of(later)]) == (2, ["L01"])


def test_approve_plan_puts_the_version_in_force(cast):
    version = in_force(cast)

    entry = AuditEntry.objects.get(action="programme.approve_plan")
    assert (version.state, version.decision_number, version.signer) == ("approved", "12/QĐ-SCT", "Lê Giám Đốc (mẫu)")
    assert (entry.facts["support"], plan_in_force(version.plan.office_id, 2026)) == (500, version.plan)
    assert list(plan_lines(version.plan)) == ["L01"]


def test_approve_plan_refuses_a_decision_without_number_day_or_signer(cast):
    version = submit_plan(actor=cast.chuyenvien, version=written(cast), at=AT)

    with pytest.raises(Refusals) as refused:
        approve_plan(actor=cast.giamdoc, version=version, decision=Decision("", None, ""), at=AT)

    assert codes(refused) == [
        "programme.decision_unnumbered", "programme.decision_undated", "programme.decision_unsigned"
    ]  # fmt: skip  # one list


def test_approve_plan_refuses_a_decision_of_tomorrow(cast):
    version = submit_plan(actor=cast.chuyenvien, version=written(cast), at=AT)

    with pytest.raises(Refusals) as refused:
        approve_plan(actor=cast.giamdoc, version=version, decision=replace(DECISION, on=date(2026, 2, 2)), at=AT)

    assert codes(refused) == ["programme.decision_in_future"]


def test_approve_plan_refuses_whoever_drew_it_up(cast):
    version = submit_plan(actor=cast.chuyenvien, version=written(cast), at=AT)
    PlanVersion.objects.update(created_by=cast.giamdoc)

    with pytest.raises(Refusal) as refused:
        approve_plan(actor=cast.giamdoc, version=version, decision=DECISION, at=AT)

    assert codes(refused) == ["programme.own_plan"]


def test_approve_plan_supersedes_the_version_before(cast):
    first = in_force(cast)
    later = adjust_plan(actor=cast.chuyenvien, plan=first.plan, reason="Bổ sung", at=AT)
    raised = [replace(line, support=Money(800)) for line in lines_of(later)]
    edit_plan(actor=cast.chuyenvien, version=later, lines=raised, at=AT)
    submit_plan(actor=cast.chuyenvien, version=later, at=AT)

    approve_plan(actor=cast.giamdoc, version=later, decision=DECISION, at=AT)

    first.refresh_from_db()
    assert (first.state, later.state) == ("superseded", "approved")
    assert (lines_of(first)[0].support, lines_of(later)[0].support) == (Money(500), Money(800))


def test_edit_plan_keeps_stream_and_content_of_a_line_that_was_approved(cast):
    later = adjust_plan(actor=cast.chuyenvien, plan=in_force(cast).plan, reason="Bổ sung", at=AT)
    turned = [replace(line, stream="national") for line in lines_of(later)]

    with pytest.raises(Refusals) as refused:
        edit_plan(actor=cast.chuyenvien, version=later, lines=turned, at=AT)

    assert codes(refused) == ["programme.line_is_approved"]


@pytest.mark.parametrize("lines", [[], [replace(LINE, code="L01", support=Money(299))]])
def test_approve_plan_refuses_less_than_projects_hold(cast, lines):
    first = in_force(cast)
    line = first.plan.lines.get()
    project = make_project(cast, line=line, state="planned", approved=Money(300))
    orders = [
        TransferOrder(UUID(int=1), line, Kind.ASSIGN, 400, date(2026, 1, 25), paper="1/QĐ"),
    ]
    post_transfers(actor=cast.ketoan, orders=orders, at=AT)
    reserve = TransferOrder(UUID(int=2), line, Kind.RESERVE, 300, date(2026, 1, 26), paper="2/QĐ", project=project)
    post_transfers(actor=cast.ketoan, orders=[reserve], at=AT)
    later = adjust_plan(actor=cast.chuyenvien, plan=first.plan, reason="Giảm", at=AT)
    other = replace(LINE, name="Dòng khác")
    edit_plan(actor=cast.chuyenvien, version=later, lines=[*lines, other], at=AT)
    submit_plan(actor=cast.chuyenvien, version=later, at=AT)

    with pytest.raises(Refusals) as refused:
        approve_plan(actor=cast.giamdoc, version=later, decision=DECISION, at=AT)

    assert codes(refused) == ["programme.below_committed"]


def test_adjust_plan_refuses_a_second_version_in_work(cast):
    plan = in_force(cast).plan
    adjust_plan(actor=cast.chuyenvien, plan=plan, reason="Bổ sung", at=AT)

    with pytest.raises(Refusal) as refused:
        adjust_plan(actor=cast.chuyenvien, plan=plan, reason="Bổ sung nữa", at=AT)

    assert codes(refused) == ["programme.version_in_work"]


def test_adjust_plan_refuses_a_locked_year_and_a_missing_reason(cast):
    plan = in_force(cast).plan
    with pytest.raises(Refusal) as unreasoned:
        adjust_plan(actor=cast.chuyenvien, plan=plan, reason="", at=AT)
    Plan.objects.update(locked_at=AT, locked_by=cast.giamdoc)

    with pytest.raises(Refusal) as locked:
        adjust_plan(actor=cast.chuyenvien, plan=plan, reason="Bổ sung", at=AT)

    assert codes(unreasoned) + codes(locked) == ["programme.reason_missing", "programme.year_locked"]


def test_submit_plan_refuses_a_version_in_force(cast):
    version = in_force(cast)

    with pytest.raises(Refusal) as refused:
        submit_plan(actor=cast.chuyenvien, version=version, at=AT)

    assert codes(refused) == ["kernel.wrong_state"]


def test_edit_plan_refuses_a_version_in_force(cast):
    version = in_force(cast)

    with pytest.raises(Refusal) as refused:
        edit_plan(actor=cast.chuyenvien, version=version, lines=[LINE], at=AT)

    assert codes(refused) == ["kernel.wrong_state"]


FACTS = ProgrammeFacts(
    code="KC-2026", name="Chương trình (mẫu)", first_year=2026, last_year=2030,
    money=[MoneyFacts("local", Money(1000)), MoneyFacts("beneficiary", Money(2000))],
    targets=[TargetFacts(("machinery", "technology_line"), "", "Lượt máy", "lượt", 3, 4)],
)  # fmt: skip  # facts read better in a block


def programme(cast, facts=FACTS):
    return open_programme(actor=cast.giamdoc, office=cast.office(), facts=facts, at=AT)


def test_open_programme_edit_programme_approve_programme_and_end_programme(cast):
    made = programme(cast)

    edit_programme(actor=cast.chuyenvien, programme=made, facts=replace(FACTS, money=[]), at=AT)
    approve_programme(actor=cast.giamdoc, programme=made, number="1/QĐ", on=date(2026, 1, 5), authority="UBND", at=AT)
    end_programme(actor=cast.giamdoc, programme=made, at=AT)

    assert (made.state, made.decision_number, made.money.count(), made.targets.count()) == ("ended", "1/QĐ", 0, 1)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "programme.programme_unnamed"),
        ({"last_year": 2020}, "programme.programme_years"),
        ({"money": [*FACTS.money, *FACTS.money]}, "programme.money_twice"),
        ({"money": [MoneyFacts("local", Money(-1))]}, "programme.negative_money"),
        ({"targets": [replace(FACTS.targets[0], high=2)]}, "programme.target_range"),
        ({"targets": [*FACTS.targets, *FACTS.targets]}, "programme.target_twice"),
    ],
)
def test_open_programme_refuses_what_cannot_be(cast, changes, code):
    with pytest.raises(Refusals) as refused:
        programme(cast, replace(FACTS, **changes))

    assert codes(refused) == [code]


def test_open_programme_refuses_a_code_twice(cast):
    programme(cast)

    with pytest.raises(Refusal) as refused:
        programme(cast)

    assert codes(refused) == ["programme.programme_code_taken"]


def test_approve_programme_refuses_without_a_paper(cast):
    made = programme(cast)

    with pytest.raises(Refusals) as refused:
        approve_programme(actor=cast.giamdoc, programme=made, number="", on=None, authority="UBND", at=AT)

    assert codes(refused) == ["programme.decision_unnumbered", "programme.decision_undated"]


def test_edit_programme_refuses_after_the_approval(cast):
    made = make_programme(cast)

    with pytest.raises(Refusal) as refused:
        edit_programme(actor=cast.chuyenvien, programme=made, facts=FACTS, at=AT)

    assert codes(refused) == ["kernel.wrong_state"]


def test_targets_count_accepted_projects_up_to_a_day(cast):
    made = programme(cast)
    line = make_line(make_plan(cast, programme=made))
    for number, day in enumerate([date(2026, 5, 1), date(2026, 7, 1)]):
        make_project(
            cast, line=line, code=f"DA-{number}", state="accepted", accepted_on=day,
            contracted=Money(300_000_000), accepted=Money(300_000_000),
        )  # fmt: skip  # facts read better in a block
    make_project(cast, line=line, code="DA-9", state="planned")

    reached = [targets_of(made, day)[0].reached.done for day in (date(2026, 4, 1), date(2026, 6, 1), date(2026, 8, 1))]

    assert reached == [0, 1, 2]


def test_money_of_a_programme_warns_of_plans_that_give_more(cast):
    made = programme(cast)
    make_line(make_plan(cast, programme=made), support=1001)

    assert [row.source for row in over_programme(made)] == ["local"]
    assert {row.source: row.planned for row in money_of(made)} == {"local": 1001, "beneficiary": 1001}
    assert over_programme(None) == []
