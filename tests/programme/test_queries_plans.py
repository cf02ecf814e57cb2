"""The sheet of a plan equals the ledger, and the picture of the flow loses nothing."""

from datetime import date

from khuyencong.programme.queries.balances import plan_balance
from khuyencong.programme.queries.plans.contents import content_choices, norms_of_year, result_units
from khuyencong.programme.queries.plans.flow import FIRMS, LINES, flow_of
from khuyencong.programme.queries.plans.sheet import grouped, months_of, project_sums, sheet_of
from khuyencong.programme.queries.plans.tasks import deadlines_of
from khuyencong.programme.rules.buckets import Kind
from khuyencong.programme.rules.streams import Stream
from tests.factories.programme import make_line, make_plan
from tests.programme.test_views_plans import busy_plan, post


def sheet(plan, day=None):
    return sheet_of(plan, plan.versions.get(), content_choices(norms_of_year(plan.year)), day)


def test_sheet_says_of_every_line_what_the_balances_say(cast):
    plan = busy_plan(cast, 4)
    lines = {line.code: line for line in plan.lines.all()}
    post(cast, lines["L01"], Kind.MOVE, 50, to_line=lines["L03"])
    post(cast, lines["L00"], Kind.WITHDRAW, 70)

    rows = sheet(plan).rows

    told = {row.line_id: (row.figures.assigned, row.figures.left, row.figures.spent) for row in rows}
    assert told == {
        one.line.pk: (one.assigned_total, one.left, sum(one.buckets[name] for name in ("advanced", "paid", "settled")))
        for one in plan_balance([plan]).lines
    }


def test_sheet_groups_and_months_add_up_to_its_total(cast):
    plan = busy_plan(cast, 4)
    found = sheet(plan)

    streams = dict(found.grouped(lambda row: row.stream))
    months = months_of(plan)

    assert sum(one.assigned for one in streams.values()) == found.total.assigned
    assert (months[-1].assigned, months[-1].committed, months[-1].spent) == (
        found.total.assigned, found.total.committed, found.total.spent
    )  # fmt: skip  # three figures
    assert [one.month.month for one in months] == [3, 4, 5, 6]
    assert {one.committed for one in grouped(project_sums(plan), lambda one: one.sector)} == {300_000_000}
    places = grouped(project_sums(plan), lambda one: one.place)
    assert [(one.label, one.projects, one.spent) for one in places] == [("", 4, 400_000_000)]


def test_sheet_keeps_a_line_that_the_version_no_longer_has_while_money_stands_on_it(cast):
    plan = make_plan(cast)
    line = make_line(plan)
    make_line(plan, code="L02")
    post(cast, line, Kind.ASSIGN, 5)
    line.amounts.all().delete()

    assert [(row.code, row.figures.planned, row.figures.unassigned) for row in sheet(plan).over_assigned] == [
        ("L01", 0, -5)
    ]


def test_flow_draws_small_lines_and_firms_together_and_loses_no_money(cast):
    plan = busy_plan(cast, LINES + FIRMS)

    picture = flow_of("Chương trình", sheet(plan), project_sums(plan))

    columns = [sum(box.node.amount for box in picture.boxes if box.node.column == column) for column in range(4)]
    assert columns[0] == columns[1] == columns[2] == (LINES + FIRMS) * 500_000_000
    assert columns[3] == (LINES + FIRMS) * 300_000_000
    assert sum(box.node.column == 2 for box in picture.boxes) == LINES + 1
    assert sum(box.node.column == 3 for box in picture.boxes) == FIRMS + 1


def test_months_of_a_plan_without_money_are_none(cast):
    assert months_of(make_plan(cast)) == []


def test_every_content_has_a_unit_of_result_and_a_stream():
    norms = norms_of_year(2026)
    choices, units = content_choices(norms), result_units(norms)

    assert set(choices) - set(units) == set()
    assert all(set(one.streams) <= set(Stream) and one.streams for one in choices.values())


def test_deadlines_of_a_year_before_the_norms_are_none():
    assert deadlines_of(2010, date(2010, 1, 1)) == []
    assert [one.due_on for one in deadlines_of(2026, date(2026, 1, 1))][-1] == date(2027, 1, 31)
