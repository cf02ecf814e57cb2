"""The limit of support: worked examples of every row, and what holds of any amounts."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal, Refusals
from khuyencong.law.norms import Certainty, national_book
from khuyencong.programme.rules.contents import content_type, content_types
from khuyencong.programme.rules.support import (
    EarlierSupport,
    amount_refusal,
    earlier_in_span,
    eligible_cost,
    level_of,
    levels,
    management_bounds,
    support_limit,
)

EXAMPLES = tomllib.loads((Path(__file__).parents[1] / "examples" / "support.toml").read_text(encoding="utf-8"))[
    "example"
]
TODAY = date(2026, 3, 1)
NORMS = national_book().at(TODAY)
LOCAL_ROW = {"content": "machinery", "rate_percent": 50, "ceiling": 150_000_000, "per": "cơ sở"}
AMOUNTS = st.integers(min_value=0, max_value=10**14)
KNOWN = sorted(
    code
    for code, level in levels(NORMS, "national").items()
    if level.rate_percent or level.ceiling or level.certainty != "unsure"
)


def with_local(norms, *rows, source="NQ 11/2025/NQ-HĐND, Điều 4"):
    norm = norms.norm("funding.local_levels")
    return norms.overlaid([replace(norm, value=list(rows), source=source, certainty=Certainty.LOCAL)])


def code_of(act):
    with pytest.raises((Refusal, Refusals)) as caught:
        act()
    told = caught.value
    return told.refusals[0].code if isinstance(told, Refusals) else told.code


def name_of(example):
    return f"{example['content']}-{example['on']}-{example['eligible_cost']}"


@pytest.mark.parametrize("example", EXAMPLES, ids=name_of)
def test_support_limit_of_the_worked_examples(example):
    facts = {name: value for name, value in example.items() if name not in ("on", "limit", "source", "refused")}
    norms = national_book().at(example["on"])

    if "refused" in example:
        assert code_of(lambda: support_limit(stream="national", norms=norms, **facts)) == example["refused"]
    else:
        found = support_limit(stream="national", norms=norms, **facts)
        assert found.limit == Money(example["limit"])
        assert found.level.source == example.get("source", found.level.source)


def test_every_row_of_every_version_has_a_worked_example():
    told = {(norm.start, row["content"]) for norm in national_book().history["funding.levels"] for row in norm.value}
    shown = {
        (national_book().at(one["on"]).norm("funding.levels").start, one["content"])
        for one in EXAMPLES
        if one["on"] >= date(2014, 4, 8)
    }

    assert sorted(told - shown) == []


def test_the_bounds_say_what_they_rest_on_since_when_and_how_sure_they_are():
    found = support_limit(
        content="trademark", stream="national", eligible_cost=90_000_000, asked=40_000_000, left=38_000_000, norms=NORMS
    )

    assert [(bound.name, bound.amount.dong, bound.source, bound.certainty) for bound in found.bounds] == [
        ("rate", 45_000_000, "TT 28/2018/TT-BTC, Điều 8", "unsure"),
        ("ceiling", 35_000_000, "TT 28/2018/TT-BTC, Điều 8", "unsure"),
        ("asked", 40_000_000, "Đơn đề nghị hỗ trợ", ""),
        ("left", 38_000_000, "Dự toán còn được dùng của dòng kế hoạch", ""),
    ]
    assert found.bounds[0].since == date(2018, 5, 11)
    assert [bound.name for bound in found.deciding] == ["ceiling"]
    assert [bound.name for bound in found.unsure] == ["rate", "ceiling"]


def test_a_rate_less_sure_than_its_ceiling_says_so():
    found = support_limit(content="cluster_infrastructure", stream="national", eligible_cost=10**10, norms=NORMS)

    assert [(bound.name, bound.certainty) for bound in found.bounds] == [("rate", "known"), ("ceiling", "seen")]


def test_money_and_whole_numbers_are_the_same_to_it():
    told = {"content": "machinery", "stream": "national", "norms": NORMS}

    assert support_limit(eligible_cost=Money(10**8), **told) == support_limit(eligible_cost=10**8, **told)


def test_every_wrong_amount_is_told_at_once():
    with pytest.raises(Refusals) as caught:
        support_limit(content="machinery", stream="national", eligible_cost=-1, asked=True, left=10**15, norms=NORMS)

    assert [str(one) for one in caught.value.refusals] == [
        "Chi phí hợp lệ không được âm.",
        "Số đề nghị hỗ trợ phải là số nguyên đồng.",
        "Số còn được dùng của nguồn quá lớn (từ một triệu tỷ đồng); hãy kiểm tra lại.",
    ]
    assert amount_refusal("asked", Money(5)) is None


def test_an_unknown_content_is_refused_with_the_codes_that_may_be_used():
    with pytest.raises(Refusal) as caught:
        support_limit(content="machine", stream="national", eligible_cost=1, norms=NORMS)

    assert str(caught.value).startswith("Ngày 01/03/2026 không có nội dung khuyến công “machine”. Các mã có thể dùng: ")
    assert "machinery, technology_line" in str(caught.value)
    assert caught.value.source == "NĐ 235/2025/NĐ-CP"


def test_an_unknown_stream_is_refused():
    assert code_of(lambda: support_limit(content="machinery", stream="both", eligible_cost=1, norms=NORMS)) == (
        "programme.content_not_in_stream"
    )


def test_a_local_level_nobody_entered_is_refused_with_the_paper_to_enter():
    with pytest.raises(Refusal) as caught:
        support_limit(content="machinery", stream="local", eligible_cost=1, norms=NORMS)

    assert caught.value.code == "programme.no_local_level"
    assert str(caught.value) == (
        "Ngày 01/03/2026 chưa có mức hỗ trợ địa phương cho “Ứng dụng máy móc thiết bị tiên tiến”. Hãy ghi mức theo "
        "NQ 11/2025/NQ-HĐND của Hội đồng nhân dân tỉnh Vĩnh Long tại Quy định → Mức hỗ trợ từ kinh phí khuyến công địa "
        "phương."
    )


def test_a_local_level_holds_for_the_local_stream_only():
    norms = with_local(NORMS, LOCAL_ROW | {"clause": "khoản 2"})
    told = {"content": "machinery", "eligible_cost": 10**9, "norms": norms}
    local = support_limit(stream="local", **told)

    assert (local.limit, local.level.source) == (Money(150_000_000), "NQ 11/2025/NQ-HĐND, Điều 4, khoản 2")
    assert {bound.certainty for bound in local.bounds} == {"local"}
    assert support_limit(stream="national", **told).limit == Money(300_000_000)


def test_a_local_row_that_is_marked_unsure_and_has_no_level_is_refused():
    norms = with_local(NORMS, LOCAL_ROW | {"rate_percent": 0, "ceiling": 0, "certainty": "unsure"})

    assert code_of(lambda: level_of(content_type("machinery", norms), "local", norms)) == "programme.unknown_level"


@pytest.mark.parametrize(
    ("span", "counted"), [("project", 0), ("year", 40_000_000), ("programme", 90_000_000), ("ever", 190_000_000)]
)
def test_earlier_support_counts_against_the_ceiling_as_the_norm_says(span, counted):
    norms = NORMS.overlaid([replace(NORMS.norm("funding.ceiling_span"), value=span)])
    earlier = [
        EarlierSupport(Money(100_000_000), date(2018, 6, 1)),
        EarlierSupport(Money(50_000_000), date(2024, 6, 1)),
        EarlierSupport(Money(40_000_000), date(2026, 1, 10)),
        EarlierSupport(Money(7), date(2027, 1, 1)),
    ]
    start = date(2021, 1, 1)

    assert earlier_in_span(earlier, norms, start) == Money(counted)
    found = support_limit(
        content="machinery", stream="national", eligible_cost=10**9, norms=norms, earlier=earlier, programme_start=start
    )
    assert found.limit == Money(300_000_000 - counted)


def test_earlier_support_beyond_the_ceiling_leaves_nothing():
    norms = NORMS.overlaid([replace(NORMS.norm("funding.ceiling_span"), value="ever")])
    earlier = [EarlierSupport(Money(400_000_000), date(2025, 1, 1))]

    found = support_limit(content="machinery", stream="national", eligible_cost=10**9, norms=norms, earlier=earlier)

    assert found.limit == Money(0)


@pytest.mark.parametrize(("deducts", "norm", "cost"), [(True, True, 100), (False, True, 110), (True, False, 110)])
def test_eligible_cost_leaves_out_the_tax_that_is_deducted(deducts, norm, cost):
    norms = NORMS.overlaid([replace(NORMS.norm("funding.deducts_vat"), value=norm)])

    assert eligible_cost(before_tax=Money(100), tax=Money(10), deducts_tax=deducts, norms=norms) == Money(cost)


def test_management_takes_its_share_beside_the_support():
    bounds = management_bounds(Money(1_000_000_001), NORMS)

    assert [(bound.amount, bound.certainty, bound.since) for bound in bounds] == [
        (Money(25_000_000), "unsure", date(2018, 5, 11)),
        (Money(30_000_000), "unsure", date(2018, 5, 11)),
    ]


def test_every_level_is_of_a_content_of_its_day():
    for norm in national_book().history["funding.levels"]:
        known = content_types(national_book().at(norm.start))
        assert [row["content"] for row in norm.value if row["content"] not in known] == []
    known = content_types(NORMS)
    assert [row["content"] for row in NORMS.rows("funding.advance_rates") if row["content"] not in known] == []


@given(code=st.sampled_from(KNOWN), cost=AMOUNTS, asked=AMOUNTS, left=AMOUNTS)
def test_the_limit_is_the_least_bound_and_never_above_the_cost(code, cost, asked, left):
    found = support_limit(content=code, stream="national", eligible_cost=cost, asked=asked, left=left, norms=NORMS)

    assert found.limit == min(bound.amount for bound in found.bounds)
    assert Money(0) <= found.limit <= min(Money(cost), Money(asked), Money(left))


@given(code=st.sampled_from(KNOWN), cost=AMOUNTS, more=AMOUNTS, asked=AMOUNTS, count=st.integers(1, 50))
def test_the_limit_grows_with_the_cost_and_with_what_is_asked(code, cost, more, asked, count):
    told = {"content": code, "stream": "national", "norms": NORMS}
    lesser = support_limit(eligible_cost=cost, asked=asked, count=count, **told).limit

    assert support_limit(eligible_cost=cost + more, asked=asked, count=count, **told).limit >= lesser
    assert support_limit(eligible_cost=cost, asked=asked + more, count=count, **told).limit >= lesser
    assert support_limit(eligible_cost=cost, asked=asked, count=count + 1, **told).limit >= lesser


@given(cost=AMOUNTS, rate=st.integers(1, 100), ceiling=st.integers(0, 10**14))
def test_a_local_level_is_reckoned_as_a_national_one(cost, rate, ceiling):
    norms = with_local(NORMS, LOCAL_ROW | {"rate_percent": rate, "ceiling": ceiling})

    found = support_limit(content="machinery", stream="local", eligible_cost=cost, norms=norms).limit.dong

    assert found == min(cost * rate // 100, ceiling or cost)
