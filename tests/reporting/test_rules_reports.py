"""Pure rules of reports: periods, indicators with planted faults, forms, cells, changes, sentences, standing."""

from datetime import date
from fractions import Fraction

import pytest

from khuyencong.kernel.refusal import Refusal
from khuyencong.reporting.queries.measures import COUNTED
from khuyencong.reporting.queries.tables import _parsed, default_forms, indicator_table
from khuyencong.reporting.rules.comparing import Reason, changes, differences
from khuyencong.reporting.rules.forms import form_refusals, plain_form, read_form
from khuyencong.reporting.rules.indicators import DIRECTOR, MEASURES, Indicator, IndicatorFaults, read_table
from khuyencong.reporting.rules.narrative import compared, sentence
from khuyencong.reporting.rules.periods import (
    PeriodKind,
    last_period,
    period_on,
    read_period,
    since,
    window_of,
    year_to_date,
)
from khuyencong.reporting.rules.sheet import (
    Cell,
    ColumnHead,
    Record,
    Section,
    Sheet,
    SheetRow,
    from_plain,
    plain,
    rate,
    seal,
    text_of,
    total_of,
    value_of,
)
from khuyencong.reporting.rules.standing import Standing, WorkFacts, standing


@pytest.mark.parametrize(("code", "first", "last", "label", "before"), [
    ("2026", date(2026, 1, 1), date(2026, 12, 31), "năm 2026", "2025"),
    ("2026-H1", date(2026, 1, 1), date(2026, 6, 30), "6 tháng đầu năm 2026", "2025-H2"),
    ("2026-h2", date(2026, 7, 1), date(2026, 12, 31), "6 tháng cuối năm 2026", "2026-H1"),
    ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30), "quý III năm 2026", "2026-Q2"),
    ("2028-02", date(2028, 2, 1), date(2028, 2, 29), "tháng 2 năm 2028", "2028-01"),
    ("2026-12", date(2026, 12, 1), date(2026, 12, 31), "tháng 12 năm 2026", "2026-11"),
])  # fmt: skip  # a table
def test_period_is_read_from_its_code(code, first, last, label, before):
    period = read_period(code)

    assert (period.start, period.end, period.label) == (first, last, label)
    assert period.code == code.upper()
    assert period.before.code == before


@pytest.mark.parametrize("code", ["", "2026-Q5", "2026-13", "26", "2026-00", "quý 3"])
def test_unreadable_period_is_refused(code):
    with pytest.raises(Refusal) as told:
        read_period(code)

    assert told.value.code == "reporting.unreadable_period"


def test_windows_open_with_the_first_transfer_only_where_a_year_begins():
    quarter = read_period("2026-Q3")

    assert window_of(quarter).money_from == date(2026, 7, 1)
    assert window_of(read_period("2026-Q1")).money_from is None
    assert year_to_date(quarter).money_from is None
    assert year_to_date(quarter.year_ago).end == date(2025, 9, 30)
    assert since(2024, quarter).years == (2024, 2025, 2026)
    assert since(2030, quarter).years == (2026,)
    assert period_on(PeriodKind.HALF, date(2026, 7, 1)).code == "2026-H2"
    assert last_period(PeriodKind.QUARTER, date(2026, 1, 5)).code == "2025-Q4"


def test_table_of_indicators_is_right_and_every_measure_is_counted():
    table = indicator_table()

    assert COUNTED.keys() == MEASURES.keys()
    assert {one.measure for one in table.indicators.values()} - {"ratio", "none"} == MEASURES.keys()
    assert all(table.of_group(group) for group in table.groups)


@pytest.mark.parametrize(("changed", "fault"), [
    ({"measure": "guessing"}, "unknown measure 'guessing'"),
    ({"unit": "triệu"}, "unknown unit 'triệu'"),
    ({"unit": "đồng"}, "projects is not told in 'đồng'"),
    ({"of": ["dreamt"]}, "projects of unknown 'dreamt'"),
    ({"of": []}, "projects of 0 things"),
    ({"code": "nowhere.approved"}, "unknown group 'nowhere'"),
    ({"audience": ["everybody"]}, "unknown audience everybody"),
    ({"against": "money.dreamt"}, "compared with 'money.dreamt', which is not there"),
    ({"label": ""}, "has no label"),
    ({"measure": "none", "of": []}, "has no records and does not say why"),
    ({"measure": "running", "of": ["x"]}, "running of unknown 'x'"),
    ({"measure": "figure", "of": ["classes"], "unit": "đồng"}, "figure is not told in 'đồng'"),
    ({"measure": "ratio", "over": "plan.dreamt", "under": "plan.contracted"}, "a ratio of 'plan.dreamt', which is not there"),
    ({"measure": "ratio", "over": "plan.finished_share", "under": "plan.contracted"}, "which is no sum itself"),
    ({"measure": "ratio", "over": "products.rounds", "under": "plan.contracted"}, "which is split otherwise"),
    ({"measure": "ratio", "over": "plan.contracted", "under": "plan.contracted", "times": 7}, "a ratio times 7"),
])  # fmt: skip  # a table
def test_planted_wrong_definition_is_found(changed, fault):
    raw = _parsed("indicators.toml")
    rows = [{**row, **changed} if row["code"] == "plan.adjusted" else row for row in raw["indicator"]]

    with pytest.raises(IndicatorFaults, match=fault):
        read_table({**raw, "indicator": rows})


