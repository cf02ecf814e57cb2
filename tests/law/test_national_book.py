"""The norms that ship with the product, against what the texts say."""

from datetime import date, timedelta

import pytest

from khuyencong.kernel.refusal import Refusal
from khuyencong.law.norms import national_book

TODAY = date(2026, 6, 5)


@pytest.fixture
def norms():
    return national_book().at(TODAY)


def test_the_book_is_read_once():
    assert national_book() is national_book()


@pytest.mark.parametrize(
    ("key", "value", "source"),
    [
        ("selection.threshold_points", 70, "TT 26/2014/TT-BCT, Điều 17 khoản 1"),
        ("selection.validity_year_count", 3, "TT 26/2014/TT-BCT, Điều 17 khoản 3"),
        ("selection.complaint_working_days", 15, "TT 26/2014/TT-BCT, Điều 20 khoản 1"),
        ("selection.complaint_answer_working_days", 10, "TT 26/2014/TT-BCT, Điều 20 khoản 2"),
        ("selection.minimum_photos", 3, "TT 14/2018/TT-BCT"),
    ],
)
def test_whole_numbers_of_the_law(norms, key, value, source):
    assert norms.whole(key) == value
    assert norms.cite(key) == source


@pytest.mark.parametrize(
    ("level", "sizes"), [("commune", (5, 7)), ("province", (7, 9)), ("region", (9, 11)), ("nation", (11, 13))]
)
def test_council_sizes_of_the_law(norms, level, sizes):
    assert norms.numbers(f"selection.council_sizes_{level}") == sizes


def test_flags_and_codes(norms):
    assert norms.flag("selection.jury_odd") is True
    assert norms.flag("selection.validity_counts_year_of_issue") is True
    assert norms.codes("selection.tie_order") == ("1", "2", "3")
    assert norms.norm("selection.tie_order").certainty == "proposal"


def test_the_sheet_is_40_40_10_10(norms):
    assert [(row["code"], row["maximum"]) for row in norms.rows("selection.criteria")] == [
        ("1", 40),
        ("2", 40),
        ("3", 10),
        ("4", 10),
    ]


def test_the_proposed_subcriteria_fill_their_criteria_and_their_anchors_reach_the_maximum(norms):
    rows = norms.rows("selection.subcriteria")
    sums = {}
    for row in rows:
        sums[row["parent"]] = sums.get(row["parent"], 0) + row["maximum"]
        points = [anchor["points"] for anchor in row["anchors"]]
        assert points[0] == row["maximum"]
        assert points == sorted(set(points), reverse=True)

    assert len(rows) == 14
    assert sums == {"1": 40, "2": 40, "3": 10, "4": 10}
    assert norms.norm("selection.subcriteria").certainty == "proposal"


def test_product_groups_are_coded_a_to_d(norms):
    assert [(row["code"], row["number"]) for row in norms.rows("selection.product_groups")] == [
        ("A", 1),
        ("B", 2),
        ("C", 3),
        ("D", 4),
    ]


def test_the_lowest_level_changes_its_name_with_the_two_tier_government():
    names = {
        day: national_book().at(day).rows("selection.levels")[0]["label"]
        for day in (date(2025, 6, 30), date(2025, 7, 1))
    }

    assert names == {date(2025, 6, 30): "Cấp huyện", date(2025, 7, 1): "Cấp xã"}


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2025, 6, 30), {"north": 28, "central": 15, "south": 20}),
        (date(2025, 7, 1), {"north": 18, "central": 8, "south": 8}),
    ],
)
def test_regions_hold_every_province_of_their_time(day, counts):
    rows = national_book().at(day).rows("places.regions")
    found = {region: sum(row["region"] == region for row in rows) for region in counts}

    assert found == counts
    assert len({row["province_code"] for row in rows}) == len(rows) == sum(counts.values())


def test_the_merged_provinces_keep_their_region():
    region = {row["name"]: row["region"] for row in national_book().at(date(2024, 1, 1)).rows("places.regions")}

    assert {region[name] for name in ("Vĩnh Long", "Bến Tre", "Trà Vinh")} == {"south"}


def test_paper_copies_follow_the_circular_of_the_day():
    copies = {
        day: {row["copies"] for row in national_book().at(day).rows("selection.required_papers") if row["required"]}
        for day in (date(2018, 8, 15), date(2018, 8, 16))
    }

    assert copies == {date(2018, 8, 15): {1}, date(2018, 8, 16): {1, 2}}


@pytest.mark.parametrize("day", [date(2015, 1, 1), date(2019, 1, 1), TODAY])
def test_required_papers_name_known_levels_and_groups(day):
    norms = national_book().at(day)
    levels = {row["code"] for row in norms.rows("selection.levels")}
    groups = {row["code"] for row in norms.rows("selection.product_groups")}
    papers = norms.rows("selection.required_papers")

    assert all(set(row["levels"]) <= levels and set(row["groups"]) <= groups for row in papers)
    assert len({row["code"] for row in papers}) == len(papers)


def test_every_norm_is_in_force_every_day_since_the_circular():
    book = national_book()
    day = date(2014, 10, 21)
    while day < date(2028, 1, 1):
        assert len(book.at(day).all()) == len(book.definitions)
        day += timedelta(days=37)


def test_a_day_before_the_circular_is_refused():
    with pytest.raises(Refusal) as caught:
        national_book().at(date(2014, 10, 20)).whole("selection.threshold_points")

    assert caught.value.code == "law.no_norm_on_day"
    assert str(caught.value) == (
        "Ngày 20/10/2014 chưa có quy định “Điểm bình quân tối thiểu để được xét công nhận” trong bộ quy định của hệ thống."
    )


def test_an_unknown_key_is_a_slip_of_the_code(norms):
    with pytest.raises(KeyError):
        norms.norm("selection.no_such_norm")
