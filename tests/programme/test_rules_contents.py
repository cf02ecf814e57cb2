"""Kinds of content: what the norms say of each, and facts that fit or do not."""

from datetime import date

import pytest

from khuyencong.kernel.refusal import Refusal
from khuyencong.law.norms import national_book
from khuyencong.programme.rules.contents import (
    content_groups,
    content_type,
    content_types,
    fact_refusals,
    stream_refusal,
)

NORMS = national_book().at(date(2026, 3, 1))
DAYS = [date(2012, 7, 5), date(2025, 10, 14), date(2025, 10, 15), date(2026, 3, 1)]
KINDS = {"text", "whole", "number", "money", "date", "choice", "flag"}
GOOD = {"text": "chữ", "whole": 3, "number": "1.25", "money": 5_000_000, "date": "2026-05-01", "flag": True}
MACHINE = {"name": "Máy sấy", "quantity": 1, "price": 300_000_000}


def example_of(facts):
    return {fact.code: fact.choices[0][0] if fact.kind == "choice" else GOOD[fact.kind] for fact in facts}


def told(content, facts, *, complete=True):
    return [(one.code, str(one)) for one in fact_refusals(content_type(content, NORMS), facts, complete=complete)]


@pytest.mark.parametrize("day", DAYS)
def test_every_content_has_its_group_facts_papers_and_indicators(day):
    norms = national_book().at(day)
    groups = content_groups(norms)

    for content in content_types(norms).values():
        assert content.group in groups
        assert content.streams
        assert content.facts_of()
        assert content.papers_at("application")
        assert content.papers_at("settlement")
        assert content.indicators_at("result")
        assert content.indicators_at("effect")
        assert {fact.kind for fact in content.facts} <= KINDS
        assert {paper.stage for paper in content.papers} == {"application", "settlement"}
        assert len({(fact.table, fact.code) for fact in content.facts}) == len(content.facts)
        assert len({paper.code for paper in content.papers}) == len(content.papers)
        assert len({one.code for one in content.indicators}) == len(content.indicators)
        assert not set(content.tables) & {fact.code for fact in content.facts_of()}


def test_no_table_speaks_of_a_content_that_is_not_listed():
    known = set(content_types(NORMS)) | {"all"}
    keys = ("programme.content_facts", "programme.content_papers", "programme.content_indicators")

    assert {row["content"] for key in keys for row in NORMS.rows(key)} - known == set()


def test_every_group_has_a_content():
    assert {content.group for content in content_types(NORMS).values()} == set(content_groups(NORMS))


def test_digital_transformation_begins_with_the_decree_of_2025():
    with pytest.raises(Refusal) as caught:
        content_type("digital_transformation", national_book().at(date(2025, 10, 14)))

    assert caught.value.code == "programme.unknown_content"
    assert content_type("digital_transformation", national_book().at(date(2025, 10, 15))).group == "C6"


def test_machinery_is_told_with_its_machines():
    machinery = content_type("machinery", NORMS)

    assert machinery.tables == {"machine": "Máy móc, thiết bị"}
    assert [fact.code for fact in machinery.facts_of("machine")] == [
        "name", "model", "serial", "maker", "origin", "made_year", "is_new", "quantity", "price",
    ]  # fmt: skip  # a list reads better as a list
    assert [paper.code for paper in machinery.papers_at("application") if paper.required] == [
        "support_request", "project_outline", "registration", "no_other_support", "quotations",
    ]  # fmt: skip  # a list reads better as a list


def test_trainees_are_told_with_sex_ethnic_group_poverty_and_job():
    columns = {fact.code for fact in content_type("vocational_training", NORMS).facts_of("trainee")}

    assert {"sex", "ethnic_group", "poor_household", "job_after"} <= columns


def test_a_round_of_the_region_is_not_paid_from_the_local_stream():
    refusal = stream_refusal(content_type("selection_round_region", NORMS), "local")

    assert refusal is not None
    assert str(refusal) == (
        "Nội dung “Tổ chức bình chọn sản phẩm công nghiệp nông thôn tiêu biểu cấp khu vực” không được chi từ nguồn "
        "“Khuyến công địa phương”."
    )
    assert stream_refusal(content_type("machinery", NORMS), "local") is None
    assert stream_refusal(content_type("machinery", NORMS), "both") is not None