def test_indicator_given_twice_is_found():
    raw = _parsed("indicators.toml")

    with pytest.raises(IndicatorFaults, match=r"plan.registered: given twice"):
        read_table({**raw, "indicator": [*raw["indicator"], raw["indicator"][0]]})


def test_default_forms_are_right_and_come_back_from_plain_data():
    for form in default_forms().values():
        assert form_refusals(form, indicator_table()) == []
        assert read_form(plain_form(form)) == form


BREAKDOWN = {"kind": "breakdown", "title": "T", "by": "commune", "indicators": ["money.spent"]}


@pytest.mark.parametrize(("changed", "code"), [
    ({"title": " "}, "form_without_title"),
    ({"periods": []}, "form_without_period"),
    ({"periods": ["week"]}, "form_without_period"),
    ({"columns": []}, "form_without_column"),
    ({"columns": ["period", "dreamt"]}, "unknown_column"),
    ({"columns": ["period", "period"]}, "column_twice"),
    ({"columns": ["period", "growth"]}, "column_without_parts"),
    ({"sections": []}, "form_without_section"),
    ({"narrative": ["money.dreamt"]}, "unknown_indicator"),
    ({"sections": [{**BREAKDOWN, "kind": "poem"}]}, "unknown_section"),
    ({"sections": [{**BREAKDOWN, "by": "moon"}]}, "unknown_way"),
    ({"sections": [{**BREAKDOWN, "indicators": []}]}, "section_without_indicator"),
    ({"sections": [{**BREAKDOWN, "indicators": ["money.planned"]}]}, "indicator_not_grouped"),
    ({"sections": [{**BREAKDOWN, "indicators": ["money.average"]}]}, "indicator_not_grouped"),
    ({"signers": [""]}, "form_without_signer"),
])  # fmt: skip  # a table
def test_wrong_form_is_refused(changed, code):
    form = read_form({**plain_form(default_forms()["KC-GN"]), **changed})

    assert f"reporting.{code}" in [one.code for one in form_refusals(form, indicator_table())]


def sheet(**values):
    columns = (ColumnHead("period", "Trong kỳ"), ColumnHead("plan", "Kế hoạch"))
    rows = tuple(SheetRow(code, code, "đồng", {"period": Cell(value, opens=True)}) for code, value in values.items())
    return Sheet("KC-GN", "Báo cáo", "2026", "năm 2026", "Trung tâm", (Section("s1", "Bảng", columns, rows),))


def test_sheet_comes_back_from_plain_data_exactly():
    whole = sheet(a=Fraction(1, 3), b=None)

    assert from_plain(plain(whole)) == whole
    assert value_of(text_of(Fraction(7, 3))) == Fraction(7, 3)
    assert value_of(text_of(None)) is None


def test_seal_breaks_with_a_figure_or_a_record_and_not_with_their_order():
    facts, records = plain(sheet(a=Fraction(1))), {"s1/a/period": [["x:1", "1", "", ""], ["x:2", "0", "", ""]]}
    whole = seal(facts, records)

    assert seal(facts, {"s1/a/period": records["s1/a/period"][::-1]}) == whole
    assert seal(plain(sheet(a=Fraction(2))), records) != whole
    assert seal(facts, {"s1/a/period": [["x:1", "2", "", ""], ["x:2", "0", "", ""]]}) != whole


def test_rate_of_nothing_is_none():
    assert rate(Fraction(1), Fraction(3)) == Fraction(100, 3)
    assert rate(Fraction(1), Fraction(0)) is None
    assert rate(None, Fraction(3)) is None
    assert rate(Fraction(1), None) is None


