"""Plans by rule alone: lines, versions, frame, progress, bars, the picture of the flow, closing a year."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.kernel.money import Money
from khuyencong.programme.rules.buckets import Bucket
from khuyencong.programme.rules.plans.bars import WIDTH, bar, columns
from khuyencong.programme.rules.plans.closing import closing_refusals
from khuyencong.programme.rules.plans.flow import Link, Node, draw
from khuyencong.programme.rules.plans.frame import LineFrame, over_frame, split_refusals
from khuyencong.programme.rules.plans.lines import ContentChoice, LineDraft, PlanRoom, line_refusals, next_code
from khuyencong.programme.rules.plans.progress import Result, TargetFacts, reached
from khuyencong.programme.rules.plans.versions import (
    DecisionFacts,
    compare,
    decision_refusals,
    floor_refusals,
    totals,
)

LINE = LineDraft(stream="local", content="machinery", name="Hỗ trợ máy", support=Money(500), code="L01")
ROOM = PlanRoom(
    year=2026,
    contents={
        "machinery": ContentChoice("machinery", "Máy"),
        "selection_round_province": ContentChoice("selection_round_province", "Bình chọn", streams=("local",)),
    },
    codes=frozenset({"L01", "L02"}),
    approved={"L02": ("local", "old_content", "regular")},
)
APPROVED = replace(LINE, code="L02", content="old_content")


def codes(refusals):
    return [one.code for one in refusals]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([LINE], []),
        ([APPROVED], []),
        ([replace(APPROVED, kind="group")], ["programme.line_is_approved"]),
        ([replace(LINE, name=" ")], ["programme.line_unnamed"]),
        ([replace(LINE, support=Money(-1))], ["programme.negative_amount"]),
        ([replace(LINE, counterpart=Money(-1))], ["programme.negative_amount"]),
        ([replace(LINE, stream="other")], ["programme.unknown_stream"]),
        ([replace(LINE, kind="other")], ["programme.unknown_kind"]),
        ([replace(LINE, content="other")], ["programme.unknown_content"]),
        ([replace(LINE, stream="national", content="selection_round_province")], ["programme.wrong_stream"]),
        ([replace(LINE, kind="key")], ["programme.key_years"]),
        ([replace(LINE, kind="key", first_year=2027, last_year=2028)], ["programme.key_years"]),
        ([replace(LINE, kind="key", first_year=2025)], ["programme.key_years"]),
        ([replace(LINE, kind="key", first_year=2025, last_year=2027)], []),
        ([LINE, LINE], ["programme.line_twice"]),
        ([replace(LINE, code="L09")], ["programme.unknown_line"]),
        ([replace(LINE, code="")], []),
    ],
)
def test_lines_are_refused_for_every_fault(lines, expected):
    assert codes(line_refusals(lines, ROOM)) == expected


def test_lines_of_a_plan_that_never_was_approved_are_measured_by_the_norms():
    assert codes(line_refusals([LINE], replace(ROOM, approved=None))) == []


def test_next_code_is_the_first_free():
    assert (next_code([]), next_code({"L01", "L03"})) == ("L01", "L02")


def test_compare_tells_what_became_of_each_line():
    before = [replace(LINE, code=code) for code in ("A", "B", "C", "D", "E")]
    after = [
        replace(LINE, code="B"), replace(LINE, code="C", support=Money(700)), replace(LINE, code="D", support=Money(1)),
        replace(LINE, code="E", quantity=3), replace(LINE, code="F", stream="national"),
    ]  # fmt: skip  # one list

    changes = compare(before, after)

    assert [(one.code, one.kind, one.difference.dong) for one in changes] == [
        ("A", "removed", -500), ("B", "same", 0), ("C", "raised", 200), ("D", "lowered", -499), ("E", "changed", 0),
        ("F", "added", 500),
    ]  # fmt: skip  # one list
    assert [totals(changes, stream).difference for stream in ("local", "national", "")] == [
        Money(-799), Money(500), Money(-299)
    ]  # fmt: skip  # three sums


def test_floor_refuses_only_lines_under_what_projects_hold():
    supports = {"A": Money(5), "B": Money(5)}

    refused = floor_refusals(supports, {"A": Money(5), "B": Money(6), "C": Money(1), "D": Money(0)})

    assert [str(one).split(":")[0] for one in refused] == ["Dòng B", "Dòng C"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (DecisionFacts("1", on_is_future=False, has_day=True, signer="A"), []),
        (DecisionFacts("1", on_is_future=True, has_day=True, signer="A"), ["programme.decision_in_future"]),
        (
            DecisionFacts(" ", on_is_future=False, has_day=False, signer=" "),
            ["programme.decision_unnumbered", "programme.decision_undated", "programme.decision_unsigned"],
        ),
    ],
)
def test_decision_must_be_whole(facts, expected):
    assert codes(decision_refusals(facts)) == expected


FRAME = LineFrame("L01", "local", Money(100), Money(60))


@pytest.mark.parametrize(("amount", "fits"), [(40, True), (41, False)])
def test_frame_is_the_amount_of_the_version(amount, fits):
    assert (over_frame(FRAME, Money(amount)) is None) is fits


def test_frame_already_passed_leaves_no_room():
    assert "chỉ giao thêm được 0 đồng" in str(over_frame(replace(FRAME, assigned=Money(120)), Money(1)))


@pytest.mark.parametrize(
    ("stream", "split", "expected"),
    [
        ("local", {"L01": 40}, []),
        ("local", {"L01": 0}, ["programme.nothing_assigned"]),
        ("local", {"L01": 41, "L02": 1, "L03": -1}, [
            "programme.over_frame", "programme.line_of_other_stream", "programme.negative_assignment",
        ]),
        ("national", {"L01": 1}, ["programme.line_of_other_stream"]),
    ],
)  # fmt: skip  # a table of cases
def test_split_is_refused_for_every_line(stream, split, expected):
    amounts = {code: Money(amount) for code, amount in split.items()}

    assert codes(split_refusals(stream, amounts, {"L01": FRAME})) == expected


@pytest.mark.parametrize(
    ("indicator", "expected"), [("", 3), ("establishments", 2), ("machines", 7), ("trainees", 20), ("own_count", 1)]
)
def test_reached_counts_by_fact_by_machine_or_by_project(indicator, expected):
    results = [
        Result("machinery", {"trainees": "12", "own_count": False}, machines=5),
        Result("machinery", {"trainees": [1, 2, 3], "machines": 2, "own_count": True}, machines=9),
        Result("technology_line", {"trainees": 5, "establishments": -4}),
        Result("fair", {"trainees": 100}),
    ]
    target = TargetFacts(("machinery", "technology_line"), indicator, 2, 4)

    found = reached(target, results, {"machinery": "establishments", "technology_line": "lines"})

    assert found.done == expected


def test_reached_counts_a_project_by_a_fact_that_is_no_number_as_if_there_were_none():
    target = TargetFacts(("machinery",), "own_count", 0, 0)

    found = reached(target, [Result("machinery", {"own_count": "nhiều"})], {})

    assert (found.done, found.percent, found.is_met) == (1, 100, True)


def test_reached_gives_whole_percent_of_the_lower_end():
    target = TargetFacts(("machinery",), "", 3, 5)

    found = reached(target, [Result("machinery")], {})

    assert (found.percent, found.is_met) == (33, False)


@given(st.dictionaries(st.sampled_from(["settled", "paid", "assigned", "unassigned"]), st.integers(-5, 10**13)))
def test_bar_never_leaves_its_width(amounts):
    parts = bar(amounts, 10**12)

    assert all(part.x >= 0 and part.width >= 1 for part in parts)
    assert all(part.x + part.width <= WIDTH + 1 for part in parts)


def test_columns_are_as_tall_as_their_money():
    drawn = columns([("01/2026", 100, 50, 25), ("02/2026", 200, 200, -1)], 40)

    assert [(one.assigned, one.committed, one.spent) for one in drawn] == [(20, 10, 5), (40, 40, 0)]
    assert columns([], 40) == []


def test_draw_lays_bands_between_the_columns():
    nodes = [Node("root", 0, "Gốc", 100), Node("a", 1, "A", 60), Node("b", 1, "B", 40), Node("none", 2, "Không", 0)]
    links = [Link("root", "a", 60), Link("root", "b", 40), Link("a", "none", 5), Link("a", "b", 0)]

    picture = draw(nodes, links, room=200)

    assert [(box.node.key, box.y, box.height, box.middle) for box in picture.boxes] == [
        ("root", 0, 200, 100), ("a", 0, 120, 60), ("b", 130, 80, 170)
    ]  # fmt: skip  # one list
    assert [band.link.target for band in picture.bands] == ["a", "b"]
    assert picture.bands[1].path.startswith("M14 120C")


def test_draw_of_nothing_is_empty():
    assert draw([], []).boxes == ()


def test_closing_waits_for_the_end_of_the_year_and_for_every_open_bucket():
    held = {Bucket.ASSIGNED: 5, Bucket.PAID: 1, Bucket.SETTLED: 9, Bucket.ADVANCED: 0}

    assert codes(closing_refusals(2026, date(2026, 12, 31), held)) == [
        "programme.year_not_over", "programme.money_still_open", "programme.money_still_open"
    ]  # fmt: skip  # one list
    assert closing_refusals(2026, date(2027, 2, 1), {Bucket.SETTLED: 9, Bucket.RETURNED: 1}) == []