@pytest.mark.parametrize("code", content_types(NORMS))
def test_every_content_takes_facts_of_its_kinds(code):
    content = content_type(code, NORMS)
    facts = example_of(content.facts_of()) | {table: [example_of(content.facts_of(table))] for table in content.tables}

    assert fact_refusals(content, facts, complete=True) == []
    assert [one.code for one in fact_refusals(content, {}, complete=True)] == ["programme.fact_missing"] * sum(
        fact.required for fact in content.facts_of()
    )
    assert fact_refusals(content, {}, complete=False) == []


def test_every_fault_is_told_at_once_with_its_row():
    facts = {
        "capacity_before": 5,
        "colour": "đỏ",
        "machine": [{"name": "Máy sấy", "quantity": -1, "price": 1.5, "weight": 3}, {"quantity": 1, "made_year": True}],
    }

    assert told("machinery", facts) == [
        ("programme.wrong_fact", "Công suất trước khi đầu tư: cần ghi bằng chữ."),
        ("programme.fact_missing", "Công đoạn sử dụng: còn thiếu."),
        ("programme.unknown_fact", "colour: không có mục này trong nội dung."),
        ("programme.unknown_fact", "Máy móc, thiết bị, dòng 1, weight: không có mục này trong nội dung."),
        ("programme.wrong_fact", "Máy móc, thiết bị, dòng 1, Số lượng: cần một số nguyên, không âm."),
        (
            "programme.wrong_fact",
            "Máy móc, thiết bị, dòng 1, Đơn giá (chưa thuế GTGT): cần số tiền nguyên đồng, không âm.",
        ),
        ("programme.fact_missing", "Máy móc, thiết bị, dòng 2, Tên máy móc, thiết bị: còn thiếu."),
        ("programme.wrong_fact", "Máy móc, thiết bị, dòng 2, Năm sản xuất: cần một số nguyên, không âm."),
        ("programme.fact_missing", "Máy móc, thiết bị, dòng 2, Đơn giá (chưa thuế GTGT): còn thiếu."),
    ]


def test_a_draft_may_lack_facts_but_not_hold_wrong_ones():
    assert told("machinery", {"machine": [{"name": "Máy"}]}, complete=False) == []
    assert told("machinery", {"machine": [{"price": -1}]}, complete=False) == [
        (
            "programme.wrong_fact",
            "Máy móc, thiết bị, dòng 1, Đơn giá (chưa thuế GTGT): cần số tiền nguyên đồng, không âm.",
        )
    ]


@pytest.mark.parametrize("rows", ["x", ["x"], {"a": 1}])
def test_a_table_that_is_no_list_of_rows_is_refused(rows):
    facts = {"purpose": "Sấy", "machine": rows}

    assert told("machinery", facts) == [("programme.wrong_table", "Máy móc, thiết bị: phải là các dòng của bảng.")]


@pytest.mark.parametrize(
    ("content", "name", "good", "bad"),
    [
        ("trademark", "filed_on", ["2026-02-01", date(2026, 2, 1)], ["01/02/2026", 5, True]),
        ("trademark", "work", ["dang_ky"], ["bán", ["dang_ky"], 1]),
        ("enterprise_founding", "hard_area", [True, False], [1, "có"]),
        ("relocation_interest", "loan", [0, 10**14], [-1, 10**15, 1.5, True, "5"]),
    ],
)
def test_values_keep_to_their_kind(content, name, good, bad):
    kind = content_type(content, NORMS)

    assert [value for value in good if fact_refusals(kind, {name: value}, complete=False)] == []
    assert [value for value in bad if not fact_refusals(kind, {name: value}, complete=False)] == []


@pytest.mark.parametrize(
    ("value", "fits"), [("1.25", True), (7, True), ("1,5", False), ("-1", False), ("1.1234567", False)]
)
def test_a_measured_number_is_exact_text(value, fits):
    row = {"resource": "dien", "unit": "kWh", "before": value}
    found = told("cleaner_production_assessment", {"measure": [row]}, complete=False)

    assert (found == []) is fits


def test_faults_name_the_norm_they_rest_on():
    found = fact_refusals(content_type("machinery", NORMS), {"purpose": "Sấy", "machine": [MACHINE, {}]}, complete=True)

    assert {one.source for one in found} == {"NĐ 45/2012/NĐ-CP, Điều 4"}