def record(key, value, day=date(2026, 3, 1)):
    return Record(key, Fraction(value), day)


def test_changes_sum_to_the_difference_of_two_figures_and_say_why():
    before = [record("a", 5), record("b", 7), record("c", 1)]
    after = [
        record("a", 5), record("b", 9), record("new", 4, date(2026, 5, 1)), record("late", 2), record("late", 1),
        record("dayless", 3, None),
    ]  # fmt: skip  # a list
    found = changes(before, after, date(2026, 3, 31))

    assert [(one.record.key, one.reason) for one in found] == [
        ("b", Reason.CHANGED), ("new", Reason.NEW), ("late", Reason.BACKDATED), ("dayless", Reason.NEW),
        ("c", Reason.GONE),
    ]  # fmt: skip  # a list
    assert sum(one.difference for one in found) == total_of(after) - total_of(before)


def test_differences_name_cells_that_changed_came_or_went():
    found = differences(
        sheet(a=Fraction(1), b=Fraction(2), gone=Fraction(3)), sheet(a=Fraction(1), b=Fraction(4), c=None)
    )

    assert [(one.address, one.before, one.after) for one in found] == [
        ("s1/b/period", Fraction(2), Fraction(4)), ("s1/c/period", None, None), ("s1/gone/period", Fraction(3), None),
    ]  # fmt: skip  # a list


def test_sentence_tells_figures_in_words_and_against_plan_and_last_year():
    one = Indicator("money.spent", "money", "Kinh phí đã giải ngân", "đồng", (DIRECTOR,), "ledger")
    cells = {
        "period": Cell(Fraction(1_000_000)), "to_date": Cell(Fraction(3_000_000)), "plan": Cell(Fraction(12_000_000)),
        "last_period": Cell(Fraction(800_000)),
    }  # fmt: skip  # a table

    assert sentence(one, cells, "quý III năm 2026") == (
        "Kinh phí đã giải ngân trong quý III năm 2026: 1.000.000 đồng (bằng chữ: một triệu đồng); "
        "lũy kế từ đầu năm 3.000.000 đồng; bằng 25,00 % kế hoạch năm; tăng 25,00 % so với cùng kỳ năm trước."
    )
    assert sentence(one, {"period": Cell(None, "vì")}, "năm 2026") == (
        "Kinh phí đã giải ngân: chưa có số liệu trong hệ thống."
    )


def test_sentence_of_a_count_or_of_a_broken_number_uses_no_money_words():
    count = Indicator("plan.approved", "plan", "Đề án", "đề án", (DIRECTOR,), "projects")
    now = {"period": Cell(Fraction(21)), "to_date": Cell(Fraction(21)), "last_period": Cell(Fraction(21))}

    assert sentence(count, now, "năm 2026") == (
        "Đề án trong năm 2026: 21 đề án (bằng chữ: hai mươi mốt đề án); bằng cùng kỳ năm trước."
    )
    half = {"period": Cell(Fraction(1, 2)), "to_date": Cell(Fraction(1, 2)), "last_period": Cell(None)}
    assert sentence(count, half, "năm 2026") == "Đề án trong năm 2026: 0,50 đề án."


@pytest.mark.parametrize(("now", "before", "said"), [
    (3, 4, "giảm 25,00 % so với cùng kỳ năm trước"), (3, 0, "cùng kỳ năm trước không có"), (0, 0, ""),
])  # fmt: skip  # a table
def test_figure_is_compared_with_a_year_ago(now, before, said):
    assert compared(Fraction(now), Fraction(before)) == said


TODAY = date(2026, 7, 1)
WORK = {"year": 2026, "state": "running", "starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 20), "percent": 50}


@pytest.mark.parametrize(("changed", "how"), [
    ({}, Standing.ON_PLAN),
    ({"starts_on": None}, Standing.ON_PLAN),
    ({"percent": 20}, Standing.SLOW),
    ({"percent": None}, Standing.SLOW),
    ({"ends_on": date(2026, 6, 30), "percent": 99}, Standing.LATE),
    ({"state": "suspended"}, Standing.AT_RISK),
    ({"advance_due_on": date(2026, 6, 30)}, Standing.AT_RISK),
    ({"year": 2025}, Standing.AT_RISK),
    ({"ends_on": date(2027, 1, 10)}, Standing.AT_RISK),
])  # fmt: skip  # a table
def test_project_stands_as_its_days_say(changed, how):
    found, why = standing(WorkFacts(**{**WORK, **changed}), TODAY)

    assert found is how
    assert bool(why) is (how is not Standing.ON_PLAN)
